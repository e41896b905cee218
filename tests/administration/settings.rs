use chrono::Duration;
use serde_json::json;

use crate::support::TestApp;

#[actix_web::test]
async fn a_value_holds_from_its_instant_and_the_earlier_one_stays_on_record() {
    let app = TestApp::start_with(&[("MIGRATIE_SESSION_MINUTES", "720")]).await;
    let administrator = app.persona("administrator").await;
    let later = app.clock.now() + Duration::hours(2);
    let set = json!({ "key": "delegations.longestDays", "value": 30, "validFrom": later, "reason": "Ordinul nr. 8" });
    administrator.post("/api/v1/settings", &set).await.expect(201);
    for (hours, value) in [(0, 90), (3, 30)] {
        app.clock.advance(Duration::hours(hours));
        let listed = app.persona("administrator").await.get("/api/v1/settings").await.expect(200);
        let setting = &listed.body["settings"][0];
        assert_eq!((&setting["key"], &setting["value"]), (&json!("delegations.longestDays"), &json!(value)));
        assert_eq!(setting["values"].as_array().map(Vec::len), Some(1));
    }
}

#[actix_web::test]
async fn a_value_that_does_not_fit_is_refused() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    for (key, value, place, code) in [
        ("delegations.longestDays", json!(0), "/value", "out-of-range"),
        ("delegations.longestDays", json!("ninety"), "/value", "wrong-type"),
        ("delegations.colour", json!(1), "/key", "no-such-setting"),
    ] {
        let set = json!({ "key": key, "value": value, "reason": "Ordinul nr. 8" });
        assert_eq!(administrator.post("/api/v1/settings", &set).await.refused(400, "bad-input").violations(), [(place, code)]);
    }
    let past =
        json!({ "key": "delegations.longestDays", "value": 30, "validFrom": "2026-01-01T00:00:00Z", "reason": "Ordinul nr. 8" });
    assert_eq!(
        administrator.post("/api/v1/settings", &past).await.refused(400, "bad-input").violations(),
        [("/validFrom", "in-the-past")]
    );
}

#[actix_web::test]
async fn settings_are_read_by_few_and_set_by_administrators() {
    let app = TestApp::start().await;
    app.persona("head").await.get("/api/v1/settings").await.expect(200);
    app.persona("examiner-chisinau").await.get("/api/v1/settings").await.refused(403, "forbidden");
    let set = json!({ "key": "delegations.longestDays", "value": 30, "reason": "Ordinul nr. 8" });
    app.persona("head").await.post("/api/v1/settings", &set).await.refused(403, "forbidden");
}
