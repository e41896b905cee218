use chrono::TimeZone as _;
use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, settings::HttpSettings};

fn adapter(url: &str) -> RegisterAdapter {
    let settings = HttpSettings { answer_timeout_ms: 20_000, ..HttpSettings::at(Url::parse(url).unwrap()) };
    RegisterAdapter::new(HttpPartner::new(Partner::Registers, &settings).unwrap())
}

fn context() -> CallContext {
    CallContext {
        calling_user: Some("2004000123455".into()),
        calling_entity: "1018600000127".into(),
        call_basis: "Legea nr. 200/2010".into(),
        call_reason: "Examinarea cererii de ședere".into(),
    }
}

fn query(register: RegisterCode) -> RegisterQuery {
    RegisterQuery {
        id: "q-1".into(),
        register,
        context: context(),
        subject: Subject::Idnp("2015000987657".into()),
        as_of: None,
        issued_at: Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap(),
    }
}

#[tokio::test]
async fn a_register_is_asked_with_the_ground_in_headers_and_the_person_in_the_body() {
    let mut server = mockito::Server::new_async().await;
    let asked = server
        .mock("POST", "/ricc/GetCriminalRecord")
        .match_header("CallingUser", "2004000123455")
        .match_header("CallingEntity", "1018600000127")
        .match_header("CallBasis", "Legea nr. 200/2010")
        .match_header("CallReason", "Examinarea cererii de sedere")
        .match_body(Matcher::PartialJson(json!({"QueryID": "q-1", "Subject": {"IDNP": "2015000987657"}})))
        .with_body(json!({"QueryID": "MC-7", "Status": "Found", "Data": {"Records": []}}).to_string())
        .create_async()
        .await;
    let answer = adapter(&server.url()).query(&query(RegisterCode::CriminalRecords)).await.unwrap();
    asked.assert_async().await;
    assert_eq!((answer.id.as_str(), answer.status, answer.verdict), ("MC-7", AnswerStatus::Found, Verdict::Clear));
    assert!(answer.received_at >= answer.issued_at);
    assert!(answer.read::<answers::CriminalRecord>().unwrap().records.is_empty());
    assert!(answer.read::<answers::Visas>().is_err());
}

#[tokio::test]
async fn an_unknown_person_is_an_answer_and_not_an_error() {
    let told = json!({"Status": "NotFound"}).to_string();
    for (status, body) in [(404, ""), (200, told.as_str())] {
        let mut server = mockito::Server::new_async().await;
        server.mock("POST", "/rsp/GetPerson").with_status(status).with_body(body).create_async().await;
        let answer = adapter(&server.url()).query(&query(RegisterCode::Population)).await.unwrap();
        assert_eq!((answer.verdict, answer.id.as_str()), (Verdict::NotFound, "q-1"));
    }
}

#[tokio::test]
async fn nonsense_is_never_clear() {
    let cleared = json!({"Status": "Found", "Data": {"Verdict": "Clear"}}).to_string();
    for body in ["<html>", "{}", r#"{"Status":"Maybe"}"#, cleared.as_str()] {
        let mut server = mockito::Server::new_async().await;
        server.mock("POST", "/siipf/GetBorderRecord").with_body(body).create_async().await;
        let error = adapter(&server.url()).query(&query(RegisterCode::Border)).await.unwrap_err();
        assert!(matches!(error, PartnerError::Nonsense { .. }), "{body}");
    }
}

#[tokio::test]
async fn a_legal_entity_is_asked_as_of_a_day() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("POST", "/rsud/GetLegalEntity")
        .match_body(Matcher::PartialJson(json!({"Subject": {"IDNO": "1018600000127"}, "AsOf": "2025-12-31"})))
        .with_body(
            json!({"Status": "Found", "Data": {"IDNO": "1018600000127", "Name": "Exemplu SRL", "Status": "InLiquidation", "RegisteredOn": "2018-01-01"}})
                .to_string(),
        )
        .create_async()
        .await;
    let query = RegisterQuery {
        subject: Subject::Idno("1018600000127".into()),
        as_of: NaiveDate::from_ymd_opt(2025, 12, 31),
        ..query(RegisterCode::LegalEntities)
    };
    assert_eq!(adapter(&server.url()).query(&query).await.unwrap().verdict, Verdict::Adverse);
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_not_asked() {
    let registers = adapter("http://127.0.0.1:1");
    let wrong = [
        RegisterQuery { subject: Subject::Idnp("2015000987658".into()), ..query(RegisterCode::Population) },
        RegisterQuery { subject: Subject::Idno("1018600000127".into()), ..query(RegisterCode::CriminalRecords) },
        query(RegisterCode::LegalEntities),
        RegisterQuery { context: CallContext { call_reason: String::new(), ..context() }, ..query(RegisterCode::Population) },
    ];
    for query in wrong {
        assert!(matches!(registers.query(&query).await, Err(PartnerError::Invalid { .. })), "{query:?}");
    }
}

fn allocation() -> IdnpAllocation {
    IdnpAllocation {
        key: "person-1".into(),
        context: Some(context()),
        family_name: Some("EXEMPLU".into()),
        given_name: None,
        date_of_birth: "1990".into(),
        sex: "F".into(),
        citizenship: "UKR".into(),
    }
}

#[tokio::test]
async fn an_idnp_is_allocated_and_checked() {
    let mut server = mockito::Server::new_async().await;
    let allocated = |idnp: &str| json!({"IDNP": idnp}).to_string();
    let mock = server
        .mock("POST", "/rsp/AllocateIDNP")
        .match_body(Matcher::Json(
            json!({"RequestID": "person-1", "FamilyName": "EXEMPLU", "DateOfBirth": "1990", "Sex": "F", "Citizenship": "UKR"}),
        ))
        .with_body(allocated("2015000987657"))
        .create_async()
        .await;
    assert_eq!(adapter(&server.url()).allocate_idnp(&allocation()).await.unwrap(), "2015000987657");
    mock.remove_async().await;
    server.mock("POST", "/rsp/AllocateIDNP").with_body(allocated("1234567890123")).create_async().await;
    assert!(matches!(adapter(&server.url()).allocate_idnp(&allocation()).await, Err(PartnerError::Nonsense { .. })));
    let nameless = IdnpAllocation { family_name: None, ..allocation() };
    assert!(matches!(adapter(&server.url()).allocate_idnp(&nameless).await, Err(PartnerError::Invalid { .. })));
}

#[tokio::test]
async fn a_register_is_supplied_under_a_stable_key() {
    let mut server = mockito::Server::new_async().await;
    let supplied = server
        .mock("POST", "/siipf/RegisterCrossing")
        .match_header("CallBasis", "Legea nr. 200/2010")
        .match_body(Matcher::Json(json!({"RequestID": "crossing-1", "Data": {"Direction": "Entry"}})))
        .with_status(204)
        .create_async()
        .await;
    let supply = RegisterSupply {
        key: "crossing-1".into(),
        register: RegisterCode::Border,
        kind: "Crossing",
        context: context(),
        data: json!({"Direction": "Entry"}),
    };
    adapter(&server.url()).supply(&supply).await.unwrap();
    supplied.assert_async().await;
    assert!(adapter(&server.url()).supply(&RegisterSupply { kind: "../GetPerson", ..supply }).await.is_err());
}

#[test]
fn every_register_has_its_own_path() {
    for register in RegisterCode::ALL {
        assert_eq!(RegisterCode::at(register.operation().0), Some(register));
    }
}
