//! The management port: figures that say how the system fares and nothing of anybody.

mod stopping;

use std::collections::BTreeMap;

use actix_web::{App, body::to_bytes, test, web};
use migratie::{kernel::measures, management};
use serde_json::json;

use crate::support::TestApp;

/// What the management port answers.
async fn scraped(app: &TestApp) -> String {
    let (platform, going) = (app.platform.clone(), web::Data::new(management::Going::default()));
    let server =
        test::init_service(App::new().configure(|config| management::configure(config, platform.clone(), going.clone())));
    let answer = test::call_service(&server.await, test::TestRequest::get().uri("/metrics").to_request()).await;
    assert_eq!(answer.status(), 200);
    String::from_utf8(to_bytes(answer.into_body()).await.expect("a body").to_vec()).expect("text")
}

/// The series of a figure by their labels.
fn series(text: &str, name: &str) -> BTreeMap<String, f64> {
    text.lines()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix('{')?.split_once("} "))
        .map(|(labels, value)| (labels.to_owned(), value.parse().expect("a number")))
        .collect()
}

#[actix_web::test]
async fn calls_are_counted_by_route_and_nothing_of_a_caller_shows() {
    measures::start();
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let id = crate::persons::known(&app, json!({ "idnp": "2015000000011" })).await;
    examiner.get(&format!("/api/v1/persons/{id}")).await.expect(200);
    examiner.get("/api/v1/persons/per_01hzzzzzzzzzzzzzzzzzzzzzzz").await.refused(404, "not-found");
    app.anyone().call("BREW", "/api/v1/coffee-2015000000011", &[], None).await;
    let text = scraped(&app).await;
    let calls = series(&text, "http_requests_total");
    let of = |labels: &str| calls.get(labels).copied().unwrap_or_default();
    assert!(of(r#"method="GET",route="/api/v1/persons/{personId}",status="200""#) >= 1.0, "{calls:#?}");
    assert!(of(r#"method="GET",route="/api/v1/persons/{personId}",status="404""#) >= 1.0);
    assert!(of(r#"method="OTHER",route="none",status="404""#) >= 1.0);
    assert!(text.contains(
        r#"http_request_duration_seconds_bucket{method="GET",route="/api/v1/persons/{personId}",status="200",le="0.25"}"#
    ));
    for personal in [id.as_str(), "2015000000011", "YILMAZ", "Yılmaz", "coffee"] {
        assert!(!text.contains(personal), "{personal} shows");
    }
}

#[actix_web::test]
async fn the_queue_the_pool_the_seals_and_the_partners_show() {
    measures::start();
    let app = TestApp::start().await;
    app.seal().await;
    app.clock.advance(chrono::Duration::seconds(40));
    let text = scraped(&app).await;
    let waiting = r#"kind="mlog.batch",state="Waiting""#;
    assert_eq!(series(&text, "migratie_outbox_messages")[waiting], 1.0, "{text}");
    assert!(series(&text, "migratie_outbox_oldest_seconds")[r#"kind="mlog.batch""#] >= 40.0);
    assert_eq!(series(&text, "migratie_database_connections")[r#"state="most""#], 4.0);
    assert!(text.contains("migratie_database_up 1") && text.contains("migratie_journal_unsealed 0"));
    let seals = text.lines().find_map(|line| line.strip_prefix("migratie_journal_seals_total ")).expect("seals");
    assert!(seals.parse::<f64>().expect("a number") >= 1.0);
    app.work_off().await;
    let text = scraped(&app).await;
    assert_eq!(series(&text, "migratie_outbox_messages")[waiting], 0.0, "an empty queue is told as empty");
    let carried = series(&text, "migratie_outbox_carried_total");
    assert!(carried[r#"kind="mlog.batch",outcome="done""#] >= 1.0, "{carried:?}");
    let called = series(&text, "migratie_partner_call_seconds_count");
    assert!(
        called.keys().any(|labels| labels.contains(r#"partner="mlog""#) && labels.contains(r#"outcome="answered""#)),
        "{called:?}"
    );
}

#[actix_web::test]
async fn without_its_database_it_tells_so() {
    measures::start();
    let app = TestApp::start().await;
    app.forbid_connections();
    let text = scraped(&app).await;
    assert!(text.contains("migratie_database_up 0"), "{text}");
}

#[actix_web::test]
async fn told_to_stop_it_is_not_ready_any_more() {
    let app = TestApp::start().await;
    let (platform, going) = (app.platform.clone(), web::Data::new(management::Going::default()));
    let server =
        test::init_service(App::new().configure(|config| management::configure(config, platform.clone(), going.clone()))).await;
    let ready = async || test::call_service(&server, test::TestRequest::get().uri("/ready").to_request()).await.status().as_u16();
    assert_eq!(ready().await, 200);
    going.begin();
    assert_eq!(ready().await, 503);
}
