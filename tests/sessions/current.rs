use chrono::Duration;

use crate::support::TestApp;

#[actix_web::test]
async fn a_persona_reads_who_they_are() {
    let app = TestApp::start().await;
    let session = app.persona("examiner-chisinau").await.get("/api/v1/sessions/current").await.expect(200);
    assert_eq!(session.body["kind"], "Officer");
    assert_eq!(session.body["roles"][0]["role"], "Examiner");
    assert_eq!(session.body["inactivitySeconds"], 900);
}

#[actix_web::test]
async fn without_a_token_nothing_is_told() {
    let app = TestApp::start().await;
    app.anyone().get("/api/v1/sessions/current").await.refused(401, "not-signed-in");
}

#[actix_web::test]
async fn a_forged_token_is_refused() {
    let app = TestApp::start().await;
    app.with_token("eyJhbGciOiJub25lIn0.e30.").get("/api/v1/sessions/current").await.refused(401, "token-refused");
}

#[actix_web::test]
async fn a_token_expires_after_five_minutes_and_is_renewed_while_the_session_lives() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    app.clock.advance(Duration::minutes(4));
    let renewed = caller.post("/api/v1/sessions/current/tokens", &serde_json::Value::Null).await.expect(201);
    app.clock.advance(Duration::minutes(2));
    caller.get("/api/v1/sessions/current").await.refused(401, "token-refused");
    app.with_token(&renewed.text("/accessToken")).get("/api/v1/sessions/current").await.expect(200);
}

#[actix_web::test]
async fn a_session_left_alone_for_a_quarter_of_an_hour_is_over() {
    let app = TestApp::start_with(&[("MIGRATIE_SESSION_MINUTES", "2")]).await;
    let caller = app.persona("applicant").await;
    app.clock.advance(Duration::minutes(3));
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
}

#[actix_web::test]
async fn signing_out_ends_the_session_at_once() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    caller.delete("/api/v1/sessions/current").await.expect(204);
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
}

#[actix_web::test]
async fn an_unknown_query_key_is_named() {
    let app = TestApp::start().await;
    let answer = app.persona("applicant").await.get("/api/v1/sessions/current?verbose=1").await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("verbose", "unknown-parameter")]);
}

#[actix_web::test]
async fn another_method_is_told_which_are_allowed() {
    let app = TestApp::start().await;
    let answer = app.anyone().call("PATCH", "/api/v1/sessions/current", &[], None).await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET, DELETE");
    assert_eq!(answer.problem(), "method-not-allowed");
}
