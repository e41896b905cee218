use futures_util::future::join_all;
use serde_json::json;

use super::{attestation, freeze, issue, path};
use crate::support::TestApp;

#[actix_web::test]
async fn an_annulled_document_keeps_its_number_and_says_why() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let head = app.persona("head").await;
    let (path, body) = (path(&frozen), json!({ "reason": "Emis din eroare." }));
    let read = head.get(&path).await.expect(200);
    let annulled = head.act(&format!("{path}/annulments"), read.etag(), &body).await.expect(200);
    assert_eq!((annulled.text("/status"), annulled.text("/statusReason")), ("Annulled".into(), "Emis din eroare.".into()));
    assert_eq!(annulled.text("/number"), "AD-2026-000001");
    head.get(&format!("{path}/content")).await.expect(200);
    head.act(&format!("{path}/annulments"), annulled.etag(), &body).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.issued_documents"), 3, "frozen, issued, annulled");
}

#[actix_web::test]
async fn annulling_needs_the_head_of_the_office_the_tag_and_a_reason() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let (annulments, body) = (format!("{}/annulments", path(&frozen)), json!({ "reason": "Emis din eroare." }));
    let head = app.persona("head").await;
    let etag = head.get(&path(&frozen)).await.expect(200).etag().to_owned();
    app.persona("examiner-chisinau").await.act(&annulments, &etag, &body).await.refused(403, "forbidden");
    head.post(&annulments, &body).await.refused(428, "if-match-missing");
    head.act(&annulments, "\"1-0000000000000000\"", &body).await.refused(412, "stale-etag");
    let empty = head.act(&annulments, &etag, &json!({ "reason": "   " })).await.refused(400, "bad-input");
    assert_eq!(empty.violations(), [("/reason", "wrong-format")]);
    let mut elsewhere = attestation();
    elsewhere.office = "BAL";
    let other = issue(&app, &elsewhere).await;
    head.act(&format!("{}/annulments", path(&other)), &etag, &body).await.refused(404, "not-found");
    let early = freeze(&app, &attestation());
    let etag = head.get(&path(&early)).await.expect(200).etag().to_owned();
    let refused = head.act(&format!("{}/annulments", path(&early)), &etag, &body).await.refused(409, "not-in-this-state");
    assert_eq!(refused.text("/state"), "Frozen");
}

#[actix_web::test]
async fn annulled_by_many_at_once_it_is_annulled_once_and_the_same_key_gives_the_same_answer() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let head = app.persona("head").await;
    let annulments = format!("{}/annulments", path(&frozen));
    let etag = head.get(&path(&frozen)).await.expect(200).etag().to_owned();
    let (body, tag) = (json!({ "reason": "Emis din eroare." }), ("If-Match", etag.as_str()));
    let answers = join_all((0..10).map(|_| head.act(&annulments, &etag, &body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 409 | 412)));
    assert_eq!(app.number("select count(*) from history.issued_documents where status = 'Annulled'"), 1);

    let other = issue(&app, &attestation()).await;
    let annulments = format!("{}/annulments", path(&other));
    let key = ("Idempotency-Key", "annulment-0001");
    let first = head.post_with(&annulments, &body, &[tag_of(&head, &other).await.as_pair(), key]).await.expect(200);
    let again = head.post_with(&annulments, &body, &[tag, key]).await.expect(200);
    assert_eq!(first.bytes, again.bytes);
    head.post_with(&annulments, &json!({ "reason": "Altceva." }), &[tag, key]).await.refused(422, "idempotency-key-reused");
}

struct Tag(String);

impl Tag {
    fn as_pair(&self) -> (&str, &str) {
        ("If-Match", &self.0)
    }
}

async fn tag_of(caller: &crate::support::Caller<'_>, frozen: &migratie::documents::Frozen) -> Tag {
    Tag(caller.get(&path(frozen)).await.expect(200).etag().to_owned())
}
