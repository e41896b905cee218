use std::collections::HashSet;

use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{begin, complete, part, samples, send};
use crate::support::TestApp;

const PDF: &str = "application/pdf";

#[actix_web::test]
async fn what_a_file_is_decides_and_not_what_it_is_called() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let cases: [(&str, Vec<u8>, &str); 5] = [
        (PDF, samples::scripted_pdf(), "pdf-javascript"),
        (PDF, b"PK\x03\x04 an archive called .pdf".to_vec(), "file-is-archive"),
        (PDF, samples::jpeg(40, 40), "file-type-differs"),
        (PDF, samples::pdf(1, 0)[..200].to_vec(), "file-truncated"),
        ("image/png", b"<script>alert(1)</script>".to_vec(), "file-is-script"),
    ];
    for (declared, bytes, code) in cases {
        let refused = send(&caller, "Attachment", "scan.pdf", declared, &bytes).await.refused(400, "content-refused");
        assert_eq!(refused.violations(), [("/content", code)]);
    }
    assert_eq!(app.number("select count(*) from files"), 0);
}

#[actix_web::test]
async fn a_photograph_has_its_own_shape() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let good = send(&caller, "Photo", "foto.jpg", "image/jpeg", &samples::jpeg(354, 472)).await.expect(201);
    assert_eq!((good.body["width"].as_u64(), good.body["height"].as_u64()), (Some(354), Some(472)));
    for (bytes, kind, code) in [
        (samples::jpeg(300, 400), "image/jpeg", "photo-too-small"),
        (samples::jpeg(600, 600), "image/jpeg", "photo-aspect"),
        (samples::pdf(1, 0), PDF, "file-type-not-accepted"),
    ] {
        let refused = send(&caller, "Photo", "foto.jpg", kind, &bytes).await.refused(400, "content-refused");
        assert_eq!(refused.violations(), [("/content", code)]);
    }
}

#[actix_web::test]
async fn a_refused_content_can_be_sent_again() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &vec![b'?'; bytes.len()]).await.expect(200);
    complete(&caller, &upload).await.refused(400, "content-refused");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    complete(&caller, &upload).await.expect(201);
}

#[actix_web::test]
async fn a_declared_checksum_is_compared() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let declared =
        json!({ "purpose": "Attachment", "name": "a.pdf", "size": bytes.len(), "contentType": PDF, "sha256": "0".repeat(64) });
    let upload = caller.post("/api/v1/uploads", &declared).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    let refused = complete(&caller, &upload).await.refused(400, "content-refused");
    assert_eq!(refused.violations(), [("/content", "digest-differs")]);
}

#[actix_web::test]
async fn the_same_key_completes_once_and_another_key_is_too_late() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    let path = format!("/api/v1/uploads/{upload}/completions");
    let key = [("Idempotency-Key", "completion-0001")];
    let first = caller.post_with(&path, &Value::Null, &key).await.expect(201);
    let again = caller.post_with(&path, &Value::Null, &key).await.expect(201);
    assert_eq!((first.bytes.clone(), first.etag()), (again.bytes.clone(), again.etag()));
    let late = complete(&caller, &upload).await.refused(409, "not-in-this-state");
    assert_eq!(late.text("/fileId"), first.text("/fileId"));
    part(&caller, &upload, 1, &bytes).await.refused(409, "not-in-this-state");
    let read = caller.get(&format!("/api/v1/uploads/{upload}")).await.expect(200);
    assert_eq!(read.text("/fileId"), first.text("/fileId"));
}

#[actix_web::test]
async fn completed_by_many_at_once_it_is_one_file_and_one_object() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 50_000);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    let answers = join_all((0..8).map(|_| complete(&caller, &upload))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    for answer in answers.into_iter().filter(|answer| answer.status != 201) {
        answer.refused(409, "not-in-this-state");
    }
    assert_eq!(app.number("select count(*) from files"), 1);
    // Whatever the losers had stored is gone already: nothing is left for the sweep.
    let far = app.clock.now() + Duration::days(4000);
    let known = async |ids: &[uuid::Uuid]| Ok::<_, migratie::kernel::blobs::BlobError>(known(&app, ids));
    assert_eq!(app.platform.files.blobs.orphans(far, known).await.expect("orphans"), Vec::<uuid::Uuid>::new());
}

#[actix_web::test]
async fn completed_by_many_at_once_under_one_key_it_is_one_answer() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 50_000);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    let path = format!("/api/v1/uploads/{upload}/completions");
    let key = [("Idempotency-Key", "completion-0001")];
    let answers = join_all((0..8).map(|_| caller.post_with(&path, &Value::Null, &key))).await;
    let first = caller.post_with(&path, &Value::Null, &key).await.expect(201);
    for answer in answers {
        match answer.status {
            201 => assert_eq!((&answer.bytes, answer.etag()), (&first.bytes, first.etag())),
            _ => drop(answer.refused(409, "still-running")),
        }
    }
    assert_eq!(app.number("select count(*) from files"), 1);
}

fn known(app: &TestApp, ids: &[uuid::Uuid]) -> HashSet<uuid::Uuid> {
    let is_known = |id: &uuid::Uuid| app.number(&format!("select count(*) from files where blob_id = '{id}'")) == 1;
    ids.iter().copied().filter(is_known).collect()
}

#[actix_web::test]
async fn the_sweep_takes_orphans_and_leaves_files() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let file = send(&caller, "Attachment", "a.pdf", PDF, &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    let blobs = &app.platform.files.blobs;
    let orphan = blobs.put("left by a crash".into()).await.expect("an object");
    let rooms: &'static [migratie::files::KnownBlobs] = &[migratie::files::known_blobs];
    let swept = migratie::files::sweep(&app.platform.door, blobs, rooms).await.expect("a sweep");
    assert_eq!(swept.objects, 0, "what is younger than a day may still get its row");
    app.clock.advance(Duration::days(4000));
    let swept = migratie::files::sweep(&app.platform.door, blobs, rooms).await.expect("a sweep");
    assert_eq!(swept.objects, 1);
    assert!(blobs.get(&orphan).await.is_err());
    let caller = app.persona("applicant").await;
    caller.get(&format!("/api/v1/files/{file}/content")).await.expect(200);
}
