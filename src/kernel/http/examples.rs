//! Examples for the contract, put together from the examples of the fields.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// An example that fits the schema: its own, or one made of its parts.
pub fn example_of(schema: &Value, components: &BTreeMap<String, Value>, depth: u8) -> Option<Value> {
    if depth > 30 {
        return None;
    }
    if let Some(example) = schema["examples"].get(0).or_else(|| schema.get("example")) {
        return Some(example.clone());
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return example_of(components.get(name)?, components, depth + 1);
    }
    if let Some(value) = schema.get("const").or_else(|| schema["enum"].get(0)) {
        return Some(value.clone());
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            return choices
                .iter()
                .filter(|choice| choice["type"] != "null")
                .find_map(|choice| example_of(choice, components, depth + 1));
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            if let Some(Value::Object(members)) = example_of(part, components, depth + 1) {
                whole.extend(members);
            }
        }
        return Some(whole.into());
    }
    let kind = match &schema["type"] {
        Value::String(kind) => kind.as_str(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null")?,
        _ => "object",
    };
    Some(match kind {
        "object" => {
            let mut whole = Map::new();
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(example) = example_of(property, components, depth + 1) {
                    whole.insert(name.clone(), example);
                }
            }
            whole.into()
        }
        "array" => example_of(&schema["items"], components, depth + 1).map_or_else(|| json!([]), |item| json!([item])),
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
        "boolean" => json!(true),
        _ => match schema["format"].as_str() {
            Some("date") => json!("2026-11-20"),
            Some("date-time") => json!("2026-11-20T09:30:00Z"),
            Some("uuid") => json!("0196a1c4-d0b7-7a3c-8f3d-1d0f7b6f3a52"),
            Some("uri" | "uri-reference") => json!("/api/v1/services"),
            _ => json!("text"),
        },
    })
}
