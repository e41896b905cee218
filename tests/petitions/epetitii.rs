//! Petitions through the government's ePetitii: fetched, registered there, closed there.

use serde_json::{Value, json};

use super::{act, answered, path, stand_in, tell, with};
use crate::support::{Answer, Caller, TestApp};

async fn filed(app: &TestApp, number: &str) {
    filed_with(app, number, json!({})).await;
}

async fn filed_with(app: &TestApp, number: &str, changes: Value) {
    let petition = json!({ "petitionNumber": number, "petitionerName": "CEBAN Mihai", "petitionerIdnp": "2015000000022",
        "email": "mihai.ceban@example.org", "subject": "Programul ghișeului", "text": "Ghișeul este închis.", "attachments": 1 });
    stand_in(app, "epetitii/filings", &with(petition, changes)).await;
}

async fn closings(app: &TestApp) -> Vec<Value> {
    stand_in(app, "epetitii/filings", &Value::Null).await["filings"][0]["closings"].as_array().expect("closings").clone()
}

/// Fetched, assigned and claimed.
async fn in_examination(app: &TestApp) -> String {
    fetch(app).await;
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    let at = path(&fetched(&clerk).await);
    act(&clerk, &at, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &at, "claims", &Value::Null).await.expect(200);
    at
}

async fn fetch(app: &TestApp) -> (usize, usize, usize) {
    let fetched = app.platform.petitions.once().await.expect("ePetitii");
    (fetched.registered, fetched.known, fetched.failed)
}

async fn fetched(clerk: &Caller<'_>) -> Answer {
    let list = clerk.get("/api/v1/petitions?channel=EPetitii").await.expect(200);
    let id = list.text("/petitions/0/petitionId");
    clerk.get(&format!("/api/v1/petitions/{id}")).await.expect(200)
}

#[actix_web::test]
async fn it_is_fetched_once_registered_there_answered_and_closed_with_the_signed_answer() {
    let app = TestApp::start().await;
    filed(&app, "EP-2026-001204").await;
    assert_eq!(fetch(&app).await, (1, 0, 0));
    // Registered with us, not told there yet: the next look finds it again and knows it.
    assert_eq!(fetch(&app).await, (0, 1, 0));
    let clerk = app.persona("petition-clerk").await;
    let petition = fetched(&clerk).await;
    assert_eq!((petition.text("/externalNumber"), petition.text("/signature")), ("EP-2026-001204".into(), "Valid".into()));
    assert_eq!(petition.body["attachments"].as_array().map(Vec::len), Some(1));
    let at = path(&petition);
    assert!(clerk.get(&format!("{at}/content")).await.expect(200).bytes.starts_with(b"%PDF-"));
    app.work_off().await;
    let there = stand_in(&app, "epetitii/filings", &Value::Null).await;
    let registration = &there["filings"][0]["registrations"][0];
    assert_eq!(registration["registrationNumber"], petition.body["number"]);
    assert_eq!(
        (&registration["registrationDate"], &registration["estimatedResolveDate"]),
        (&json!("2026-11-16"), &json!("2026-12-16"))
    );
    assert_eq!(fetch(&app).await, (0, 0, 0));

    act(&clerk, &at, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &at, "claims", &Value::Null).await.expect(200);
    answered(&app, &at).await;
    let closed = clerk.get(&at).await.expect(200);
    assert_eq!((closed.text("/state"), closed.text("/answer/sentHow")), ("Closed".into(), "prin ePetiții".into()));
    let there = stand_in(&app, "epetitii/filings", &Value::Null).await;
    let closing = &there["filings"][0]["closings"][0];
    assert_eq!((&closing["outcome"], &closing["petitionExitNumber"]), (&json!("satisfaction"), &json!("RP-2026-000001")));
    assert!(closing["file"].as_str().is_some_and(|file| file.len() > 1000));
}

