use aws_lc_rs::digest::{SHA256, digest};
use migratie_typesetting::seal;

use super::{attestation, freeze, issue, path, refusal};
use crate::support::TestApp;

#[actix_web::test]
async fn a_document_decided_without_a_human_is_issued_under_the_seal() {
    let app = TestApp::start().await;
    let head = app.persona("head").await;
    let frozen = freeze(&app, &attestation());
    let content = format!("{}/content", path(&frozen));
    let early = head.get(&content).await.refused(409, "not-in-this-state");
    assert_eq!((early.text("/state"), early.header("retry-after")), ("Frozen".into(), "1"));
    app.work_off().await;
    let read = head.get(&path(&frozen)).await.expect(200);
    assert_eq!((read.text("/status"), read.text("/authentication")), ("Issued".into(), "Seal".into()));
    assert_eq!(read.text("/issuedAt"), "2026-11-16T08:00:00Z");
    let pdf = head.get(&content).await.expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert_eq!(pdf.header("content-disposition"), "attachment; filename=\"AD-2026-000001.pdf\"");
    assert_eq!(read.text("/sha256"), hex::encode(digest(&SHA256, &pdf.bytes)));
    let seals = seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file, "{seals:?}");
    assert!(seals[0].signer.contains("Inspectoratul General pentru Migrație"));
    let text = text(&pdf.bytes);
    for printed in ["AD-2026-000001", &frozen.code, "16 noiembrie 2026", "YILMAZ-ȘERBĂNESCU"] {
        assert!(text.contains(printed), "{printed} in {text}");
    }
    assert!(text.contains(&format!("{}/v/{}", app.address(), frozen.code.replace('-', ""))));
}

#[actix_web::test]
async fn content_is_read_in_ranges_under_its_tag() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let head = app.persona("head").await;
    let content = format!("{}/content", path(&frozen));
    let whole = head.get(&content).await.expect(200);
    let part = head.call("GET", &content, &[("Range", "bytes=0-7"), ("If-Range", whole.etag())], None).await.expect(206);
    assert_eq!(part.bytes, whole.bytes[..8]);
    head.call("GET", &content, &[("If-None-Match", whole.etag())], None).await.expect(304);
    head.call("GET", &content, &[("Range", "bytes=99999999-")], None).await.refused(416, "range-not-satisfiable");
}

#[actix_web::test]
async fn a_message_carried_twice_makes_one_document() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let head = app.persona("head").await;
    let before = head.get(&path(&frozen)).await.expect(200);
    // The worker died after the commit and before it could say that it was done: the message returns.
    app.tamper("update outbox set state = 'Waiting', done_at = null");
    app.work_off().await;
    assert_eq!(head.get(&path(&frozen)).await.expect(200).bytes, before.bytes);
    assert_eq!(app.number("select count(*) from document_files"), 1);
    assert_eq!(app.number("select count(*) from outbox where state = 'Done'"), 1);
}

#[actix_web::test]
async fn what_is_made_again_after_a_crash_has_the_same_bytes() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let content = format!("{}/content", path(&frozen));
    let first = head.get(&content).await.expect(200);
    // The worker died between the store and the row: the object is an orphan, and the document is made again, an hour later.
    app.tamper(
        "set session_replication_role = replica; delete from document_files; update outbox set state = 'Waiting', done_at = null",
    );
    app.clock.advance(chrono::Duration::hours(1));
    app.work_off().await;
    let head = app.persona("head").await;
    let second = head.get(&content).await.expect(200);
    assert!(first.bytes == second.bytes, "the same document from the same text");
    assert_eq!(first.etag(), second.etag());
}

#[actix_web::test]
async fn what_cannot_be_made_is_a_dead_letter_that_can_be_replayed() {
    let app = TestApp::start().await;
    let frozen = freeze(&app, &attestation());
    app.tamper("set session_replication_role = replica; update issued_documents set template = 'gone'");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from outbox where state = 'Dead'"), 1);
    app.tamper("set session_replication_role = replica; update issued_documents set template = 'attestation'");
    app.tamper("update outbox set state = 'Waiting'");
    app.work_off().await;
    assert_eq!(app.persona("head").await.get(&path(&frozen)).await.expect(200).text("/status"), "Issued");
}

/// The text of all pages, in one line.
pub fn text(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-")
}
