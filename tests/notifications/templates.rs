//! Senders' templates: drafts, versions, checked variables.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp};

const PATH: &str = "/api/v1/notification-templates";

/// A template of one variable.
pub fn template(code: &str) -> Value {
    json!({ "code": code, "topic": "Reminders", "draft": wording("day") })
}

pub fn wording(variable: &str) -> Value {
    let each = |ro: &str, ru: &str, en: &str| json!({ "ro": format!("{ro} {{{{{variable}}}}}"), "ru": format!("{ru} {{{{{variable}}}}}"), "en": format!("{en} {{{{{variable}}}}}") });
    json!({ "subject": each("Termen", "Срок", "Deadline"), "body": each("Termenul este", "Срок:", "The deadline is"),
            "short": each("Termen", "Срок", "Deadline"), "variables": { variable: { "kind": "Date", "about": "The day" } } })
}

/// A published template.
pub async fn published(sender: &Caller<'_>, code: &str) -> Answer {
    let made = sender.post(PATH, &template(code)).await.expect(201);
    let path = format!("{PATH}/{}/publications", made.text("/templateId"));
    sender.act(&path, made.etag(), &Value::Null).await.expect(200)
}

#[actix_web::test]
async fn a_template_goes_from_draft_to_version_and_what_is_in_use_stays_while_the_next_is_written() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let made = sender.post(PATH, &template("DeadlineNear")).await.expect(201);
    assert_eq!((made.text("/state"), made.body["publishedVersion"].as_i64()), ("Draft".into(), Some(0)));
    sender.post(PATH, &template("DeadlineNear")).await.refused(409, "already-exists");
    let path = format!("{PATH}/{}", made.text("/templateId"));
    let first = sender.act(&format!("{path}/publications"), made.etag(), &Value::Null).await.expect(200);
    assert_eq!((first.text("/state"), first.body["hasDraft"].as_bool()), ("Published".into(), Some(false)));
    sender.act(&format!("{path}/publications"), first.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    let changed = sender.patch(&path, first.etag(), &json!({ "draft": wording("until") })).await.expect(200);
    assert_eq!(changed.body["published"]["variables"]["day"]["kind"], "Date");
    assert_eq!(changed.body["draft"]["variables"]["until"]["kind"], "Date");
    let publications = format!("{path}/publications");
    let answers = join_all((0..5).map(|_| sender.act(&publications, changed.etag(), &Value::Null))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let read = sender.get(&path).await.expect(200);
    assert_eq!(read.body["publishedVersion"], 2);
    app.persona("examiner-chisinau").await.get(&path).await.refused(403, "forbidden");
    let withdrawn = sender.act(&format!("{path}/withdrawals"), read.etag(), &Value::Null).await.expect(200);
    sender.patch(&path, withdrawn.etag(), &json!({ "topic": "Announcements" })).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from notification_template_versions"), 2);
    let listed = sender.get(PATH).await.expect(200);
    assert_eq!((listed.text("/templates/0/state"), listed.body["templates"][0].get("published")), ("Withdrawn".into(), None));
}

#[actix_web::test]
async fn every_fault_of_a_template_is_named_at_its_place() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let mut wrong = template("DeadlineNear");
    wrong["topic"] = json!("Requests");
    wrong["draft"]["body"]["ru"] = json!("Срок не указан");
    wrong["draft"]["short"]["en"] = json!("{{nobody}} {{day}}");
    wrong["draft"]["variables"]["more"] = json!({ "kind": "Text", "about": "Unused" });
    assert_eq!(
        sender.post(PATH, &wrong).await.refused(400, "bad-input").violations(),
        [
            ("/draft/body", "languages-differ"),
            ("/draft/short/en", "unknown-variable"),
            ("/draft/short", "languages-differ"),
            ("/draft/variables/more", "unused-variable"),
            ("/topic", "unknown-topic"),
        ]
    );
    // How long each text may be is in the contract.
    let mut long = template("DeadlineNear");
    long["draft"]["subject"]["en"] = json!("x".repeat(121));
    long["draft"]["short"]["ru"] = json!("x".repeat(301));
    let refused = sender.post(PATH, &long).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/draft/short/ru", "too-long"), ("/draft/subject/en", "too-long")]);
    assert_eq!(app.number("select count(*) from notification_templates"), 0);
}

#[actix_web::test]
async fn a_preview_shows_the_letter_and_names_what_is_missing_or_unknown() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let made = sender.post(PATH, &template("DeadlineNear")).await.expect(201);
    let path = format!("{PATH}/{}/previews", made.text("/templateId"));
    let preview = sender.post(&path, &json!({ "language": "en", "variables": { "day": "2026-12-31" } })).await.expect(200);
    assert_eq!(preview.text("/subject/en"), "Deadline 31 December 2026");
    assert!(preview.text("/letterHtml").contains("The deadline is 31 December 2026"), "{}", preview.body);
    sender.post(&path, &json!({})).await.expect(200);
    let wrong = sender.post(&path, &json!({ "variables": { "dya": "2026-12-31" } })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/variables/day", "missing-variable"), ("/variables/dya", "unknown-variable")]);
}

#[actix_web::test]
async fn another_sender_does_not_know_of_it() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let made = published(&sender, "DeadlineNear").await;
    let other = app.signed_in_as("partner-demo");
    let path = format!("{PATH}/{}", made.text("/templateId"));
    other.get(&path).await.refused(404, "not-found");
    other.act(&format!("{path}/withdrawals"), made.etag(), &Value::Null).await.refused(404, "not-found");
    assert_eq!(other.get(PATH).await.expect(200).body["templates"], json!([]));
}

#[actix_web::test]
async fn a_topic_is_part_of_the_version_that_brings_it() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let made = published(&sender, "DeadlineNear").await;
    let path = format!("{PATH}/{}", made.text("/templateId"));
    let changed = sender.patch(&path, made.etag(), &json!({ "topic": "Announcements" })).await.expect(200);
    assert_eq!((changed.text("/topic"), changed.text("/draftTopic")), ("Reminders".into(), "Announcements".into()));
    assert_eq!(changed.body["draft"]["variables"]["day"]["kind"], "Date", "the draft begins with what is in use");
    let item = json!({ "reference": "1", "type": "Idnp", "value": "2015000000011", "variables": { "day": "2026-12-31" } });
    let request = json!({ "templateCode": "DeadlineNear", "recipients": [item] });
    let sent = sender.post("/api/v1/notification-requests", &request).await.expect(201);
    assert_eq!(sent.text("/topic"), "Reminders", "what is in use stays until the draft is published");
    let second = sender.act(&format!("{path}/publications"), changed.etag(), &Value::Null).await.expect(200);
    assert_eq!((second.text("/topic"), second.body.get("draftTopic")), ("Announcements".into(), None));
    let one = sender.get(&format!("{path}/versions/1")).await.expect(200);
    assert_eq!((one.text("/topic"), one.text("/wording/subject/en")), ("Reminders".into(), "Deadline {{day}}".into()));
    assert_eq!(sender.get(&format!("{path}/versions/2")).await.expect(200).text("/topic"), "Announcements");
    sender.get(&format!("{path}/versions/3")).await.refused(404, "not-found");
    sender.get(&format!("{path}/versions/0")).await.refused(400, "bad-input");
    app.signed_in_as("partner-demo").get(&format!("{path}/versions/1")).await.refused(404, "not-found");
}
