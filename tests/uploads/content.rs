use serde_json::Value;

use super::{samples, send};
use crate::support::TestApp;

#[actix_web::test]
async fn content_is_given_whole_or_in_ranges_and_never_as_a_page() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(3, 200_000);
    let file = send(&caller, "Attachment", "pașaport (1).pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
    let path = format!("/api/v1/files/{file}/content");
    let whole = caller.get(&path).await.expect(200);
    assert_eq!(whole.bytes, bytes);
    assert_eq!(whole.header("content-disposition"), "attachment; filename*=UTF-8''pa%C8%99aport%20%281%29.pdf");
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    assert_eq!(whole.header("content-length"), bytes.len().to_string());

    let ranged = async |range: &'static str| caller.call("GET", &path, &[("Range", range)], None).await;
    // Across the border of two encrypted chunks of 64 KiB.
    let part = ranged("bytes=65000-66000").await.expect(206);
    assert_eq!(part.bytes, bytes[65_000..=66_000]);
    assert_eq!(part.header("content-range"), format!("bytes 65000-66000/{}", bytes.len()));
    assert_eq!(ranged("bytes=-100").await.expect(206).bytes, bytes[bytes.len() - 100..]);
    assert_eq!(ranged("bytes=99999999-").await.refused(416, "range-not-satisfiable").body["size"], bytes.len());
    assert_eq!(ranged("lines=1-2").await.expect(200).bytes, bytes);

    let etag = whole.etag();
    caller.call("GET", &path, &[("If-None-Match", etag)], None).await.expect(304);
    let stale = caller.call("GET", &path, &[("Range", "bytes=0-1"), ("If-Range", "\"other\"")], None).await.expect(200);
    assert_eq!(stale.bytes, bytes);
    let zipped = caller.call("GET", &path, &[("Accept-Encoding", "gzip"), ("Range", "bytes=0-3")], None).await.expect(206);
    assert_eq!(zipped.bytes, b"%PDF");
}

#[actix_web::test]
async fn a_file_is_nobody_elses_and_every_reading_is_journalled() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let file = send(&caller, "Attachment", "a.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    let facts = caller.get(&format!("/api/v1/files/{file}")).await.expect(200);
    assert_eq!((facts.text("/name"), &facts.body["scanned"]), ("a.pdf".to_owned(), &Value::Bool(false)));
    caller.get(&format!("/api/v1/files/{file}/content")).await.expect(200);
    let read = "select count(*) from journal.entries where operation in ('readFile', 'readFileContent') and outcome = 'Done'";
    assert_eq!(app.number(read), 2);
    for path in [format!("/api/v1/files/{file}"), format!("/api/v1/files/{file}/content")] {
        app.persona("head").await.get(&path).await.refused(404, "not-found");
        app.anyone().get(&path).await.refused(401, "not-signed-in");
    }
}

#[actix_web::test]
async fn what_lies_in_the_store_is_not_the_file() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    send(&caller, "Attachment", "a.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201);
    let mut objects = Vec::new();
    collect(&app.platform.settings.data_dir.join("files"), &mut objects);
    assert_eq!(objects.len(), 1);
    let stored = std::fs::read(&objects[0]).expect("an object");
    assert!(!stored.windows(4).any(|window| window == b"%PDF"), "content is encrypted at rest");
}

#[actix_web::test]
async fn an_erased_file_is_not_found_any_more() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    let file = send(&caller, "Attachment", "a.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    app.tamper("set session_replication_role = replica; update files set key_id = null, wrapped_key = null");
    caller.get(&format!("/api/v1/files/{file}/content")).await.refused(404, "not-found");
}

fn collect(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { collect(&entry.path(), found) } else { found.push(entry.path()) }
    }
}
