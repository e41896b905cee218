//! Puts the contract together: OpenAPI 3.1 from what the routes say of themselves. Deterministic, so that it can be committed and compared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{
    bounds,
    describe::Description,
    examples::example_of,
    links::link,
    routes::{Documented, everywhere, shared_response},
    shape::{close_variants, components_of, references},
};
use crate::kernel::problem::{ALL, ProblemDocument};

/// What one part of the contract says that is not read off the routes.
pub struct Preface {
    /// Title, version, description, contact, licence.
    pub info: Value,
    /// Tags with their descriptions, in order.
    pub tags: Vec<(&'static str, &'static str)>,
}

/// Why a contract cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum ContractFault {
    /// Two types of one name with different schemas.
    #[error("two different schemas are called {0}")]
    TwoSchemas(String),
    /// Two operations of one id.
    #[error("two operations are called {0}")]
    TwoOperations(String),
}

/// The whole contract.
pub fn contract(preface: &Preface, documented: Vec<Documented>) -> Result<Value, ContractFault> {
    let mut components: BTreeMap<String, Value> = BTreeMap::new();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    let mut collect = |found: BTreeMap<String, Value>| {
        for (name, schema) in found {
            if components.get(&name).is_some_and(|known| *known != schema) {
                return Err(ContractFault::TwoSchemas(name));
            }
            components.insert(name, schema);
        }
        Ok(())
    };
    collect(components_of::<ProblemDocument>())?;
    let mut operations = Vec::new();
    for mut documented in documented {
        collect(std::mem::take(&mut documented.description.components))?;
        let id = documented.operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !ids.insert(id.clone()) {
            return Err(ContractFault::TwoOperations(id));
        }
        operations.push(documented);
    }
    let sent = close_what_is_sent(&operations, &mut components);
    for documented in operations {
        let (path, method) = (documented.path.clone(), documented.method.clone());
        paths.entry(path).or_default().insert(method, operation(documented, &components));
    }
    link(&mut paths, &components);
    for (name, schema) in &mut components {
        tidy(schema);
        if !sent.contains(name) {
            bounds::of_answers(schema);
        }
        bounds::free_text(schema);
    }
    let mut used = BTreeSet::new();
    paths.values().flat_map(Map::values).for_each(|operation| references(operation, &mut used));
    let mut responses = responses();
    responses.retain(|name, _| used.contains(name));
    Ok(json!({
        "openapi": "3.1.0",
        "info": preface.info,
        "servers": [{
            "url": "/", "x-internal": false,
            "description": "The address that serves this contract, whichever it is: local, staging or production.",
        }],
        "tags": preface.tags.iter().map(|(name, text)| json!({ "name": name, "description": text })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": responses,
            "headers": headers(),
            "securitySchemes": {
                "accessToken": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "A short-lived access token (JWT, held to RFC8725) from `POST /api/v1/sessions` or, for partner systems, `POST /api/v1/access-tokens`.",
                },
            },
        },
    }))
}

/// Whatever a request body can hold is closed, variants included; answers the names of these schemas.
fn close_what_is_sent(operations: &[Documented], components: &mut BTreeMap<String, Value>) -> BTreeSet<String> {
    let mut waiting = BTreeSet::new();
    operations
        .iter()
        .filter_map(|documented| documented.description.body.as_ref())
        .for_each(|body| references(body, &mut waiting));
    let mut closed = BTreeSet::new();
    while let Some(name) = waiting.pop_first() {
        if let Some(schema) = components.get_mut(&name).filter(|_| closed.insert(name)) {
            close_variants(schema);
            references(schema, &mut waiting);
        }
    }
    closed
}

