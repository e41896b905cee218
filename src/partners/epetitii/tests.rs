use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::HttpPartner;

fn adapter_with(url: &str, token: Option<TokenSettings>) -> EPetitiiAdapter {
    let http = HttpSettings::at(Url::parse(&format!("{url}/petitie")).unwrap());
    let settings = EPetitiiSettings { http: http.clone(), responsible_idnp: "2015000000158".into(), token };
    EPetitiiAdapter::new(HttpPartner::new(Partner::EPetitii, &http).unwrap(), &settings).unwrap()
}

fn adapter(url: &str) -> EPetitiiAdapter {
    adapter_with(url, None)
}

#[tokio::test]
async fn petitions_are_listed_plain_or_under_a_name_and_what_is_absent_stays_absent() {
    let petition = json!({ "petitionNumber": "EP-2026-001204", "petitionerName": "Yılmaz Emre", "anything": 1 });
    for body in [json!([petition]), json!({ "petitions": [petition] }), json!({ "items": [petition] })] {
        let mut server = mockito::Server::new_async().await;
        server.mock("GET", "/petitie/authority/petitions").with_body(body.to_string()).create_async().await;
        let found = adapter(&server.url()).petitions().await.unwrap().items;
        assert_eq!((found[0].petition_number.as_str(), found[0].email.as_deref()), ("EP-2026-001204", None));
        assert!(!format!("{found:?}").contains("Emre"), "petitioners stay out of the log");
    }
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_keeps_no_other_back() {
    let body = json!([
        { "petitionNumber": "EP-1", "submittedAt": "16.11.2026 10:00" },
        { "petitionNumber": 1204, "submittedAt": "2026-11-16T08:00:00Z" },
        { "petitionNumber": null },
        "nonsense",
        { "petitionNumber": "EP-2", "petitionerName": 7 },
    ]);
    let mut server = mockito::Server::new_async().await;
    server.mock("GET", "/petitie/authority/petitions").with_body(body.to_string()).create_async().await;
    let found = adapter(&server.url()).petitions().await.unwrap();
    let read: Vec<(&str, bool)> =
        found.items.iter().map(|one| (one.petition_number.as_str(), one.submitted_at.is_some())).collect();
    assert_eq!((read, found.unreadable), (vec![("EP-1", false), ("1204", true)], 3));
}

#[tokio::test]
async fn files_come_as_bytes_and_a_strange_number_is_never_sent() {
    let mut server = mockito::Server::new_async().await;
    server.mock("GET", "/petitie/authority/petitions/EP-1/pdf").with_body(b"%PDF-").create_async().await;
    server
        .mock("GET", "/petitie/authority/petitions/EP-1/attachments")
        .with_body(r#"[{"id":"7","name":"act.pdf"}]"#)
        .create_async()
        .await;
    server.mock("GET", "/petitie/authority/petitions/EP-1/attachments/7").with_body(b"%PDF-7").create_async().await;
    let epetitii = adapter(&server.url());
    assert_eq!(epetitii.pdf("EP-1").await.unwrap().bytes, b"%PDF-");
    let attached = epetitii.attachments("EP-1").await.unwrap().items;
    assert_eq!(attached, [AttachmentInfo { id: "7".into(), name: "act.pdf".into() }]);
    assert_eq!(epetitii.attachment("EP-1", "7").await.unwrap().bytes, b"%PDF-7");
    for number in ["../secrets", "..", "", "a/b", "EP 1"] {
        assert!(matches!(epetitii.pdf(number).await, Err(PartnerError::Invalid { .. })), "{number}");
    }
}

#[tokio::test]
async fn registering_and_closing_are_written_as_documented() {
    let mut server = mockito::Server::new_async().await;
    let registered = server
        .mock("POST", "/petitie/authority/petitions/register")
        .match_body(Matcher::Json(json!({
            "petitionNumber": "EP-1", "registrationNumber": "PT-2026-000001", "registrationDate": "2026-11-16",
            "responsiblePersonIdnp": "2015000000158", "estimatedResolveDate": "2026-12-16",
        })))
        .create_async()
        .await;
    let closed = server
        .mock("POST", "/petitie/authority/petitions/close")
        .match_body(Matcher::Json(json!({
            "petitionNumber": "EP-1", "petitionExitNumber": "RP-2026-000001", "outcome": "satisfaction", "file": "JVBERi0=",
            "responsiblePersonIdnp": "2015000000158", "responseDate": "2026-11-20",
        })))
        .create_async()
        .await;
    let epetitii = adapter(&server.url());
    let registration = Registration {
        petition_number: "EP-1".into(),
        registration_number: "PT-2026-000001".into(),
        registration_date: "2026-11-16".parse().unwrap(),
        responsible_person_idnp: "2015000000158".into(),
        estimated_resolve_date: "2026-12-16".parse().unwrap(),
    };
    epetitii.register(&registration).await.unwrap();
    let closing = Closing {
        petition_number: "EP-1".into(),
        petition_exit_number: "RP-2026-000001".into(),
        outcome: Outcome::Satisfaction,
        file: Some(b"%PDF-".to_vec()),
        responsible_person_idnp: "2015000000158".into(),
        response_date: "2026-11-20".parse().unwrap(),
    };
    epetitii.close(&closing).await.unwrap();
    registered.assert_async().await;
    closed.assert_async().await;
}

#[tokio::test]
async fn with_a_key_each_call_carries_a_token_with_our_idno() {
    // RS256 by hand: the claim is looked for in the middle part of the token.
    let folder = tempfile::tempdir().unwrap();
    let key = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der = aws_lc_rs::encoding::AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&key).unwrap();
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, der.as_ref());
    let path = folder.path().join("key.pem");
    std::fs::write(&path, format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----\n")).unwrap();
    let mut server = mockito::Server::new_async().await;
    let listed = server
        .mock("GET", "/petitie/authority/petitions")
        .match_header("authorization", Matcher::Regex("^Bearer [^.]+[.][^.]+[.][^.]+$".into()))
        .with_body("[]")
        .create_async()
        .await;
    let token = TokenSettings { key: path, idno: "1018600000127".into() };
    assert!(adapter_with(&server.url(), Some(token)).petitions().await.unwrap().items.is_empty());
    listed.assert_async().await;
}

#[test]
fn a_wrong_number_in_the_settings_is_named() {
    let http = HttpSettings::at(Url::parse("https://epetitii.gov.md/petitie/").unwrap());
    let token = Some(TokenSettings { key: "key.pem".into(), idno: "1".into() });
    let mut errors = Vec::new();
    EPetitiiSettings { http, responsible_idnp: "2015000000159".into(), token }.check(&mut errors);
    let named: Vec<&str> = errors.iter().map(|error| error.setting.as_str()).collect();
    assert_eq!(named, ["partners.epetitii.responsible_idnp", "partners.epetitii.token.idno"]);
}
