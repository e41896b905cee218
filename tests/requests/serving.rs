//! Who may say how a decision reached the applicant.

use chrono::Duration;
use serde_json::{Value, json};

use super::{act, attestation, begin, path};
use crate::support::TestApp;

#[actix_web::test]
async fn an_applicant_records_that_they_opened_it_and_nothing_that_an_officer_does() {
    let app = TestApp::start().await;
    app.clock.advance(Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let path =
        path(&begin(&applicant, "legal-status-attestation", "Beneficiary", &attestation("2015000000011")).await.expect(201));
    act(&applicant, &path, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    for manner in ["InPerson", "RegisteredPost"] {
        let refused = act(&applicant, &path, "servings", &json!({ "manner": manner })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/manner", "officers-only")]);
    }
    assert_eq!(act(&applicant, &path, "servings", &json!({ "manner": "Cabinet" })).await.expect(200).text("/state"), "Served");
}
