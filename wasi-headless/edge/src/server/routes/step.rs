//! `POST /v1/step`: state and inputs in; state, picture and memory out.
//!
//! Request and answer are JSON, with base64 where there are bytes: there is JSON and base64
//! in every language that a bot may be written in, one document needs no order of parts, and a
//! state and a picture are so small (tens of kilobytes) that a third more does not matter.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use edgeboy_api::problem::{Kind, Problem};
use edgeboy_api::render::{Format, Render};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::Shared;
use super::super::answer::Refusal;
use super::super::renderer::Worker;
use super::frame::{known_rom, rom_hash};

/// What is to be done.
#[derive(Deserialize)]
struct Step {
    /// The SHA-256 of a ROM that is known.
    rom: Option<String>,
    /// Or the ROM itself.
    rom_bytes: Option<String>,
    /// The state to go on from; without one, the machine is switched on.
    state: Option<String>,
    /// Memory to report, as `C000:16`.
    #[serde(default)]
    peek: Vec<String>,
    /// The other options of the command line.
    #[serde(flatten)]
    options: BTreeMap<String, serde_json::Value>,
}

/// What has come of it.
#[derive(Serialize)]
pub(super) struct Stepped {
    /// The state to go on from next.
    state: String,
    /// The last picture, as PNG.
    picture: String,
    /// The report, in which the memory is.
    report: Box<RawValue>,
}

pub(super) async fn step(
    State(shared): State<Arc<Shared>>,
    body: Body,
) -> Result<Json<Stepped>, Refusal> {
    let body = shared.bodies.read(body).await?;
    Ok(Json(shared.work(move |shared, worker| take(shared, worker, &body.bytes)).await?))
}

/// Takes a step.
fn take(shared: &Shared, worker: &Worker, body: &[u8]) -> Result<Stepped, Problem> {
    let step: Step = serde_json::from_slice(body).map_err(|error| bad_body(error.to_string()))?;
    let rom = match (&step.rom, &step.rom_bytes) {
        (Some(hash), None) => known_rom(shared, &rom_hash(Some(hash))?)?.to_vec(),
        (None, Some(bytes)) => decode("rom_bytes", bytes)?,
        _ => return Err(bad_body("one of `rom` and `rom_bytes` is needed")),
    };
    let state = step.state.as_deref().map(|state| decode("state", state)).transpose()?;
    let options = options(step.options, step.peek)?;
    let render = Render::new(options, Format::Json, shared.config.limits.render())?;
    let mut call = render.call_with(rom, &["--state-out=next", "--png=picture"]);
    if let Some(state) = state {
        call.args.push("--state-in=state".to_owned());
        call = call.with_file("state", state);
    }
    let mut answer = worker.call(call)?;
    let [state, picture] = ["next", "picture"].map(|name| answer.take(name).unwrap_or_default());
    let report = serde_json::from_slice(&render.result(answer)?);
    let report = report.map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    let [state, picture] = [state, picture].map(|bytes| BASE64.encode(bytes));
    Ok(Stepped { state, picture, report })
}

/// The options as the command line has them.
fn options(
    given: BTreeMap<String, serde_json::Value>,
    peek: Vec<String>,
) -> Result<Vec<(String, String)>, Problem> {
    let mut options: Vec<_> = peek.into_iter().map(|range| ("peek".to_owned(), range)).collect();
    for (name, value) in given {
        let text = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            other => {
                let detail = format!("{name}: expected a string or a number, found {other}");
                return Err(bad_body(detail));
            }
        };
        options.push((name.replace('_', "-"), text));
    }
    Ok(options)
}

fn decode(name: &str, text: &str) -> Result<Vec<u8>, Problem> {
    let decoded = BASE64.decode(text);
    decoded.map_err(|error| bad_body(format!("{name}: not base64: {error}")))
}

fn bad_body(detail: impl Into<String>) -> Problem {
    Problem::new(Kind::BadBody, detail)
}
