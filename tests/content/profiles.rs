use serde_json::{Value, json};

use super::{ITEMS, faq, published, step, uploaded};
use crate::{
    support::TestApp,
    uploads::{samples, send},
};

pub fn profile(logo: &str) -> Value {
    json!({ "type": "social-profile", "sectionCode": "social-media", "title": { "ro": "Telegram" },
        "fields": { "network": "Telegram", "address": "https://t.me/igm", "name": "Inspectoratul General pentru Migrație",
                    "authorisation": { "number": "12", "date": "2026-10-01" } },
        "attachments": [{ "fileId": logo, "title": { "ro": "Logo" } }] })
}

#[actix_web::test]
async fn a_profile_needs_its_authorisation_exact_name_and_logo_and_is_watched() {
    let app = TestApp::start().await;
    let administrator = app.persona("content-administrator").await;
    let paper = uploaded(&administrator).await;
    let refused = administrator.post(ITEMS, &profile(&paper)).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attachments/0", "file-type-not-accepted")]);
    let logo = send(&administrator, "Attachment", "logo.jpg", "image/jpeg", &samples::jpeg(64, 64)).await;
    let logo = logo.expect(201).text("/fileId");
    let mut wrong = profile(&logo);
    wrong["fields"]["name"] = "IGM Moldova".into();
    let refused = administrator.post(ITEMS, &wrong).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fields/name", "invalid")]);
    let mut bare = profile(&logo);
    bare["fields"].as_object_mut().expect("fields").remove("authorisation");
    bare["attachments"] = json!([]);
    let place = administrator.post(ITEMS, &bare).await.expect(201).header("location").to_owned();
    let refused = step(&administrator, &place, "submissions", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fields/authorisation", "required"), ("/attachments", "too-few")]);
    let mut early = profile(&logo);
    early["fields"]["authorisation"]["date"] = "2026-11-17".into();
    let place = administrator.post(ITEMS, &early).await.expect(201).header("location").to_owned();
    let refused = step(&administrator, &place, "submissions", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fields/authorisation/date", "in-the-future")]);
    let place = administrator.post(ITEMS, &profile(&logo)).await.expect(201).header("location").to_owned();
    let watch = format!("{place}/monitorings");
    administrator.post(&watch, &json!({ "finding": "Conforming" })).await.refused(409, "not-in-this-state");
    step(&administrator, &place, "submissions", &json!({})).await.expect(200);
    step(&administrator, &place, "publications", &json!({})).await.expect(200);
    let slug = administrator.get(&place).await.expect(200).text("/slug");
    let read = app.anyone().get(&format!("/api/v1/publications/{slug}")).await.expect(200);
    assert_eq!((read.text("/fields/network"), read.text("/fields/address")), ("Telegram".into(), "https://t.me/igm".into()));
    let picture = app.anyone().get(&format!("/api/v1/publications/{slug}/files/{logo}")).await.expect(200);
    assert_eq!(picture.header("content-type"), "image/jpeg");
    administrator.post(&watch, &json!({ "finding": "Conforming" })).await.expect(201);
    let silent = administrator.post(&watch, &json!({ "finding": "Outdated" })).await.refused(400, "bad-input");
    assert_eq!(silent.violations(), [("/note", "required")]);
    administrator.post(&watch, &json!({ "finding": "Outdated", "note": "Programul vechi." })).await.expect(201);
    let faulty = || app.number("select count(*) from notifications where template = 'ContentProfileFaulty'");
    assert_eq!(faulty(), 0, "whoever found it knows, and nobody else answers for it");
    super::holder(&app, migratie::access::policy::Role::ContentAdministrator, "REL");
    administrator.post(&watch, &json!({ "finding": "Outdated", "note": "Tot cel vechi." })).await.expect(201);
    assert_eq!(faulty(), 1);
    let listed = administrator.get(&format!("{watch}?limit=1")).await.expect(200);
    assert_eq!(listed.text("/monitorings/0/finding"), "Outdated");
    let rest = administrator.get(&format!("{watch}?limit=1&cursor={}", listed.text("/nextCursor"))).await.expect(200);
    assert_eq!(rest.text("/monitorings/0/note"), "Programul vechi.");
    let long = format!("{}\n\nAtât.", "Programul afișat este cel vechi. ".repeat(50).trim());
    administrator.post(&watch, &json!({ "finding": "Outdated", "note": long })).await.expect(201);
    let whole =
        format!("select count(*) from notifications where template = 'ContentProfileFaulty' and body ->> 'ro' like '%{long}'");
    assert_eq!(app.number(&whole), 1, "the whole note, in its paragraphs");
    app.persona("content-provider").await.post(&watch, &json!({ "finding": "Conforming" })).await.refused(403, "forbidden");
    app.persona("content-provider").await.get(&watch).await.refused(404, "not-found");
}

#[actix_web::test]
async fn nothing_else_is_watched() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    administrator
        .post(&format!("{place}/monitorings"), &json!({ "finding": "Conforming" }))
        .await
        .refused(409, "not-in-this-state");
    administrator.post(&format!("{place}/monitorings"), &json!({ "finding": "Wonderful" })).await.refused(400, "bad-input");
}
