use chrono::Duration;
use serde_json::{Value, json};

use super::{account_of, subdivision};
use crate::support::{Caller, TestApp};

/// An officer made over the API, with one role, signed in.
pub async fn officer_with<'a>(
    app: &'a TestApp,
    administrator: &Caller<'_>,
    idnp: &str,
    role: &str,
    office: Option<&str>,
) -> Caller<'a> {
    let input = json!({ "kind": "Officer", "name": "EXEMPLU Vasile", "idnp": idnp });
    let made = administrator.post("/api/v1/accounts", &input).await.expect(201);
    let mut given = json!({ "role": role });
    if let Some(code) = office {
        given["subdivisionId"] = subdivision(app, code).await.into();
    }
    administrator.act(&format!("{}/roles", made.header("location")), made.etag(), &given).await.expect(200);
    app.signed_in_as(idnp)
}

#[actix_web::test]
async fn an_officer_is_made_by_idnp_and_the_number_is_shown_nowhere() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let input = json!({ "kind": "Officer", "name": "EXEMPLU Vasile", "idnp": "2004000123455" });
    let made = administrator.post("/api/v1/accounts", &input).await.expect(201);
    assert_eq!((&made.body["kind"], &made.body["status"]), (&json!("Officer"), &json!("Active")));
    assert!(!String::from_utf8_lossy(&made.bytes).contains("2004000123455"));
    let again = administrator.post("/api/v1/accounts", &input).await.refused(409, "already-exists");
    assert_eq!(again.body["accountId"], made.body["accountId"]);
    let read = administrator.get(made.header("location")).await.expect(200);
    assert_eq!(read.etag(), made.etag());
}

#[actix_web::test]
async fn a_member_of_the_public_who_is_hired_keeps_the_account() {
    let app = TestApp::start().await;
    let before = account_of(&app.persona("applicant").await).await;
    let input = json!({ "kind": "Officer", "name": "YILMAZ Emre", "idnp": "2015000000011" });
    let made = app.persona("administrator").await.post("/api/v1/accounts", &input).await.expect(201);
    assert_eq!((made.text("/accountId"), made.text("/kind")), (before, "Officer".to_owned()));
}

