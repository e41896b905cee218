//! Signing in and out through MPass. MPass itself is played here with its stand-in's published key: what it posts, the test posts.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Duration, Utc};
use migratie::partners::{
    mpass::{
        Assertion, Attribute, AuthnRequest, AuthnResponse, AuthnStatement, Conditions, LogoutRequest, LogoutResponse, Status, Subject,
        SubjectConfirmation,
    },
    sealed::{SealingKey, development},
};
use serde_json::{Value, json};
use url::Url;

use crate::support::{Answer, TestApp};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const REDIRECT: &str = "http://localhost:3000/signed-in";
const STATE: &str = "af0ifjsldkj-2b7f";
const IDNP: &str = "2004000123455";

fn asked() -> Value {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, VERIFIER.as_bytes()));
    json!({ "clientCode": "efiling", "redirectUri": REDIRECT, "state": STATE, "codeChallenge": challenge })
}

/// A sign-in as far as MPass: our request, the relay state.
async fn begin(app: &TestApp) -> (AuthnRequest, String) {
    let begun = app.anyone().post("/api/v1/sign-ins", &asked()).await.expect(201);
    let url = Url::parse(&begun.text("/signInUrl")).expect("an address");
    let of = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).expect("a field");
    let request = serde_json::from_slice(&BASE64_STANDARD.decode(of("SAMLRequest")).expect("base64")).expect("a request");
    (request, of("RelayState"))
}

/// MPass's answer that everything is well, for this person.
fn well(app: &TestApp, request: &AuthnRequest, name_id: &str) -> AuthnResponse {
    let now = app.clock.now();
    let until = now + Duration::minutes(10);
    let here = &request.assertion_consumer_service_url;
    let attribute = |name: &str, value: &str| Attribute { name: name.into(), values: vec![value.into()] };
    AuthnResponse {
        id: "_answer".into(),
        in_response_to: Some(request.id.clone()),
        issue_instant: now,
        destination: Some(here.clone()),
        issuer: Some(identity_provider(app)),
        status: Status::Success,
        assertion: Some(Assertion {
            subject: Subject {
                name_id: name_id.into(),
                subject_confirmation: Some(SubjectConfirmation {
                    in_response_to: Some(request.id.clone()),
                    not_on_or_after: Some(until),
                    recipient: Some(here.clone()),
                }),
            },
            conditions: Conditions { audience: Some(request.issuer.clone()), not_before: Some(now), not_on_or_after: Some(until) },
            authn_statement: AuthnStatement {
                authn_context_class_ref: None,
                session_index: Some("index-1".into()),
                session_not_on_or_after: Some(now + Duration::hours(8)),
            },
            attributes: vec![attribute("FirstName", "Ana"), attribute("LastName", "EXEMPLU")],
        }),
    }
}

fn identity_provider(app: &TestApp) -> String {
    app.platform.partners.mpass.expectation("_x", app.clock.now()).issuer
}

fn sealed(message: &impl serde::Serialize) -> String {
    SealingKey::from_seed(development::MPASS).expect("a key").seal(json!(message).to_string().as_bytes())
}

async fn post_form(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    app.anyone().call("POST", path, &[], Some(("application/x-www-form-urlencoded", form.finish().into_bytes()))).await
}

async fn come_back(app: &TestApp, message: &str, relay: &str) -> Answer {
    post_form(app, "/partners/mpass/acs", &[("SAMLResponse", message), ("RelayState", relay)]).await
}

