use async_trait::async_trait;
use migratie::{
    access::carriers::AskMPower,
    kernel::outbox::{Carried, Carrier},
    partners::{
        Partner, PartnerError,
        mpower::{Authorization, AuthorizationFile, AuthorizationQuery, MPower, PartyType},
    },
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

use crate::{
    interests::somebody,
    support::{Answer, Caller, TestApp},
    uploads,
};

const CODE: &str = "0200935852951597";

/// MPower as the test wants it.
struct Played(Mutex<Result<Option<Authorization>, PartnerError>>);

#[async_trait]
impl MPower for Played {
    async fn is_valid(&self, _: &str) -> Result<bool, PartnerError> {
        unreachable!("the details say it")
    }
    async fn details(&self, code: &str) -> Result<Option<Authorization>, PartnerError> {
        assert_eq!(code, CODE);
        self.0.lock().expect("an answer").clone()
    }
    async fn held(&self, _: &str, _: &str, _: &str) -> Result<Option<String>, PartnerError> {
        unreachable!("not asked")
    }
    async fn list(&self, _: &AuthorizationQuery) -> Result<Vec<Authorization>, PartnerError> {
        unreachable!("not asked")
    }
    async fn file(&self, _: &str) -> Result<Option<AuthorizationFile>, PartnerError> {
        unreachable!("not asked")
    }
}

fn power(authorizing: &str, authorized: &str) -> Authorization {
    Authorization {
        authorization_code: CODE.into(),
        authorization_type_code: "AT-2100025".into(),
        authorization_type_name: String::new(),
        authorizing_party_type: PartyType::Person,
        authorizing_idn: authorizing.into(),
        authorizing_party_name: "Oleksandr Zrazok".into(),
        authorized_party_type: PartyType::Person,
        authorized_idn: authorized.into(),
        authorized_party_name: String::new(),
        from_date: "2026-01-01T00:00:00".parse().ok(),
        to_date: "2027-01-01T21:59:59".parse().ok(),
        is_valid: true,
        service_provider_idno: None,
        service_provider_name: None,
    }
}

/// Lets MPower answer what is waiting, as its carrier would.
async fn answer(app: &TestApp, played: Result<Option<Authorization>, PartnerError>) -> Vec<bool> {
    #[derive(diesel::QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: uuid::Uuid,
        #[diesel(sql_type = diesel::sql_types::Text)]
        key: String,
        #[diesel(sql_type = diesel::sql_types::Jsonb)]
        payload: Value,
    }
    let carrier = AskMPower {
        door: app.platform.door.clone(),
        mpower: Arc::new(Played(Mutex::new(played))),
        entity: app.platform.settings.institution,
        above: app.platform.identity,
    };
    let due = format!(
        "select id, key, payload from outbox where kind = 'representations.check' and not_before <= '{}'",
        app.clock.now()
    );
    let mut done = Vec::new();
    for Waiting { id, key, payload } in app.query::<Waiting>(&due) {
        let message =
            Carried { id, kind: "representations.check".into(), key, payload, attempts: 1, lease_until: app.clock.now() };
        done.push(carrier.carry(&message).await.is_ok());
    }
    done
}

async fn ask_by_code(caller: &Caller<'_>) -> Answer {
    caller.post("/api/v1/representations", &json!({ "source": "MPower", "powerCode": CODE })).await
}

/// The representative persona's login.
const REPRESENTATIVE: &str = "2015000000022";

#[actix_web::test]
async fn mpower_confirms_and_from_then_on_the_representative_acts() {
    let app = TestApp::start().await;
    let caller = app.persona("representative").await;
    let asked = ask_by_code(&caller).await.expect(201);
    assert_eq!((asked.text("/state"), asked.body.get("personId")), ("Pending".to_owned(), None));
    caller.get(&format!("{}/content", asked.header("location"))).await.refused(404, "not-found");
    assert_eq!(answer(&app, Ok(Some(power("0980501000018", REPRESENTATIVE)))).await, [true]);
    let read = caller.get(asked.header("location")).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/validTo")), ("Accepted".to_owned(), "2027-01-01".to_owned()));
    assert_eq!((asked.body.get("powerType"), read.text("/powerType")), (None, "AT-2100025".to_owned()));
    assert!(read.text("/personId").starts_with("per_"), "put on record by MPower's word");
    assert!(!String::from_utf8_lossy(&read.bytes).contains(CODE), "the code is a secret of the two sides");
    assert_eq!(app.number("select count(*) from outbox where kind = 'representations.check'"), 2, "asked again tomorrow");
    // Its carrier ended before it was known to be carried: a moment later it is carried once more.
    app.clock.advance(chrono::Duration::seconds(3));
    assert_eq!(answer(&app, Ok(Some(power("0980501000018", REPRESENTATIVE)))).await, [true]);
    assert_eq!(app.number("select count(*) from outbox where kind = 'representations.check'"), 2, "once a day, not twice");
}

