//! Holds the server's answers to its `OpenAPI` document.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::client::Reply;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../src/server/openapi.json")).unwrap()
});

/// Panics unless the document allows this answer to this request.
pub(crate) fn check(method: &str, path: &str, reply: &Reply) {
    let path = path.split('?').next().unwrap();
    let method = method.to_lowercase();
    let operation = &DOCUMENT["paths"][path][if method == "head" { "get" } else { &method }];
    assert!(operation.is_object(), "{method} {path} is not described");
    let status = reply.status.to_string();
    let response = resolved(&operation["responses"][&status]);
    assert!(response.is_object(), "{method} {path}: {status} is not described: {}", reply.text());
    for (name, header) in response["headers"].as_object().into_iter().flatten() {
        let value = reply.header(name).unwrap_or_else(|| panic!("{path}: {status} has no {name}"));
        matches(&resolved(header)["schema"], &Value::from(value));
    }
    let Some(content) = response["content"].as_object() else {
        assert!(reply.body.is_empty(), "{path}: {status} has a body");
        return;
    };
    let found = reply.header("content-type").expect("a media type");
    let media = found.split(';').next().unwrap();
    let schema = content.get(media).unwrap_or_else(|| panic!("{path}: {status} as {found}"));
    if method != "head" && media.ends_with("json") {
        matches(&schema["schema"], &serde_json::from_slice(&reply.body).unwrap());
    }
}

/// What a reference stands for.
fn resolved(value: &Value) -> &Value {
    match value["$ref"].as_str() {
        Some(reference) => DOCUMENT.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn matches(schema: &Value, value: &Value) {
    let schema = json!({ "allOf": [schema], "components": DOCUMENT["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?} in {value}");
}
