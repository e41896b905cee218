//! The figures of design/quality.md: statements a call, session check and journal included.

use serde_json::{Value, json};

use super::{approval, complaint, draft, in_examination, letter, path, pdf, registered, sign, with};
use crate::support::{Answer, Caller, TestApp};

struct Tally<'a> {
    app: &'a TestApp,
    over: Vec<String>,
}

/// Eight a step. An approval also freezes a numbered document; a correction looks first whether the petition has a file, gives a number, looks
/// up the person and whether a receipt waits, holds the petition against its letters being drawn up, and takes the value from those that were.
fn most(step: &str) -> u64 {
    match step {
        "answer-approvals" => 10,
        "corrections" => 13,
        _ => 8,
    }
}

impl Tally<'_> {
    async fn count(&mut self, what: &str, most: u64, call: impl Future<Output = Answer>) -> Answer {
        let before = self.app.platform.door.work().statements();
        let answer = call.await;
        let took = self.app.platform.door.work().statements() - before;
        assert!(answer.status < 300, "{what}: {}", answer.body);
        if took > most {
            self.over.push(format!("{what}: {took} instead of {most}"));
        }
        answer
    }

    async fn read(&mut self, caller: &Caller<'_>, path: &str) {
        // The first reading learns the calendar, which is shown from memory after that.
        caller.get(path).await.expect(200);
        self.count(&format!("GET {path}"), 3, caller.get(path)).await;
    }

    async fn step(&mut self, caller: &Caller<'_>, path: &str, what: &str, body: &Value) -> Answer {
        let etag = caller.get(path).await.expect(200).etag().to_owned();
        self.count(what, most(what), caller.act(&format!("{path}/{what}"), &etag, body)).await
    }
}

#[actix_web::test]
async fn a_read_and_a_list_cost_at_most_three_statements_a_step_at_most_eight() {
    let app = TestApp::start().await;
    let mut tally = Tally { app: &app, over: Vec::new() };
    let (applicant, clerk) = (app.persona("applicant").await, app.persona("petition-clerk").await);
    let examiner = app.persona("examiner-chisinau").await;
    let head = app.persona("head").await;
    let files = [pdf(&applicant, "1.pdf").await, pdf(&applicant, "2.pdf").await];
    let body = with(complaint(), json!({ "attachmentIds": files }));
    let filed = tally.count("create", 10, applicant.post("/api/v1/petitions", &body)).await;
    app.work_off().await;
    sign(&app, &applicant, &filed.text("/documentId")).await;
    let at = path(&filed);
    tally.count("intake", 8, clerk.post("/api/v1/petition-intakes", &letter())).await;
    for part in ["", "/timeline", "/notices"] {
        tally.read(&applicant, &format!("{at}{part}")).await;
        tally.read(&clerk, &format!("{at}{part}")).await;
    }
    tally.read(&clerk, &format!("{at}/earlier-petitions")).await;
    for list in ["/api/v1/petitions", "/api/v1/petitions?order=DueFirst&deadline=RunningOut", "/api/v1/petition-deadlines"] {
        tally.read(&clerk, list).await;
        tally.read(&head, list).await;
    }
    tally.read(&clerk, "/api/v1/petition-letters").await;
    tally.step(&clerk, &at, "assignments", &json!({ "competenceCode": "stay-and-asylum" })).await;
    tally.step(&examiner, &at, "claims", &Value::Null).await;
    let asking = json!({ "reason": "MoreDocuments", "text": "Anexați contractul.", "dueOn": "2026-11-27" });
    tally.step(&examiner, &at, "completion-requests", &asking).await;
    tally.step(&applicant, &at, "completions", &json!({ "text": "Am anexat." })).await;
    tally.step(&head, &at, "extensions", &json!({ "days": 5, "reason": "Cauză complexă, cu multe acte." })).await;
    tally.step(&head, &at, "examiner-assignments", &json!({})).await;
    tally.step(&examiner, &at, "claims", &Value::Null).await;
    tally.step(&examiner, &at, "answer-drafts", &draft()).await;
    tally.step(&head, &at, "answer-returns", &json!({ "reason": "Lipsește temeiul." })).await;
    tally.step(&examiner, &at, "answer-drafts", &draft()).await;
    tally.step(&head, &at, "answer-approvals", &approval()).await;
    let other = registered(&app).await;
    tally.step(&clerk, &other, "transfers", &json!({ "authorityCode": "ASP", "reason": "Altă competență." })).await;
    let wrong = path(&clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201));
    let all = json!({ "reason": "Greșeală la înregistrare.", "kind": "InformationRequest", "petitionerIdnp": "2015000000011" });
    tally.step(&clerk, &wrong, "corrections", &all).await;
    let third = in_examination(&app).await;
    tally.step(&applicant, &third, "withdrawals", &json!({})).await;
    let found = tally.count("search", 3, clerk.post("/api/v1/petitions/searches", &json!({ "words": "permisului" }))).await;
    assert!(found.body["petitions"].as_array().is_some_and(|all| !all.is_empty()));
    let ticket = json!({ "kind": "Question", "subject": "O întrebare", "text": "Unde găsesc formularul?" });
    tally.count("ticket", 5, applicant.post("/api/v1/support-tickets", &ticket)).await;
    tally.read(&applicant, "/api/v1/support-tickets").await;
    assert_eq!(tally.over, Vec::<String>::new());
}
