//! A petition that comes as a signed file (par. 39).

use serde_json::json;

use super::{complaint, path, signed_pdf, tell, with};
use crate::{
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

const APPLICANT: &str = "2015000000011";
const SOMEBODY: &str = "2015000000022";

async fn file(caller: &Caller<'_>, bytes: &[u8]) -> Answer {
    let id = send(caller, "Attachment", "petitie-semnata.pdf", "application/pdf", bytes).await.expect(201).text("/fileId");
    caller.post("/api/v1/petitions", &with(complaint(), json!({ "signedFileId": id }))).await
}

#[actix_web::test]
async fn a_file_signed_by_the_petitioner_is_registered_once_msign_trusts_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let filed = file(&applicant, &signed_pdf(&app, APPLICANT).await).await.expect(201);
    assert_eq!((filed.text("/state"), filed.text("/signature")), ("CheckingSignature".into(), "Pending".into()));
    tell(&app, "msign", &json!({ "mode": "Down", "times": 1 })).await;
    app.work_off().await;
    assert_eq!(applicant.get(&path(&filed)).await.expect(200).text("/state"), "CheckingSignature", "MSign is down: it waits");
    app.clock.advance(chrono::Duration::minutes(1));
    app.work_off().await;
    let read = applicant.get(&path(&filed)).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/signature")), ("Registered".into(), "Valid".into()));
    assert!(read.text("/number").starts_with("PT-2026-"));
}

#[actix_web::test]
async fn unsigned_altered_and_foreign_signed_files_are_refused_by_name() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let signed = signed_pdf(&app, APPLICANT).await;
    let before = app.number("select count(*) from petitions");
    let code = |answer: Answer| answer.refused(400, "bad-input").violations()[0].1.to_owned();
    assert_eq!(code(file(&applicant, &samples::pdf(1, 10)).await), "unsigned");
    let mut altered = signed.clone();
    let at = altered.windows(4).position(|four| four == b"595 ").expect("the page's width");
    altered[at] = b'4';
    assert_eq!(code(file(&applicant, &altered).await), "altered-after-signing");
    let appended = [signed.as_slice(), b"\n% and more\n%%EOF\n"].concat();
    assert_eq!(code(file(&applicant, &appended).await), "altered-after-signing");
    assert_eq!(code(file(&applicant, &signed_pdf(&app, SOMEBODY).await).await), "signed-by-another");
    let image = send(&applicant, "Attachment", "a.jpg", "image/jpeg", &samples::jpeg(300, 300)).await.expect(201).text("/fileId");
    let picture = applicant.post("/api/v1/petitions", &with(complaint(), json!({ "signedFileId": image }))).await;
    assert_eq!(code(picture), "not-a-signed-pdf");
    assert_eq!(app.number("select count(*) from petitions"), before, "nothing was written");
}

#[actix_web::test]
async fn a_certificate_that_msign_does_not_trust_ends_it_and_the_petitioner_is_told() {
    use chrono::{TimeZone, Utc};
    use migratie_typesetting::seal::{Identity, Signing, issue_identity, sign};
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    // The right name, by an authority of one's own.
    let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
    let issued = issue_identity("Emre Yılmaz", "Autoritate proprie", year(2020), year(2040)).expect("an identity");
    let identity = Identity::from_pem(&(issued.key_pem + &issued.certificate_pem)).expect("an identity");
    let signing = Signing { instant: year(2026), reason: None, location: None };
    let signed = sign(&samples::pdf(1, 10), &identity, &signing).expect("a signature");
    let filed = file(&applicant, &signed).await.expect(201);
    app.work_off().await;
    let read = applicant.get(&path(&filed)).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/ending/reason")), ("SignatureRefused".into(), "SignatureRefused".into()));
    assert!(read.body.get("number").is_none(), "it was never registered");
    app.persona("petition-clerk").await.get(&path(&filed)).await.refused(404, "not-found");
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/kind"), "PetitionSignatureRefused");
}

#[actix_web::test]
async fn a_request_for_information_takes_any_file_and_is_registered_at_once() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let image = send(&applicant, "Attachment", "a.jpg", "image/jpeg", &samples::jpeg(300, 300)).await.expect(201).text("/fileId");
    let asked = with(complaint(), json!({ "kind": "InformationRequest", "signedFileId": image }));
    let filed = applicant.post("/api/v1/petitions", &asked).await.expect(201);
    assert_eq!((filed.text("/state"), filed.text("/signature")), ("Registered".into(), "NotNeeded".into()));
}
