//! `POST /v1/render`: the ROM in the body, the options in the query.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use edgeboy_api::render::{Format, Render};
use headers::ETag;

use super::super::Shared;
use super::super::answer::{Refusal, result};
use super::super::rom_store::{self, RomHash};

pub(super) async fn render(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    body: Body,
) -> Result<Response, Refusal> {
    let query = query.unwrap_or_default();
    let format = Format::from_parameter(parameter(&query, "format").as_deref())?;
    let render = Render::from_query(&query, format, &["format"], shared.config.limits.render())?;
    let body = shared.bodies.read(body).await?;
    let answer = shared.work(move |shared, worker| {
        let tag = tag(shared, &render, &rom_store::hash(&body.bytes));
        let bytes = render.result(worker.call(render.call(body.bytes))?)?;
        Ok(result(bytes, format, tag))
    });
    Ok(answer.await?)
}

/// The tag of the answer to this request.
pub(super) fn tag(shared: &Shared, render: &Render, rom: &RomHash) -> ETag {
    let tag = render.etag(shared.renderer.guest_hash(), rom);
    tag.parse().expect("hexadecimal digits in quotes are a tag")
}

/// The first parameter of this name in a query.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}
