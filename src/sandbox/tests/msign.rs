use serde_json::json;

use super::{World, hidden};
use crate::{
    kernel::text::Language,
    partners::{
        PartnerError,
        msign::{
            ContentType, DelegatorType, ExpectedSigner, HandOver, SignContent, SignRequest, SignStatus, VerificationContent,
            VerificationRequest,
        },
    },
};

const SIGNER: &str = "2015000987657";

fn request(pdf: &[u8]) -> SignRequest {
    SignRequest {
        content_description: None,
        content_type: ContentType::Pdf,
        contents: vec![SignContent {
            content: pdf.to_vec(),
            correlation_id: Some("decision".into()),
            multiple_signatures: false,
            name: Some("decizie.pdf".into()),
        }],
        expected_signer: Some(ExpectedSigner {
            delegated_role_id: None,
            delegator_id: None,
            delegator_type: DelegatorType::None,
            id: SIGNER.into(),
        }),
        short_content_description: "Decizie".into(),
        signature_reason: None,
    }
}

async fn status(world: &World, id: &str) -> SignStatus {
    world.partners.msign.get_sign_response(id, Language::Ro).await.unwrap().status
}

#[actix_web::test]
async fn a_pdf_is_signed_by_the_person_expected_and_by_nobody_else() {
    let world = World::start(None);
    let msign = &world.partners.msign;
    let id = msign.post_sign_request(&request(b"%PDF-1.7 decision")).await.unwrap();
    assert_eq!(status(&world, &id).await, SignStatus::Pending);
    let sign = |signer: &str| json!({"requestId": id, "outcome": "Sign", "signer": signer});
    assert_eq!(world.post("msign/signatures", sign("2004000123455")).await.0, 403);
    assert_eq!(world.post("msign/signatures", sign(SIGNER)).await.0, 204);
    let response = msign.get_sign_response(&id, Language::Ro).await.unwrap();
    assert_eq!((response.status, response.results[0].correlation_id.as_deref()), (SignStatus::Success, Some("decision")));
    assert_eq!(response.results[0].signature, "%PDF-1.7 decision\n% signed by Mihai Model".as_bytes());
    assert_eq!(world.post("msign/signatures", sign(SIGNER)).await.0, 409, "a request is signed once");

    let mut changed = response.results[0].signature.clone();
    changed.push(b'!');
    for (signature, valid) in [(response.results[0].signature.clone(), true), (changed, false)] {
        let content = VerificationContent { content: None, correlation_id: None, signature };
        let asked = VerificationRequest { contents: vec![content], language: None, signed_content_type: ContentType::Pdf };
        assert_eq!(msign.verify_signatures(&asked).await.unwrap().results[0].signatures_valid, valid);
    }
}

#[actix_web::test]
async fn a_refused_or_expired_request_is_finished() {
    let world = World::start(None);
    for (outcome, expected) in [("Refuse", SignStatus::Failure), ("Expire", SignStatus::Expired)] {
        let id = world.partners.msign.post_sign_request(&request(b"%PDF-1.7")).await.unwrap();
        assert_eq!(world.post("msign/signatures", json!({"requestId": id, "outcome": outcome})).await.0, 204);
        let response = world.partners.msign.get_sign_response(&id, Language::Ro).await.unwrap();
        assert_eq!((response.status, response.results.len()), (expected, 0));
        assert_eq!(world.post("msign/signatures", json!({"requestId": id, "outcome": "Sign"})).await.0, 409);
    }
}

#[actix_web::test]
async fn what_cannot_be_signed_stays_pending_and_an_unknown_request_is_not_found() {
    let world = World::start(None);
    let id = world.partners.msign.post_sign_request(&request(b"%PDF-1.7 unsignable")).await.unwrap();
    assert_eq!(world.post("msign/signatures", json!({"requestId": id, "outcome": "Sign"})).await.0, 422);
    assert_eq!(status(&world, &id).await, SignStatus::Pending);
    let unknown = world.partners.msign.get_sign_response("00000000", Language::Ro).await.unwrap_err();
    assert!(matches!(unknown, PartnerError::NotFound { .. }));
    let hash = SignRequest { content_type: ContentType::Hash, ..request(b"01234567890123456789") };
    let refused = world.partners.msign.post_sign_request(&hash).await.unwrap_err();
    assert!(matches!(refused, PartnerError::Refused { status: 400, .. }));
}

#[actix_web::test]
async fn a_signer_is_handed_over_signs_by_the_page_and_comes_back() {
    let world = World::start(None);
    let msign = &world.partners.msign;
    let id = msign.post_sign_request(&request(b"%PDF-1.7")).await.unwrap();
    let hand_over = HandOver {
        request_id: id.clone(),
        return_url: "http://127.0.0.1:9/msign/return".parse().unwrap(),
        relay_state: Some("state'\"".into()),
        instrument: None,
        msisdn: None,
        language: Language::Ro,
    };
    let form = msign.hand_over(&hand_over).unwrap();
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = world.submit(form.action.as_str(), &fields).await.text().await.unwrap();
    assert!(page.contains("Semnează") && page.contains("decizie.pdf"));
    assert_eq!(hidden(&page, "Outcome"), ["Sign", "Refuse", "Expire"]);

    let choice = [fields[0], ("RelayState", "state'\""), ("Outcome", "Sign"), ("Signer", SIGNER)];
    let back = world.submit(&format!("{}/done", form.action), &choice).await.text().await.unwrap();
    assert!(back.contains("action=\"http://127.0.0.1:9/msign/return\""));
    assert_eq!((hidden(&back, "RequestID"), hidden(&back, "RelayState")), (vec![id.clone()], vec!["state'\"".to_owned()]));
    assert_eq!(status(&world, &id).await, SignStatus::Success);
}
