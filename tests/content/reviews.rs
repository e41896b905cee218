use chrono::Duration;
use serde_json::{Value, json};

use super::{faq, published};
use crate::support::TestApp;

const REVIEWS: &str = "/api/v1/content-reviews";

fn told(app: &TestApp, template: &str) -> i64 {
    app.number(&format!("select count(*) from notifications where template = '{template}'"))
}

#[actix_web::test]
async fn each_subdivision_confirms_its_sections_or_says_what_is_stale() {
    let app = TestApp::start().await;
    let mut guide = faq();
    guide["sectionCode"] = "services".into();
    let place = published(&app, &guide).await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    let made = administrator.post(REVIEWS, &json!({ "quarter": "2026-Q4" })).await.expect(201);
    assert_eq!(made.text("/dueAt"), "2026-11-30T21:59:59Z", "ten working days");
    assert_eq!(made.body["waiting"].as_u64(), made.body["answers"].as_array().map(|answers| answers.len() as u64));
    assert_eq!(told(&app, "ContentReviewOpened"), 1, "the provider of Chișinău, once for all its sections");
    administrator.post(REVIEWS, &json!({ "quarter": "2026-Q4" })).await.refused(409, "already-exists");
    let review = made.header("location").to_owned();
    let answers = format!("{review}/answers");
    let item = place.rsplit('/').next().expect("an id");
    provider.post(&answers, &json!({ "sectionCode": "immigration" })).await.expect(200);
    let stale = json!({ "sectionCode": "services", "stale": [{ "contentItemId": item, "note": "Tariful s-a schimbat." }] });
    let answered = provider.post(&answers, &stale).await.expect(200);
    assert_eq!((answered.body["confirmed"].as_i64(), answered.body["stale"].as_i64()), (Some(1), Some(1)));
    let elsewhere = json!({ "sectionCode": "immigration", "stale": [{ "contentItemId": item, "note": "x" }] });
    let refused = provider.post(&answers, &elsewhere).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/stale/0/contentItemId", "no-such-thing")]);
    let refused = provider.post(&answers, &json!({ "sectionCode": "legislation" })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/sectionCode", "not-your-section")]);
    app.persona("auditor").await.post(&answers, &stale).await.refused(403, "forbidden");
    assert_eq!(app.number("select count(*) from history.content_review_answers where state = 'Stale'"), 1);
}

#[actix_web::test]
async fn those_who_have_not_answered_are_reminded_and_the_report_says_who_was_late() {
    let app = TestApp::start().await;
    let administrator = app.persona("content-administrator").await;
    let review = administrator.post(REVIEWS, &json!({ "quarter": "2026-Q4", "workingDays": 5 })).await.expect(201);
    let review = review.header("location").to_owned();
    app.work_off().await;
    assert_eq!(told(&app, "ContentReviewReminder"), 0);
    // The provider of Chișinău has begun to provide for the legal directorate as well.
    crate::support::officers::give(&app, "2015000000147", migratie::access::policy::Role::ContentProvider, "JUR");
    app.clock.advance(Duration::days(5));
    app.work_off().await;
    assert_eq!(told(&app, "ContentReviewReminder"), 1);
    // The program died before the message was done.
    app.tamper("update outbox set state = 'Waiting', done_at = null where kind = 'content.review-reminder'");
    app.work_off().await;
    assert_eq!(told(&app, "ContentReviewReminder"), 1, "nobody is reminded twice");
    app.clock.advance(Duration::days(5));
    let provider = app.persona("content-provider").await;
    let late = provider.post(&format!("{review}/answers"), &json!({ "sectionCode": "immigration" })).await.expect(200);
    let answers = late.body["answers"].as_array().expect("answers").clone();
    assert!(answers.iter().all(|answer| answer["late"] == true), "nobody answered in time");
    let administrator = app.persona("content-administrator").await;
    let seen = administrator.get(&review).await.expect(200);
    let close = format!("{review}/closings");
    provider.act(&close, seen.etag(), &Value::Null).await.refused(403, "forbidden");
    administrator.post(&close, &Value::Null).await.refused(428, "if-match-missing");
    let closed = administrator.act(&close, seen.etag(), &Value::Null).await.expect(200);
    administrator.act(&close, seen.etag(), &Value::Null).await.refused(412, "stale-etag");
    administrator.act(&close, closed.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    provider.post(&format!("{review}/answers"), &json!({ "sectionCode": "immigration" })).await.refused(409, "not-in-this-state");
    let listed = provider.get(REVIEWS).await.expect(200);
    assert_eq!(listed.text("/reviews/0/quarter"), "2026-Q4");
    assert!(listed.body["reviews"][0]["closedAt"].is_string());
}

#[actix_web::test]
async fn a_wrong_quarter_is_refused() {
    let app = TestApp::start().await;
    let administrator = app.persona("content-administrator").await;
    let refused = administrator.post(REVIEWS, &json!({ "quarter": "2026-Q5", "workingDays": 0 })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/quarter", "wrong-format"), ("/workingDays", "too-small")]);
    for quarter in ["2026-Q2", "2027-Q1", "2099-Q4"] {
        let refused = administrator.post(REVIEWS, &json!({ "quarter": quarter })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/quarter", "not-a-choice")]);
    }
    app.persona("content-provider").await.post(REVIEWS, &json!({ "quarter": "2026-Q4" })).await.refused(403, "forbidden");
    let made = administrator.post(REVIEWS, &json!({})).await.expect(201);
    assert_eq!(made.text("/quarter"), "2026-Q4");
    administrator.get(&format!("{REVIEWS}/{}", migratie::content::ReviewId::new())).await.refused(404, "not-found");
}
