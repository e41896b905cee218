use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use migratie::sandbox::partner::{KEY_ID, PRIVATE_KEY};
use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp};

fn claims(app: &TestApp, jti: &str) -> Value {
    let now = app.clock.now().timestamp();
    json!({ "iss": "partner-demo", "sub": "partner-demo", "aud": audience(app), "iat": now, "exp": now + 300, "jti": jti })
}

fn audience(app: &TestApp) -> String {
    app.platform.settings.public_url.join("/api/v1/access-tokens").expect("an address").into()
}

fn signed(claims: &Value, pem: &str, kid: &str) -> String {
    let header = Header { kid: Some(kid.into()), ..Header::new(Algorithm::EdDSA) };
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_pem(pem.as_bytes()).expect("a key")).expect("an assertion")
}

async fn ask(app: &TestApp, assertion: &str) -> Answer {
    let body = json!({ "clientId": "partner-demo", "clientAssertion": assertion });
    app.anyone().post("/api/v1/access-tokens", &body).await
}

#[actix_web::test]
async fn a_partner_s_system_signs_for_itself_and_is_let_in() {
    let app = TestApp::start().await;
    let given = ask(&app, &signed(&claims(&app, "a-1"), PRIVATE_KEY, KEY_ID)).await.expect(201);
    let session = app.with_token(&given.text("/accessToken")).get("/api/v1/sessions/current").await.expect(200);
    assert_eq!(session.body["kind"], "System");
    let roles = session.body["roles"].as_array().expect("roles");
    assert!(roles.iter().any(|held| held["role"] == "PartnerSystem"), "{roles:?}");
    assert_eq!(given.body["expiresIn"], 300);
}

#[actix_web::test]
async fn an_assertion_is_good_once_even_for_many_at_once() {
    let app = TestApp::start().await;
    let assertion = signed(&claims(&app, "a-1"), PRIVATE_KEY, KEY_ID);
    let answers = futures_util::future::join_all((0..6).map(|_| ask(&app, &assertion))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    ask(&app, &assertion).await.refused(401, "credentials-refused");
    ask(&app, &signed(&claims(&app, "a-2"), PRIVATE_KEY, KEY_ID)).await.expect(201);
}

#[actix_web::test]
async fn every_other_assertion_is_refused_alike() {
    let app = TestApp::start().await;
    let at = |instant: DateTime<Utc>| instant.timestamp();
    let now = app.clock.now();
    let with = |name: &str, value: Value| {
        let mut claims = claims(&app, "a-1");
        claims[name] = value;
        signed(&claims, PRIVATE_KEY, KEY_ID)
    };
    let strange = EncodingKey::from_secret(b"secret");
    let symmetric = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(&app, "a-1"), &strange).expect("an assertion");
    let none = format!("eyJhbGciOiJub25lIn0.{}.", symmetric.split('.').nth(1).expect("claims"));
    for (what, assertion) in [
        ("for another", with("aud", json!("https://other.example"))),
        ("of another", with("iss", json!("asp-documents"))),
        ("about another", with("sub", json!("asp-documents"))),
        ("over", with("exp", json!(at(now - Duration::seconds(1))))),
        ("too long", with("exp", json!(at(now + Duration::minutes(10))))),
        ("not yet", with("nbf", json!(at(now + Duration::minutes(3))))),
        ("without a name", with("jti", json!(""))),
        ("unknown key", signed(&claims(&app, "a-1"), PRIVATE_KEY, "another")),
        ("symmetric", symmetric),
        ("unsigned", format!("{none}c2ln")),
    ] {
        let answer = ask(&app, &assertion).await;
        assert_eq!((answer.status, answer.problem()), (401, "credentials-refused"), "{what}");
    }
    let body = json!({ "clientId": "asp-documents", "clientAssertion": signed(&claims(&app, "a-1"), PRIVATE_KEY, KEY_ID) });
    app.anyone().post("/api/v1/access-tokens", &body).await.refused(401, "credentials-refused");
    assert_eq!(app.number("select count(*) from sessions where client = 'partner-demo'"), 0);
}

/// A system that an administrator made over the API, and who made it.
async fn asp_documents(app: &TestApp) -> (Caller<'_>, Answer) {
    let administrator = app.persona("administrator").await;
    let jwks = migratie::sandbox::partner::jwks();
    let input = json!({ "kind": "System", "name": "Agenția Servicii Publice", "clientId": "asp-documents", "jwks": jwks });
    let made = administrator.post("/api/v1/accounts", &input).await.expect(201);
    (administrator, made)
}

/// What that system shows to be let in.
fn shown(app: &TestApp, jti: &str) -> Value {
    let mut claims = claims(app, jti);
    claims["iss"] = "asp-documents".into();
    claims["sub"] = "asp-documents".into();
    json!({ "clientId": "asp-documents", "clientAssertion": signed(&claims, PRIVATE_KEY, KEY_ID) })
}

