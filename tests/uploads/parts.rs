use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::Duration;
use serde_json::json;

use super::{begin, complete, part, samples};
use crate::support::TestApp;

const PDF: &str = "application/pdf";

#[actix_web::test]
async fn a_file_sent_in_parts_out_of_order_is_one_file() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(2, 9000);
    let began = begin(&caller, "pașaport.pdf", PDF, bytes.len()).await.expect(201);
    let upload = began.text("/uploadId");
    assert_eq!(began.header("location"), format!("/api/v1/uploads/{upload}"));
    part(&caller, &upload, 2, &bytes[5000..]).await.expect(200);
    let halfway = caller.get(&format!("/api/v1/uploads/{upload}")).await.expect(200);
    assert_eq!((halfway.body["missingBytes"].as_u64(), &halfway.body["state"]), (Some(5000), &json!("Open")));
    assert_eq!(halfway.body["parts"][0]["part"], 2);
    complete(&caller, &upload).await.refused(409, "upload-incomplete");
    part(&caller, &upload, 1, &bytes[..5000]).await.expect(200);
    let file = complete(&caller, &upload).await.expect(201);
    assert_eq!(file.body["pages"], 2);
    assert_eq!(file.text("/sha256"), hex::encode(digest(&SHA256, &bytes)));
    let content = caller.get(&format!("/api/v1/files/{}/content", file.text("/fileId"))).await.expect(200);
    assert_eq!(content.bytes, bytes);
    assert_eq!(app.number("select count(*) from upload_parts"), 0, "parts go once the file is kept");
}

#[actix_web::test]
async fn a_part_sent_again_replaces_the_one_before() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &vec![b'x'; bytes.len()]).await.expect(200);
    let again = part(&caller, &upload, 1, &bytes).await.expect(200);
    assert_eq!(again.body["size"].as_u64(), Some(bytes.len() as u64));
    complete(&caller, &upload).await.expect(201);
}

#[actix_web::test]
async fn parts_with_a_gap_between_them_are_no_file() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes[..10]).await.expect(200);
    part(&caller, &upload, 3, &bytes[10..]).await.expect(200);
    let refused = complete(&caller, &upload).await.refused(409, "upload-incomplete");
    assert_eq!(refused.body["arrivedParts"], json!([1, 3]));
}

#[actix_web::test]
async fn a_part_that_was_damaged_on_the_way_is_noticed() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let upload = begin(&caller, "a.pdf", PDF, 100).await.expect(201).text("/uploadId");
    let path = format!("/api/v1/uploads/{upload}/parts/1");
    let checksum = |bytes: &[u8]| format!("sha-256=:{}:", BASE64_STANDARD.encode(digest(&SHA256, bytes)));
    let body = || Some(("application/octet-stream", b"arrived".to_vec()));
    let other = checksum(b"sent");
    let refused = caller.call("PUT", &path, &[("Content-Digest", other.as_str())], body()).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("Content-Digest", "digest-differs")]);
    let malformed = caller.call("PUT", &path, &[("Content-Digest", "sha-256=abc")], body()).await.refused(400, "bad-input");
    assert_eq!(malformed.violations(), [("Content-Digest", "wrong-format")]);
    assert_eq!(app.number("select count(*) from upload_parts"), 0);
    let right = checksum(b"arrived");
    caller.call("PUT", &path, &[("Content-Digest", right.as_str())], body()).await.expect(200);
}