#[actix_web::test]
async fn a_power_of_another_or_of_nobody_is_refused_with_a_reason() {
    for (answered, reason) in [
        (Ok(Some(power("0980501000018", "2004000123455"))), "altei persoane"),
        (Ok(Some(Authorization { is_valid: false, ..power("0980501000018", REPRESENTATIVE) })), "nu este valabilă"),
        (Ok(None), "nu cunoaște"),
        (
            Ok(Some(Authorization { authorizing_party_type: PartyType::Organization, ..power("1018600000128", REPRESENTATIVE) })),
            "IDNO",
        ),
        (
            Ok(Some(Authorization { authorizing_party_type: PartyType::Unknown, ..power("x", REPRESENTATIVE) })),
            "unități de drept",
        ),
        (
            Ok(Some(Authorization {
                service_provider_idno: Some("1006601001148".into()),
                ..power("0980501000018", REPRESENTATIVE)
            })),
            "altei instituții",
        ),
        (
            Ok(Some(Authorization { authorization_type_code: "7".into(), ..power("0980501000018", REPRESENTATIVE) })),
            "tipul împuternicirii",
        ),
    ] {
        let app = TestApp::start().await;
        let caller = app.persona("representative").await;
        let asked = ask_by_code(&caller).await.expect(201);
        answer(&app, answered).await;
        let read = caller.get(asked.header("location")).await.expect(200);
        assert_eq!(read.text("/state"), "Refused");
        assert!(read.text("/reason").contains(reason), "{}", read.text("/reason"));
        ask_by_code(&caller).await.expect(201); // what was refused may be asked for again
    }
}

#[actix_web::test]
async fn a_power_that_mpower_knows_of_a_company_lets_its_holder_file_for_it() {
    let app = TestApp::start().await;
    let caller = app.persona("representative").await;
    let asked = ask_by_code(&caller).await.expect(201);
    let of_company = Authorization { authorizing_party_type: PartyType::Organization, ..power("1018600000127", REPRESENTATIVE) };
    answer(&app, Ok(Some(of_company))).await;
    let read = caller.get(asked.header("location")).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/legalEntityIdno")), ("Accepted".into(), "1018600000127".into()));
    assert_eq!(read.body.get("personId"), None);
    let draft = json!({ "serviceCode": "provisional-stay-work-grant", "filedBy": "LegalEntity", "legalEntityIdno": "1018600000127", "answers": {} });
    caller.post("/api/v1/requests", &draft).await.expect(201);
}

#[actix_web::test]
async fn whoever_asks_by_a_document_learns_on_whose_record_it_is_once_the_power_is_accepted() {
    let app = TestApp::start().await;
    let (caller, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = paper(&app, &caller).await;
    assert_eq!(asked.body.get("personId"), None);
    assert_eq!(officer.get(asked.header("location")).await.expect(200).text("/personId"), somebody(&app));
    let place = asked.header("location").to_owned();
    officer.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.expect(200);
    assert_eq!(caller.get(&place).await.expect(200).text("/personId"), somebody(&app));
}

#[actix_web::test]
async fn while_mpower_is_silent_the_power_waits_and_what_it_takes_back_ends() {
    let app = TestApp::start().await;
    let caller = app.persona("representative").await;
    let asked = ask_by_code(&caller).await.expect(201);
    let silent = Err(PartnerError::Refused { partner: Partner::MPower, status: 503, code: None });
    assert_eq!(answer(&app, silent).await, [false]);
    assert_eq!(caller.get(asked.header("location")).await.expect(200).text("/state"), "Pending");
    answer(&app, Ok(Some(power("0980501000018", REPRESENTATIVE)))).await;
    app.clock.advance(chrono::Duration::days(1));
    answer(&app, Ok(Some(Authorization { is_valid: false, ..power("0980501000018", REPRESENTATIVE) }))).await;
    let read = app.persona("representative").await.get(asked.header("location")).await.expect(200);
    assert_eq!(read.text("/state"), "Ended");
}

/// A file that the caller has sent, as far as representations look at it.
async fn upload(caller: &Caller<'_>) -> String {
    let pdf = uploads::samples::pdf(1, 0);
    uploads::send(caller, "Attachment", "power.pdf", "application/pdf", &pdf).await.expect(201).text("/fileId")
}

#[actix_web::test]
async fn an_input_says_what_its_source_needs() {
    let app = TestApp::start().await;
    let caller = app.persona("representative").await;
    for input in [
        json!({ "source": "MPower" }),
        json!({ "source": "MPower", "powerCode": CODE, "beneficiary": { "idnp": "2004000123455" } }),
        json!({ "source": "Upload", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "validFrom": "2026-01-01" }),
        json!({ "source": "Upload", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "validFrom": "2026-01-01", "beneficiary": { "surname": "X" } }),
        json!({ "source": "Upload", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "validFrom": "2026-02-01", "validTo": "2026-01-01",
                "beneficiary": { "idnp": "2004000123455" } }),
        json!({ "source": "Upload", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "validFrom": "2026-01-01",
                "legalEntityIdno": "1018600000127", "beneficiary": { "idnp": "2004000123455" } }),
        json!({ "source": "MPower", "powerCode": CODE, "legalEntityIdno": "1018600000127" }),
    ] {
        let answer = caller.post("/api/v1/representations", &input).await.refused(400, "bad-input");
        assert_eq!(answer.violations(), [("", "incomplete-for-source")], "{input}");
    }
    let missing = json!({ "source": "Upload", "fileId": "fil_01ja4ttz8ze3ks9nvd5efz1s8d", "validFrom": "2026-01-01",
                          "beneficiary": { "personId": somebody(&app) } });
    let answer = caller.post("/api/v1/representations", &missing).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/fileId", "no-such-thing")]);
    app.persona("examiner-chisinau")
        .await
        .post("/api/v1/representations", &json!({ "source": "MPower", "powerCode": CODE }))
        .await
        .refused(403, "forbidden");
}

#[actix_web::test]
async fn one_power_is_asked_for_once() {
    let app = TestApp::start().await;
    let caller = app.persona("representative").await;
    let answers = futures_util::future::join_all((0..5).map(|_| ask_by_code(&caller))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.problem() == "already-exists"));
}

