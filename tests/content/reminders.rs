//! As terms near their ends, those who are to keep them are told, once.

use chrono::Duration;
use futures_util::future::join;
use migratie::housekeeping;
use serde_json::json;

use super::{faq, published, step, submitted};
use crate::support::TestApp;

fn told(app: &TestApp, template: &str) -> i64 {
    app.number(&format!("select count(*) from notifications where template = '{template}'"))
}

async fn keep_house(app: &TestApp) {
    housekeeping::once(&app.platform).await.expect("housekeeping");
}

#[actix_web::test]
async fn administrators_are_reminded_once_before_a_publication_term_ends() {
    let app = TestApp::start().await;
    let other = app.second_copy().await;
    let place = submitted(&app, &faq()).await;
    app.work_off().await;
    // Four hours: a quarter of them before the end.
    app.clock.advance(Duration::minutes(179));
    app.work_off().await;
    assert_eq!(told(&app, "ContentPublicationDue"), 0);
    app.clock.advance(Duration::minutes(1));
    join(app.work_off(), other.work_off()).await;
    let administrators = told(&app, "ContentSubmitted");
    assert!(administrators > 0);
    assert_eq!(told(&app, "ContentPublicationDue"), administrators);
    // The program died before the message was done.
    app.tamper("update outbox set state = 'Waiting', done_at = null where kind = 'content.publication-due'");
    app.work_off().await;
    assert_eq!(told(&app, "ContentPublicationDue"), administrators, "nobody is reminded twice");
    // Sent back and asked for again: a term of its own.
    let reason = json!({ "reason": "Lipsește termenul." });
    step(&app.persona("content-administrator").await, &place, "returns", &reason).await.expect(200);
    step(&app.persona("content-provider").await, &place, "submissions", &json!({})).await.expect(200);
    app.clock.advance(Duration::hours(3));
    app.work_off().await;
    assert_eq!(told(&app, "ContentPublicationDue"), 2 * administrators);
}

#[actix_web::test]
async fn what_was_published_in_time_is_not_reminded_of_and_what_is_taken_back_is() {
    let app = TestApp::start().await;
    let done = submitted(&app, &faq()).await;
    let mut second = faq();
    second["title"]["ro"] = "Cât costă o invitație?".into();
    let back = submitted(&app, &second).await;
    let administrator = app.persona("content-administrator").await;
    step(&administrator, &done, "publications", &json!({})).await.expect(200);
    let tomorrow = json!({ "at": app.clock.now() + Duration::days(1) });
    step(&administrator, &back, "publications", &tomorrow).await.expect(200);
    app.clock.advance(Duration::minutes(200));
    app.work_off().await;
    assert_eq!(told(&app, "ContentPublicationDue"), 0);
    let administrator = app.persona("content-administrator").await;
    let seen = administrator.get(&back).await.expect(200);
    administrator.act(&format!("{back}/deferrals"), seen.etag(), &serde_json::Value::Null).await.expect(200);
    app.work_off().await;
    assert_eq!(told(&app, "ContentPublicationDue"), told(&app, "ContentSubmitted") / 2, "it waits again, and its term ends soon");
}

#[actix_web::test]
async fn a_publication_term_that_ended_while_the_program_stood_still_is_told_to_nobody() {
    let app = TestApp::start().await;
    submitted(&app, &faq()).await;
    app.work_off().await;
    app.clock.advance(Duration::days(10));
    app.work_off().await;
    assert_eq!((told(&app, "ContentPublicationDue"), told(&app, "ContentSubmitted") > 0), (0, true));
}

#[actix_web::test]
async fn a_sections_owner_is_reminded_once_before_its_update_term_ends() {
    let app = TestApp::start().await;
    let other = app.second_copy().await;
    let noted = || app.number("select count(*) from term_reminders where kind = 'SectionUpdate'");
    let of_news = "select count(*) from notifications where template = 'ContentUpdateDue' and subject ->> 'en' like '%News%'";
    keep_house(&app).await;
    assert_eq!((noted(), told(&app, "ContentUpdateDue")), (0, 0));
    // Sections of one working day (news, events) are due when Tuesday ends.
    app.clock.advance(Duration::hours(30));
    join(keep_house(&app), keep_house(&other)).await;
    keep_house(&other).await;
    assert_eq!((noted(), app.number(of_news)), (2, 1));
    // Brought up to date, it is due on Wednesday.
    let news = json!({ "type": "news", "sectionCode": "news", "title": { "ro": "Ghișeu nou" }, "lead": { "ro": "Pe scurt." }, "body": { "ro": "<p>La Bălți.</p>" } });
    published(&app, &news).await;
    keep_house(&app).await;
    assert_eq!(noted(), 2);
    app.clock.advance(Duration::hours(24));
    keep_house(&app).await;
    assert_eq!((noted(), app.number(of_news)), (3, 2), "another end, another reminder");
    // What ended days ago floods nobody when the program begins.
    app.tamper("delete from term_reminders");
    app.clock.advance(Duration::days(60));
    keep_house(&app).await;
    let late = "select count(*) from term_reminders where kind = 'SectionUpdate' and due_at < created_at - interval '1 day'";
    assert_eq!(app.number(late), 0);
}
