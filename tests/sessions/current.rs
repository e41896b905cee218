use chrono::Duration;
use jsonwebtoken::Header;
use migratie::kernel::keys::KeyRing;
use serde_json::{Value, json};

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
async fn a_token_is_taken_as_it_was_issued_or_not_at_all() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let session = caller.get("/api/v1/sessions/current").await.expect(200);
    let uuid = |kind, pointer: &str| migratie::kernel::id::read(kind, &session.text(pointer)).expect("an id");
    let (sub, sid) = (uuid("acc", "/accountId"), uuid("ses", "/sessionId"));
    let settings = &app.platform.settings;
    let (now, keys) = (app.clock.now().timestamp(), app.platform.keys.tokens());
    let good = json!({ "iss": settings.public_url.as_str(), "aud": "migratie-api", "sub": sub, "sid": sid, "iat": now, "exp": now + 300 });
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    let header = Header { typ: Some("at+jwt".into()), ..keys.header() };
    let signed = |header: &Header, claims: &Value| jsonwebtoken::encode(header, claims, keys.encoding_key()).expect("a token");
    app.with_token(&signed(&header, &good)).get("/api/v1/sessions/current").await.expect(200);

    let folder = tempfile::tempdir().expect("a folder");
    let others = KeyRing::generate(folder.path(), migratie::kernel::keys::Origin::Development).expect("keys");
    let of_other_key = |kid: &Header| jsonwebtoken::encode(kid, &good, others.tokens().encoding_key()).expect("a token");
    let tampered = {
        let whole = signed(&header, &good);
        let parts: Vec<&str> = whole.split('.').collect();
        let claims = signed(&header, &with("sub", json!(uuid::Uuid::now_v7())));
        format!("{}.{}.{}", parts[0], claims.split('.').nth(1).expect("claims"), parts[2])
    };
    for (what, token) in [
        ("of another issuer", signed(&header, &with("iss", json!("https://other.example")))),
        ("for another audience", signed(&header, &with("aud", json!("https://other.example")))),
        ("over", signed(&header, &with("exp", json!(now)))),
        ("without an end", signed(&header, &with("exp", Value::Null))),
        ("of no kind of ours", signed(&keys.header(), &good)),
        ("of a key that we do not have", of_other_key(&Header { typ: Some("at+jwt".into()), ..others.tokens().header() })),
        ("of another key under the name of ours", of_other_key(&header)),
        ("without a key's name", signed(&Header { kid: None, ..header.clone() }, &good)),
        ("with other claims than were signed", tampered),
    ] {
        let answer = app.with_token(&token).get("/api/v1/sessions/current").await;
        assert_eq!((answer.status, answer.problem()), (401, "token-refused"), "{what}: {}", answer.body);
    }
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

#[actix_web::test]
async fn a_session_in_use_ends_after_twelve_hours_all_the_same() {
    let app = TestApp::start().await;
    let begun = app.clock.now();
    let mut token = app.persona("applicant").await.post("/api/v1/sessions/current/tokens", &Value::Null).await.expect(201);
    while app.clock.now() + Duration::minutes(4) < begun + Duration::hours(12) {
        app.clock.advance(Duration::minutes(4));
        token =
            app.with_token(&token.text("/accessToken")).post("/api/v1/sessions/current/tokens", &Value::Null).await.expect(201);
    }
    app.clock.advance(Duration::minutes(4));
    let caller = app.with_token(&token.text("/accessToken"));
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
    caller.post("/api/v1/sessions/current/tokens", &Value::Null).await.refused(401, "session-ended");
}
