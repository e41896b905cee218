//! Who may say how a decision reached the applicant.

use chrono::Duration;
use serde_json::json;

use super::{act, attested};
use crate::support::TestApp;

#[actix_web::test]
async fn an_applicant_records_that_they_opened_it_and_nothing_that_an_officer_does() {
    let app = TestApp::start().await;
    app.clock.advance(Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let path = attested(&app, &applicant).await;
    for manner in ["InPerson", "RegisteredPost"] {
        let refused = act(&applicant, &path, "servings", &json!({ "manner": manner })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/manner", "officers-only")]);
    }
    assert_eq!(act(&applicant, &path, "servings", &json!({ "manner": "Cabinet" })).await.expect(200).text("/state"), "Served");
}
