//! The figures of design/quality.md: statements a call, session check and journal included.

use serde_json::json;

use super::{registered, somebody};
use crate::support::TestApp;

#[actix_web::test]
async fn a_read_a_list_and_a_search_cost_three_statements_each() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let statements = || app.platform.door.work().statements();
    for part in ["", "?asOf=2026-11-16T08:00:00Z", "/addresses", "/foreign-documents", "/family-links", "/changes"] {
        let before = statements();
        examiner.get(&format!("/api/v1/persons/{id}{part}")).await.expect(200);
        assert_eq!(statements() - before, 3, "{part}");
    }
    for wanted in [
        json!({ "name": "Yılmaz" }),
        json!({ "birthDate": "1988" }),
        json!({ "idnp": "2015000000011" }),
        json!({ "document": { "number": "U 21456703" } }),
    ] {
        let before = statements();
        examiner.search(&wanted).await.expect(200);
        assert_eq!(statements() - before, 3, "{wanted}");
    }
    let applicant = app.persona("applicant").await;
    for path in ["/api/v1/persons/current", "/api/v1/persons/current/accesses"] {
        let before = statements();
        applicant.get(path).await.expect(200);
        assert_eq!(statements() - before, 3, "{path}");
    }
}

#[actix_web::test]
async fn a_change_costs_at_most_eight_statements() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let statements = || app.platform.door.work().statements();
    let before = statements();
    let made = examiner.post("/api/v1/persons", &somebody("Georgieva", "Radka", "1990-05-17")).await.expect(201);
    assert!(statements() - before <= 8, "registration: {}", statements() - before);
    let path = format!("/api/v1/persons/{}", made.text("/personId"));
    let before = statements();
    let patch = json!({ "reason": "căsătorie", "attributes": { "names": { "surname": "Petkova" } } });
    examiner.patch(&path, made.etag(), &patch).await.expect(200);
    assert!(statements() - before <= 8, "change: {}", statements() - before);
    let before = statements();
    let home = json!({ "kind": "Residence", "country": "MDA", "validFrom": "2026-01-01" });
    examiner.post(&format!("{path}/addresses"), &home).await.expect(201);
    assert!(statements() - before <= 8, "address: {}", statements() - before);
}
