//! A power that has ended lets nobody go on in another's name: not with what was begun under it, not in reading it.

use serde_json::{Value, json};

use super::{
    DOCUMENTS, act, attach, engineer, path, pay,
    representatives::{POWER, empowered, file},
};
use crate::support::{Answer, Caller, TestApp};

/// The power as it stands, read by the person represented.
async fn power(principal: &Caller<'_>) -> (String, String) {
    let listed = principal.get("/api/v1/representations?state=Accepted").await.expect(200);
    let path = format!("/api/v1/representations/{}", listed.text("/representations/0/representationId"));
    let etag = principal.get(&path).await.expect(200).etag().to_owned();
    (path, etag)
}

/// The person represented ends it.
pub async fn end(app: &TestApp) {
    let principal = app.persona("applicant").await;
    let (power, etag) = power(&principal).await;
    principal.act(&format!("{power}/endings"), &etag, &Value::Null).await.expect(200);
}

/// What hangs on a request, by the lists that somebody sees.
pub async fn seen(caller: &Caller<'_>, request: &str) -> [usize; 3] {
    let id = request.rsplit('/').next().expect("an id");
    let count = |answer: Answer, list: &str| answer.expect(200).body[list].as_array().map_or(0, Vec::len);
    [
        count(caller.get("/api/v1/requests").await, "requests"),
        count(caller.get(&format!("/api/v1/documents?requestId={id}")).await, "documents"),
        count(caller.get(&format!("/api/v1/orders?requestId={id}")).await, "orders"),
    ]
}

#[actix_web::test]
async fn with_the_power_ends_the_sight_of_what_was_filed_under_it_and_comes_back_with_a_new_one() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let representative = app.persona("representative").await;
    let person = empowered(&app, &representative).await;
    let request = path(&file(&representative, &person).await.expect(201));
    act(&representative, &request, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = representative.get(&request).await.expect(200);
    assert_eq!(decided.text("/beneficiaryId"), person);
    let decision = format!("/api/v1/documents/{}", decided.text("/decisionDocumentId"));
    assert_eq!(seen(&representative, &request).await, [1, 3, 0]);

    let principal = app.persona("applicant").await;
    end(&app).await;
    for path in [&request, &format!("{request}/timeline"), &decision, &format!("{decision}/content")] {
        representative.get(path).await.refused(404, "not-found");
        principal.get(path).await.expect(200);
    }
    assert_eq!(seen(&representative, &request).await, [0, 0, 0]);
    assert_eq!(seen(&principal, &request).await, [1, 3, 0]);
    representative.act(&format!("{request}/withdrawals"), decided.etag(), &json!({})).await.refused(404, "not-found");

    representative.post("/api/v1/representations", &json!({ "source": "MPower", "powerCode": POWER })).await.expect(201);
    app.work_off().await;
    assert_eq!(seen(&representative, &request).await, [1, 3, 0]);
}

#[actix_web::test]
async fn no_step_is_taken_under_a_power_that_has_ended() {
    let app = TestApp::start().await;
    let representative = app.persona("representative").await;
    let person = empowered(&app, &representative).await;
    let body = json!({ "serviceCode": super::STAY, "filedBy": "Representative", "beneficiaryId": person, "answers": engineer("Representative") });
    let request = path(&representative.post("/api/v1/requests", &body).await.expect(201));
    for code in DOCUMENTS {
        attach(&representative, &request, code).await.expect(201);
    }
    let renew = async || {
        let asked = json!({ "source": "MPower", "powerCode": POWER });
        app.persona("representative").await.post("/api/v1/representations", &asked).await.expect(201);
        app.work_off().await;
    };
    let refused = async |what: &str, body: &Value| {
        // The ETag was read while the power held.
        let version = app.number("select max(version)::bigint from requests");
        let etag = format!("\"{version}-0000000000000000\"");
        let caller = app.persona("representative").await;
        caller.act(&format!("{request}/{what}"), &etag, body).await.refused(404, "not-found");
    };
    end(&app).await;
    for what in ["submissions", "validations", "withdrawals", "attachments"] {
        let file = json!({ "documentCode": "dwelling", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "name": "x" });
        let body = match what {
            "attachments" => &file,
            "withdrawals" => &json!({}),
            _ => &Value::Null,
        };
        refused(what, body).await;
    }
    renew().await;
    act(&representative, &request, "submissions", &Value::Null).await.expect(200);
    pay(&app, &representative, &request).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &request, "claims", &Value::Null).await.expect(200);
    let missing = json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-30" });
    act(&examiner, &request, "completion-requests", &missing).await.expect(200);
    end(&app).await;
    refused("completions", &json!({})).await;
    assert_eq!(seen(&representative, &request).await, [0, 0, 0]);
    // Whom it is for goes on: what is theirs to do does not depend on who filed.
    app.clock.advance(chrono::Duration::seconds(1));
    let principal = app.persona("applicant").await;
    assert!(seen(&principal, &request).await[2] > 0, "their order");
    act(&principal, &request, "completions", &json!({})).await.expect(200);
    // And they are told, not who no longer speaks for them.
    let told = async |persona: &str| {
        let messages = app.persona(persona).await.get("/api/v1/messages").await.expect(200);
        let kinds = messages.body["messages"].as_array().expect("messages").iter().filter_map(|one| one["kind"].as_str());
        kinds.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told("representative").await, ["CompletionAsked", "RequestRegistered"]);
    assert_eq!(told("applicant").await, Vec::<String>::new());
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &request, "completion-requests", &json!({ "text": "Încă ceva.", "dueOn": "2026-11-30" })).await.expect(200);
    assert_eq!(told("representative").await.len(), 2);
    assert_eq!(told("applicant").await, ["CompletionAsked"]);
}

#[actix_web::test]
async fn a_power_whose_last_day_is_over_ends_the_sight_by_itself() {
    let app = TestApp::start().await;
    let (representative, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = super::companies::paper_of(&representative, "1018600000127").await;
    officer.act(&format!("{}/acceptances", asked.header("location")), asked.etag(), &Value::Null).await.expect(200);
    let body = json!({ "serviceCode": super::STAY, "filedBy": "LegalEntity", "legalEntityIdno": "1018600000127", "answers": {} });
    let request = path(&representative.post("/api/v1/requests", &body).await.expect(201));
    // The last day is 31 December 2027, in Chisinau.
    let until = |instant: &str| instant.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant") - app.clock.now();
    app.clock.advance(until("2027-12-31T21:59:00Z"));
    app.persona("representative").await.get(&request).await.expect(200);
    app.clock.advance(until("2027-12-31T22:00:00Z"));
    app.persona("representative").await.get(&request).await.refused(404, "not-found");
}
