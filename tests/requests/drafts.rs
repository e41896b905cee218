use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{STAY, act, begin, engineer, path};
use crate::support::TestApp;

#[actix_web::test]
async fn a_draft_is_its_writers_own() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let draft = begin(&applicant, STAY, "Beneficiary", &json!({})).await.expect(201);
    assert_eq!(draft.body["state"], "Draft");
    assert_eq!(applicant.get(draft.header("location")).await.expect(200).body["requestId"], draft.body["requestId"]);
    app.persona("employer").await.get(&path(&draft)).await.refused(404, "not-found");
    app.persona("examiner-chisinau").await.get(&path(&draft)).await.refused(404, "not-found");
    app.persona("auditor").await.get(&path(&draft)).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn everything_wrong_is_told_at_once_and_nothing_is_written() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let wrong = json!({ "serviceCode": STAY, "filedBy": "Nobody", "surprise": 1 });
    let answer = applicant.post("/api/v1/requests", &wrong).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/filedBy", "not-a-choice"), ("/surprise", "unknown-field")]);
    let answers = json!({ "birthDate": "2990-01-01", "noSuchField": true });
    let answer = begin(&applicant, STAY, "Beneficiary", &answers).await.refused(400, "bad-input");
    let places: Vec<_> = answer.violations().iter().map(|(place, _)| (*place).to_owned()).collect();
    assert!(
        places.contains(&"/answers/birthDate".to_owned()) && places.contains(&"/answers/noSuchField".to_owned()),
        "{places:?}"
    );
    assert_eq!(app.number("select count(*) from requests"), 0);
}

#[actix_web::test]
async fn a_draft_changes_under_its_etag_only() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let draft =
        begin(&applicant, STAY, "Beneficiary", &json!({ "surname": "Yılmaz", "phone": "+37360000000" })).await.expect(201);
    let change = json!({ "answers": { "givenName": "Emre", "phone": null } });
    applicant.patch(&path(&draft), "\"7-0123456789abcdef\"", &change).await.refused(412, "stale-etag");
    let changed = applicant.patch(&path(&draft), draft.etag(), &change).await.expect(200);
    assert_eq!(changed.body["answers"], json!({ "surname": "Yılmaz", "givenName": "Emre" }));
    applicant.patch(&path(&draft), draft.etag(), &change).await.refused(412, "stale-etag");
    applicant
        .call("PATCH", &path(&draft), &[], Some(("application/merge-patch+json", b"{}".to_vec())))
        .await
        .refused(428, "if-match-missing");
}

#[actix_web::test]
async fn the_same_key_gives_the_same_draft_and_another_body_is_refused() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Beneficiary" });
    let key = [("Idempotency-Key", "the-same-key")];
    let first = applicant.post_with("/api/v1/requests", &body, &key).await.expect(201);
    let again = applicant.post_with("/api/v1/requests", &body, &key).await.expect(201);
    assert_eq!(first.bytes, again.bytes);
    let other = json!({ "serviceCode": "invitation", "filedBy": "Beneficiary" });
    applicant.post_with("/api/v1/requests", &other, &key).await.refused(422, "idempotency-key-reused");
    let body = Some(("application/json", body.to_string().into_bytes()));
    applicant.call("POST", "/api/v1/requests", &[], body).await.refused(400, "idempotency-key-missing");
    assert_eq!(app.number("select count(*) from requests"), 1);
}

#[actix_web::test]
async fn the_same_key_by_many_at_once_makes_one_draft_of_which_all_are_told() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Beneficiary" });
    for round in 0..20 {
        let key = format!("the-key-of-round-{round}");
        let calls = (0..8).map(|_| async {
            loop {
                let answer = applicant.post_with("/api/v1/requests", &body, &[("Idempotency-Key", &key)]).await;
                // Whoever comes meanwhile is told to come again.
                if answer.status != 409 {
                    return answer;
                }
                assert_eq!(answer.problem(), "still-running");
            }
        });
        let answers = join_all(calls).await;
        assert!(answers.iter().all(|answer| answer.status == 201 && answer.bytes == answers[0].bytes), "{answers:?}");
    }
    assert_eq!(app.number("select count(*) from requests"), 20);
}

#[actix_web::test]
async fn a_validation_tells_everything_that_is_missing_and_what_it_would_cost() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let mut answers = engineer("Beneficiary");
    answers.as_object_mut().expect("answers").remove("phone");
    let draft = begin(&applicant, STAY, "Beneficiary", &answers).await.expect(201);
    let found = applicant.post(&format!("{}/validations", path(&draft)), &Value::Null).await.expect(200);
    assert_eq!(found.body["complete"], false);
    let places: Vec<&str> =
        found.body["findings"].as_array().expect("findings").iter().filter_map(|found| found["pointer"].as_str()).collect();
    assert!(places.contains(&"/answers/phone") && places.contains(&"/documents/photo"), "{places:?}");
    assert_eq!(found.body["amountDue"]["amount"], "3690.00");
    act(&applicant, &path(&draft), "submissions", &Value::Null).await.refused(400, "bad-input");
    assert_eq!(applicant.get(&path(&draft)).await.expect(200).body["state"], "Draft");
}
