use chrono::Duration;
use futures_util::future::join_all;
use serde_json::json;

use super::{registered, search, somebody};
use crate::support::TestApp;

#[actix_web::test]
async fn two_records_of_one_person_become_one_and_nothing_is_erased() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let mut one = somebody("Georgieva", "Radka", "1990");
    one["attributes"]["ethnicity"] = json!("bulgară");
    one["foreignDocuments"] = json!([{ "kind": "Passport", "issuer": "BGR", "number": "38 1" }]);
    one["addresses"] = json!([{ "kind": "Residence", "country": "MDA", "locality": "Orhei", "validFrom": "2020-01-01" }]);
    let survivor = examiner.post("/api/v1/persons", &one).await.expect(201);
    let mut two = somebody("Petkova", "Radostina", "1990-05-17");
    two["attributes"]["idnp"] = json!("2004000123455");
    two["attributes"]["ethnicity"] = json!("macedoneană");
    two["attributes"]["citizenships"] = json!([{ "country": "MKD" }]);
    two["foreignDocuments"] = json!([{ "kind": "Passport", "issuer": "BGR", "number": "38 1" }, { "kind": "Passport", "issuer": "MKD", "number": "K 2" }]);
    two["addresses"] = json!([
        { "kind": "Residence", "country": "MDA", "locality": "Bălți", "validFrom": "2021-01-01" },
        { "kind": "Domicile", "country": "MKD", "locality": "Ohrid", "validFrom": "2000-01-01" },
    ]);
    two["confirmedNotDuplicateOf"] = json!([survivor.text("/personId")]);
    let other = examiner.post("/api/v1/persons", &two).await.expect(201);
    let (id, other_id) = (survivor.text("/personId"), other.text("/personId"));
    let before = app.clock.now();
    app.clock.advance(Duration::minutes(1));

    let path = format!("/api/v1/persons/{id}/merges");
    let merge = json!({ "mergedPersonId": other_id, "reason": "același pașaport" });
    let merged = examiner.act(&path, survivor.etag(), &merge).await.expect(200);
    let attributes = &merged.body["person"]["attributes"];
    assert_eq!(
        (&attributes["idnp"], &attributes["birthDate"]),
        (&json!("2004000123455"), &json!("1990-05-17")),
        "what is known better holds"
    );
    assert_eq!(attributes["names"]["surname"], "Georgieva");
    assert_eq!(attributes["otherNames"][0]["surname"], "Petkova");
    assert_eq!(attributes["citizenships"].as_array().map(Vec::len), Some(2));
    assert_eq!(merged.text("/contradictions/0/attribute"), "Ethnicity");
    let places: Vec<_> =
        merged.body["person"]["addresses"].as_array().expect("addresses").iter().map(|one| one["locality"].as_str()).collect();
    assert_eq!(places, [Some("Ohrid"), Some("Orhei")]);
    let documents = examiner.get(&format!("/api/v1/persons/{id}/foreign-documents")).await.expect(200);
    assert_eq!(documents.body["foreignDocuments"].as_array().map(Vec::len), Some(2));

    let gone = examiner.get(&format!("/api/v1/persons/{other_id}")).await.expect(200);
    assert_eq!((gone.text("/status"), gone.text("/mergedInto")), ("Merged".into(), id.clone()));
    let then = format!("/api/v1/persons/{other_id}?asOf={}", before.format("%Y-%m-%dT%H:%M:%SZ"));
    assert_eq!(examiner.get(&then).await.expect(200).text("/status"), "OnRecord");
    let then = format!("/api/v1/persons/{other_id}/foreign-documents?asOf={}", before.format("%Y-%m-%dT%H:%M:%SZ"));
    assert_eq!(examiner.get(&then).await.expect(200).body["foreignDocuments"].as_array().map(Vec::len), Some(2));

    for name in ["Petkova Radostina", "Georgieva Radka"] {
        let found = search(&app, json!({ "name": name })).await;
        assert_eq!(found.text("/persons/0/person/personId"), id, "{name}");
        assert_eq!(found.body["persons"].as_array().map(Vec::len), Some(1));
    }
    let change = json!({ "reason": "greșeală", "attributes": { "ethnicity": null } });
    let refused =
        examiner.patch(&format!("/api/v1/persons/{other_id}"), gone.etag(), &change).await.refused(409, "not-in-this-state");
    assert_eq!(refused.text("/mergedInto"), id);
    let changes = examiner.get(&format!("/api/v1/persons/{other_id}/changes")).await.expect(200);
    assert_eq!(changes.text("/changes/0/operation"), "mergePersons");
}

#[actix_web::test]
async fn a_record_that_led_to_one_given_up_leads_to_the_last() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (a, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (b, b_etag) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let (c, c_etag) = registered(&examiner, "Stoyanova", "Kalina", "1985-08-08").await;
    let merge = |other: &str| json!({ "mergedPersonId": other, "reason": "aceeași persoană" });
    examiner.act(&format!("/api/v1/persons/{b}/merges"), &b_etag, &merge(&a)).await.expect(200);
    examiner.act(&format!("/api/v1/persons/{c}/merges"), &c_etag, &merge(&b)).await.expect(200);
    for id in [a, b] {
        assert_eq!(examiner.get(&format!("/api/v1/persons/{id}")).await.expect(200).text("/mergedInto"), c);
    }
}

#[actix_web::test]
async fn the_account_goes_with_the_person() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let own = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    let (other, etag) = registered(&examiner, "Yildirim", "Emrah", "1988-03-14").await;
    let merge = json!({ "mergedPersonId": own, "reason": "aceeași persoană" });
    examiner.act(&format!("/api/v1/persons/{other}/merges"), &etag, &merge).await.expect(200);
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get("/api/v1/persons/current").await.expect(200).text("/personId"), other);
    applicant.get("/api/v1/persons/current/accesses").await.expect(200);
    let links = applicant.get(&format!("/api/v1/persons/{other}/family-links")).await.expect(200);
    assert_eq!(links.body["familyLinks"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn two_state_numbers_stand_in_the_way() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let own = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    let mut other = somebody("Georgieva", "Radka", "1990-05-17");
    other["attributes"]["idnp"] = json!("2004000123455");
    let other = examiner.post("/api/v1/persons", &other).await.expect(201);
    let path = format!("/api/v1/persons/{}/merges", other.text("/personId"));
    let refused = examiner
        .act(&path, other.etag(), &json!({ "mergedPersonId": own, "reason": "aceeași" }))
        .await
        .refused(409, "not-in-this-state");
    assert_eq!(refused.body["contradictions"], json!(["Idnp"]));
    let itself = json!({ "mergedPersonId": other.text("/personId"), "reason": "aceeași" });
    let refused = examiner.act(&path, other.etag(), &itself).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/mergedPersonId", "same-record")]);
    app.persona("counter-operator").await.examining().act(&path, other.etag(), &itself).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn of_merges_in_both_directions_at_once_one_succeeds() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (one, one_etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (two, two_etag) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let calls: Vec<_> = (0..5)
        .flat_map(|_| [(&one, &one_etag, &two), (&two, &two_etag, &one)])
        .map(|(id, etag, other)| {
            (format!("/api/v1/persons/{id}/merges"), etag, json!({ "mergedPersonId": other, "reason": "aceeași persoană" }))
        })
        .collect();
    let answers = join_all(calls.iter().map(|(path, etag, body)| examiner.act(path, etag, body))).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    let told = answers.iter().filter(|answer| [409, 412].contains(&answer.status)).count();
    assert_eq!((done, told), (1, 9));
    assert_eq!(app.number("select count(*) from persons where status = 'Merged'"), 1);
}
