use chrono::Duration;
use serde_json::{Value, json};

use super::registered;
use crate::support::TestApp;

fn operations(page: &Value) -> Vec<&str> {
    page["accesses"].as_array().expect("accesses").iter().filter_map(|access| access["operation"].as_str()).collect()
}

#[actix_web::test]
async fn a_person_sees_who_read_their_data_and_why() {
    let app = TestApp::start().await;
    let own = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    app.clock.advance(Duration::seconds(1));
    app.persona("examiner-chisinau").await.examining().get(&format!("/api/v1/persons/{own}")).await.expect(200);
    let page = app.persona("applicant").await.get("/api/v1/persons/current/accesses").await.expect(200);
    let first = &page.body["accesses"][0];
    assert_eq!(
        (&first["operation"], &first["actorName"], &first["role"]),
        (&json!("readPerson"), &json!("LUNGU Andrei"), &json!("Examiner"))
    );
    assert_eq!(first["office"]["ro"], "Direcția regională Centru, ghișeul unic Chișinău");
    assert_eq!((&first["legalBasis"], &first["reason"]), (&json!("LAW-200-2010-EXAMINATION"), &json!("verificarea dosarului")));
    assert_eq!(first["legalBasisText"]["en"], "Examination of an application for a right of stay");
    assert!(first["legalAct"].as_str().is_some_and(|act| act.contains("200/2010")));
    assert_eq!(first["wrote"], false);
    let by_id = app.persona("applicant").await.get(&format!("/api/v1/persons/{own}/accesses")).await.expect(200);
    assert_eq!(by_id.text("/accesses/0/operation"), "listAccessesToCurrentPerson", "looking at the list is an access too");
}

#[actix_web::test]
async fn what_is_withheld_from_the_person_is_seen_by_auditors() {
    let app = TestApp::start().await;
    let own = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    let path = format!("/api/v1/persons/{own}");
    app.persona("examiner-chisinau").await.on_ground("LAW-270-2008-ASYLUM", "azil").get(&path).await.expect(200);
    app.persona("examiner-balti")
        .await
        .on_ground("LAW-753-1999-SECURITY", "securitate")
        .get(&format!("{path}/addresses"))
        .await
        .expect(200);
    let shown = app.persona("applicant").await.get("/api/v1/persons/current/accesses?limit=200").await.expect(200);
    assert!(
        !operations(&shown.body).contains(&"readPerson") && !operations(&shown.body).contains(&"listAddresses"),
        "{}",
        shown.body
    );
    let audited = app.persona("auditor").await.get(&format!("{path}/accesses?limit=200")).await.expect(200);
    let all = operations(&audited.body);
    assert!(all.contains(&"readPerson") && all.contains(&"listAddresses"), "{all:?}");
    let withheld =
        audited.body["accesses"].as_array().expect("accesses").iter().filter(|access| access["undisclosed"] == true).count();
    assert_eq!(withheld, 2);
    app.persona("examiner-chisinau").await.examining().get(&format!("{path}/accesses")).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn accesses_come_in_pages_and_writes_are_told_apart() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let patch = json!({ "reason": "declarație", "attributes": { "ethnicity": "bulgară" } });
    examiner.patch(&path, &etag, &patch).await.expect(200);
    for part in ["", "/addresses", "/foreign-documents", "/family-links", "/duplicates", "/changes"] {
        app.clock.advance(Duration::seconds(1));
        examiner.get(&format!("{path}{part}")).await.expect(200);
    }
    let auditor = app.persona("auditor").await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        app.clock.advance(Duration::seconds(1));
        let page = auditor.get(&format!("{path}/accesses?limit=3{cursor}")).await.expect(200);
        for access in page.body["accesses"].as_array().expect("accesses") {
            seen.push((access["operation"].as_str().unwrap_or_default().to_owned(), access["wrote"] == true));
        }
        match page.body["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let read: Vec<&str> = seen[..6].iter().map(|(operation, _)| operation.as_str()).collect();
    assert_eq!(
        read,
        [
            "listChangesOfPerson",
            "listDuplicatesOfPerson",
            "listFamilyLinks",
            "listForeignDocuments",
            "listAddresses",
            "readPerson"
        ]
    );
    assert!(seen.contains(&("changePerson".into(), true)) && seen.contains(&("registerPerson".into(), true)));
    assert_eq!(seen.len(), 8, "{seen:?}");
}
