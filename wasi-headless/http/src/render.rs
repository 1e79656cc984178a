//! From request to answer, without HTTP around it.

use edgeboy_api::problem::{self, Kind, Problem};
use edgeboy_api::render::{Format, Render, RenderLimits};
use edgeboy_headless::door;
use sha2::{Digest, Sha256};

/// The largest body, in bytes; no cartridge is larger.
pub const LARGEST_BODY: usize = 8 << 20;

/// What makes the bytes of two builds different, as far as can be told from inside.
const PROGRAM: &[u8] = concat!("edgeboy-http ", env!("CARGO_PKG_VERSION")).as_bytes();

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Answers a request. The body is read only if there is something that it is for.
pub fn answer(
    method: &str,
    path_with_query: &str,
    body: impl FnOnce() -> Result<Vec<u8>, Problem>,
) -> Reply {
    let (path, query) = path_with_query.split_once('?').unwrap_or((path_with_query, ""));
    let result = match (method, path) {
        ("POST", "/v1/render") => render(query, body),
        (_, "/v1/render") => Err(Problem::new(Kind::Method, "POST a ROM here")),
        _ => Err(Problem::new(Kind::NotFound, "POST a ROM to /v1/render")),
    };
    result.unwrap_or_else(|problem| Reply {
        status: problem.status(),
        headers: vec![
            ("content-type", problem::MEDIA_TYPE.to_owned()),
            ("cache-control", "no-store".to_owned()),
        ],
        body: problem.to_json(),
    })
}

fn render(query: &str, body: impl FnOnce() -> Result<Vec<u8>, Problem>) -> Result<Reply, Problem> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let format = pairs.find(|(name, _)| name == "format");
    let format = Format::from_parameter(format.as_ref().map(|(_, value)| value.as_ref()))?;
    let render = Render::from_query(query, format, &["format"], RenderLimits::default())?;
    let rom = body()?;
    let tag = render.etag(PROGRAM, &Sha256::digest(&rom).into());
    let bytes = render.result(door::call(render.call(rom)))?;
    let headers = vec![
        ("content-type", format.media_type().to_owned()),
        ("cache-control", "public, max-age=31536000, immutable".to_owned()),
        ("etag", tag),
    ];
    Ok(Reply { status: 200, headers, body: bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(path: &str, body: &[u8]) -> Reply {
        answer("POST", path, || Ok(body.to_vec()))
    }

    #[test]
    fn a_rom_becomes_a_picture() {
        let reply = post("/v1/render?frames=5", edgeboy_demo::ROM);
        assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
        assert_eq!(reply.headers[0], ("content-type", "image/png".to_owned()));
        assert!(reply.body.starts_with(b"\x89PNG"));
    }

    #[test]
    fn faults_have_their_status() {
        for (path, body, status) in [
            ("/v1/render?format=bmp", edgeboy_demo::ROM, 422),
            ("/v1/render?frames=1000000", edgeboy_demo::ROM, 422),
            ("/v1/render", b"no ROM".as_slice(), 422),
            ("/v1/frame.png", edgeboy_demo::ROM, 404),
        ] {
            assert_eq!(post(path, body).status, status, "{path}");
        }
        assert_eq!(answer("GET", "/v1/render", || unreachable!("no body is read")).status, 405);
    }
}
