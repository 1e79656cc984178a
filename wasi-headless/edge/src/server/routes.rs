//! Which request goes where, and what all of them have around them.

mod frame;
mod meta;
mod render;
mod roms;
mod step;

use std::path::Path;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderValue, Method, Response};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use axum::{Router, http};
use edgeboy_api::problem::{Kind, Problem};
use edgeboy_api::render::Format;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::{DefaultOnFailure, TraceLayer};
use tracing::{Level, Span};

use super::Shared;
use super::answer::Refusal;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(super) fn router(shared: &Arc<Shared>, page: Option<&Path>) -> Router {
    let mut router = Router::new()
        .route("/v1/render", post(render::render))
        .route("/v1/roms", put(roms::put))
        .route("/v1/step", post(step::step))
        .route("/healthz", get(meta::health))
        .route("/metrics", get(meta::metrics))
        .route("/openapi.json", get(meta::openapi));
    for format in Format::ALL {
        let path = format!("/v1/frame.{}", format.name());
        let handler = move |state, query, headers| frame::frame(format, state, query, headers);
        router = router.route(&path, get(handler));
    }
    let router = match page {
        Some(folder) => router.fallback_service(
            ServiceBuilder::new()
                .layer(header("cross-origin-opener-policy", "same-origin"))
                .layer(header("cross-origin-embedder-policy", "require-corp"))
                .layer(header("cross-origin-resource-policy", "same-origin"))
                .service(ServeDir::new(folder)),
        ),
        None => router.fallback(nothing),
    };
    router
        .method_not_allowed_fallback(wrong_method)
        .layer(CatchPanicLayer::custom(|_| {
            Refusal(Problem::new(Kind::Internal, "the server failed")).into_response()
        }))
        .layer(from_fn_with_state(Arc::clone(shared), count))
        .layer(cors())
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(told)
                // What fails has been told where it failed.
                .on_failure(DefaultOnFailure::new().level(Level::DEBUG)),
        )
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .with_state(Arc::clone(shared))
}

/// Pages have headers by which they are cross-origin isolated: sound can go through shared memory.
fn header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    let value = HeaderValue::from_static(value);
    SetResponseHeaderLayer::overriding(HeaderName::from_static(name), value)
}

/// Any page may use the API: it knows no users, and answers everybody alike.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT])
        .allow_headers([CONTENT_TYPE, IF_NONE_MATCH, REQUEST_ID])
        .expose_headers([ETAG, RETRY_AFTER, REQUEST_ID])
}

fn span<B>(request: &http::Request<B>) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    let (method, path) = (request.method(), request.uri().path());
    tracing::info_span!("request", id, %method, path)
}

fn told<B>(response: &Response<B>, time: std::time::Duration, _: &Span) {
    let (status, ms) = (response.status().as_u16(), time.as_millis());
    tracing::info!(status, ms, "answered");
}

/// Counts the request under its route.
async fn count(
    State(shared): State<Arc<Shared>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> axum::response::Response {
    let method = request.method().clone();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    shared.metrics.answered(&method, route, response.status().as_u16());
    response
}

async fn nothing() -> Refusal {
    Refusal(Problem::new(Kind::NotFound, "the API is described at /openapi.json"))
}

async fn wrong_method() -> Refusal {
    Refusal(Problem::new(Kind::Method, "the API is described at /openapi.json"))
}