#[actix_web::test]
async fn everything_that_is_wrong_with_an_account_is_told_at_once() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let input = json!({ "kind": "Judge", "name": "", "idnp": "2004000123455", "phone": "1" });
    let answer = administrator.post("/api/v1/accounts", &input).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/kind", "not-a-choice"), ("/name", "too-short"), ("/phone", "unknown-field")]);
    let input = json!({ "kind": "Officer", "name": "EXEMPLU Vasile", "clientId": "asp-documents" });
    assert_eq!(
        administrator.post("/api/v1/accounts", &input).await.refused(400, "bad-input").violations(),
        [("", "wrong-for-kind")]
    );
    let private =
        json!({ "kty": "OKP", "crv": "Ed25519", "kid": "1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "d": "secret" });
    let input = json!({ "kind": "System", "name": "ASP", "clientId": "asp-documents", "jwks": { "keys": [private] } });
    assert_eq!(
        administrator.post("/api/v1/accounts", &input).await.refused(400, "bad-input").violations(),
        [("/jwks/keys/0/d", "unknown-field")]
    );
    let unusable = json!({ "kty": "OKP", "crv": "P-256", "kid": "1", "x": "11qY" });
    let input = json!({ "kind": "System", "name": "ASP", "clientId": "asp-documents", "jwks": { "keys": [unusable] } });
    assert_eq!(
        administrator.post("/api/v1/accounts", &input).await.refused(400, "bad-input").violations(),
        [("", "unusable-keys")]
    );
}

#[actix_web::test]
async fn a_blocked_account_is_out_at_once_and_stays_out_of_its_old_sessions() {
    let app = TestApp::start().await;
    let (administrator, examiner) = (app.persona("administrator").await, app.persona("examiner-chisinau").await);
    let place = format!("/api/v1/accounts/{}", account_of(&examiner).await);
    let seen = administrator.get(&place).await.expect(200);
    let blocked = administrator.patch(&place, seen.etag(), &json!({ "status": "Blocked" })).await.expect(200);
    examiner.get("/api/v1/sessions/current").await.refused(401, "session-ended");
    administrator.patch(&place, seen.etag(), &json!({ "status": "Active" })).await.refused(412, "stale-etag");
    administrator.patch(&place, blocked.etag(), &json!({ "status": "Active" })).await.expect(200);
    examiner.get("/api/v1/sessions/current").await.refused(401, "session-ended");
}

#[actix_web::test]
async fn nobody_changes_their_own_access() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let place = format!("/api/v1/accounts/{}", account_of(&administrator).await);
    let seen = administrator.get(&place).await.expect(200);
    administrator.patch(&place, seen.etag(), &json!({ "status": "Blocked" })).await.refused(403, "forbidden");
    let role = json!({ "role": "Statistician" });
    administrator.act(&format!("{place}/roles"), seen.etag(), &role).await.refused(403, "forbidden");
    let held = seen.text("/roles/0/accountRoleId");
    administrator.act(&format!("{place}/roles/{held}/endings"), seen.etag(), &Value::Null).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_role_holds_from_the_moment_it_is_given_until_it_is_ended() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let officer = officer_with(&app, &administrator, "2004000123455", "Examiner", Some("CHI")).await;
    let session = officer.get("/api/v1/sessions/current").await.expect(200);
    assert_eq!(session.body["roles"][0]["role"], "Examiner");
    let place = format!("/api/v1/accounts/{}", session.text("/accountId"));
    let seen = administrator.get(&place).await.expect(200);
    let held = seen.text("/roles/0/accountRoleId");
    let ended = administrator.act(&format!("{place}/roles/{held}/endings"), seen.etag(), &Value::Null).await.expect(200);
    assert_eq!(ended.body["roles"], json!([]));
    assert_ne!(ended.etag(), seen.etag());
    assert_eq!(officer.get("/api/v1/sessions/current").await.expect(200).body["roles"], json!([]));
    assert_eq!(app.number("select count(*) from history.account_roles where account_id = (select id from accounts where login = '2004000123455')"), 2);
}

#[actix_web::test]
async fn a_role_can_be_given_for_later_and_for_a_time() {
    let app = TestApp::start_with(&[("MIGRATIE_SESSION_MINUTES", "720")]).await;
    let administrator = app.persona("administrator").await;
    let officer = officer_with(&app, &administrator, "2004000123455", "Auditor", None).await;
    let place = format!("/api/v1/accounts/{}", account_of(&officer).await);
    let seen = administrator.get(&place).await.expect(200);
    let (from, to) = (app.clock.now() + Duration::hours(1), app.clock.now() + Duration::hours(2));
    let role = json!({ "role": "Statistician", "validFrom": from, "validTo": to });
    administrator.act(&format!("{place}/roles"), seen.etag(), &role).await.expect(200);
    for (hours, roles) in [(0, 1), (1, 2), (2, 1)] {
        let app_time = Duration::hours(i64::from(hours > 0));
        app.clock.advance(app_time);
        let session = app.signed_in_as("2004000123455").get("/api/v1/sessions/current").await.expect(200);
        assert_eq!(session.body["roles"].as_array().map(Vec::len), Some(roles), "after {hours} hours");
    }
}

