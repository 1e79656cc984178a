//! What an HTTP request is told when it fails: problem details as of RFC 9457.

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem it is, as a URI that stays the same: `urn:edgeboy:` and a name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status code.
    pub status: u16,
    /// What is wrong with this request.
    pub detail: String,
    /// The limit that was exceeded, if it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// A limit that a request exceeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Its name in the configuration.
    pub name: String,
    /// The most that is allowed.
    pub maximum: u64,
    /// What that counts: `bytes`, `frames`, `ms`, `requests`.
    pub unit: String,
}

/// The kinds of problems: name, status, title.
const KINDS: [(&str, u16, &str); 11] = [
    ("bad-option", 422, "An option is not understood"),
    ("bad-rom", 422, "The ROM, or another input, is refused"),
    ("bad-body", 400, "The body is not what it should be"),
    ("not-found", 404, "There is nothing here"),
    ("unknown-rom", 404, "This ROM is not known"),
    ("method", 405, "The method is not allowed here"),
    ("slow-body", 408, "The body did not come in time"),
    ("too-large", 413, "The body is too large"),
    ("limit", 422, "The request asks for more than is allowed"),
    ("busy", 429, "All are busy"),
    ("too-long", 504, "The run took too long"),
];

impl Problem {
    /// A problem of a kind that is known by this name, or else a fault of the server.
    pub fn new(kind: &str, detail: impl Into<String>) -> Problem {
        let known = KINDS.iter().find(|(name, ..)| *name == kind);
        let &(name, status, title) = known.unwrap_or(&("internal", 500, "The server failed"));
        Problem {
            kind: format!("urn:edgeboy:{name}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            limit: None,
        }
    }

    /// This problem with the limit that was exceeded.
    #[must_use]
    pub fn with_limit(mut self, name: &str, maximum: u64, unit: &str) -> Problem {
        self.limit = Some(Limit { name: name.to_owned(), maximum, unit: unit.to_owned() });
        self
    }

    /// The body of the answer.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers can always be written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_limit() {
        let problem = Problem::new("limit", "900 frames").with_limit("frames", 600, "frames");
        let json: serde_json::Value = serde_json::from_slice(&problem.to_json()).unwrap();
        assert_eq!(json["type"], "urn:edgeboy:limit");
        assert_eq!(json["status"], 422);
        assert_eq!(json["limit"]["maximum"], 600);
    }

    #[test]
    fn what_is_not_known_is_the_servers_fault() {
        assert_eq!(Problem::new("nonsense", "").status, 500);
    }
}
