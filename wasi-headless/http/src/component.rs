//! `wasi:http/proxy`: the request that the host hands over, and the answer that it takes.

use std::io::{Read, Write};

use edgeboy_api::problem::{Kind, Problem};
use wasip2::http::types::{
    Fields, IncomingRequest, Method, OutgoingBody, OutgoingResponse, ResponseOutparam,
};

use crate::render::{LARGEST_BODY, Reply, answer};

struct Component;

wasip2::http::proxy::export!(Component);

impl wasip2::exports::http::incoming_handler::Guest for Component {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let method = match request.method() {
            Method::Post => "POST",
            _ => "other",
        };
        send(answer(method, &path, || read(&request)), out);
    }
}

/// Reads the body.
fn read(request: &IncomingRequest) -> Result<Vec<u8>, Problem> {
    let body = request.consume().map_err(|()| bad_body("it was taken already"))?;
    let mut stream = body.stream().map_err(|()| bad_body("it was taken already"))?;
    let mut bytes = Vec::new();
    let read = stream.by_ref().take(LARGEST_BODY as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| bad_body(&error.to_string()))?;
    if bytes.len() > LARGEST_BODY {
        let detail = format!("a body may have {LARGEST_BODY} bytes");
        let limit = LARGEST_BODY as u64;
        return Err(Problem::new(Kind::TooLarge, detail).with_limit("body", limit, "bytes"));
    }
    Ok(bytes)
}

fn bad_body(detail: &str) -> Problem {
    Problem::new(Kind::BadBody, detail)
}

/// Hands the answer to the host. If the host takes no more of it, nobody is left to be told.
fn send(reply: Reply, out: ResponseOutparam) {
    let fields = Fields::new();
    for (name, value) in &reply.headers {
        // The names and values are this program's own, and are those of HTTP.
        let _ = fields.append(name, value.as_bytes());
    }
    let _ = fields.append("content-length", reply.body.len().to_string().as_bytes());
    let response = OutgoingResponse::new(fields);
    let _ = response.set_status_code(reply.status);
    let body = response.body();
    ResponseOutparam::set(out, Ok(response));
    let Ok(body) = body else { return };
    if let Ok(mut stream) = body.write() {
        let written = stream.write_all(&reply.body);
        let _ = written.and_then(|()| Write::flush(&mut stream));
    }
    let _ = OutgoingBody::finish(body, None);
}