fn operation(documented: Documented, components: &BTreeMap<String, Value>) -> Value {
    let Documented { mut operation, mut description, .. } = documented;
    let text = operation.remove("description").and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
    let summary = operation.remove("summary").and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
    let mut written = Map::new();
    let summary = summary.trim().trim_end_matches('.').to_owned();
    let text = if text.trim().is_empty() { format!("{summary}.") } else { text.trim().to_owned() };
    for (name, value) in [("tags", operation.remove("tags")), ("operationId", operation.remove("operationId"))] {
        written.extend(value.map(|value| (name.to_owned(), value)));
    }
    written.insert("summary".into(), summary.into());
    written.insert("description".into(), text.into());
    let produces = operation.remove("x-produces");
    let statuses = operation.remove("x-statuses");
    let links = operation.remove("x-links");
    // Sorted: utoipa keeps extensions in a map without order, and the contract is compared byte by byte.
    let told: BTreeMap<_, _> = operation.into_iter().filter(|(name, _)| name.starts_with("x-") || name == "deprecated").collect();
    written.extend(told);
    written.entry("x-permission").or_insert_with(|| description.permission.map_or(Value::Null, Into::into));
    if written["x-permission"].is_null() {
        written.remove("x-permission");
    }
    let (status, content) = description.success.take().unwrap_or((200, None));
    let gets = status == 200 && documented.method == "get";
    if gets {
        if_none_match(&mut description);
    }
    if !description.parameters.is_empty() {
        written.insert("parameters".into(), description.parameters.iter().cloned().map(parameter).collect());
    }
    if let Some(mut body) = description.body {
        give_examples(&mut body["content"], components);
        written.insert("requestBody".into(), body);
    }
    let mut answers: BTreeMap<String, Value> = BTreeMap::new();
    let content = produces.map(|media| produced(&media)).or(content);
    let mut success = Map::new();
    success.insert("description".into(), "Done.".into());
    let mut carried = headers_of_all();
    if status != 204 {
        carried["ETag"] = json!({ "$ref": "#/components/headers/ETag" });
    }
    if description.located {
        carried["Location"] = json!({ "$ref": "#/components/headers/Location" });
    }
    success.insert("headers".into(), carried);
    if let Some(mut content) = content {
        give_examples(&mut content, components);
        success.insert("content".into(), content);
    }
    if let Some(links) = links {
        success.insert("links".into(), links);
    }
    answers.insert(status.to_string(), Value::Object(success));
    if gets {
        answers.insert("304".into(), json!({ "$ref": "#/components/responses/NotModified" }));
    }
    let listed =
        statuses.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64).map(|status| status as u16);
    for status in everywhere(description.guarded).into_iter().chain(description.statuses).chain(listed) {
        match status {
            206 => {
                answers.insert("206".into(), answers["200"].clone());
            }
            status => {
                answers.insert(status.to_string(), shared_response(status));
            }
        }
    }
    written.insert("responses".into(), json!(answers));
    written.insert("security".into(), if description.guarded { json!([{ "accessToken": [] }]) } else { json!([]) });
    Value::Object(written)
}

/// The largest content that is served, in bytes: an export of the journal.
const LARGEST_CONTENT: u64 = 100_000_000;

/// Headers that every answer can carry.
fn headers_of_all() -> Value {
    json!({
        "API-Version": { "$ref": "#/components/headers/ApiVersion" },
        "Access-Control-Allow-Origin": { "$ref": "#/components/headers/Access-Control-Allow-Origin" },
        "RateLimit": { "$ref": "#/components/headers/RateLimit" },
        "RateLimit-Policy": { "$ref": "#/components/headers/RateLimitPolicy" },
    })
}

/// Whatever is read can be asked for "unless it is still what I have".
fn if_none_match(description: &mut Description) {
    description.header(
        "If-None-Match",
        false,
        "The ETag of the representation that the caller has; 304 when it still stands.",
        json!({ "type": "string", "pattern": "^[!-~ ]*$", "maxLength": bounds::LONGEST_CONDITION }),
        "\"3-9f86d081884c7d65\"",
    );
}

/// A media type of its own: bytes, or a JSON object whose shape its vocabulary says.
fn produced(media: &Value) -> Value {
    let media = media.as_array().cloned().unwrap_or_default();
    media
        .iter()
        .filter_map(Value::as_str)
        .map(|media| {
            let object = media.ends_with("json") && !media.ends_with("ndjson");
            let (schema, example) = match object {
                true => (json!({ "type": "object" }), json!({})),
                false => (bounds::bytes_of(media, LARGEST_CONTENT), json!("...")),
            };
            (media.to_owned(), json!({ "schema": schema, "examples": { "default": { "value": example } } }))
        })
        .collect::<Map<_, _>>()
        .into()
}

