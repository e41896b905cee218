//! Public content: the editorial side.

mod archive;
mod editorial;
pub mod forms;
mod items;
mod kinds;
pub mod moves;
pub mod profiles;
mod publication;
pub mod questionnaires;
mod reminders;
mod reviews;
mod sections;
mod statements;
mod translations;
mod versions;

use migratie::access::policy::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp, officers::officer};

pub const ITEMS: &str = "/api/v1/content-items";

/// A question with its answer, in Romanian.
pub fn faq() -> Value {
    json!({ "type": "faq", "sectionCode": "guides", "title": { "ro": "Cum obțin o invitație?" },
            "body": { "ro": "<p>Prin e-Migrare, în 10 zile lucrătoare.</p>" }, "fields": { "service": "invitation" } })
}

/// An item that its provider in Chișinău has begun: its place.
pub async fn begun(app: &TestApp, body: &Value) -> Answer {
    app.persona("content-provider").await.post(ITEMS, body).await.expect(201)
}

/// A step on an item, under the version that the caller sees now.
pub async fn step(caller: &Caller<'_>, place: &str, action: &str, body: &Value) -> Answer {
    let seen = caller.get(place).await.expect(200);
    caller.act(&format!("{place}/{action}"), seen.etag(), body).await
}

/// The same, on an item whose publication was asked for: its place.
pub async fn submitted(app: &TestApp, body: &Value) -> String {
    let place = begun(app, body).await.header("location").to_owned();
    step(&app.persona("content-provider").await, &place, "submissions", &json!({})).await.expect(200);
    place
}

/// The same, on an item that is public: its place.
pub async fn published(app: &TestApp, body: &Value) -> String {
    let place = submitted(app, body).await;
    step(&app.persona("content-administrator").await, &place, "publications", &json!({})).await.expect(200);
    place
}

/// An officer who holds a role in a subdivision.
pub fn holder<'a>(app: &'a TestApp, role: Role, office: &str) -> Caller<'a> {
    officer(app, &format!("{role:?}-{office}"), role, office)
}

/// A PDF that the caller has uploaded.
pub async fn uploaded(caller: &Caller<'_>) -> String {
    let pdf = std::fs::read("postman/files/document.pdf").expect("a PDF");
    let body = json!({ "purpose": "Attachment", "name": "ghid.pdf", "size": pdf.len(), "contentType": "application/pdf" });
    let begun = caller.post("/api/v1/uploads", &body).await.expect(201);
    let upload = begun.text("/uploadId");
    caller
        .call("PUT", &format!("/api/v1/uploads/{upload}/parts/1"), &[], Some(("application/octet-stream", pdf)))
        .await
        .expect(200);
    caller.post(&format!("/api/v1/uploads/{upload}/completions"), &Value::Null).await.expect(201).text("/fileId")
}

/// How many items the public sees at the test's time, by the view.
pub fn seen_by_the_public(app: &TestApp) -> i64 {
    let now = app.clock.now().to_rfc3339();
    app.number(&format!(
        "select count(*) from published_content where live_from <= '{now}' and (live_until is null or live_until > '{now}')"
    ))
}
