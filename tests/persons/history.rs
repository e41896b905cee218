use chrono::Duration;
use serde_json::{Value, json};

use super::registered;
use crate::support::TestApp;

fn change<'a>(changes: &'a Value, operation: &str) -> &'a Value {
    let all = changes["changes"].as_array().expect("changes");
    all.iter().find(|change| change["operation"] == operation).unwrap_or_else(|| panic!("no {operation} in {changes}"))
}

#[actix_web::test]
async fn the_history_says_what_was_changed_by_whom_and_why() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    app.clock.advance(Duration::minutes(1));
    let patch = json!({ "reason": "certificat de căsătorie", "attributes": {
        "names": { "surname": "Petkova" }, "civilStatus": { "status": "Married" } } });
    let counter = app.persona("counter-operator").await.on_ground("LAW-200-2010-COUNTER", "cerere%20nou%C4%83");
    counter.patch(&path, &etag, &patch).await.expect(200);
    app.clock.advance(Duration::minutes(1));
    let home =
        json!({ "kind": "Residence", "country": "MDA", "locality": "Orhei", "validFrom": "2026-01-01", "reason": "contract" });
    examiner.post(&format!("{path}/addresses"), &home).await.expect(201);

    let changes = examiner.get(&format!("{path}/changes")).await.expect(200).body;
    assert_eq!(changes["changes"].as_array().map(Vec::len), Some(3));
    let patched = change(&changes, "changePerson");
    assert_eq!(patched["thing"], "Person");
    assert_eq!((&patched["objectId"], &patched["version"]), (&json!(id), &json!(2)));
    assert_eq!(
        patched["fields"],
        json!([
            { "field": "/attributes/civilStatus/status", "after": "Married" },
            { "field": "/attributes/names/surname", "before": "Georgieva", "after": "Petkova" },
            { "field": "/attributes/otherNames", "after": [{ "kind": "Former", "surname": "Georgieva", "givenNames": "Radka" }] },
        ])
    );
    assert_eq!(patched["reason"], "certificat de căsătorie");
    assert_eq!((&patched["legalBasis"], &patched["legalReason"]), (&json!("LAW-200-2010-COUNTER"), &json!("cerere nouă")));
    assert_eq!((&patched["by"]["name"], &patched["by"]["role"]), (&json!("RUSU Olga"), &json!("Registrar")));
    assert_eq!(patched["by"]["office"]["en"], "Centre regional directorate, Chișinău one-stop desk");
    let moved = change(&changes, "addAddress");
    assert_eq!((&moved["thing"], &moved["reason"]), (&json!("Address"), &json!("contract")));
    assert!(moved["fields"].as_array().expect("fields").contains(&json!({ "field": "/locality", "after": "Orhei" })));
    let made = change(&changes, "registerPerson");
    assert!(made["fields"].as_array().expect("fields").contains(&json!({ "field": "/attributes/sex", "after": "Female" })));
}

#[actix_web::test]
async fn the_history_comes_in_pages_whose_cursors_are_of_this_list_and_caller() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, mut etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    for number in 0..4 {
        let patch = json!({ "reason": "declarație", "attributes": { "ethnicity": format!("nr. {number}") } });
        etag = examiner.patch(&path, &etag, &patch).await.expect(200).etag().to_owned();
    }
    let (mut versions, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = examiner.get(&format!("{path}/changes?limit=2{cursor}")).await.expect(200);
        versions.extend(page.body["changes"].as_array().expect("changes").iter().map(|change| change["version"].as_i64()));
        match page.body["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(versions, [Some(5), Some(4), Some(3), Some(2), Some(1)]);
    let first = examiner.get(&format!("{path}/changes?limit=2")).await.expect(200).text("/nextCursor");
    let other = app.persona("head").await.examining();
    other.get(&format!("{path}/changes?limit=2&cursor={first}")).await.refused(400, "foreign-cursor");
    examiner.get(&format!("{path}/changes?limit=0")).await.refused(400, "bad-input");
}

#[actix_web::test]
async fn the_history_is_for_those_who_need_it() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/changes");
    app.persona("auditor").await.on_ground("LAW-195-2024-AUDIT", "audit").get(&path).await.expect(200);
    app.persona("auditor").await.get(&path).await.refused(400, "legal-ground-missing");
    app.persona("counter-operator").await.examining().get(&path).await.refused(403, "forbidden");
    examiner.get("/api/v1/persons/per_01ja4ttz8ze3ks9nvd5efz1s8d/changes").await.refused(404, "not-found");
}
