use serde_json::{Value, json};

use super::{act, attestation, begin, path};
use crate::support::TestApp;

#[actix_web::test]
async fn an_attestation_is_decided_and_sealed_without_a_human() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let draft = begin(&applicant, "legal-status-attestation", "Beneficiary", &attestation("2015000000011")).await.expect(201);
    let submitted = act(&applicant, &path(&draft), "submissions", &Value::Null).await.expect(200);
    assert!(submitted.text("/number").starts_with("ADEV-2026-"));
    app.work_off().await;
    let decided = applicant.get(&path(&draft)).await.expect(200);
    assert_eq!((&decided.body["state"], &decided.body["outcome"]), (&json!("Decided"), &json!("Favourable")), "{}", decided.body);
    let document = decided.text("/decisionDocumentId");
    let pdf = applicant.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.body["messages"][0]["kind"], "RequestDecided");
}

#[actix_web::test]
async fn whoever_is_not_certain_goes_to_an_officer() {
    let app = TestApp::start().await;
    let employer = app.persona("employer").await;
    let draft = begin(&employer, "legal-status-attestation", "Beneficiary", &attestation("2015000000033")).await.expect(201);
    act(&employer, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let read = employer.get(&path(&draft)).await.expect(200);
    assert_ne!(read.body["outcome"], "Favourable", "{}", read.body);
}