#[actix_web::test]
async fn bounds_are_told() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let large = begin(&caller, "a.pdf", PDF, 10 * 1024 * 1024 + 1).await.refused(413, "too-large");
    assert_eq!(large.body["largest"], 10 * 1024 * 1024);
    let upload = begin(&caller, "a.pdf", PDF, 6 * 1024 * 1024).await.expect(201).text("/uploadId");
    let part_too_large = part(&caller, &upload, 1, &vec![0; 5 * 1024 * 1024 + 1]).await.refused(413, "too-large");
    assert_eq!(part_too_large.body["largest"], 5 * 1024 * 1024);
    part(&caller, &upload, 1, &vec![0; 5 * 1024 * 1024]).await.expect(200);
    let beyond = part(&caller, &upload, 2, &vec![0; 1024 * 1024 + 1]).await.refused(413, "too-large");
    assert_eq!(beyond.body["largest"], 1024 * 1024);
    part(&caller, &upload, 1, b"").await.refused(400, "content-refused");
    part(&caller, &upload, 0, b"x").await.refused(400, "bad-input");
    let path = format!("/api/v1/uploads/{upload}/parts/1");
    caller.call("PUT", &path, &[], Some(("text/plain", b"x".to_vec()))).await.refused(415, "unsupported-media-type");
}

#[actix_web::test]
async fn everything_wrong_with_a_declaration_is_told_at_once() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let body =
        json!({ "purpose": "Selfie", "name": "../etc/passwd", "size": 0, "contentType": "text/html", "sha256": "x", "more": 1 });
    let refused = caller.post("/api/v1/uploads", &body).await.refused(400, "bad-input");
    let places: Vec<&str> = refused.violations().iter().map(|(place, _)| *place).collect();
    for place in ["/purpose", "/name", "/size", "/contentType", "/sha256", "/more"] {
        assert!(places.contains(&place), "{place} in {places:?}");
    }
    let hidden = json!({ "purpose": "Photo", "name": "a\u{202e}gpj.exe", "size": 4, "contentType": "image/png" });
    let refused = caller.post("/api/v1/uploads", &hidden).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/name", "wrong-format")]);
}

#[actix_web::test]
async fn an_upload_is_nobody_elses() {
    let app = TestApp::start().await;
    let (caller, other) = (app.persona("applicant").await, app.persona("examiner-chisinau").await);
    let upload = begin(&caller, "a.pdf", PDF, 10).await.expect(201).text("/uploadId");
    other.get(&format!("/api/v1/uploads/{upload}")).await.refused(404, "not-found");
    part(&other, &upload, 1, b"x").await.refused(404, "not-found");
    complete(&other, &upload).await.refused(404, "not-found");
    app.anyone().get(&format!("/api/v1/uploads/{upload}")).await.refused(401, "not-signed-in");
    let refusals = "select count(*) from journal.entries where outcome = 'Refused' and problem = 'not-found'";
    assert_eq!(app.number(refusals), 3, "refusals are journalled");
}

#[actix_web::test]
async fn an_upload_left_alone_for_a_day_is_forgotten() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let upload = begin(&caller, "a.pdf", PDF, 10).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, b"x").await.expect(200);
    app.clock.advance(Duration::hours(25));
    let caller = app.persona("applicant").await;
    caller.get(&format!("/api/v1/uploads/{upload}")).await.refused(404, "not-found");
    let platform = &app.platform;
    let swept = migratie::files::sweep(&platform.door, &platform.files.blobs, &[]).await.expect("a sweep");
    assert_eq!(swept.uploads, 1);
    assert_eq!(app.number("select count(*) from upload_parts"), 0);
}

#[actix_web::test]
async fn the_same_key_begins_one_upload() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let body = json!({ "purpose": "Power", "name": "procură.pdf", "size": 10, "contentType": PDF });
    let key = [("Idempotency-Key", "upload-key-0001")];
    let first = caller.post_with("/api/v1/uploads", &body, &key).await.expect(201);
    let second = caller.post_with("/api/v1/uploads", &body, &key).await.expect(201);
    assert_eq!(first.text("/uploadId"), second.text("/uploadId"));
    let other = json!({ "purpose": "Power", "name": "alta.pdf", "size": 10, "contentType": PDF });
    caller.post_with("/api/v1/uploads", &other, &key).await.refused(422, "idempotency-key-reused");
}
