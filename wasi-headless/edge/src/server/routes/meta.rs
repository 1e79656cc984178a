//! What the server says about itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;

use super::super::{Shared, metrics, rom_store};

/// `GET /healthz`: whether an instance can be made.
pub(super) async fn health(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    let guest = rom_store::to_hex(shared.renderer.guest_hash());
    if shared.renderer.is_healthy() {
        (StatusCode::OK, Json(json!({ "status": "ok", "guest": guest })))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "failing", "guest": guest })))
    }
}

/// `GET /metrics`.
pub(super) async fn metrics(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    ([("content-type", metrics::MEDIA_TYPE)], shared.metrics.text(&shared.roms))
}

/// `GET /openapi.json`.
pub(super) async fn openapi() -> impl IntoResponse {
    ([("content-type", "application/json")], include_str!("../openapi.json"))
}
