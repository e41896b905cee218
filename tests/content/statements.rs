//! The figures of design/quality.md: statements a call, session check and journal included.

use serde_json::json;

use super::{ITEMS, faq, published, submitted};
use crate::support::TestApp;

#[actix_web::test]
async fn a_read_and_a_list_cost_three_statements_and_a_step_eight_at_most() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let statements = || app.platform.door.work().statements();
    let review = administrator.post("/api/v1/content-reviews", &json!({ "quarter": "2026-Q4" })).await.expect(201);
    for path in [
        place.clone(),
        ITEMS.to_owned(),
        "/api/v1/content-submissions".to_owned(),
        format!("{place}/versions"),
        format!("{place}/versions/1"),
        format!("{place}/differences"),
        format!("{place}/events"),
        review.header("location").to_owned(),
        "/api/v1/content-inquiries".to_owned(),
        "/api/v1/content-sections/guides".to_owned(),
    ] {
        let before = statements();
        administrator.get(&path).await.expect(200);
        assert_eq!(statements() - before, 3, "{path}");
    }
    let waiting = submitted(&app, &faq()).await;
    for (action, body) in [("publications", json!({})), ("withdrawals", json!({ "reason": "Nu mai este actual." }))] {
        let seen = administrator.get(&waiting).await.expect(200);
        let before = statements();
        administrator.act(&format!("{waiting}/{action}"), seen.etag(), &body).await.expect(200);
        let cost = statements() - before;
        assert!(cost <= 8, "{action} cost {cost}");
    }
    app.anyone().get("/api/v1/publication-sections").await.expect(200);
    let before = statements();
    app.anyone().get("/api/v1/publication-sections").await.expect(200);
    assert_eq!(statements() - before, 0);
}
