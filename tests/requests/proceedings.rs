//! What was asked for, advised, proposed and appealed against is read by those whom it concerns.

use serde_json::{Value, json};

use super::{
    act,
    consultations::consulted,
    journey::{decided, proposed},
    registered,
};
use crate::support::TestApp;

#[actix_web::test]
async fn what_is_missing_is_read_until_when_and_by_who_supplies_it() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let (examiner, operator) = (app.persona("examiner-chisinau").await, app.persona("counter-operator").await);
    let place = format!("{path}/completion-requests");
    assert_eq!(operator.get(&place).await.expect(200).body["completionRequests"], json!([]));
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let missing = json!({ "text": "Lipsește traducerea.", "documentCodes": ["criminal-record"], "dueOn": "2026-11-28" });
    act(&examiner, &path, "completion-requests", &missing).await.expect(200);
    let asked = operator.get(&place).await.expect(200);
    // A Saturday: the term ends on the Monday.
    assert_eq!(asked.text("/completionRequests/0/dueAt"), "2026-11-30T21:59:59Z");
    assert_eq!(asked.body["completionRequests"][0]["documentCodes"], json!(["criminal-record"]));
    assert!(asked.body["completionRequests"][0].get("completedAt").is_none(), "{}", asked.body);
    app.clock.advance(chrono::Duration::days(1));
    let operator = app.persona("counter-operator").await;
    super::attach(&operator, &path, "criminal-record").await.expect(201);
    act(&operator, &path, "completions", &json!({})).await.expect(200);
    let supplied = operator.get(&place).await.expect(200);
    assert!(supplied.body["completionRequests"][0]["completedAt"].is_string(), "{}", supplied.body);
    app.persona("examiner-balti").await.get(&place).await.refused(404, "not-found");
    app.persona("statistician").await.get(&place).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn the_head_reads_what_is_proposed_and_why_it_was_sent_back() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Favourable").await;
    let head = app.persona("head").await;
    let place = format!("{path}/proposals");
    let read = head.get(&place).await.expect(200);
    assert_eq!(
        (read.text("/proposals/0/outcome"), read.text("/proposals/0/facts")),
        ("Favourable".into(), "Contract de muncă pe un an.".into())
    );
    act(&head, &path, "proposal-returns", &json!({ "reason": "Verificați din nou contractul." })).await.expect(200);
    let read = app.persona("examiner-chisinau").await.get(&place).await.expect(200);
    assert_eq!(read.text("/proposals/0/returnReason"), "Verificați din nou contractul.");
    // What an official thinks is not the counter's, the applicant's or another office's to read.
    app.persona("counter-operator").await.get(&place).await.refused(403, "forbidden");
    app.persona("applicant").await.get(&place).await.refused(403, "forbidden");
    app.persona("examiner-balti").await.get(&place).await.refused(404, "not-found");
}

#[actix_web::test]
async fn an_opinion_is_read_by_who_decides_and_by_the_body_that_gave_it() {
    let app = TestApp::start().await;
    let (path, _) = consulted(&app).await;
    let place = format!("{path}/opinions");
    let reviewer = app.persona("sis-reviewer").await.on_ground("LAW-753-1999-SECURITY", "aviz");
    let asked = reviewer.get(&place).await.expect(200);
    assert_eq!((asked.text("/opinions/0/code"), asked.text("/opinions/0/body")), ("sis".into(), "SIS".into()));
    assert!(asked.body["opinions"][0].get("givenAt").is_none());
    // What another body was asked is not this one's to read.
    app.tamper(
        "alter table opinions disable trigger user;
         insert into opinions (id, request_id, code, body, asked_by, legal_ground, created_at, updated_at)
         select gen_random_uuid(), request_id, 'other', 'CNPF', asked_by, legal_ground, created_at, updated_at from opinions",
    );
    assert_eq!(reviewer.get(&place).await.expect(200).body["opinions"].as_array().map(Vec::len), Some(1));
    act(&reviewer, &path, "opinions", &json!({ "favourable": false, "reasons": "Există obiecții." })).await.expect(200);
    assert_eq!(reviewer.get(&place).await.expect(200).body["opinions"].as_array().map(Vec::len), Some(1));
    let read = app.persona("head").await.get(&place).await.expect(200);
    assert_eq!(read.body["opinions"].as_array().map(Vec::len), Some(2));
    let given = read.body["opinions"].as_array().and_then(|all| all.iter().find(|one| one["body"] == "SIS")).expect("SIS");
    assert_eq!((given["favourable"].as_bool(), given["reasons"].as_str()), (Some(false), Some("Există obiecții.")));
    app.persona("counter-operator").await.get(&place).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn appeals_are_read_with_how_they_ended() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Unfavourable").await;
    decided(&app, &path, "Unfavourable").await;
    let operator = app.persona("counter-operator").await;
    act(&operator, &path, "servings", &json!({ "manner": "InPerson" })).await.expect(200);
    let appeal = json!({ "body": "Judecătoria Chișinău", "number": "3-1234/2026", "filedOn": "2026-11-16" });
    act(&operator, &path, "appeals", &appeal).await.expect(200);
    let place = format!("{path}/appeals");
    let open = operator.get(&place).await.expect(200);
    assert_eq!((open.text("/appeals/0/number"), open.body["appeals"][0].get("result")), ("3-1234/2026".into(), None));
    act(&app.persona("head").await, &path, "appeal-settlements", &json!({ "result": "Respinsă" })).await.expect(200);
    assert_eq!(operator.get(&place).await.expect(200).text("/appeals/0/result"), "Respinsă");
}
