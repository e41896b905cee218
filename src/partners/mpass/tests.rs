use chrono::{TimeDelta, TimeZone as _};
use serde_json::json;

use super::*;
use crate::partners::sealed::SealingKey;

const REQUEST: &str = "_a1b2c3d4e5f60718";

fn key() -> SealingKey {
    SealingKey::from_seed(&[5; 32]).unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn settings() -> MPassSettings {
    MPassSettings {
        sign_in_url: url("https://mpass.staging.egov.md/login/saml"),
        logout_url: url("https://mpass.staging.egov.md/logout/saml"),
        identity_provider: "https://mpass.staging.egov.md".into(),
        issuer: "https://migratie.example".into(),
        assertion_consumer_url: url("https://migratie.example/mpass/acs"),
        single_logout_url: url("https://migratie.example/mpass/slo"),
        key: key().public(),
    }
}

fn mpass() -> ProvisionalMPass {
    ProvisionalMPass::new(settings())
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap()
}

fn attribute(name: &str, values: &[&str]) -> Attribute {
    Attribute { name: name.into(), values: values.iter().map(|value| (*value).to_owned()).collect() }
}

fn response() -> AuthnResponse {
    AuthnResponse {
        id: "_answer".into(),
        in_response_to: Some(REQUEST.into()),
        issue_instant: now(),
        destination: Some(settings().assertion_consumer_url),
        issuer: Some(settings().identity_provider),
        status: Status::Success,
        assertion: Some(Assertion {
            subject: Subject {
                name_id: "2004000123455".into(),
                subject_confirmation: Some(SubjectConfirmation {
                    in_response_to: Some(REQUEST.into()),
                    not_on_or_after: Some(now() + TimeDelta::minutes(10)),
                    recipient: Some(settings().assertion_consumer_url),
                }),
            },
            conditions: Conditions {
                audience: Some(settings().issuer),
                not_before: Some(now()),
                not_on_or_after: Some(now() + TimeDelta::minutes(10)),
            },
            authn_statement: AuthnStatement {
                authn_context_class_ref: None,
                session_index: Some("s-1".into()),
                session_not_on_or_after: Some(now() + TimeDelta::hours(8)),
            },
            attributes: vec![
                attribute("FirstName", &["Ion"]),
                attribute("BirthDate", &["1980-05-17"]),
                attribute("IsResident", &["True"]),
                attribute("AdministeredLegalEntity", &["Exemplu cu spații SRL 1018600000127", "fără cod"]),
                attribute("Role", &["Examiner", "Auditor"]),
            ],
        }),
    }
}

fn check(response: &AuthnResponse) -> Result<Identity, Rejection> {
    let sealed = key().seal(&serde_json::to_vec(response).unwrap());
    let mpass = mpass();
    mpass.read_sign_in(&sealed)?.check(&mpass.expectation(REQUEST, now()))
}

#[test]
fn a_good_answer_says_who_it_is() {
    let identity = check(&response()).unwrap();
    assert_eq!((identity.idnp.as_deref(), identity.session_index.as_str()), (Some("2004000123455"), "s-1"));
    assert_eq!(identity.administers, [AdministeredEntity { name: "Exemplu cu spații SRL".into(), idno: "1018600000127".into() }]);
    assert_eq!(identity.roles, ["Examiner", "Auditor"]);
    assert_eq!((identity.is_resident, identity.birth_date.unwrap().to_string()), (Some(true), "1980-05-17".into()));
    assert!(!format!("{identity:?} {:?}", response()).contains("2004000123455"));
}

#[test]
fn somebody_without_an_idnp_signs_in_by_user_name() {
    let mut answer = response();
    answer.assertion.as_mut().unwrap().subject.name_id = "foreign.user".into();
    assert_eq!(check(&answer).unwrap().idnp, None);
}

/// An answer with one thing changed.
fn with(change: impl FnOnce(&mut AuthnResponse, &mut Assertion)) -> AuthnResponse {
    let mut answer = response();
    let mut assertion = answer.assertion.take().unwrap();
    change(&mut answer, &mut assertion);
    answer.assertion = Some(assertion);
    answer
}

#[test]
fn every_single_defect_is_refused_for_its_own_reason() {
    fn confirmation(a: &mut Assertion) -> &mut SubjectConfirmation {
        a.subject.subject_confirmation.as_mut().unwrap()
    }
    let local_time = now() + TimeDelta::hours(2);
    let cases: Vec<(AuthnResponse, Rejection)> = vec![
        (with(|r, _| r.status = Status::Requester), Rejection::NotSuccess(Status::Requester)),
        (with(|r, _| r.destination = None), Rejection::WrongDestination),
        (with(|r, _| r.destination = Some(url("https://other.example/acs"))), Rejection::WrongDestination),
        (with(|r, _| r.issuer = None), Rejection::WrongIssuer),
        (with(|r, _| r.in_response_to = None), Rejection::WrongRequest),
        (with(|r, _| r.in_response_to = Some("_another".into())), Rejection::WrongRequest),
        (with(|r, _| r.issue_instant = local_time), Rejection::OutsideWindow),
        (with(|r, _| r.issue_instant = now() - TimeDelta::minutes(11)), Rejection::OutsideWindow),
        (with(|_, a| a.conditions.audience = None), Rejection::WrongAudience),
        (with(|_, a| a.conditions.audience = Some("other".into())), Rejection::WrongAudience),
        (with(|_, a| a.conditions.not_on_or_after = None), Rejection::Expired),
        (with(|_, a| a.conditions.not_on_or_after = Some(now())), Rejection::Expired),
        (with(|_, a| a.conditions.not_before = Some(now() + TimeDelta::minutes(5))), Rejection::OutsideWindow),
        (with(|_, a| a.subject.subject_confirmation = None), Rejection::SubjectNotConfirmed),
        (with(|_, a| confirmation(a).recipient = None), Rejection::SubjectNotConfirmed),
        (with(|_, a| confirmation(a).in_response_to = Some("_another".into())), Rejection::SubjectNotConfirmed),
        (with(|_, a| confirmation(a).not_on_or_after = Some(now())), Rejection::Expired),
        (with(|_, a| a.subject.name_id = " ".into()), Rejection::Missing("the name")),
        (with(|_, a| a.authn_statement.session_index = None), Rejection::Missing("the session")),
        (with(|_, a| a.authn_statement.session_not_on_or_after = None), Rejection::Expired),
        (AuthnResponse { assertion: None, ..response() }, Rejection::Missing("the assertion")),
    ];
    for (answer, reason) in cases {
        assert_eq!(check(&answer).unwrap_err(), reason);
    }
}

#[test]
fn the_window_is_ten_minutes_both_ways() {
    assert!(check(&with(|r, _| r.issue_instant = now() - TimeDelta::minutes(10))).is_ok());
    assert!(check(&with(|r, _| r.issue_instant = now() + TimeDelta::minutes(10))).is_ok());
}

#[test]
fn an_answer_that_mpass_did_not_sign_is_refused() {
    let body = serde_json::to_vec(&response()).unwrap();
    let other = SealingKey::from_seed(&[6; 32]).unwrap();
    assert_eq!(mpass().read_sign_in(&other.seal(&body)), Err(Rejection::Forged));
    use base64::Engine as _;
    assert_eq!(mpass().read_sign_in(&base64::engine::general_purpose::STANDARD.encode(&body)), Err(Rejection::Unreadable));
    assert_eq!(mpass().read_sign_in(&key().seal(b"{}")), Err(Rejection::Unreadable));
}

#[test]
fn both_spellings_of_the_requesters_fault_are_read() {
    for name in ["Requester", "Requestor"] {
        assert_eq!(serde_json::from_value::<Status>(json!(name)).unwrap(), Status::Requester);
    }
}

#[test]
fn a_sign_in_begins_with_a_request_of_ours() {
    let start = SignInStart {
        request_id: REQUEST.into(),
        relay_state: "r".into(),
        language: Language::Ru,
        force_authn: false,
        now: now(),
    };
    let form = mpass().begin_sign_in(&start).unwrap();
    assert_eq!(form.action.as_str(), "https://mpass.staging.egov.md/login/saml?lang=ru");
    use base64::Engine as _;
    let request = base64::engine::general_purpose::STANDARD.decode(&form.fields[0].1).unwrap();
    let request: AuthnRequest = serde_json::from_slice(&request).unwrap();
    assert_eq!((request.id.as_str(), request.destination), (REQUEST, settings().sign_in_url));
    assert_eq!(form.fields[1], ("RelayState", "r".to_owned()));
    for (id, relay) in [("short", "r"), ("9starts_with_a_digit", "r"), (REQUEST, &*"r".repeat(81))] {
        let start = SignInStart { request_id: id.into(), relay_state: relay.into(), ..start.clone() };
        assert!(matches!(mpass().begin_sign_in(&start), Err(Rejection::Invalid(_))));
    }
}

#[test]
fn logouts_go_both_ways_and_a_partial_one_counts() {
    let mpass = mpass();
    let answer = |status, in_response_to: &str| {
        key().seal(
            &serde_json::to_vec(&LogoutResponse {
                id: "_x".into(),
                in_response_to: Some(in_response_to.into()),
                issue_instant: now(),
                destination: Some(settings().single_logout_url),
                issuer: Some(settings().identity_provider),
                status,
            })
            .unwrap(),
        )
    };
    assert_eq!(mpass.read_logout_response(&answer(Status::PartialLogout, REQUEST), REQUEST, now()), Ok(true));
    assert_eq!(mpass.read_logout_response(&answer(Status::Responder, REQUEST), REQUEST, now()), Ok(false));
    assert_eq!(mpass.read_logout_response(&answer(Status::Success, "_other"), REQUEST, now()), Err(Rejection::WrongRequest));

    let request = LogoutRequest {
        id: "_theirs".into(),
        issue_instant: now(),
        destination: Some(settings().single_logout_url),
        issuer: Some(settings().identity_provider),
        name_id: "2004000123455".into(),
        session_index: Some("s-1".into()),
    };
    let sealed = |request: &LogoutRequest| key().seal(&serde_json::to_vec(request).unwrap());
    let read = mpass.read_logout_request(&sealed(&request), now()).unwrap();
    assert_eq!(read, request);
    let late = now() + TimeDelta::minutes(11);
    assert_eq!(mpass.read_logout_request(&sealed(&request), late), Err(Rejection::OutsideWindow));
    let lost = LogoutRequest { destination: None, ..request.clone() };
    assert_eq!(mpass.read_logout_request(&sealed(&lost), now()), Err(Rejection::WrongDestination));
    let form = mpass.answer_logout(&request, "_answer", "their state", now()).unwrap();
    assert_eq!((form.fields[0].0, form.fields[1].1.as_str()), ("SAMLResponse", "their state"));
}
