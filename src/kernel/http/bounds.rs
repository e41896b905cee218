//! Bounds that follow from a schema's own words. What callers send is bounded by hand, field by field (the house lint sees to it); here
//! is what a format says by itself, and the widest bounds for what only answers hold.

use actix_web::{
    ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
};
use serde_json::{Map, Value, json};

use crate::kernel::{problem::Problem, text::Text};

/// The largest whole number that every JSON reader keeps exactly (2^53 - 1).
const LARGEST: i64 = 9_007_199_254_740_991;
/// Text that PostgreSQL can hold: anything but U+0000.
pub const FREE_TEXT: &str = r"^[^\x00]*$";
/// What is written for a text of which something is to be seen,
const SEEN: &str = r"\S";
/// and what that is in full: blanks alone are none.
const SEEN_TEXT: &str = r"^[^\x00]*[^\s\x00][^\x00]*$";
/// Anything at all: for bytes.
pub const BYTES: &str = r"^[\s\S]*$";

/// The length that a string's format allows, and the format of a whole number. Part of the check of what is sent, and of the contract.
pub fn by_format(schema: &mut Value) {
    each(schema, &mut |members| match kind(members) {
        "string" => {
            let longest = match members.get("format").and_then(Value::as_str) {
                Some("date") => 10,
                Some("date-time") => 40,
                Some("uuid") => 36,
                _ => return,
            };
            members.entry("maxLength").or_insert(longest.into());
        }
        "integer" => {
            members.entry("format").or_insert("int64".into());
        }
        _ => {}
    });
}

/// Text without a format or pattern is any text without U+0000, which every input is checked for before its schema is; nor is it in a text
/// of which something is to be seen.
pub fn free_text(schema: &mut Value) {
    each(schema, &mut |members| {
        if kind(members) != "string" || chosen(members) || members.contains_key("format") {
            return;
        }
        match members.get("pattern").and_then(Value::as_str) {
            None => members.insert("pattern".into(), FREE_TEXT.into()),
            Some(SEEN) => members.insert("pattern".into(), SEEN_TEXT.into()),
            Some(_) => None,
        };
    });
}

/// The widest bounds, for schemas that only answers hold.
pub fn of_answers(schema: &mut Value) {
    each(schema, &mut |members| match kind(members) {
        "string" if !chosen(members) => {
            members.entry("maxLength").or_insert(20_000.into());
        }
        "array" => {
            members.entry("maxItems").or_insert(10_000.into());
        }
        "integer" => {
            let largest = if members.get("format").is_some_and(|format| format == "int32") { i32::MAX.into() } else { LARGEST };
            members.entry("minimum").or_insert((-largest).into());
            members.entry("maximum").or_insert(largest.into());
        }
        _ => {}
    });
}

fn kind(members: &Map<String, Value>) -> &str {
    match members.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default(),
        _ => "",
    }
}

fn chosen(members: &Map<String, Value>) -> bool {
    members.contains_key("enum") || members.contains_key("const")
}

/// Every schema inside a schema; examples and choices are no schemas.
fn each(schema: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match schema {
        Value::Object(members) => {
            change(members);
            for (word, inner) in members.iter_mut() {
                match (word.as_str(), inner) {
                    ("properties" | "patternProperties", Value::Object(properties)) => {
                        properties.values_mut().for_each(|property| each(property, change));
                    }
                    ("examples" | "example" | "enum" | "const" | "default" | "required", _) => {}
                    (_, inner) => each(inner, change),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        _ => {}
    }
}

/// The schema of bytes of a media type (OpenAPI 3.1 has no `format: binary`).
pub fn bytes_of(media: &str, largest: u64) -> Value {
    json!({ "type": "string", "contentMediaType": media, "pattern": BYTES, "maxLength": largest })
}

/// The longest `If-None-Match` that is read: some tags.
pub const LONGEST_CONDITION: usize = 200;

/// Refuses an `If-None-Match` beyond its bound; it is the one header that every reading operation takes.
pub async fn check_condition<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let fits =
        |seen: &HeaderValue| seen.len() <= LONGEST_CONDITION && seen.as_bytes().iter().all(|byte| matches!(byte, b' '..=b'~'));
    if request.headers().get(header::IF_NONE_MATCH).is_some_and(|seen| !fits(seen)) {
        let problem = Problem::violation(
            "If-None-Match",
            "wrong-format",
            Text::new(
                "Cel mult 200 de caractere ASCII vizibile.",
                "Не более 200 видимых символов ASCII.",
                "At most 200 visible ASCII characters.",
            ),
        );
        return Ok(request.into_response(problem.error_response()).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_bounded_everywhere_and_a_name_only_in_answers() {
        let mut schema = json!({ "type": "object", "properties": {
            "type": { "type": "string", "examples": ["x"] }, "why": { "type": "string", "pattern": r"\S" }, "on": { "type": ["string", "null"], "format": "date" }, "many": { "type": "array", "items": { "type": "integer" } } } });
        by_format(&mut schema);
        assert_eq!(schema["properties"]["on"]["maxLength"], 10);
        assert_eq!(schema["properties"]["many"]["items"]["format"], "int64");
        assert!(schema["properties"]["type"]["maxLength"].is_null());
        of_answers(&mut schema);
        free_text(&mut schema);
        assert_eq!(schema["properties"]["type"]["maxLength"], 20_000);
        assert_eq!(schema["properties"]["type"]["pattern"], FREE_TEXT);
        assert_eq!(schema["properties"]["why"]["pattern"], SEEN_TEXT);
        assert!(schema["properties"]["on"]["pattern"].is_null());
        assert_eq!(schema["properties"]["many"]["maxItems"], 10_000);
        assert_eq!(schema["properties"]["many"]["items"]["maximum"], LARGEST);
    }
}
