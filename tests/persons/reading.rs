use chrono::Duration;
use serde_json::json;

use super::registered;
use crate::support::TestApp;

#[actix_web::test]
async fn a_reading_without_a_legal_ground_is_refused() {
    let app = TestApp::start().await;
    let (id, _) = registered(&app.persona("examiner-chisinau").await.examining(), "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    app.persona("examiner-chisinau").await.get(&path).await.refused(400, "legal-ground-missing");
    app.persona("examiner-chisinau").await.on_ground("LAW-0-0", "x").get(&path).await.refused(400, "legal-ground-unknown");
    app.persona("examiner-chisinau").await.examining().get(&path).await.expect(200);
}

#[actix_web::test]
async fn an_unchanged_record_is_not_sent_again() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let answer = examiner.call("GET", &path, &[("If-None-Match", &etag)], None).await.expect(304);
    assert!(answer.bytes.is_empty());
}

#[actix_web::test]
async fn a_record_is_read_as_it_stood_at_an_instant() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let before = app.clock.now() - Duration::minutes(1);
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let first = app.clock.now();
    app.clock.advance(Duration::minutes(2));
    let change = json!({ "reason": "căsătorie", "attributes": { "names": { "surname": "Petkova" } } });
    examiner.patch(&path, &etag, &change).await.expect(200);
    let address = json!({ "kind": "Residence", "country": "MDA", "locality": "Orhei", "validFrom": "2026-01-01" });
    examiner.post(&format!("{path}/addresses"), &address).await.expect(201);

    let at = |instant: chrono::DateTime<chrono::Utc>| format!("?asOf={}", instant.format("%Y-%m-%dT%H:%M:%SZ"));
    let then = examiner.get(&format!("{path}{}", at(first))).await.expect(200);
    assert_eq!((then.text("/attributes/names/surname").as_str(), &then.body["addresses"]), ("Georgieva", &json!([])));
    assert_eq!(then.etag(), etag, "the very representation of then");
    let now = examiner.get(&format!("{path}{}", at(app.clock.now()))).await.expect(200);
    assert_eq!(now.text("/attributes/names/surname"), "Petkova");
    assert_eq!(now.text("/addresses/0/locality"), "Orhei");
    assert_eq!(now.body, examiner.get(&path).await.expect(200).body);
    let then = examiner.get(&format!("{path}/addresses{}", at(first))).await.expect(200);
    assert_eq!(then.body["addresses"], json!([]));
    for part in ["foreign-documents", "family-links", "addresses"] {
        examiner.get(&format!("{path}/{part}{}", at(app.clock.now()))).await.expect(200);
        examiner.get(&format!("{path}/{part}{}", at(before))).await.refused(404, "not-found");
    }
    examiner.get(&format!("{path}{}", at(before))).await.refused(404, "not-found");
    let future = examiner.get(&format!("{path}?asOf=2030-01-01T00:00:00Z")).await.refused(400, "bad-input");
    assert_eq!(future.violations(), [("asOf", "in-the-future")]);
    let wrong = examiner.get(&format!("{path}?asOf=yesterday&today=1")).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("asOf", "wrong-format"), ("today", "unknown-parameter")]);
}

#[actix_web::test]
async fn an_applicant_reads_their_own_record() {
    let app = TestApp::start().await;
    let own = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200);
    assert_eq!(own.text("/attributes/names/surname"), "Yılmaz");
    assert_eq!(own.text("/attributes/idnp"), "2015000000011");
    let by_id = app.persona("applicant").await.get(&format!("/api/v1/persons/{}", own.text("/personId"))).await.expect(200);
    assert_eq!(by_id.body, own.body);
    app.persona("examiner-chisinau").await.examining().get("/api/v1/persons/current").await.refused(404, "not-found");
}
