use serde_json::{Value, json};

use super::{act, attestation, attested, begin, path};
use crate::{documents::content::text, support::TestApp};

#[actix_web::test]
async fn an_attestation_is_decided_and_sealed_without_a_human() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let decided = applicant.get(&attested(&app, &applicant).await).await.expect(200);
    assert!(decided.text("/number").starts_with("ADEV-2026-"));
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

/// What somebody who is on nobody's record writes of themselves.
fn of_ana(idnp: &str) -> Value {
    let mut answers = attestation(idnp);
    for (field, answer) in [("surname", "Exemplu"), ("givenName", "Ana"), ("birthDate", "1985-04-12")] {
        answers[field] = json!(answer);
    }
    answers["citizenships"] = json!(["ROU"]);
    answers
}

#[actix_web::test]
async fn who_is_not_on_record_gets_a_sealed_refusal_without_a_human() {
    let app = TestApp::start().await;
    let stranger = app.signed_in_as("2004000123455");
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &of_ana("2004000123455")).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Unfavourable".into()), "{}", decided.body);
    assert_eq!(decided.body["referred"], false);
    let document = decided.text("/decisionDocumentId");
    let read = stranger.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    assert_eq!((read.text("/documentType"), read.text("/authentication")), ("RefusalDecision".into(), "Seal".into()));
    assert!(read.text("/number").starts_with("RA-2026-"));
    let pdf = stranger.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let text = text(&pdf.bytes);
    for part in ["Persoana nu este în evidența inspectoratului.", "EXEMPLU", "Judecătoria Chișinău", "30 de zile"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let appeal = json!({ "body": "Judecătoria Chișinău", "filedOn": "2026-11-16" });
    assert_eq!(act(&stranger, &path(&draft), "appeals", &appeal).await.expect(200).body["state"], "Appealed");
}

#[actix_web::test]
async fn whoever_writes_another_s_number_does_not_become_them_and_learns_nothing() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let stranger = app.signed_in_as("2004000123455");
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &attestation("2015000000011")).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let decided = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((decided.text("/state"), decided.text("/outcome")), ("Decided".into(), "Unfavourable".into()), "{}", decided.body);
    assert_eq!(app.number("select count(*) from accounts where login = '2004000123455' and person_id is not null"), 0);
    stranger.get("/api/v1/persons/current").await.refused(404, "not-found");
    let document = decided.text("/decisionDocumentId");
    let pdf = stranger.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let text = text(&pdf.bytes);
    assert!(text.contains("Solicitantul nu este persoana despre care se cere adeverința."), "{text}");
    for recorded in ["2015000000011", "Dacia", "21456703"] {
        assert!(!text.contains(recorded), "{recorded} is on record only: {text}");
    }
}

#[actix_web::test]
async fn what_a_person_must_judge_goes_to_an_officer_even_beside_what_would_be_refused() {
    let app = TestApp::start().await;
    let stranger = app.signed_in_as("2004000123455");
    let mut asked = of_ana("2004000123455");
    asked["attested"] = json!(["LegalStatus"]);
    let draft = begin(&stranger, "legal-status-attestation", "Beneficiary", &asked).await.expect(201);
    act(&stranger, &path(&draft), "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    let read = stranger.get(&path(&draft)).await.expect(200);
    assert_eq!((&read.body["state"], &read.body["referred"]), (&json!("InExamination"), &json!(true)), "{}", read.body);
    assert_eq!(app.number("select count(*) from issued_documents where document_type = 'RefusalDecision'"), 0);
    // Of an attestation no term is public: what is missing is asked for and supplied all the same.
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path(&draft), "claims", &Value::Null).await.expect(200);
    let asked = json!({ "text": "Precizați scopul.", "dueOn": "2026-12-01", "documentCodes": [], "fields": ["addressee"] });
    let waiting = act(&examiner, &path(&draft), "completion-requests", &asked).await.expect(200);
    assert_eq!((waiting.text("/state"), waiting.body.get("term")), ("AwaitingCompletion".into(), None));
    let supplied = act(&stranger, &path(&draft), "completions", &json!({ "answers": {} })).await.expect(200);
    assert_eq!((supplied.text("/state"), supplied.body.get("term")), ("InExamination".into(), None));
}
