//! `PUT /v1/roms`: a ROM to be rendered later by its hash.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use edgeboy_api::call::Call;
use edgeboy_api::problem::{Kind, Problem};
use edgeboy_api::render::check_exit;

use super::super::answer::Refusal;
use super::super::{Shared, rom_store};

/// Keeps the ROM if the guest takes it for one, and answers with what it says about itself.
pub(super) async fn put(
    State(shared): State<Arc<Shared>>,
    body: Body,
) -> Result<Response, Refusal> {
    let body = shared.bodies.read(body).await?;
    let answer = shared.work(move |shared, worker| {
        let call = Call::new(["info", "rom", "--json"]).with_file("rom", body.bytes.clone());
        let answer = worker.call(call)?;
        check_exit(&answer)?;
        let known = shared.roms.get(&rom_store::hash(&body.bytes)).is_some();
        if shared.roms.put(&body.bytes).is_none() {
            let room = shared.config.server.roms;
            let detail = "it is larger than all the room for ROMs";
            let problem = Problem::new(Kind::TooLarge, detail);
            return Err(problem.with_limit("roms", room, "bytes"));
        }
        let status = if known { StatusCode::OK } else { StatusCode::CREATED };
        let json = [("content-type", "application/json")];
        Ok((status, json, answer.stdout).into_response())
    });
    Ok(answer.await?)
}