fn in_query(address: &str, name: &str) -> Option<String> {
    Url::parse(address).expect("an address").query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The one-time code of somebody who has been at MPass.
async fn code(app: &TestApp, name_id: &str) -> String {
    let (request, relay) = begin(app).await;
    let back = come_back(app, &sealed(&well(app, &request, name_id)), &relay).await;
    assert_eq!(back.status, 303, "{}", String::from_utf8_lossy(&back.bytes));
    in_query(back.header("location"), "code").expect("a code")
}

async fn exchange(app: &TestApp, code: &str, verifier: &str) -> Answer {
    let body = json!({ "clientCode": "efiling", "code": code, "codeVerifier": verifier });
    app.anyone().post("/api/v1/sessions", &body).await
}

#[actix_web::test]
async fn a_person_signs_in_and_has_an_account() {
    let app = TestApp::start().await;
    let (request, relay) = begin(&app).await;
    let back = come_back(&app, &sealed(&well(&app, &request, IDNP)), &relay).await;
    let place = back.header("location").to_owned();
    assert!(place.starts_with(REDIRECT) && in_query(&place, "state").as_deref() == Some(STATE), "{place}");
    let begun = exchange(&app, &in_query(&place, "code").expect("a code"), VERIFIER).await.expect(201);
    let caller = app.with_token(&begun.text("/accessToken"));
    let session = caller.get("/api/v1/sessions/current").await.expect(200);
    assert_eq!((session.text("/name"), session.text("/kind")), ("EXEMPLU Ana".to_owned(), "Person".to_owned()));
    let ends: DateTime<Utc> = session.text("/expiresAt").parse().expect("an instant");
    assert_eq!(ends, app.clock.now() + Duration::hours(8), "with MPass's own session, which is shorter than ours");
    assert!(!place.contains(IDNP) && !String::from_utf8_lossy(&begun.bytes).contains(IDNP));
    assert_eq!(app.number(&format!("select count(*) from sign_ins where code_digest is not null and state = '{STATE}'")), 1);
}

#[actix_web::test]
async fn an_officer_keeps_account_and_roles_and_a_blocked_one_is_turned_away() {
    let app = TestApp::start().await;
    let begun = exchange(&app, &code(&app, "2015000000055").await, VERIFIER).await.expect(201);
    let session = app.with_token(&begun.text("/accessToken")).get("/api/v1/sessions/current").await.expect(200);
    assert_eq!((&session.body["kind"], &session.body["roles"][0]["role"]), (&json!("Officer"), &json!("Examiner")));
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update accounts set status = 'Blocked' where login = '2015000000055'",
    );
    let (request, relay) = begin(&app).await;
    let back = come_back(&app, &sealed(&well(&app, &request, "2015000000055")), &relay).await;
    assert_eq!(in_query(back.header("location"), "error").as_deref(), Some("access_denied"));
    assert_eq!(in_query(back.header("location"), "code"), None);
}

#[actix_web::test]
async fn who_is_on_record_is_known_to_be_that_person() {
    let app = TestApp::start().await;
    #[derive(diesel::QueryableByName)]
    struct Known {
        #[diesel(sql_type = diesel::sql_types::Text)]
        idnp: String,
    }
    let known = app.query::<Known>("select idnp from persons where idnp is not null and status <> 'Merged' order by id limit 1");
    exchange(&app, &code(&app, &known[0].idnp).await, VERIFIER).await.expect(201);
    let linked = "select count(*) from accounts a join persons p on p.id = a.person_id where p.idnp = a.login";
    assert!(app.number(linked) >= 1);
}

#[actix_web::test]
async fn a_code_is_good_once_and_using_it_again_ends_the_session() {
    let app = TestApp::start().await;
    let code = code(&app, IDNP).await;
    let begun = exchange(&app, &code, VERIFIER).await.expect(201);
    let caller = app.with_token(&begun.text("/accessToken"));
    caller.get("/api/v1/sessions/current").await.expect(200);
    exchange(&app, &code, VERIFIER).await.refused(401, "credentials-refused");
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'beginSession' and outcome = 'Refused'"), 1);
}