#[actix_web::test]
async fn a_system_made_over_the_api_signs_with_its_own_key_until_it_is_blocked() {
    let app = TestApp::start().await;
    let (administrator, made) = asp_documents(&app).await;
    let given = app.anyone().post("/api/v1/access-tokens", &shown(&app, "a-1")).await.expect(201);
    administrator.patch(made.header("location"), made.etag(), &json!({ "status": "Blocked" })).await.expect(200);
    app.with_token(&given.text("/accessToken")).get("/api/v1/sessions/current").await.refused(401, "session-ended");
    app.anyone().post("/api/v1/access-tokens", &shown(&app, "a-2")).await.refused(401, "credentials-refused");
}

#[actix_web::test]
async fn a_system_whose_keys_are_replaced_is_out_at_once() {
    let app = TestApp::start().await;
    let (administrator, made) = asp_documents(&app).await;
    let given = app.anyone().post("/api/v1/access-tokens", &shown(&app, "b-1")).await.expect(201);
    // The public half of a key that nobody holds (RFC 8037, A.2).
    let other =
        json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "kid": "new", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] });
    administrator.patch(made.header("location"), made.etag(), &json!({ "jwks": other })).await.expect(200);
    app.with_token(&given.text("/accessToken")).get("/api/v1/sessions/current").await.refused(401, "session-ended");
    app.anyone().post("/api/v1/access-tokens", &shown(&app, "b-2")).await.refused(401, "credentials-refused");
}

#[actix_web::test]
async fn a_system_is_kept_to_the_permissions_that_its_scopes_name() {
    let app = TestApp::start().await;
    let (administrator, made) = asp_documents(&app).await;
    let account = made.header("location").to_owned();
    let given =
        administrator.act(&format!("{account}/roles"), made.etag(), &json!({ "role": "PartnerSystem" })).await.expect(200);
    let token = app.anyone().post("/api/v1/access-tokens", &shown(&app, "c-1")).await.expect(201).text("/accessToken");
    let system = app.with_token(&token).examining();
    let wanted = json!({ "idnp": "2015000000011" });
    let person = system.search(&wanted).await.expect(200).text("/persons/0/person/personId");
    let person = format!("/api/v1/persons/{person}");
    system.get(&person).await.expect(200);

    // From the very next call on, with the same token; its own session it may always read.
    let narrowed = administrator.patch(&account, given.etag(), &json!({ "scopes": ["persons.search"] })).await.expect(200);
    assert_eq!(narrowed.body["scopes"], json!(["persons.search"]));
    let refused = system.get(&person).await.refused(403, "forbidden");
    assert_eq!(refused.body["permission"], "persons.read");
    system.search(&wanted).await.expect(200);
    assert_eq!(system.get("/api/v1/sessions/current").await.expect(200).body["scopes"], json!(["persons.search"]));
    // A scope gives nothing that no role gives.
    let more = json!({ "scopes": ["persons.read", "persons.history"] });
    let widened = administrator.patch(&account, narrowed.etag(), &more).await.expect(200);
    system.get(&person).await.expect(200);
    system.get(&format!("{person}/changes")).await.refused(403, "forbidden");
    let freed = administrator.patch(&account, widened.etag(), &json!({ "scopes": null })).await.expect(200);
    assert_eq!(freed.body.get("scopes"), None);
    system.search(&wanted).await.expect(200);
}

#[actix_web::test]
async fn scopes_are_permissions_and_systems_have_them_alone() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let jwks = migratie::sandbox::partner::jwks();
    let mut system = json!({ "kind": "System", "name": "ASP", "clientId": "asp-documents", "jwks": jwks, "scopes": ["persons.read", "persons.reed"] });
    let refused = administrator.post("/api/v1/accounts", &system).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/scopes/1", "unknown-permission")]);
    system["scopes"] = json!(["persons.read"]);
    let made = administrator.post("/api/v1/accounts", &system).await.expect(201);
    assert_eq!(made.body["scopes"], json!(["persons.read"]));
    let wrong = json!({ "scopes": ["persons.reed"] });
    let refused = administrator.patch(made.header("location"), made.etag(), &wrong).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/scopes/0", "unknown-permission")]);
    let officer = json!({ "kind": "Officer", "name": "Lungu Andrei", "idnp": "2004000123455" });
    let made = administrator.post("/api/v1/accounts", &officer).await.expect(201);
    let scopes = json!({ "scopes": ["persons.read"] });
    let refused = administrator.patch(made.header("location"), made.etag(), &scopes).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/scopes", "wrong-for-kind")]);
}
