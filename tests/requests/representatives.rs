//! A representative whose power MPower confirms files in the person's name.

use serde_json::{Value, json};

use super::{act, attested, path};
use crate::{
    services::further_version,
    support::{Answer, Caller, TestApp},
};

/// The power of Emre Yılmaz for Mihai Ceban, as MPower's stand-in knows it.
pub const POWER: &str = "0200935852951600";

fn answers() -> Value {
    json!({
        "filedBy": "Representative", "representativeIdnp": "2015000000022", "powerCode": POWER, "idnp": "2015000000011",
        "surname": "Yılmaz", "givenName": "Emre", "birthDate": "1988-03-14", "citizenships": ["TUR"], "attested": ["IdnpAssignment"],
        "addressee": "Bank", "delivery": "Electronic", "office": "CHI", "email": "mihai@example.org", "knowsDataProcessing": true,
    })
}

pub async fn file(caller: &Caller<'_>, person: &str) -> Answer {
    let body = json!({ "serviceCode": "legal-status-attestation", "filedBy": "Representative", "beneficiaryId": person, "answers": answers() });
    caller.post("/api/v1/requests", &body).await
}

/// The representative's power, asked for and confirmed; whom it is for.
pub async fn empowered(app: &TestApp, representative: &Caller<'_>) -> String {
    let asked =
        representative.post("/api/v1/representations", &json!({ "source": "MPower", "powerCode": POWER })).await.expect(201);
    assert_eq!(asked.body["state"], "Pending");
    app.work_off().await;
    let confirmed = representative.get(asked.header("location")).await.expect(200);
    assert_eq!(confirmed.body["state"], "Accepted", "{}", confirmed.body);
    confirmed.text("/personId")
}

#[actix_web::test]
async fn a_power_that_mpower_confirms_lets_the_representative_file_in_the_person_s_name() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let representative = app.persona("representative").await;
    let person = empowered(&app, &representative).await;

    let draft = file(&representative, &person).await.expect(201);
    assert_eq!((draft.text("/filedBy"), draft.text("/beneficiaryId")), ("Representative".into(), person.clone()));
    let principal = app.persona("applicant").await;
    principal.get(&path(&draft)).await.refused(404, "not-found");
    act(&representative, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;

    for caller in [&representative, &principal] {
        let decided = caller.get(&path(&draft)).await.expect(200);
        assert_eq!(
            (decided.text("/state"), decided.text("/outcome")),
            ("Decided".into(), "Favourable".into()),
            "{}",
            decided.body
        );
        let document = decided.text("/decisionDocumentId");
        caller.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    }
    let of_person = "select count(*) from issued_documents d join persons p on p.id = d.person_id where p.idnp = '2015000000011'";
    assert_eq!(app.number(of_person), 3, "application, confirmation, attestation: all about whom it is for");
    app.persona("employer").await.get(&path(&draft)).await.refused(404, "not-found");
}

#[actix_web::test]
async fn without_a_confirmed_power_nothing_is_filed_in_another_s_name() {
    let app = TestApp::start().await;
    let person = crate::persons::known(&app, json!({ "idnp": "2015000000011" })).await;
    let representative = app.persona("representative").await;
    let answer = file(&representative, &person).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/beneficiaryId", "not-represented")]);
    // Somebody else does not get the power by knowing its code.
    let other = app.persona("employer").await;
    let asked = other.post("/api/v1/representations", &json!({ "source": "MPower", "powerCode": POWER })).await.expect(201);
    app.work_off().await;
    assert_eq!(other.get(asked.header("location")).await.expect(200).body["state"], "Refused");
    file(&other, &person).await.refused(400, "bad-input");
    assert_eq!(app.number("select count(*) from requests"), 0);
}

/// From tomorrow on the attestation is filed under these types of powers alone; and tomorrow comes.
async fn attested_under(app: &TestApp, version: u32, types: &[&str], tomorrow: &str) {
    let admin = app.persona("administrator").await;
    let versions = "/api/v1/services/legal-status-attestation/versions";
    let current = admin.get(&format!("{versions}/{}", version - 1)).await.expect(200).body["definition"].clone();
    let mut definition = further_version(&current, version);
    definition["filing"]["powers"] = json!(types);
    let made = admin.post(versions, &definition).await.expect(201);
    admin.act(&format!("{versions}/{version}/publications"), made.etag(), &json!({ "validFrom": tomorrow })).await.expect(201);
    app.clock.advance(chrono::Duration::hours(24));
    app.work_off().await;
}

/// The power of Mihai Ceban is of the type AT-2100025.
#[actix_web::test]
async fn a_power_counts_for_the_services_that_its_type_covers() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let person = empowered(&app, &app.persona("representative").await).await;
    // Every type covers what names none: the representative sees what Emre Yılmaz filed himself.
    let open = attested(&app, &app.persona("applicant").await).await;
    app.persona("representative").await.get(&open).await.expect(200);

    attested_under(&app, 2, &["AT-2100026"], "2026-11-17").await;
    let representative = app.persona("representative").await;
    let refused = file(&representative, &person).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/beneficiaryId", "not-covered-by-power")]);
    // What he files himself is his alone, wherever the representative looks; what was filed before stays seen.
    let principal = app.persona("applicant").await;
    let closed = attested(&app, &principal).await;
    let document = principal.get(&closed).await.expect(200).text("/decisionDocumentId");
    principal.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    representative.get(&closed).await.refused(404, "not-found");
    representative.get(&format!("/api/v1/documents/{document}")).await.refused(404, "not-found");
    let seen = representative.get("/api/v1/requests").await.expect(200);
    let seen: Vec<&str> =
        seen.body["requests"].as_array().expect("requests").iter().filter_map(|request| request["requestId"].as_str()).collect();
    assert_eq!(seen, [open.rsplit('/').next().expect("an id")]);
    let documents = representative.get("/api/v1/documents?documentType=Attestation").await.expect(200);
    assert_eq!(documents.body["documents"].as_array().map(Vec::len), Some(1), "the one of the open request");

    attested_under(&app, 3, &["AT-2100026", "AT-2100025"], "2026-11-18").await;
    let representative = app.persona("representative").await;
    let draft = file(&representative, &person).await.expect(201);
    act(&representative, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = representative.get(&path(&draft)).await.expect(200);
    assert_eq!(decided.text("/outcome"), "Favourable", "{}", decided.body);
    representative.get(&format!("/api/v1/documents/{}", decided.text("/decisionDocumentId"))).await.expect(200);
    // A power whose type MPower changes is another power: what was filed under it is out of sight. So it is of no type that is known.
    for power_type in ["'AT-2100027'", "null"] {
        app.tamper(&format!("set session_replication_role = replica; update representations set power_type = {power_type}"));
        representative.get(&path(&draft)).await.refused(404, "not-found");
        representative.get(&open).await.expect(200);
    }
}
