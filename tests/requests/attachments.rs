use super::{STAY, act, attach, begin, engineer, path, registered};
use crate::{
    support::{Caller, TestApp},
    uploads::{samples, send},
};

/// Where the content of a request's first attachment is.
async fn content(caller: &Caller<'_>, path: &str) -> String {
    let list = caller.get(&format!("{path}/attachments")).await.expect(200);
    format!("{path}/attachments/{}/content", list.text("/attachments/0/attachmentId"))
}

#[actix_web::test]
async fn whoever_may_see_the_request_reads_what_is_attached_and_nobody_else() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let operator = app.persona("counter-operator").await;
    let content = content(&operator, &path).await;
    for persona in ["counter-operator", "examiner-chisinau", "head", "deputy-head"] {
        let read = app.persona(persona).await.get(&content).await.expect(200);
        assert_eq!(read.bytes, samples::pdf(2, 10), "{persona}");
        assert_eq!((read.header("content-type"), read.header("x-content-type-options")), ("application/pdf", "nosniff"));
        assert!(read.header("content-disposition").starts_with("attachment;"));
    }
    for persona in ["examiner-balti", "applicant", "representative", "sis-reviewer"] {
        app.persona(persona).await.get(&content).await.refused(404, "not-found");
    }
    app.persona("auditor").await.get(&content).await.refused(403, "forbidden");
    app.anyone().get(&content).await.refused(401, "not-signed-in");
    let whole = operator.get(&content).await.expect(200);
    let part = operator.call("GET", &content, &[("Range", "bytes=0-3")], None).await.expect(206);
    assert_eq!(part.bytes, b"%PDF");
    operator.call("GET", &content, &[("Range", "bytes=9999999-")], None).await.refused(416, "range-not-satisfiable");
    operator.call("GET", &content, &[("If-None-Match", whole.etag())], None).await.expect(304);
}

#[actix_web::test]
async fn every_reading_is_journalled_as_one_about_the_person() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    let content = content(&examiner, &path).await;
    examiner.get(&content).await.expect(200);
    let read = "select count(*) from journal.entries e join requests r on r.beneficiary_id = any(e.persons)
                 where e.operation = 'readAttachmentContent' and e.outcome = 'Done' and e.legal_basis is not null";
    assert_eq!(app.number(read), 1);
}

#[actix_web::test]
async fn what_was_taken_off_or_never_was_is_not_there() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = path(&begin(&applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    attach(&applicant, &path, "dwelling").await.expect(201);
    let content = content(&applicant, &path).await;
    applicant.get(&content).await.expect(200);
    app.persona("examiner-chisinau").await.get(&content).await.refused(404, "not-found");
    let removals = content.trim_start_matches(&path).trim_start_matches('/').replace("/content", "/removals");
    act(&applicant, &path, &removals, &serde_json::Value::Null).await.expect(200);
    applicant.get(&content).await.refused(404, "not-found");
    applicant.get(&format!("{path}/attachments/att_01ja4ttz8ze3ks9nvd5efz1s8d/content")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_file_that_somebody_else_sent_cannot_be_attached() {
    let app = TestApp::start().await;
    let (applicant, employer) = (app.persona("applicant").await, app.persona("employer").await);
    let theirs = send(&employer, "Attachment", "a.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    let path = path(&begin(&applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for file in [theirs.as_str(), "fil_01ja4ttz8ze3ks9nvd5efz1s8d"] {
        let body = serde_json::json!({ "documentCode": "dwelling", "fileId": file, "name": "Contract" });
        let answer = act(&applicant, &path, "attachments", &body).await.refused(400, "bad-input");
        assert_eq!(answer.violations(), [("/fileId", "no-such-thing")]);
    }
}