#[actix_web::test]
async fn of_exchanges_at_the_same_moment_at_most_one_succeeds() {
    let app = TestApp::start().await;
    let code = code(&app, IDNP).await;
    let answers = futures_util::future::join_all((0..8).map(|_| exchange(&app, &code, VERIFIER))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
}

#[actix_web::test]
async fn a_wrong_verifier_uses_the_code_up_and_a_late_one_is_late() {
    let app = TestApp::start().await;
    let first = code(&app, IDNP).await;
    exchange(&app, &first, "somebody-else-s-verifier-somebody-else-s-verifier").await.refused(401, "credentials-refused");
    exchange(&app, &first, VERIFIER).await.refused(401, "credentials-refused");
    let second = code(&app, IDNP).await;
    app.clock.advance(Duration::seconds(60));
    exchange(&app, &second, VERIFIER).await.refused(401, "credentials-refused");
    let third = code(&app, IDNP).await;
    let other = json!({ "clientCode": "intranet", "code": third, "codeVerifier": VERIFIER });
    app.anyone().post("/api/v1/sessions", &other).await.refused(401, "credentials-refused");
}

#[actix_web::test]
async fn only_registered_frontends_and_addresses_begin_a_sign_in() {
    let app = TestApp::start().await;
    let mut input = asked();
    input["redirectUri"] = "http://localhost:3000/signed-in/../evil".into();
    let answer = app.anyone().post("/api/v1/sign-ins", &input).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/redirectUri", "not-registered")]);
    input["clientCode"] = "nobody".into();
    let answer = app.anyone().post("/api/v1/sign-ins", &input).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/clientCode", "no-such-client")]);
    let short = json!({ "clientCode": "efiling", "redirectUri": REDIRECT, "state": "x", "codeChallenge": "plain" });
    let answer = app.anyone().post("/api/v1/sign-ins", &short).await.refused(400, "bad-input");
    assert_eq!(answer.violations().len(), 4, "{:?}", answer.violations());
}

#[actix_web::test]
async fn every_defect_of_the_acceptance_tests_is_refused_and_the_true_answer_still_counts() {
    let app = TestApp::start().await;
    let (request, relay) = begin(&app).await;
    let good = well(&app, &request, IDNP);
    let change = |change: &dyn Fn(&mut AuthnResponse)| {
        let mut response = good.clone();
        change(&mut response);
        sealed(&response)
    };
    let unsigned = BASE64_STANDARD.encode(json!(good).to_string());
    let wrong_key = SealingKey::from_seed(development::MPAY).expect("a key").seal(json!(good).to_string().as_bytes());
    let other = Some("_another_request_altogether".to_owned());
    let defects = [
        ("unsigned", unsigned),
        ("signed by another", wrong_key),
        ("no destination", change(&|answer| answer.destination = None)),
        ("no request", change(&|answer| answer.in_response_to = None)),
        ("another request", change(&|answer| answer.in_response_to.clone_from(&other))),
        ("local time", change(&|answer| answer.issue_instant += Duration::hours(2))),
        ("another issuer", change(&|answer| answer.issuer = Some("https://evil.example".into()))),
        ("expired", change(&|answer| {
            if let Some(assertion) = &mut answer.assertion {
                assertion.conditions.not_on_or_after = Some(answer.issue_instant - Duration::minutes(1));
            }
        })),
        ("another audience", change(&|answer| {
            if let Some(assertion) = &mut answer.assertion {
                assertion.conditions.audience = Some("https://other.example".into());
            }
        })),
    ];
    for (what, message) in defects {
        let answer = come_back(&app, &message, &relay).await;
        assert_eq!((answer.status, answer.problem()), (401, "credentials-refused"), "{what}");
    }
    assert_eq!(come_back(&app, &sealed(&good), &relay).await.status, 303);
    let replayed = come_back(&app, &sealed(&good), &relay).await;
    assert_eq!(replayed.status, 401, "an answer counts once");
}

#[actix_web::test]
async fn whoever_cancels_comes_back_with_an_error_and_who_takes_too_long_not_at_all() {
    let app = TestApp::start().await;
    let (request, relay) = begin(&app).await;
    let mut cancelled = well(&app, &request, IDNP);
    cancelled.status = Status::Requester;
    cancelled.assertion = None;
    let back = come_back(&app, &sealed(&cancelled), &relay).await;
    assert_eq!((back.status, in_query(back.header("location"), "error").as_deref()), (303, Some("access_denied")));
    let (request, relay) = begin(&app).await;
    app.clock.advance(Duration::minutes(11));
    assert_eq!(come_back(&app, &sealed(&well(&app, &request, IDNP)), &relay).await.status, 401);
}

#[actix_web::test]
async fn signing_out_goes_on_to_mpass_and_comes_back() {
    let app = TestApp::start().await;
    let begun = exchange(&app, &code(&app, IDNP).await, VERIFIER).await.expect(201);
    let caller = app.with_token(&begun.text("/accessToken"));
    let elsewhere = json!({ "returnUri": "https://evil.example/" });
    caller.post("/api/v1/sessions/current/sign-outs", &elsewhere).await.refused(400, "bad-input");
    let out = caller.post("/api/v1/sessions/current/sign-outs", &json!({ "returnUri": REDIRECT })).await.expect(201);
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
    let address = out.text("/signOutUrl");
    let message = BASE64_STANDARD.decode(in_query(&address, "SAMLRequest").expect("a message")).expect("base64");
    let asked: LogoutRequest = serde_json::from_slice(&message).expect("a request");
    assert_eq!((asked.name_id.as_str(), asked.session_index.as_deref()), (IDNP, Some("index-1")));
    let relay = in_query(&address, "RelayState").expect("a relay state");
    let answer = LogoutResponse {
        id: "_done".into(),
        in_response_to: Some(asked.id),
        issue_instant: app.clock.now(),
        destination: Some(single_logout(&app)),
        issuer: Some(identity_provider(&app)),
        status: Status::Success,
    };
    let forged = post_form(&app, "/partners/mpass/slo", &[("SAMLResponse", &BASE64_STANDARD.encode("{}")), ("RelayState", &relay)]).await;
    assert_eq!(forged.status, 401);
    let back = post_form(&app, "/partners/mpass/slo", &[("SAMLResponse", &sealed(&answer)), ("RelayState", &relay)]).await;
    assert_eq!((back.status, back.header("location")), (303, REDIRECT));
}

fn single_logout(app: &TestApp) -> Url {
    let here = app.platform.partners.mpass.expectation("_x", app.clock.now()).destination;
    here.join("/partners/mpass/slo").expect("an address")
}

#[actix_web::test]
async fn a_logout_that_mpass_begins_ends_the_session_inside_its_frame() {
    let app = TestApp::start().await;
    let begun = exchange(&app, &code(&app, IDNP).await, VERIFIER).await.expect(201);
    let caller = app.with_token(&begun.text("/accessToken"));
    let asked = |index: &str| LogoutRequest {
        id: "_theirs".into(),
        issue_instant: app.clock.now(),
        destination: Some(single_logout(&app)),
        issuer: Some(identity_provider(&app)),
        name_id: IDNP.into(),
        session_index: Some(index.into()),
    };
    let unsigned = BASE64_STANDARD.encode(json!(asked("index-1")).to_string());
    assert_eq!(post_form(&app, "/partners/mpass/slo", &[("SAMLRequest", &unsigned), ("RelayState", "r")]).await.status, 401);
    post_form(&app, "/partners/mpass/slo", &[("SAMLRequest", &sealed(&asked("another"))), ("RelayState", "r")]).await.expect(200);
    caller.get("/api/v1/sessions/current").await.expect(200);
    let page = post_form(&app, "/partners/mpass/slo", &[("SAMLRequest", &sealed(&asked("index-1"))), ("RelayState", "r-1")]).await.expect(200);
    caller.get("/api/v1/sessions/current").await.refused(401, "session-ended");
    assert!(page.header("content-security-policy").contains("frame-ancestors http"), "{}", page.header("content-security-policy"));
    assert_eq!(page.header("x-frame-options"), "");
    assert!(String::from_utf8_lossy(&page.bytes).contains(r#"name="RelayState" value="r-1""#));
}