#[actix_web::test]
async fn two_copies_that_fetch_at_once_register_it_once() {
    let app = TestApp::start().await;
    for number in 0..5 {
        filed(&app, &format!("EP-2026-00{number}")).await;
    }
    let rounds = (0..4).map(|_| app.platform.petitions.once());
    let registered: usize =
        futures_util::future::join_all(rounds).await.into_iter().map(|one| one.expect("a round").registered).sum();
    assert_eq!(registered, 5);
    assert_eq!(app.number("select count(*) from petitions where channel = 'EPetitii'"), 5);
    assert_eq!(app.number("select count(*) from petition_attachments"), 5, "files of those that lost the race are not kept");
    app.work_off().await;
    let there = stand_in(&app, "epetitii/filings", &Value::Null).await;
    let told: Vec<usize> = there["filings"]
        .as_array()
        .expect("five")
        .iter()
        .map(|one| one["registrations"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(told, [1; 5]);
}

#[actix_web::test]
async fn an_outage_a_lost_answer_and_nonsense_lose_nothing_and_double_nothing() {
    let app = TestApp::start().await;
    filed(&app, "EP-1").await;
    tell(&app, "epetitii", &json!({ "mode": "Down", "times": 1 })).await;
    assert!(app.platform.petitions.once().await.is_err());
    tell(&app, "epetitii", &json!({ "mode": "Nonsense", "times": 1 })).await;
    assert!(app.platform.petitions.once().await.is_err());
    assert_eq!(fetch(&app).await, (1, 0, 0));
    // The answer to our registration is lost: it is told again, under the same number, which changes nothing there.
    tell(&app, "epetitii", &json!({ "mode": "LoseAnswer", "times": 1 })).await;
    app.work_off().await;
    app.clock.advance(chrono::Duration::minutes(1));
    app.work_off().await;
    assert_eq!(app.number("select count(*) from outbox where kind = 'petitions.tell-registered' and state = 'Done'"), 1);
    let there = stand_in(&app, "epetitii/filings", &Value::Null).await;
    let numbers: std::collections::BTreeSet<String> = there["filings"][0]["registrations"]
        .as_array()
        .expect("told")
        .iter()
        .map(|one| one["registrationNumber"].to_string())
        .collect();
    assert_eq!(numbers.len(), 1);
    assert_eq!(app.number("select count(*) from petitions where channel = 'EPetitii'"), 1);
}

#[actix_web::test]
async fn what_is_passed_on_is_closed_there_as_redirected() {
    let app = TestApp::start().await;
    filed(&app, "EP-7").await;
    fetch(&app).await;
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    let at = path(&fetched(&clerk).await);
    act(&clerk, &at, "transfers", &json!({ "authorityCode": "ASP", "reason": "Altă competență." })).await.expect(200);
    app.work_off().await;
    let there = stand_in(&app, "epetitii/filings", &Value::Null).await;
    assert_eq!(there["filings"][0]["closings"][0]["outcome"], "redirected");
}

#[actix_web::test]
async fn a_close_that_is_carried_again_says_what_the_first_said() {
    let app = TestApp::start().await;
    filed(&app, "EP-8").await;
    let at = in_examination(&app).await;
    // ePetitii closes it, and its answer is lost before it is recorded here.
    tell(&app, "epetitii", &json!({ "mode": "LoseAnswer", "times": 1 })).await;
    answered(&app, &at).await;
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(clerk.get(&at).await.expect(200).text("/state"), "Answered");
    assert_eq!(closings(&app).await.len(), 1);
    // No clerk posts meanwhile what goes there by itself.
    act(&clerk, &at, "mailings", &json!({ "how": "RR123456789MD" })).await.refused(409, "not-in-this-state");
    app.clock.advance(chrono::Duration::minutes(1));
    app.work_off().await;
    assert_eq!(clerk.get(&at).await.expect(200).text("/state"), "Closed");
    let told = closings(&app).await;
    assert!(told.len() == 2 && told[0] == told[1] && told[0]["outcome"] == "satisfaction", "{told:?}");
    assert!(told[0]["petitionExitNumber"] == "RP-2026-000001" && told[0]["file"].is_string());
    // The program dies after the sending was recorded and before its message was: the message comes again, and nothing is said twice.
    let again = "update outbox set state = 'Waiting', lease_until = null, done_at = null where kind = 'petitions.tell-closed'";
    app.tamper(again);
    app.work_off().await;
    assert_eq!(closings(&app).await.len(), 2);
    // Had it been closed by another way, ePetitii would still learn that it was answered, never that it was left unexamined.
    app.tamper(&format!(
        "set session_replication_role = replica;
         update petitions set answer = answer || '{{\"sentHow\": \"RR1\"}}' where external_number = 'EP-8'; {again}"
    ));
    app.work_off().await;
    let told = closings(&app).await;
    assert!(told.len() == 3 && told[2] == told[0], "{told:?}");
}

#[actix_web::test]
async fn who_is_not_named_is_nobody_s_second_petitioner() {
    let app = TestApp::start().await;
    let nameless = json!({ "petitionerName": null, "petitionerIdnp": null, "email": null, "attachments": 0 });
    filed_with(&app, "EP-1", nameless.clone()).await;
    let first = in_examination(&app).await;
    answered(&app, &first).await;
    app.clock.advance(chrono::Duration::hours(1));
    filed_with(&app, "EP-2", nameless).await;
    assert_eq!(fetch(&app).await, (1, 0, 0));
    let clerk = app.persona("petition-clerk").await;
    let second = path(&fetched(&clerk).await);
    assert_ne!(first, second);
    assert_eq!(clerk.get(&format!("{second}/earlier-petitions")).await.expect(200).body["petitions"], json!([]));
    let to = json!({ "earlierPetitionId": first.rsplit('/').next() });
    let refused = act(&clerk, &second, "joinings", &to).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/earlierPetitionId", "not-an-earlier-one")]);
}

#[actix_web::test]
async fn what_is_left_at_epetitii_is_named_and_a_petition_without_its_paper_is_registered() {
    let app = TestApp::start().await;
    filed_with(&app, "EP-1", json!({ "attachments": 22 })).await;
    filed_with(&app, "EP-2", json!({ "paper": "no document at all", "attachments": 0 })).await;
    assert_eq!(fetch(&app).await, (2, 0, 0));
    let clerk = app.persona("petition-clerk").await;
    let list = clerk.get("/api/v1/petitions?channel=EPetitii").await.expect(200);
    let (paperless, crowded) = (list.text("/petitions/0/petitionId"), list.text("/petitions/1/petitionId"));
    let note = async |id: &str| clerk.get(&format!("/api/v1/petitions/{id}/timeline")).await.expect(200).text("/events/0/note");
    assert!(note(&crowded).await.contains("anexe peste numărul care se preia: 2"), "{}", note(&crowded).await);
    assert!(note(&paperless).await.contains("fișierul petiției"), "{}", note(&paperless).await);
    let paperless = clerk.get(&format!("/api/v1/petitions/{paperless}")).await.expect(200);
    assert_eq!(paperless.text("/signature"), "None", "it has a shortcoming to be mended");
    assert!(paperless.body.get("term").is_none());
    assert_eq!(fetch(&app).await, (0, 2, 0), "it is not fetched for ever");
}
