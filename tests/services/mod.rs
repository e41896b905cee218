//! The catalogue of public services and its administration.

mod administration;
mod catalogue;
mod files;

use serde_json::Value;

/// Complete answers of a synthetic person.
pub fn sample(code: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/services/samples");
    let text = std::fs::read_to_string(format!("{folder}/{code}.json")).expect("a sample");
    serde_json::from_str(&text).expect("JSON")
}

/// A small complete definition of a service that is not shipped.
pub fn new_service() -> Value {
    serde_saphyr::from_str(include_str!("../../src/services/example.yaml")).expect("the example")
}

/// A further version of a shipped service, by changing what is there.
pub fn further_version(current: &Value, version: u32) -> Value {
    let mut definition = current.clone();
    definition["version"] = version.into();
    definition["concept"] = true.into();
    definition
}
