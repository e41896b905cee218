//! The papers that a request brings with it: the application as filed, the certificate of registration, the invoice, the dossier's own.

use serde_json::{Value, json};

use super::{
    DOCUMENTS, STAY, act, attach, begin, engineer,
    journey::{checked, sign},
    path, pay, registered,
};
use crate::{
    documents::content::text,
    support::{Answer, Caller, TestApp},
};

/// The documents of one kind of a request.
async fn of_kind(caller: &Caller<'_>, path: &str, kind: &str) -> Vec<Value> {
    let id = path.rsplit('/').next().expect("an id");
    let list = caller.get(&format!("/api/v1/documents?requestId={id}&documentType={kind}")).await.expect(200);
    list.body["documents"].as_array().expect("documents").clone()
}

async fn the_one(caller: &Caller<'_>, path: &str, kind: &str) -> (Value, Vec<u8>) {
    let found = of_kind(caller, path, kind).await;
    assert_eq!(found.len(), 1, "{kind}: {found:?}");
    let id = found[0]["documentId"].as_str().expect("an id");
    let pdf = caller.get(&format!("/api/v1/documents/{id}/content")).await.expect(200);
    (found[0].clone(), pdf.bytes.to_vec())
}

/// Filed online by the applicant; not paid.
async fn submitted(applicant: &Caller<'_>) -> String {
    let path = path(&begin(applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(applicant, &path, code).await.expect(201);
    }
    act(applicant, &path, "submissions", &Value::Null).await.expect(200);
    path
}

#[actix_web::test]
async fn the_application_tells_what_was_filed_also_when_it_is_drawn_up_after_a_completion() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = submitted(&applicant).await;
    let id = migratie::kernel::id::read("req", path.rsplit('/').next().expect("an id")).expect("a request");
    // The message was hours on its way; meanwhile the answers became others.
    app.tamper(&format!(
        "set session_replication_role = replica; update requests set answers = replace(answers::text, 'Exemplu SRL', 'Altul SRL')::jsonb
          where id = '{id}'"
    ));
    app.work_off().await;
    let (_, pdf) = the_one(&applicant, &path, "Application").await;
    let text = text(&pdf);
    assert!(text.contains("Exemplu SRL") && !text.contains("Altul SRL"), "{text}");
}

#[actix_web::test]
async fn the_application_is_a_paper_as_it_was_filed() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = submitted(&applicant).await;
    app.work_off().await;
    let (document, pdf) = the_one(&applicant, &path, "Application").await;
    assert_eq!((&document["status"], &document["authentication"]), (&json!("Issued"), &json!("Plain")));
    let text = text(&pdf);
    for part in [
        "Kaya",
        "17.05.1990",
        "Turcia",
        "U00112233",
        "Exemplu SRL, IDNO 1018600000127",
        "19700.00 MDL",
        "16.11.2026, ora 10:00",
        "YILMAZ Emre, identificat(ă) prin MPass",
        "Fotografie",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    app.persona("examiner-chisinau")
        .await
        .get(&format!("/api/v1/documents/{}", document["documentId"].as_str().expect("id")))
        .await
        .expect(200);
    assert_eq!(of_kind(&app.persona("examiner-balti").await, &path, "Application").await, Vec::<Value>::new());
}

#[actix_web::test]
async fn a_registration_is_confirmed_to_the_applicant_under_the_seal() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = submitted(&applicant).await;
    assert_eq!(of_kind(&applicant, &path, "Confirmation").await, Vec::<Value>::new(), "nothing is registered yet");
    pay(&app, &applicant, &path).await;
    app.work_off().await;
    let (document, pdf) = the_one(&applicant, &path, "Confirmation").await;
    assert_eq!((&document["status"], &document["authentication"]), (&json!("Issued"), &json!("Seal")));
    let seals = migratie_typesetting::seal::verify(&pdf).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let text = text(&pdf);
    for part in ["SP-GR-2026-000001", "YILMAZ Emre", "KAYA Deniz", "16 decembrie 2026"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let code = document["verificationCode"].as_str().expect("a code");
    assert_eq!(app.anyone().get(&format!("/api/v1/verifications/{code}")).await.expect(200).body["status"], "Valid");
    assert_eq!(app.persona("applicant").await.get(&path).await.expect(200).body["state"], "InExamination", "it decides nothing");
}

