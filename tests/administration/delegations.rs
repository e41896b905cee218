use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{account_of, subdivision};
use crate::support::{Caller, TestApp};

async fn delegation(app: &TestApp, deputy: &Caller<'_>, days: i64) -> Value {
    let from = app.clock.now();
    json!({
        "toAccountId": account_of(deputy).await, "subdivisionId": subdivision(app, "CHI").await, "orderNumber": "45-P",
        "validFrom": from, "validTo": from + Duration::days(days),
    })
}

async fn heads_roles(caller: &Caller<'_>) -> usize {
    let session = caller.get("/api/v1/sessions/current").await.expect(200);
    session.body["roles"].as_array().expect("roles").iter().filter(|held| held["role"] == "Head").count()
}

#[actix_web::test]
async fn a_deputy_is_head_while_the_delegation_lasts_and_no_longer() {
    let app = TestApp::start_with(&[("MIGRATIE_SESSION_MINUTES", "720")]).await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    assert_eq!(heads_roles(&deputy).await, 0, "nothing comes with the office of deputy alone");
    let body = delegation(&app, &deputy, 1).await;
    let made = head.post("/api/v1/delegations", &body).await.expect(201);
    assert_eq!(made.body["state"], "InForce");
    assert_eq!(heads_roles(&deputy).await, 1);
    app.clock.advance(Duration::days(1));
    let deputy = app.persona("deputy-head").await;
    assert_eq!(heads_roles(&deputy).await, 0, "it is over with its last instant");
    let read = app.persona("head").await.get(made.header("location")).await.expect(200);
    assert_eq!(read.body["state"], "Over");
}

#[actix_web::test]
async fn taking_it_back_ends_the_rights_at_once() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let made = head.post("/api/v1/delegations", &delegation(&app, &deputy, 5).await).await.expect(201);
    let place = format!("{}/revocations", made.header("location"));
    head.post(&place, &Value::Null).await.refused(428, "if-match-missing");
    head.act(&place, "\"9-0000000000000000\"", &Value::Null).await.refused(412, "stale-etag");
    let revoked = head.act(&place, made.etag(), &Value::Null).await.expect(200);
    assert_eq!(revoked.body["state"], "Revoked");
    assert_eq!(heads_roles(&deputy).await, 0);
    head.act(&place, revoked.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.delegations"), 2);
}

#[actix_web::test]
async fn delegated_power_is_not_delegated_on() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let body = delegation(&app, &deputy, 5).await;
    deputy.post("/api/v1/delegations", &body).await.refused(403, "forbidden");
    head.post("/api/v1/delegations", &body).await.expect(201);
    deputy.post("/api/v1/delegations", &body).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn only_a_deputy_of_the_subdivision_can_be_given_it() {
    let app = TestApp::start().await;
    let (head, examiner) = (app.persona("head").await, app.persona("examiner-chisinau").await);
    let body = delegation(&app, &examiner, 5).await;
    assert_eq!(
        head.post("/api/v1/delegations", &body).await.refused(400, "bad-input").violations(),
        [("/toAccountId", "not-a-deputy")]
    );
    let deputy = app.persona("deputy-head").await;
    let mut body = delegation(&app, &deputy, 5).await;
    body["subdivisionId"] = subdivision(&app, "BAL").await.into();
    head.post("/api/v1/delegations", &body).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_period_is_bounded_by_the_setting() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let long = delegation(&app, &deputy, 91).await;
    let answer = head.post("/api/v1/delegations", &long).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/validTo", "too-long")]);
    let longer = json!({ "key": "delegations.longestDays", "value": 120, "reason": "Ordinul nr. 7" });
    app.persona("administrator").await.post("/api/v1/settings", &longer).await.expect(201);
    head.post("/api/v1/delegations", &long).await.expect(201);
    let backwards = delegation(&app, &deputy, -2).await;
    assert_eq!(
        head.post("/api/v1/delegations", &backwards).await.refused(400, "bad-input").violations(),
        [("/validTo", "ends-before-it-begins")]
    );
}

#[actix_web::test]
async fn of_delegations_made_at_the_same_moment_one_stands() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let body = delegation(&app, &deputy, 5).await;
    let answers = join_all((0..8).map(|_| head.post("/api/v1/delegations", &body))).await;
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!((made, app.number("select count(*) from delegations")), (1, 1));
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.problem() == "already-exists"));
}

#[actix_web::test]
async fn the_same_key_gives_the_same_answer_and_another_body_is_refused() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let body = delegation(&app, &deputy, 5).await;
    let key = [("Idempotency-Key", "delegation-0001")];
    let first = head.post_with("/api/v1/delegations", &body, &key).await.expect(201);
    let again = head.post_with("/api/v1/delegations", &body, &key).await.expect(201);
    assert_eq!((first.body, app.number("select count(*) from delegations")), (again.body, 1));
    let other = delegation(&app, &deputy, 6).await;
    head.post_with("/api/v1/delegations", &other, &key).await.refused(422, "idempotency-key-reused");
}

#[actix_web::test]
async fn each_sees_their_own_and_an_auditor_all() {
    let app = TestApp::start().await;
    let (head, deputy) = (app.persona("head").await, app.persona("deputy-head").await);
    let made = head.post("/api/v1/delegations", &delegation(&app, &deputy, 5).await).await.expect(201);
    app.persona("administrator").await; // another head, of another office, sees nothing of it
    let administrator = app.persona("administrator").await;
    let other = super::accounts::officer_with(&app, &administrator, "2004000123455", "Head", Some("BAL")).await;
    for (caller, rows) in [(&head, 1), (&deputy, 1), (&other, 0), (&app.persona("auditor").await, 1)] {
        let listed = caller.get("/api/v1/delegations").await.expect(200);
        assert_eq!(listed.body["delegations"].as_array().map(Vec::len), Some(rows));
    }
    other.get(made.header("location")).await.refused(404, "not-found");
    other.act(&format!("{}/revocations", made.header("location")), made.etag(), &Value::Null).await.refused(404, "not-found");
}
