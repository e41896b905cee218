use std::sync::{Arc, Mutex};

use mockito::Matcher;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

const DETAILS: &str = r#"{"data":{"authorizationCode":"0200935852951597","authorizationTypeCode":"AT-2100025","authorizingPartyType":2,
"authorizingIdn":"1018600000127","authorizedPartyType":1,"authorizedIdn":"2004000123455","fromDate":"2020-09-22T14:16:06.0932925",
"toDate":"2021-03-22T21:59:59.999","isValid":true,"authorizingPartyName":"Exemplu SRL","authorizedPartyName":"I EXEMPLU",
"authorizationTypeName":"Ridicare original document","serviceProviderIdno":"1018600000127","serviceProviderName":"Exemplu"},
"success":true,"messages":[]}"#;

fn adapter(url: &str) -> MPowerAdapter {
    MPowerAdapter::new(
        HttpPartner::new(Partner::MPower, &HttpSettings::at(Url::parse(&format!("{url}/clients-api")).unwrap())).unwrap(),
    )
}

#[tokio::test]
async fn a_power_is_read_as_the_guide_writes_it() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", "/clients-api/api/Authorization/check/Code-Details-One")
        .match_query(Matcher::UrlEncoded("AuthorizationCode".into(), "0200935852951597".into()))
        .with_body(DETAILS)
        .create_async()
        .await;
    let power = adapter(&server.url()).details("0200935852951597").await.unwrap().unwrap();
    assert_eq!((power.authorizing_party_type, power.authorized_party_type), (PartyType::Organization, PartyType::Person));
    assert_eq!(power.to_date.unwrap().to_string(), "2021-03-22 21:59:59.999");
    assert!(!format!("{power:?}").contains("2004000123455"), "a power's persons stay out of the log");
}

#[tokio::test]
async fn success_false_is_a_refusal_though_the_status_is_200() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", Matcher::Any)
        .with_body(r#"{"data":null,"success":false,"messages":["2004000123455 nu are dreptul"]}"#)
        .create_async()
        .await;
    let error = adapter(&server.url()).is_valid("0200935852951597").await.unwrap_err();
    assert_eq!(error, PartnerError::Refused { partner: Partner::MPower, status: 200, code: None });
    assert!(!error.to_string().contains("2004000123455"));
}

#[tokio::test]
async fn an_unknown_power_does_not_hold() {
    let mut server = mockito::Server::new_async().await;
    server.mock("GET", Matcher::Any).with_status(404).create_async().await;
    let mpower = adapter(&server.url());
    assert!(!mpower.is_valid("0200935852951597").await.unwrap());
    assert_eq!(mpower.details("0200935852951597").await.unwrap(), None);
    assert_eq!(mpower.held("AT-2100025", "1018600000127", "2004000123455").await.unwrap(), None);
}

#[tokio::test]
async fn a_held_power_gives_its_code_and_a_forbidden_endpoint_is_refused() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", "/clients-api/api/Authorization/check/TypeCode-Valid-One")
        .match_query(Matcher::AllOf(vec![
            Matcher::UrlEncoded("AuthorizationTypeCode".into(), "AT-2100025".into()),
            Matcher::UrlEncoded("AuthorizingIdn".into(), "1018600000127".into()),
            Matcher::UrlEncoded("AuthorizedIdn".into(), "2004000123455".into()),
        ]))
        .with_body(r#"{"data":{"authorizationCode":"0200935852951597","isValid":true},"success":true,"messages":[]}"#)
        .create_async()
        .await;
    server
        .mock("GET", "/clients-api/api/Authorization/check/Idn-Details-List")
        .match_query(Matcher::Any)
        .with_status(403)
        .create_async()
        .await;
    let mpower = adapter(&server.url());
    let code = mpower.held("AT-2100025", "1018600000127", "2004000123455").await.unwrap();
    assert_eq!(code.as_deref(), Some("0200935852951597"));
    let query =
        AuthorizationQuery { idn: "2004000123455".into(), status: Some(AuthorizationStatus::Valid), ..Default::default() };
    assert_eq!(
        mpower.list(&query).await.unwrap_err(),
        PartnerError::Refused { partner: Partner::MPower, status: 403, code: None }
    );
}

#[tokio::test]
async fn a_list_is_read_plain_or_paged() {
    let details: serde_json::Value = serde_json::from_str(DETAILS).unwrap();
    for data in [serde_json::json!([details["data"]]), serde_json::json!({"items": [details["data"]], "totalCount": 1})] {
        let mut server = mockito::Server::new_async().await;
        let body = serde_json::json!({"data": data, "success": true, "messages": []}).to_string();
        server
            .mock("GET", "/clients-api/api/Authorization/check/Idn-Details-List")
            .match_query(Matcher::AllOf(vec![
                Matcher::UrlEncoded("IDN".into(), "2004000123455".into()),
                Matcher::UrlEncoded("Status".into(), "4".into()),
            ]))
            .with_body(body)
            .create_async()
            .await;
        let query =
            AuthorizationQuery { idn: "2004000123455".into(), status: Some(AuthorizationStatus::Valid), ..Default::default() };
        assert_eq!(adapter(&server.url()).list(&query).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn the_file_comes_as_bytes() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", "/clients-api/api/Authorization/file")
        .match_query(Matcher::Any)
        .with_body(r#"{"data":{"content":"JVBERi0=","content-type":"application/pdf"},"success":true,"messages":[]}"#)
        .create_async()
        .await;
    let file = adapter(&server.url()).file("0200935852951597").await.unwrap().unwrap();
    assert_eq!((file.content.as_slice(), file.content_type.as_str()), (b"%PDF-".as_slice(), "application/pdf"));
}

#[tokio::test]
async fn what_is_not_a_code_is_never_sent() {
    let mpower = adapter("http://127.0.0.1:1");
    assert!(matches!(mpower.is_valid("123&IDN=2004000123455").await, Err(PartnerError::Invalid { .. })));
    assert!(matches!(mpower.held("AT-1", "1018600000127", "2004000123455").await, Err(PartnerError::Invalid { .. })));
    assert!(matches!(mpower.held("AT-2100025", "1018600000128", "2004000123455").await, Err(PartnerError::Invalid { .. })));
}

/// Everything that any crate logs, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn identifiers_in_the_query_reach_no_log_even_at_trace() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let mut server = mockito::Server::new_async().await;
    server.mock("GET", Matcher::Any).with_status(500).create_async().await;
    let failed = adapter(&server.url()).held("AT-2100025", "1018600000127", "2004000123455").await.unwrap_err();
    tracing::error!(error = ?failed, "as a caller would log it");
    drop(guard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("partner call") && text.contains("as a caller would log it"), "{text}");
    assert!(!text.contains("2004000123455"), "{text}");
}
