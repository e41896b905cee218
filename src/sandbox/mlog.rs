//! MLog's stand-in: the real protocol, kept in memory. `GET /sandbox/mlog/events` shows everything, for tests.

use actix_web::{HttpResponse, Responder, get, post, web};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{SandboxState, state::remember};

/// The guide's limit.
const LARGEST_MESSAGE: usize = 256 * 1024;
const LONGEST_STRING: usize = 32_766;

#[post("/register")]
async fn register(body: web::Bytes, state: web::Data<SandboxState>) -> HttpResponse {
    if body.len() > LARGEST_MESSAGE {
        return refusal(413, "the message is over 256 KB");
    }
    let Ok(text) = std::str::from_utf8(&body) else {
        return refusal(400, "the message is not UTF-8");
    };
    let mut events = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match read(line) {
            Ok(event) => events.push(event),
            Err(reason) => return refusal(400, reason),
        }
    }
    if events.is_empty() {
        return refusal(400, "no events");
    }
    let now = state.now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let mut uids = Vec::with_capacity(events.len());
    let mut memory = state.memory();
    for mut event in events {
        let uid = Uuid::new_v4().to_string();
        event.insert("UID".into(), uid.clone().into());
        remember(&mut memory.events, Value::Object(event));
        uids.push(uid);
    }
    let uid = if uids.len() == 1 { json!(uids[0]) } else { json!(uids) };
    HttpResponse::Ok().json(json!({ "status": "OK", "message": "accepted", "timestamp": now, "UID": uid }))
}

/// One event, as MLog would take it.
fn read(line: &str) -> Result<serde_json::Map<String, Value>, &'static str> {
    let event: serde_json::Map<String, Value> = serde_json::from_str(line).map_err(|_| "a line is not a JSON object")?;
    if event.get("event_type").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err("event_type is missing");
    }
    if event.get("event_time").and_then(Value::as_str).is_none_or(|time| time.parse::<DateTime<Utc>>().is_err()) {
        return Err("event_time is missing");
    }
    if event.keys().any(|name| name.starts_with(['_', '@'])) {
        return Err("a name is reserved");
    }
    let long = |value: &Value| value.as_str().is_some_and(|text| text.len() > LONGEST_STRING);
    if event.values().any(|value| long(value) || value.as_array().is_some_and(|values| values.iter().any(long))) {
        return Err("a string is over 32766 bytes");
    }
    Ok(event)
}

fn refusal(status: u16, reason: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or_default();
    HttpResponse::build(status).json(json!({ "status": "ERROR", "message": reason }))
}

#[derive(Deserialize)]
struct Query {
    event_time_from: Option<DateTime<Utc>>,
    event_time_to: Option<DateTime<Utc>>,
    legal_basis: Option<String>,
    filter: Option<String>,
    #[serde(default)]
    page: usize,
    #[serde(default = "fifty")]
    page_size: usize,
}

const fn fifty() -> usize {
    50
}

#[get("/query")]
async fn query(asked: web::Query<Query>, state: web::Data<SandboxState>) -> HttpResponse {
    let (Some(from), Some(to), Some(_)) = (asked.event_time_from, asked.event_time_to, &asked.legal_basis) else {
        return refusal(400, "event_time_from, event_time_to and legal_basis are required");
    };
    if asked.page_size == 0 || asked.page.saturating_mul(asked.page_size) > 10_000 {
        return refusal(400, "page * page_size is at most 10000");
    }
    let filter: Vec<(&str, &str)> =
        asked.filter.as_deref().unwrap_or_default().split(',').filter_map(|pair| pair.split_once('=')).collect();
    let is_meant = |event: &Value| {
        let time = event["event_time"].as_str().and_then(|time| time.parse::<DateTime<Utc>>().ok());
        time.is_some_and(|time| from <= time && time < to) && filter.iter().all(|(name, value)| holds(&event[*name], value))
    };
    let memory = state.memory();
    let found: Vec<&Value> = memory.events.iter().filter(|event| is_meant(event)).collect();
    let page: Vec<&Value> = found.iter().skip(asked.page * asked.page_size).take(asked.page_size).copied().collect();
    HttpResponse::Ok().json(json!({
        "result": page,
        "pagination": { "page": asked.page, "page_size": asked.page_size, "total": found.len() },
    }))
}

fn holds(field: &Value, value: &str) -> bool {
    field.as_str() == Some(value) || field.as_array().is_some_and(|values| values.iter().any(|one| one.as_str() == Some(value)))
}

#[get("/query/{uid}")]
async fn by_uid(uid: web::Path<String>, state: web::Data<SandboxState>) -> HttpResponse {
    match state.memory().events.iter().find(|event| event["UID"] == uid.as_str()) {
        Some(event) => HttpResponse::Ok().json(event),
        None => refusal(404, "no such event"),
    }
}

#[get("/events")]
async fn all_events(state: web::Data<SandboxState>) -> impl Responder {
    web::Json(json!({ "events": state.memory().events }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/mlog").service(register).service(query).service(by_uid).service(all_events));
}