async fn paper(app: &TestApp, caller: &Caller<'_>) -> Answer {
    let input = json!({ "source": "Upload", "fileId": upload(caller).await, "beneficiary": { "personId": somebody(app) },
                        "validFrom": "2026-01-01", "validTo": "2027-12-31" });
    caller.post("/api/v1/representations", &input).await.expect(201)
}

#[actix_web::test]
async fn a_paper_waits_for_an_officer_who_accepts_or_refuses_it() {
    let app = TestApp::start().await;
    let (caller, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = paper(&app, &caller).await;
    let place = asked.header("location").to_owned();
    let listed = officer.get("/api/v1/representations?state=Pending").await.expect(200);
    assert_eq!(listed.body["representations"].as_array().map(Vec::len), Some(1));
    // Nobody accepts what they have not seen.
    let content = format!("{place}/content");
    for reader in [&officer, &caller] {
        let read = reader.get(&content).await.expect(200);
        assert_eq!((read.header("content-type"), &read.bytes[..5]), ("application/pdf", b"%PDF-".as_slice()));
    }
    app.signed_in_as("2004000123455").get(&content).await.refused(404, "not-found");
    app.persona("auditor").await.get(&content).await.refused(403, "forbidden");
    let told = "select count(*) from journal.entries where operation = 'readRepresentationContent' and outcome = 'Done' and cardinality(persons) = 1";
    assert_eq!(app.number(told), 2);
    caller.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.refused(403, "forbidden");
    officer.act(&format!("{place}/acceptances"), "\"9-0000000000000000\"", &Value::Null).await.refused(412, "stale-etag");
    let accepted = officer.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.expect(200);
    assert_eq!(accepted.text("/state"), "Accepted");
    let reason = json!({ "reason": "Nu este semnată." });
    officer.act(&format!("{place}/refusals"), accepted.etag(), &reason).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.representations"), 2);
    let second = paper(&app, &caller).await;
    let refused = officer.act(&format!("{}/refusals", second.header("location")), second.etag(), &reason).await.expect(200);
    assert_eq!((refused.text("/state"), refused.text("/reason")), ("Refused".to_owned(), "Nu este semnată.".to_owned()));
}

#[actix_web::test]
async fn officers_do_not_decide_in_mpower_s_place_nor_about_those_they_are_not_impartial_to() {
    let app = TestApp::start().await;
    let (caller, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = ask_by_code(&caller).await.expect(201);
    let place = format!("{}/acceptances", asked.header("location"));
    officer.act(&place, asked.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    officer.post("/api/v1/interests", &json!({ "personId": somebody(&app), "kind": "Family" })).await.expect(201);
    let asked = paper(&app, &caller).await;
    let place = format!("{}/acceptances", asked.header("location"));
    officer.act(&place, asked.etag(), &Value::Null).await.refused(403, "conflict-of-interest");
}

#[actix_web::test]
async fn either_side_ends_it_and_a_stranger_does_not_know_of_it() {
    let app = TestApp::start().await;
    let (caller, officer) = (app.persona("representative").await, app.persona("counter-operator").await);
    let asked = paper(&app, &caller).await;
    let place = asked.header("location").to_owned();
    let accepted = officer.act(&format!("{place}/acceptances"), asked.etag(), &Value::Null).await.expect(200);
    let stranger = app.signed_in_as("2004000123455");
    stranger.get(&place).await.refused(404, "not-found");
    stranger.act(&format!("{place}/endings"), accepted.etag(), &Value::Null).await.refused(404, "not-found");
    let ended = caller.act(&format!("{place}/endings"), accepted.etag(), &Value::Null).await.expect(200);
    assert_eq!(ended.text("/state"), "Ended");
    caller.act(&format!("{place}/endings"), ended.etag(), &Value::Null).await.refused(409, "not-in-this-state");
}