#[actix_web::test]
async fn an_order_has_its_invoice_under_the_seal() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = submitted(&applicant).await;
    let id = path.rsplit('/').next().expect("an id");
    let order = applicant.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200);
    let (key, order) = (order.text("/orders/0/orderKey"), order.text("/orders/0/orderId"));
    let invoice = format!("/api/v1/orders/{order}/invoice");
    let early = applicant.get(&invoice).await.refused(409, "not-in-this-state");
    assert_eq!(early.header("retry-after"), "1");
    app.work_off().await;
    let pdf = applicant.get(&invoice).await.expect(200);
    assert_eq!(
        (pdf.header("content-type"), pdf.header("content-disposition")),
        ("application/pdf", "attachment; filename=\"NP-2026-000001.pdf\"")
    );
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    let text = text(&pdf.bytes);
    for part in [key.as_str(), "3 600,00", "3 690,00", "YILMAZ Emre", "IDNP 2015000000011", "16 decembrie 2026"] {
        assert!(text.replace('\u{a0}', " ").contains(part), "{part} in {text}");
    }
    applicant.call("GET", &invoice, &[("Range", "bytes=0-3")], None).await.expect(206);
    app.persona("examiner-chisinau").await.get(&invoice).await.expect(200);
    app.persona("examiner-balti").await.get(&invoice).await.refused(404, "not-found");
    app.persona("employer").await.get(&invoice).await.refused(404, "not-found");
    app.persona("auditor").await.get(&invoice).await.refused(403, "forbidden");
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'readOrderInvoice' and outcome = 'Done'"), 3);
}

fn report() -> Value {
    json!({ "subject": "Verificarea locului de muncă", "findings": "Angajatorul activează la adresa declarată.\nSalariul corespunde.",
        "conclusions": "Nu sunt temeiuri de refuz.", "position": "Inspector principal" })
}

async fn drawn(examiner: &Caller<'_>, path: &str, what: &str, body: &Value) -> Answer {
    let drawn = act(examiner, path, what, body).await.expect(201);
    assert_eq!(drawn.header("location"), format!("/api/v1/documents/{}", drawn.text("/documentId")));
    drawn
}

#[actix_web::test]
async fn an_officer_reports_on_the_case_and_signs_and_the_applicant_does_not_see_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = submitted(&applicant).await;
    pay(&app, &applicant, &path).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "reports", &report()).await.refused(409, "not-in-this-state");
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "reports", &json!({ "subject": " ", "position": "x" })).await.refused(400, "bad-input");
    let report = drawn(&examiner, &path, "reports", &report()).await;
    assert_eq!(report.text("/number"), "RP-2026-000001");
    app.work_off().await;
    sign(&app, &examiner, &report.text("/documentId")).await;
    let (document, pdf) = the_one(&examiner, &path, "Report").await;
    assert_eq!((&document["status"], &document["authentication"]), (&json!("Issued"), &json!("Person")));
    let text = text(&pdf);
    for part in ["Verificarea locului de muncă", "Salariul corespunde.", "YILMAZ", "LUNGU Andrei"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(of_kind(&applicant, &path, "Report").await, Vec::<Value>::new());
    assert_eq!(examiner.get(&path).await.expect(200).body["state"], "InExamination", "a report decides nothing");
}

#[actix_web::test]
async fn the_record_sheet_says_what_is_on_record_and_was_found() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = checked(&app, &path).await;
    let sheet = drawn(&examiner, &path, "record-sheets", &json!({ "position": "Inspector principal" })).await;
    app.work_off().await;
    sign(&app, &examiner, &sheet.text("/documentId")).await;
    let (document, pdf) = the_one(&examiner, &path, "RecordSheet").await;
    assert_eq!((&document["status"], document["number"].as_str()), (&json!("Issued"), Some("FE-2026-000001")));
    let text = text(&pdf);
    for part in ["KAYA", "Turcia", "În evidență din", "masculin", "deniz@example.org", "CF-2026-000001", "Fără observații."]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[actix_web::test]
async fn a_service_without_such_a_paper_has_none() {
    let app = TestApp::start().await;
    let employer = app.persona("employer").await;
    let invitee = json!({
        "inviteeSurname": "Sharma", "inviteeGivenName": "Asha", "inviteeSex": "F", "inviteeBirthDate": "1985-12-31",
        "inviteeBirthCountry": "IND", "inviteeCitizenships": ["IND"], "inviteeDocumentKind": "Passport",
        "inviteeDocumentNumber": "Z0000001", "inviteeDocumentCountry": "IND", "inviteeDocumentIssuedOn": "2021-01-01",
        "inviteeDocumentExpiresOn": "2031-01-01", "inviteeAddress": { "country": "IND", "locality": "Pune" },
        "relation": "Friend", "visitedBefore": false,
    });
    let path = super::invitation::registered(&app, &employer, &[invitee]).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "reports", &report()).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from issued_documents where document_type = 'Report'"), 0);
}
