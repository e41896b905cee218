use chrono::Duration;
use serde_json::json;

use crate::support::TestApp;

async fn allowed(app: &TestApp, origin: &'static str) -> String {
    app.anyone()
        .call("GET", "/api/v1/classifiers", &[("Origin", origin)], None)
        .await
        .header("access-control-allow-origin")
        .to_owned()
}

#[actix_web::test]
async fn a_registered_frontend_may_call_and_reads_what_it_needs() {
    let app = TestApp::start().await;
    let headers = [("Origin", "http://localhost:3000")];
    let answer = app.anyone().call("GET", "/api/v1/classifiers", &headers, None).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), "http://localhost:3000");
    let exposed = answer.header("access-control-expose-headers").to_lowercase();
    for name in ["etag", "location", "api-version", "retry-after", "ratelimit", "trace-id"] {
        assert!(exposed.split(',').any(|exposed| exposed.trim() == name), "{name} is not exposed: {exposed}");
    }
    let refused = app.anyone().call("GET", "/api/v1/sessions/current", &headers, None).await.refused(401, "not-signed-in");
    assert_eq!(refused.header("access-control-allow-origin"), "http://localhost:3000", "errors can be read too");
}

#[actix_web::test]
async fn a_browser_asks_first_and_is_told() {
    let app = TestApp::start().await;
    let asked = |origin| {
        [
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key,if-match,legal-basis"),
        ]
    };
    let told = app.anyone().call("OPTIONS", "/api/v1/delegations", &asked("http://localhost:3001"), None).await;
    assert_eq!((told.status, told.header("access-control-allow-origin")), (200, "http://localhost:3001"));
    let stranger = app.anyone().call("OPTIONS", "/api/v1/delegations", &asked("https://evil.example"), None).await;
    let stranger = stranger.refused(403, "cross-origin-refused");
    assert_eq!(stranger.header("access-control-allow-origin"), "");
    let unknown = [("Origin", "http://localhost:3001"), ("Access-Control-Request-Method", "TRACE")];
    app.anyone().call("OPTIONS", "/api/v1/delegations", &unknown, None).await.refused(403, "cross-origin-refused");
}

#[actix_web::test]
async fn a_new_frontend_is_known_within_half_a_minute_and_a_closed_one_forgotten() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    assert_eq!(allowed(&app, "https://chiosc.igm.example").await, "");
    let input = json!({ "code": "kiosk", "name": "Info-chioșc", "redirectUris": ["https://chiosc.igm.example/signed-in"],
                        "origins": ["https://chiosc.igm.example"] });
    let made = administrator.post("/api/v1/clients", &input).await.expect(201);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(allowed(&app, "https://chiosc.igm.example").await, "https://chiosc.igm.example");
    administrator.patch(made.header("location"), made.etag(), &json!({ "active": false })).await.expect(200);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(allowed(&app, "https://chiosc.igm.example").await, "");
}

#[actix_web::test]
async fn addresses_that_leak_are_not_registered() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let input = json!({ "code": "kiosk", "name": "Info-chioșc", "redirectUris": ["http://chiosc.igm.example/in"],
                        "origins": ["https://chiosc.igm.example/path"] });
    let mut answer = administrator
        .post("/api/v1/clients", &input)
        .await
        .refused(400, "bad-input")
        .violations()
        .iter()
        .map(|(place, code)| format!("{place} {code}"))
        .collect::<Vec<_>>();
    answer.sort();
    assert_eq!(answer, ["/origins not-an-origin", "/redirectUris unsafe-address"]);
}