fn parameter(mut parameter: Value) -> Value {
    if let Some(schema) = parameter.get_mut("schema") {
        super::shape::tidy_parameter(schema);
        tidy(schema);
        bounds::free_text(schema);
    }
    if let Some(example) = parameter.as_object_mut().and_then(|parameter| parameter.remove("example")) {
        parameter["examples"] = json!({ "default": { "value": example } });
    }
    if parameter["description"].is_null() {
        let about = parameter["schema"]["description"].clone();
        parameter["description"] = if about.is_null() { parameter["name"].clone() } else { about };
    }
    if parameter["examples"].is_null()
        && let Some(example) = parameter["schema"]["examples"][0].as_str().map(str::to_owned)
    {
        parameter["examples"] = json!({ "default": { "value": example } });
    }
    parameter
}

/// Every body has an example: the type's own, or one put together from its fields' examples.
fn give_examples(content: &mut Value, components: &BTreeMap<String, Value>) {
    for media in content.as_object_mut().into_iter().flat_map(|content| content.values_mut()) {
        if media.get("examples").is_none()
            && let Some(example) = example_of(&media["schema"], components, 0)
        {
            media["examples"] = json!({ "default": { "value": example } });
        }
    }
}

/// utoipa's habits that linters and generators stumble over.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            // "int32"/"int64" are registered formats; "minimum: 0" from unsigned types stays.
            if members.get("propertyNames").is_some_and(|names| names["maxLength"].is_null() && names["pattern"].is_null()) {
                members.remove("propertyNames");
            }
            members.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

fn responses() -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<&'static crate::kernel::problem::Kind>> = BTreeMap::new();
    for kind in ALL {
        by_status.entry(kind.status).or_default().push(kind);
    }
    let mut responses = Map::new();
    for (status, kinds) in by_status {
        let told = kinds
            .iter()
            .map(|kind| format!("`{}` ({})", kind.code, kind.en.trim_end_matches('.')))
            .collect::<Vec<_>>()
            .join(", ");
        let examples: Map<String, Value> = kinds
            .iter()
            .map(|kind| {
                let value = json!({
                    "type": format!("/problems/{}", kind.code), "title": kind.ro, "status": status, "detail": kind.ro,
                    "instance": "/api/v1/requests", "traceId": "0196a1c4d0b77a3c8f3d1d0f7b6f3a52",
                });
                (kind.code.to_owned(), json!({ "summary": kind.en, "value": value }))
            })
            .collect();
        let mut headers = headers_of_all();
        if matches!(status, 429 | 503) {
            headers["Retry-After"] = json!({ "$ref": "#/components/headers/RetryAfter" });
        }
        responses.insert(
            format!("Problem{status}"),
            json!({
                "description": format!("A problem: {told}."),
                "headers": headers,
                "content": { "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/Problem" }, "examples": examples,
                } },
            }),
        );
    }
    let mut headers = headers_of_all();
    headers["ETag"] = json!({ "$ref": "#/components/headers/ETag" });
    responses.insert(
        "NotModified".into(),
        json!({ "description": "The representation named in If-None-Match still stands.", "headers": headers }),
    );
    responses
}

fn headers() -> Value {
    let header = |text: &str, pattern: &str, longest: u32, example: &str| json!({ "description": text, "schema": { "type": "string", "pattern": pattern, "maxLength": longest, "examples": [example] } });
    json!({
        "Access-Control-Allow-Origin": header("The origin that may read this answer from a browser: one that a registered frontend named.", r"^(\*|null|[a-z]+://[^\s/]+)$", 300, "https://efiling.example.md"),
        "ApiVersion": header("The version of the API.", r"^[0-9]+\.[0-9]+\.[0-9]+$", 20, "0.1.0"),
        "ETag": header("The strong tag of this representation; send it as If-Match when you change the record.", "^\".+\"$", 40, "\"3-9f86d081884c7d65\""),
        "Location": header("Where what was made can be read.", "^/", 300, "/api/v1/requests/req_01ja4ttz8ze3ks9nvd5efz1s8d"),
        "RateLimit": header("What is left of the caller's quota (RateLimit header fields for HTTP).", "^\"", 100, "\"reads\";r=299;t=60"),
        "RateLimitPolicy": header("The caller's quota.", "^\"", 100, "\"reads\";q=600;w=60"),
        "RetryAfter": header("After how many seconds a retry is worth while.", "^[0-9]+$", 10, "2"),
    })
}
