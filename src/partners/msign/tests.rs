use mockito::Matcher;
use serde_json::json;

use super::*;
use crate::partners::{HttpPartner, Partner};

fn adapter(url: &str) -> ProvisionalMSign {
    let http = HttpSettings::at(Url::parse(url).unwrap());
    let settings = MSignSettings { http: http.clone(), browser_url: Url::parse("https://msign.staging.egov.md/").unwrap() };
    ProvisionalMSign::new(HttpPartner::new(Partner::MSign, &http).unwrap(), settings)
}

fn request() -> SignRequest {
    SignRequest {
        content_description: Some("Decizia nr. 1".into()),
        content_type: ContentType::Pdf,
        contents: vec![SignContent {
            content: b"%PDF-1.7".to_vec(),
            correlation_id: Some("c-1".into()),
            multiple_signatures: true,
            name: Some("decizie.pdf".into()),
        }],
        expected_signer: Some(ExpectedSigner {
            delegated_role_id: None,
            delegator_id: Some("1018600000127".into()),
            delegator_type: DelegatorType::Organization,
            id: "2004000123455".into(),
        }),
        short_content_description: "Decizie".into(),
        signature_reason: Some("Semnarea deciziei".into()),
    }
}

#[tokio::test]
async fn a_request_is_written_with_msigns_names_in_its_order() {
    let mut server = mockito::Server::new_async().await;
    let expected = r#"{"request":{"ContentDescription":"Decizia nr. 1","ContentType":"Pdf","Contents":[{"Content":"JVBERi0xLjc=","CorrelationID":"c-1","MultipleSignatures":true,"Name":"decizie.pdf"}],"ExpectedSigner":{"DelegatorID":"1018600000127","DelegatorType":"Organization","ID":"2004000123455"},"ShortContentDescription":"Decizie","SignatureReason":"Semnarea deciziei"}}"#;
    let posted = server
        .mock("POST", "/PostSignRequest")
        .match_body(Matcher::Exact(expected.into()))
        .with_body(r#"{"PostSignRequestResult":"0a1b2c"}"#)
        .create_async()
        .await;
    assert_eq!(adapter(&server.url()).post_sign_request(&request()).await.unwrap(), "0a1b2c");
    posted.assert_async().await;
    assert!(!format!("{:?}", request()).contains("2004000123455"));
}

#[tokio::test]
async fn what_msign_would_refuse_is_not_sent() {
    let msign = adapter("http://127.0.0.1:1");
    let content = |bytes: &[u8], id: &str| {
        vec![SignContent { content: bytes.to_vec(), correlation_id: Some(id.into()), multiple_signatures: false, name: None }]
    };
    let wrong = [
        SignRequest { contents: vec![], ..request() },
        SignRequest { contents: content(b"<html>", "c"), ..request() },
        SignRequest { contents: content(b"%PDF-", &"c".repeat(37)), ..request() },
        SignRequest { short_content_description: "ș".repeat(91), ..request() },
        SignRequest { short_content_description: String::new(), ..request() },
        SignRequest { content_description: Some("d".repeat(513)), ..request() },
        SignRequest { signature_reason: Some("d".repeat(256)), ..request() },
    ];
    for request in wrong {
        assert!(matches!(msign.post_sign_request(&request).await, Err(PartnerError::Invalid { .. })));
    }
}

#[tokio::test]
async fn the_answer_is_asked_for_and_every_status_is_read() {
    for (name, status) in [
        ("Pending", SignStatus::Pending),
        ("Success", SignStatus::Success),
        ("Failure", SignStatus::Failure),
        ("Expired", SignStatus::Expired),
        ("Delegated", SignStatus::Unknown),
    ] {
        let mut server = mockito::Server::new_async().await;
        server
            .mock("POST", "/GetSignResponse")
            .match_body(Matcher::Json(json!({"language": "ru", "requestID": "0a1b2c"})))
            .with_body(
                json!({"GetSignResponseResult": {"Message": "…", "Status": name,
                    "Results": [{"CorrelationID": "c-1", "Signature": "JVBERi0="}]}})
                .to_string(),
            )
            .create_async()
            .await;
        let response = adapter(&server.url()).get_sign_response("0a1b2c", Language::Ru).await.unwrap();
        assert_eq!((response.status, response.results[0].signature.as_slice()), (status, b"%PDF-".as_slice()));
    }
}

#[tokio::test]
async fn faults_have_a_meaning_and_never_carry_msigns_text() {
    let partner = Partner::MSign;
    let refused = |status, code: &str| PartnerError::Refused { partner, status, code: Some(code.into()) };
    for (code, expected) in [
        ("RequestNotFound", PartnerError::NotFound { partner }),
        ("AuthenticationFailed", refused(401, "AuthenticationFailed")),
        ("AuthorizationFailed", refused(403, "AuthorizationFailed")),
        ("InvalidParameter", refused(400, "InvalidParameter")),
        ("Persoana 2004000123455", PartnerError::Failed { partner, status: 500 }),
    ] {
        let mut server = mockito::Server::new_async().await;
        let fault = json!({"Fault": {"faultcode": code, "faultstring": "IDNP 2004000123455"}}).to_string();
        server.mock("POST", "/GetSignResponse").with_status(500).with_body(fault).create_async().await;
        let error = adapter(&server.url()).get_sign_response("x", Language::Ro).await.unwrap_err();
        assert_eq!(error, expected);
        assert!(!format!("{error} {error:?}").contains("2004000123455"));
    }
}

#[tokio::test]
async fn nonsense_is_not_a_signature() {
    for body in ["<html>", "{}", r#"{"GetSignResponseResult":{"Status":"Success","Results":[{"Signature":"not base64!"}]}}"#] {
        let mut server = mockito::Server::new_async().await;
        server.mock("POST", "/GetSignResponse").with_body(body).create_async().await;
        let error = adapter(&server.url()).get_sign_response("x", Language::Ro).await.unwrap_err();
        assert!(matches!(error, PartnerError::Nonsense { .. }), "{body}");
    }
}

#[tokio::test]
async fn signatures_are_checked_with_a_hash_only_where_one_belongs() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("POST", "/VerifySignatures")
        .with_body(
            json!({"VerifySignaturesResult": {"Results": [{"Certificates": [
                {"SignatureValid": true, "SignedAt": "2026-03-02T10:00:00Z", "Subject": "EXEMPLU"}], "SignaturesValid": true}]}})
            .to_string(),
        )
        .create_async()
        .await;
    let content = VerificationContent { content: None, correlation_id: None, signature: b"%PDF-".to_vec() };
    let request =
        VerificationRequest { contents: vec![content], language: Some(Language::Ro), signed_content_type: ContentType::Pdf };
    let msign = adapter(&server.url());
    assert!(msign.verify_signatures(&request).await.unwrap().results[0].signatures_valid);
    let hash = VerificationRequest { signed_content_type: ContentType::Hash, ..request };
    assert!(matches!(msign.verify_signatures(&hash).await, Err(PartnerError::Invalid { .. })));
}

#[test]
fn the_signer_is_handed_over_with_a_way_back() {
    let hand_over = HandOver {
        request_id: "0a1b2c".into(),
        return_url: Url::parse("https://e-migrare.example/msign").unwrap(),
        relay_state: Some("r".into()),
        instrument: Some(Instrument::NationalId),
        msisdn: None,
        language: Language::Ro,
    };
    let form = adapter("http://127.0.0.1:1").hand_over(&hand_over).unwrap();
    assert_eq!(form.action.as_str(), "https://msign.staging.egov.md/0a1b2c");
    let names: Vec<_> = form.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(names, ["ReturnUrl=https://e-migrare.example/msign", "RelayState=r", "Instrument=nationalid", "lang=ro"]);
    assert!(adapter("http://127.0.0.1:1").hand_over(&HandOver { request_id: "../x".into(), ..hand_over }).is_err());
}
