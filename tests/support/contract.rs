//! Every answer that any test receives is compared with the contract: documented status, documented body.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use serde_json::Value;

use super::Answer;

static CONTRACT: LazyLock<Value> = LazyLock::new(|| migratie::app::openapi().expect("the contract"));
static SHAPES: LazyLock<Mutex<HashMap<String, Arc<jsonschema::Validator>>>> = LazyLock::new(Mutex::default);

/// Panics when the answer departs from the contract.
#[track_caller]
pub fn check(method: &str, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap_or_default();
    let Some((pattern, operation)) = operation(method, path) else { return };
    let documented = &operation["responses"][answer.status.to_string()];
    assert!(!documented.is_null(), "{method} {pattern} answered {} which is not documented: {}", answer.status, answer.body);
    let documented = resolve(documented);
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    let Some(content) = documented["content"].as_object() else {
        assert!(answer.bytes.is_empty(), "{method} {pattern} {} has a body that is not documented", answer.status);
        return;
    };
    let media = content.get(kind).unwrap_or_else(|| panic!("{method} {pattern} {}: {kind} is not documented", answer.status));
    if !kind.ends_with("json") || kind == "application/x-ndjson" {
        return;
    }
    let schema = &media["schema"];
    let shape = {
        let mut shapes = SHAPES.lock().expect("shapes");
        shapes
            .entry(schema.to_string())
            .or_insert_with(|| {
                let mut whole = schema.clone();
                whole["components"] = CONTRACT["components"].clone();
                Arc::new(jsonschema::options().should_validate_formats(true).build(&whole).expect("a schema"))
            })
            .clone()
    };
    let faults: Vec<String> =
        shape.iter_errors(&answer.body).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{method} {pattern} {} departs from the contract: {faults:?}\n{}", answer.status, answer.body);
}

fn resolve(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => CONTRACT.pointer(reference.trim_start_matches('#')).expect("a reference"),
        None => value,
    }
}

fn operation(method: &str, path: &str) -> Option<(&'static str, &'static Value)> {
    let wanted: Vec<&str> = path.split('/').collect();
    let paths = CONTRACT["paths"].as_object()?;
    let mut found: Vec<_> = paths
        .iter()
        .filter(|(pattern, _)| {
            let parts: Vec<&str> = pattern.split('/').collect();
            parts.len() == wanted.len() && parts.iter().zip(&wanted).all(|(part, wanted)| part.starts_with('{') || part == wanted)
        })
        .collect();
    found.sort_by_key(|(pattern, _)| pattern.matches('{').count());
    let (pattern, item) = found.first()?;
    item.get(method.to_lowercase()).map(|operation| (pattern.as_str(), operation))
}

/// The contract itself, for tests that walk it.
#[allow(dead_code)]
pub fn whole() -> &'static Value {
    &CONTRACT
}