#[actix_web::test]
async fn a_role_is_given_only_where_it_makes_sense() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let officer = officer_with(&app, &administrator, "2004000123455", "Auditor", None).await;
    let place = format!("/api/v1/accounts/{}", account_of(&officer).await);
    let roles = format!("{place}/roles");
    let etag = administrator.get(&place).await.expect(200).etag().to_owned();
    let ended = json!({ "role": "Statistician", "validFrom": "2026-12-02T00:00:00Z", "validTo": "2026-12-01T00:00:00Z" });
    for (body, place, code) in [
        (json!({ "role": "PartnerSystem" }), "/role", "wrong-for-kind"),
        (json!({ "role": "Applicant" }), "/role", "wrong-for-kind"),
        (json!({ "role": "Examiner" }), "/subdivisionId", "required"),
        (json!({ "role": "NotificationSender" }), "/subdivisionId", "required"),
        (
            json!({ "role": "Examiner", "subdivisionId": "sub_01ja4ttz8ze3ks9nvd5efz1s8d" }),
            "/subdivisionId",
            "no-such-subdivision",
        ),
        (json!({ "role": "Statistician", "validFrom": "2026-01-01T00:00:00Z" }), "/validFrom", "in-the-past"),
        (ended, "", "ends-before-it-begins"),
    ] {
        assert_eq!(administrator.act(&roles, &etag, &body).await.refused(400, "bad-input").violations(), [(place, code)]);
    }
    let watched = administrator.act(&roles, &etag, &json!({ "role": "Administrator" })).await.refused(409, "not-in-this-state");
    assert_eq!(watched.body["incompatibleRole"], "Auditor");
    administrator.act(&roles, &etag, &json!({ "role": "Auditor" })).await.refused(409, "already-exists");
}

#[actix_web::test]
async fn a_partner_s_system_sends_notifications_of_its_own() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    let system = json!({ "kind": "System", "name": "ASP", "clientId": "asp-documents", "jwks": { "keys": [key] } });
    let made = administrator.post("/api/v1/accounts", &system).await.expect(201);
    let (roles, etag) = (format!("{}/roles", made.header("location")), made.etag());
    let there = json!({ "role": "NotificationSender", "subdivisionId": subdivision(&app, "BAL").await });
    let refused = administrator.act(&roles, etag, &there).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/subdivisionId", "wrong-for-kind")], "else it would share an office's space");
    let given = administrator.act(&roles, etag, &json!({ "role": "NotificationSender" })).await.expect(200);
    app.signed_in_as("asp-documents").get("/api/v1/notification-requests").await.expect(200);
    let operator = json!({ "role": "TechnicalOperator" });
    administrator.act(&roles, given.etag(), &operator).await.expect(200);
}

#[actix_web::test]
async fn a_head_sees_the_officers_of_their_own_office_only() {
    let app = TestApp::start().await;
    let head = app.persona("head").await;
    let listed = head.get("/api/v1/accounts?limit=200").await.expect(200);
    let names: Vec<&str> =
        listed.body["accounts"].as_array().expect("a list").iter().filter_map(|account| account["name"].as_str()).collect();
    assert!(names.contains(&"LUNGU Andrei") && !names.contains(&"GUȚU Natalia"), "{names:?}");
    let there = account_of(&app.persona("examiner-balti").await).await;
    head.get(&format!("/api/v1/accounts/{there}")).await.refused(404, "not-found");
    let here = account_of(&app.persona("examiner-chisinau").await).await;
    head.get(&format!("/api/v1/accounts/{here}")).await.expect(200);
}

#[actix_web::test]
async fn accounts_are_filtered_and_paged_without_gap_or_repetition() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = auditor.get(&format!("/api/v1/accounts?kind=Officer&limit=5{cursor}")).await.expect(200);
        seen.extend(page.body["accounts"].as_array().expect("a list").iter().map(|account| account["accountId"].to_string()));
        match page.body["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(
        (seen.len() as i64, unique.len()),
        (app.number("select count(*) from accounts where kind = 'Officer'"), seen.len())
    );
    let first = auditor.get("/api/v1/accounts?kind=Officer&limit=5").await.expect(200);
    let stolen = format!("/api/v1/accounts?kind=System&limit=5&cursor={}", first.text("/nextCursor"));
    auditor.get(&stolen).await.refused(400, "foreign-cursor");
    let examiners = auditor.get("/api/v1/accounts?role=Examiner").await.expect(200);
    assert_eq!(examiners.body["accounts"].as_array().map(Vec::len), Some(2));
    auditor.get("/api/v1/accounts?role=King").await.refused(400, "bad-input");
}
