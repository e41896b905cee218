//! The visitors' side of public content: reading, search, feeds; and whether links lead anywhere.

mod feeds;
mod kinds;
mod links;
mod reading;
mod search;

use migratie::content::shipped;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp};

pub const PUBLICATIONS: &str = "/api/v1/publications";
pub const SEARCHES: &str = "/api/v1/publications/searches";

/// A platform on which everything that the program carries is published.
pub async fn with_what_is_shipped(changes: &[(&str, &str)]) -> TestApp {
    let app = TestApp::start_with(changes).await;
    app.platform.door.by_system_here("loadShippedContent", shipped::load).expect("what is shipped");
    app.platform.publications.refresh_here().expect("what is published");
    app
}

/// A page in the section that its provider in Chișinău supplies.
pub fn page(slug: &str, title: &str, body: &str) -> Value {
    json!({ "type": "page", "sectionCode": "services", "slug": slug, "title": { "ro": title }, "body": { "ro": body } })
}

async fn step(caller: &Caller<'_>, place: &str, action: &str, body: &Value) -> Answer {
    let seen = caller.get(place).await.expect(200);
    caller.act(&format!("{place}/{action}"), seen.etag(), body).await
}

/// An item whose publication was asked for: its place.
async fn submitted(app: &TestApp, body: &Value) -> String {
    let provider = app.persona("content-provider").await;
    let place = provider.post("/api/v1/content-items", body).await.expect(201).header("location").to_owned();
    step(&provider, &place, "submissions", &json!({})).await.expect(200);
    place
}

/// The same, published now or at an instant to come: its place.
async fn published(app: &TestApp, body: &Value, at: Option<&str>) -> String {
    let place = submitted(app, body).await;
    let when = at.map_or_else(|| json!({}), |at| json!({ "at": at }));
    step(&app.persona("content-administrator").await, &place, "publications", &when).await.expect(200);
    place
}

async fn withdrawn(app: &TestApp, place: &str) {
    let reason = json!({ "reason": "Nu mai este actual." });
    step(&app.persona("content-administrator").await, place, "withdrawals", &reason).await.expect(200);
}

/// A PDF that the caller has uploaded.
async fn uploaded(caller: &Caller<'_>) -> String {
    let pdf = std::fs::read("postman/files/document.pdf").expect("a PDF");
    let body = json!({ "purpose": "Attachment", "name": "ghid.pdf", "size": pdf.len(), "contentType": "application/pdf" });
    let upload = caller.post("/api/v1/uploads", &body).await.expect(201).text("/uploadId");
    let part = format!("/api/v1/uploads/{upload}/parts/1");
    caller.call("PUT", &part, &[], Some(("application/octet-stream", pdf))).await.expect(200);
    caller.post(&format!("/api/v1/uploads/{upload}/completions"), &Value::Null).await.expect(201).text("/fileId")
}

/// The slugs of a list.
fn slugs(list: &Value) -> Vec<&str> {
    list["publications"].as_array().expect("publications").iter().filter_map(|item| item["slug"].as_str()).collect()
}
