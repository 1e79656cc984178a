//! `GET /v1/frame.png?rom=…` and its siblings: a ROM that is known, the options in the query.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use edgeboy_api::problem::{Kind, Problem};
use edgeboy_api::render::{Format, Render};
use headers::{HeaderMapExt, IfNoneMatch};

use super::super::Shared;
use super::super::answer::{Refusal, not_modified, result};
use super::super::rom_store::{self, RomHash};
use super::render::{parameter, tag};

pub(super) async fn frame(
    format: Format,
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let query = query.unwrap_or_default();
    let hash = rom_hash(parameter(&query, "rom").as_deref())?;
    let render = Render::from_query(&query, format, &["rom"], shared.config.limits.render())?;
    let tag = tag(&shared, &render, &hash);
    let condition: Option<IfNoneMatch> = headers.typed_get();
    // `*` stands for whatever answer there is, so it has to be found out whether there is one.
    let for_any = condition == Some(IfNoneMatch::any());
    let is_known = condition.is_some_and(|condition| !condition.precondition_passes(&tag));
    // Who knows the tag has had the answer, so it need not be made to know that it is the same.
    if is_known && !for_any {
        return Ok(not_modified(tag));
    }
    let rom = known_rom(&shared, &hash)?;
    let answer = shared.work(move |_, worker| {
        let bytes = render.result(worker.call(render.call(rom.to_vec()))?)?;
        Ok(if for_any { not_modified(tag) } else { result(bytes, format, tag) })
    });
    Ok(answer.await?)
}

/// Reads the SHA-256 of a ROM.
pub(super) fn rom_hash(text: Option<&str>) -> Result<RomHash, Problem> {
    text.and_then(rom_store::from_hex).ok_or_else(|| {
        Problem::new(Kind::BadOption, "rom: expected a SHA-256 of 64 hexadecimal digits")
    })
}

/// The ROM of this hash.
pub(super) fn known_rom(shared: &Shared, hash: &RomHash) -> Result<Arc<[u8]>, Problem> {
    shared.roms.get(hash).ok_or_else(|| {
        let detail = format!("{} is not here; PUT it to /v1/roms", rom_store::to_hex(hash));
        Problem::new(Kind::UnknownRom, detail)
    })
}
