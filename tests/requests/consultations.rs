use serde_json::{Value, json};

use super::{
    act,
    invitation::{self, invitee},
    registered,
};
use crate::support::{Caller, TestApp};

/// A registered request whose examiner has asked the Security Service; the person's path.
pub async fn consulted(app: &TestApp) -> (String, String) {
    let path = registered(app).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let asked = act(&examiner, &path, "consultations", &json!({ "code": "sis" })).await.expect(200);
    assert_eq!(asked.body["state"], "InConsultation");
    let person = format!("/api/v1/persons/{}", asked.text("/beneficiaryId"));
    (path, person)
}

async fn reviewer(app: &TestApp) -> Caller<'_> {
    app.persona("sis-reviewer").await.on_ground("LAW-753-1999-SECURITY", "aviz")
}

const PARTS: [&str; 4] = ["", "/foreign-documents", "/addresses", "/family-links"];

#[actix_web::test]
async fn the_reviewer_reads_the_file_while_the_service_is_asked_and_no_longer_after() {
    let app = TestApp::start().await;
    let (path, person) = consulted(&app).await;
    let reviewer = reviewer(&app).await;
    for part in PARTS {
        reviewer.get(&format!("{person}{part}")).await.expect(200);
    }
    let list = reviewer.get("/api/v1/worklists/InConsultation/requests").await.expect(200);
    assert_eq!(list.body["requests"].as_array().map(Vec::len), Some(1));
    let opinion = json!({ "favourable": true, "reasons": "Nu există obiecții." });
    let given = act(&reviewer, &path, "opinions", &opinion).await.expect(200);
    assert_eq!(given.body["state"], "InExamination");
    for part in PARTS {
        reviewer.get(&format!("{person}{part}")).await.refused(404, "not-found");
    }
    // So does the request, wherever it is looked for; its own opinion stays the service's to read.
    for part in ["", "/attachments", "/timeline", "/register-checks"] {
        reviewer.get(&format!("{path}{part}")).await.refused(404, "not-found");
    }
    let list = reviewer.get("/api/v1/requests").await.expect(200);
    assert_eq!(list.body["requests"].as_array().map(Vec::len), Some(0));
    reviewer.act(&format!("{path}/opinions"), given.etag(), &opinion).await.refused(404, "not-found");
    assert_eq!(reviewer.get(&format!("{path}/opinions")).await.expect(200).text("/opinions/0/reasons"), "Nu există obiecții.");
}

#[actix_web::test]
async fn a_request_that_is_withdrawn_meanwhile_is_nothing_to_be_asked_about() {
    let app = TestApp::start().await;
    let (path, person) = consulted(&app).await;
    let reviewer = reviewer(&app).await;
    reviewer.get(&person).await.expect(200);
    act(&app.persona("counter-operator").await, &path, "withdrawals", &json!({})).await.expect(200);
    reviewer.get(&person).await.refused(404, "not-found");
    reviewer.get(&path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn whom_nobody_asked_about_stays_hidden() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let read = app.persona("examiner-chisinau").await.get(&path).await.expect(200);
    let reviewer = reviewer(&app).await;
    reviewer.get(&format!("/api/v1/persons/{}", read.text("/beneficiaryId"))).await.refused(404, "not-found");
    reviewer.get(&path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn of_an_invitation_every_invitee_s_file_is_open_to_the_reviewer_and_every_reading_is_about_each() {
    let app = TestApp::start().await;
    let inviter = app.persona("employer").await;
    let path =
        invitation::registered(&app, &inviter, &[invitee("Deshmukh", "Z0000001", "IND"), invitee("Haddad", "S0000001", "SYR")])
            .await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "consultations", &json!({ "code": "sis" })).await.expect(200);
    let reviewer = reviewer(&app).await;
    let mut persons = Vec::new();
    for (number, issuer) in [("Z0000001", "IND"), ("S0000001", "SYR")] {
        let person = crate::persons::known(&app, json!({ "document": { "number": number, "issuer": issuer } })).await;
        persons.push(format!("/api/v1/persons/{person}"));
    }
    for person in &persons {
        reviewer.get(person).await.expect(200);
    }
    reviewer.get(&path).await.expect(200);
    let about_both = "select count(*) from journal.entries where operation = 'readRequest' and actor_name = 'BOTNARU Pavel' and cardinality(persons) = 2";
    assert_eq!(app.number(about_both), 1);
    act(&reviewer, &path, "opinions", &json!({ "favourable": false, "reasons": "Există obiecții." })).await.expect(200);
    for person in &persons {
        reviewer.get(person).await.refused(404, "not-found");
    }
}
