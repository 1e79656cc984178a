//! What an HTTP request is told when it fails: problem details as of RFC 9457.

use serde::Serialize;

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub kind: Kind,
    /// What is wrong with this request.
    pub detail: String,
    /// The limit that was exceeded, if it was one.
    pub limit: Option<Limit>,
}

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An option is not known, or its value is not understood.
    BadOption,
    /// The ROM, or another input of the machine, is refused.
    BadRom,
    /// The body is not what it should be.
    BadBody,
    /// There is nothing at this path.
    NotFound,
    /// No ROM of this hash is known.
    UnknownRom,
    /// The path is there for other methods.
    Method,
    /// The body did not come in time.
    SlowBody,
    /// The body is too large.
    TooLarge,
    /// The request asks for more than is allowed.
    Limit,
    /// All who could answer are busy.
    Busy,
    /// The run took too long.
    TooLong,
    /// It is not the request that is at fault.
    Internal,
}

/// A limit that a request exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Its name in the configuration.
    pub name: &'static str,
    /// The most that is allowed.
    pub maximum: u64,
    /// What that counts: `bytes`, `frames`, `ms`, `ranges`, `requests`.
    pub unit: &'static str,
}

impl Kind {
    /// Its name, the HTTP status code, and the kind in words.
    fn described(self) -> (&'static str, u16, &'static str) {
        match self {
            Kind::BadOption => ("bad-option", 422, "An option is not understood"),
            Kind::BadRom => ("bad-rom", 422, "The ROM, or another input, is refused"),
            Kind::BadBody => ("bad-body", 400, "The body is not what it should be"),
            Kind::NotFound => ("not-found", 404, "There is nothing here"),
            Kind::UnknownRom => ("unknown-rom", 404, "This ROM is not known"),
            Kind::Method => ("method", 405, "The method is not allowed here"),
            Kind::SlowBody => ("slow-body", 408, "The body did not come in time"),
            Kind::TooLarge => ("too-large", 413, "The body is too large"),
            Kind::Limit => ("limit", 422, "The request asks for more than is allowed"),
            Kind::Busy => ("busy", 429, "All are busy"),
            Kind::TooLong => ("too-long", 504, "The run took too long"),
            Kind::Internal => ("internal", 500, "The server failed"),
        }
    }
}

/// The JSON of a [`Problem`].
#[derive(Serialize)]
struct Document<'a> {
    /// A URI that stays the same: `urn:edgeboy:` and the kind's name.
    r#type: String,
    title: &'static str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<Limit>,
}

impl Problem {
    /// A problem.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        Problem { kind, detail: detail.into(), limit: None }
    }

    /// This problem with the limit that was exceeded.
    #[must_use]
    pub fn with_limit(self, name: &'static str, maximum: u64, unit: &'static str) -> Problem {
        Problem { limit: Some(Limit { name, maximum, unit }), ..self }
    }

    /// The HTTP status code.
    pub fn status(&self) -> u16 {
        self.kind.described().1
    }

    /// The body of the answer.
    #[expect(clippy::missing_panics_doc, reason = "strings and numbers can always be written")]
    pub fn to_json(&self) -> Vec<u8> {
        let (name, status, title) = self.kind.described();
        let document = Document {
            r#type: format!("urn:edgeboy:{name}"),
            title,
            status,
            detail: &self.detail,
            limit: self.limit,
        };
        serde_json::to_vec(&document).expect("strings and numbers can always be written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_limit() {
        let problem = Problem::new(Kind::Limit, "900 frames").with_limit("frames", 600, "frames");
        let json: serde_json::Value = serde_json::from_slice(&problem.to_json()).unwrap();
        let expected = serde_json::json!({
            "type": "urn:edgeboy:limit",
            "title": "The request asks for more than is allowed",
            "status": 422,
            "detail": "900 frames",
            "limit": { "name": "frames", "maximum": 600, "unit": "frames" },
        });
        assert_eq!(json, expected);
    }
}
