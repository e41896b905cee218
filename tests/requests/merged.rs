//! A request keeps the record it was filed for; its person sees it also when that record was given up for another.

use serde_json::json;

use super::{ended_powers::seen, registered, representatives::empowered};
use crate::support::TestApp;

#[actix_web::test]
async fn what_was_filed_for_a_record_that_was_given_up_is_seen_by_its_person_and_by_who_holds_their_power() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let (representative, principal) = (app.persona("representative").await, app.persona("applicant").await);
    let person = empowered(&app, &representative).await;
    let request = registered(&app).await;
    app.work_off().await;
    for caller in [&principal, &representative] {
        caller.get(&request).await.refused(404, "not-found");
        assert_eq!(seen(caller, &request).await, [0, 0, 0]);
    }
    let examiner = app.persona("examiner-chisinau").await.examining();
    let given_up = examiner.get(&request).await.expect(200).text("/beneficiaryId");
    let survivor = examiner.get(&format!("/api/v1/persons/{person}")).await.expect(200);
    let merge = json!({ "mergedPersonId": given_up, "reason": "aceeași persoană" });
    examiner.act(&format!("/api/v1/persons/{person}/merges"), survivor.etag(), &merge).await.expect(200);
    for caller in [&principal, &representative] {
        assert_eq!(caller.get(&request).await.expect(200).text("/beneficiaryId"), given_up);
        let [requests, documents, orders] = seen(caller, &request).await;
        assert!(requests == 1 && documents > 0 && orders == 1, "{requests} {documents} {orders}");
    }
    let other = app.persona("employer").await;
    assert_eq!(seen(&other, &request).await, [0, 0, 0]);
}
