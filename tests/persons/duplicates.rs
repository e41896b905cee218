use serde_json::json;

use super::{registered, somebody};
use crate::support::TestApp;

#[actix_web::test]
async fn those_who_may_be_the_same_are_listed_with_reasons() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (first, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (other, etag) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let patch = json!({ "reason": "document nou", "attributes": { "names": { "surname": "Gheorghieva", "givenNames": "Radca" }, "birthDate": "1990-05" } });
    examiner.patch(&format!("/api/v1/persons/{other}"), &etag, &patch).await.expect(200);
    let found = examiner.get(&format!("/api/v1/persons/{first}/duplicates")).await.expect(200);
    assert_eq!(found.text("/duplicates/0/person/personId"), other);
    let codes: Vec<&str> = found.body["duplicates"][0]["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .filter_map(|reason| reason["code"].as_str())
        .collect();
    assert!(codes.contains(&"CompatibleBirthDate") && codes.contains(&"SharedCitizenship"), "{codes:?}");
    examiner.get("/api/v1/persons/per_01ja4ttz8ze3ks9nvd5efz1s8d/duplicates").await.refused(404, "not-found");
    app.persona("applicant").await.get(&format!("/api/v1/persons/{first}/duplicates")).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_document_in_common_is_offered_whatever_the_name() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let mut other = somebody("Petkova", "Vesela", "1971-01-01");
    other["foreignDocuments"] = json!([{ "kind": "Passport", "issuer": "TUR", "number": "u-21456703" }]);
    let refused = examiner.post("/api/v1/persons", &other).await.refused(409, "possible-duplicates");
    assert_eq!(refused.body["candidates"].as_array().map(Vec::len), Some(1));
    assert_eq!(refused.text("/candidates/0/reasons/0/code"), "SameDocument");
}
