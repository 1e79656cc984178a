//! `GET /v1/frame.png?rom=…` and its siblings: a ROM that is known, the options in the query.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use edgeboy_api::problem::Problem;
use edgeboy_api::render::{Format, Render};

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
    // Who knows the tag has had the answer, so it need not be made to know that it is the same.
    if let Some(response) = not_modified(&headers, &tag) {
        return Ok(response);
    }
    let rom = known_rom(&shared, &hash)?;
    let answer = shared.renderer.run(render.call(rom.to_vec())).await?;
    Ok(result(render.result(answer)?, format, tag))
}

/// Reads the SHA-256 of a ROM.
pub(super) fn rom_hash(text: Option<&str>) -> Result<RomHash, Problem> {
    text.and_then(rom_store::from_hex).ok_or_else(|| {
        Problem::new("bad-option", "rom: expected a SHA-256 of 64 hexadecimal digits")
    })
}

/// The ROM of this hash.
pub(super) fn known_rom(shared: &Shared, hash: &RomHash) -> Result<Arc<[u8]>, Problem> {
    shared.roms.get(hash).ok_or_else(|| {
        let detail = format!("{} is not here; PUT it to /v1/roms", rom_store::to_hex(hash));
        Problem::new("unknown-rom", detail)
    })
}
