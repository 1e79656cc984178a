//! What goes back: results with their tags, and problems.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use edgeboy_api::problem::{self, Problem};
use edgeboy_api::render::Format;
use headers::{ETag, HeaderMapExt};

/// An answer depends on nothing but the request, so it never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// How long a client is asked to wait when all are busy.
const SOON: HeaderValue = HeaderValue::from_static("1");

/// Why there is no result.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) Problem);

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal(problem)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Refusal(problem) = self;
        let status = StatusCode::from_u16(problem.status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::from(problem.to_json()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(problem::MEDIA_TYPE));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(RETRY_AFTER, SOON);
        }
        response
    }
}

/// A result that never changes, under its tag.
pub(super) fn result(bytes: Vec<u8>, format: Format, tag: ETag) -> Response {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    tagged(response, tag)
}

/// The answer to a client that has the result already.
pub(super) fn not_modified(tag: ETag) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    tagged(response, tag)
}

fn tagged(mut response: Response, tag: ETag) -> Response {
    response.headers_mut().typed_insert(tag);
    response.headers_mut().insert(CACHE_CONTROL, FOREVER);
    response
}
