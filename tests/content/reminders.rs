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

#[actix_web::test]
async fn a_quarter_whose_review_nobody_opened_is_told_of_once_on_a_working_day() {
    let app = TestApp::start().await;
    keep_house(&app).await;
    assert_eq!(told(&app, "ContentReviewDue"), 0, "in the middle of a quarter the worklist says it");
    // New Year is no working day, nor is the day after it; Christmas by the old calendar is on 7 and 8 January.
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant");
    app.clock.advance(at("2027-01-01T09:00:00Z") - app.clock.now());
    keep_house(&app).await;
    assert_eq!(told(&app, "ContentReviewDue"), 0);
    app.clock.advance(at("2027-01-05T09:00:00Z") - app.clock.now());
    for _ in 0..2 {
        keep_house(&app).await;
        app.clock.advance(Duration::hours(1));
    }
    assert_eq!(told(&app, "ContentReviewDue"), 1, "the administrator, once");
    // Where it is open, nobody is told.
    app.clock.advance(at("2027-04-01T06:00:00Z") - app.clock.now());
    let administrator = app.persona("content-administrator").await;
    administrator.post("/api/v1/content-reviews", &json!({ "quarter": "2027-Q2" })).await.expect(201);
    keep_house(&app).await;
    assert_eq!(told(&app, "ContentReviewDue"), 1);
}

#[actix_web::test]
async fn a_publication_that_its_provider_did_not_look_at_is_told_of_once() {
    let app = TestApp::start().await;
    let (seen, unseen) = (published(&app, &faq()).await, published(&app, &faq()).await);
    let provider = app.persona("content-provider").await;
    step(&provider, &seen, "verifications", &json!({ "versionNumber": 1, "verification": "Correct" })).await.expect(200);
    // Monday: three working days end with Thursday.
    app.clock.advance(Duration::days(3));
    keep_house(&app).await;
    assert_eq!(told(&app, "ContentUnverified"), 0);
    for _ in 0..2 {
        app.clock.advance(Duration::days(1));
        keep_house(&app).await;
    }
    assert_eq!(told(&app, "ContentUnverified"), 1, "the other was confirmed");
    let unseen = app.persona("content-provider").await.get(&unseen).await.expect(200);
    let about = format!(
        "select count(*) from notifications where template = 'ContentUnverified' and about_id::text = (select id::text from content_items where slug = '{}')",
        unseen.text("/slug")
    );
    assert_eq!(app.number(&about), 1);
}

#[actix_web::test]
async fn a_question_that_nobody_answered_is_told_of_once_to_whoever_has_it() {
    let app = TestApp::start().await;
    published(&app, &super::forms::form()).await;
    app.anyone().post(super::forms::INQUIRIES, &super::forms::question()).await.expect(201);
    app.clock.advance(Duration::days(3));
    keep_house(&app).await;
    assert_eq!(told(&app, "ContentInquiryWaiting"), 0);
    for _ in 0..2 {
        app.clock.advance(Duration::days(1));
        keep_house(&app).await;
    }
    assert_eq!(told(&app, "ContentInquiryWaiting"), told(&app, "ContentInquiryReceived"));
}

/// Whoever has this login was told so often.
fn told_to(app: &TestApp, template: &str, login: &str) -> i64 {
    app.number(&format!(
        "select count(*) from notifications n join accounts a on a.id = n.account_id where n.template = '{template}' and a.login = '{login}'"
    ))
}

const PROVIDER: &str = "2015000000147";
const ADMINISTRATOR: &str = "2015000000136";

/// The provider ends the service: the account is blocked.
async fn blocked(app: &TestApp, login: &str) {
    let administrator = app.persona("administrator").await;
    let account = crate::administration::account_of(&app.signed_in_as(login)).await;
    let place = format!("/api/v1/accounts/{account}");
    let seen = administrator.get(&place).await.expect(200);
    administrator.patch(&place, seen.etag(), &json!({ "status": "Blocked" })).await.expect(200);
}

#[actix_web::test]
async fn of_what_a_provider_left_undone_those_who_stand_for_them_are_reminded() {
    let app = TestApp::start().await;
    published(&app, &faq()).await;
    let tomorrow = json!({ "at": app.clock.now() + Duration::days(1) });
    let mut later = faq();
    later["title"]["ro"] = "Cât costă o invitație?".into();
    let later = submitted(&app, &later).await;
    step(&app.persona("content-administrator").await, &later, "publications", &tomorrow).await.expect(200);
    blocked(&app, PROVIDER).await;
    app.clock.advance(Duration::days(2));
    app.work_off().await;
    // Nobody else supplies content for that subdivision: the section's administrators hear of what became public and of what waits.
    assert_eq!((told_to(&app, "ContentPublished", PROVIDER), told_to(&app, "ContentPublished", ADMINISTRATOR)), (1, 1));
    app.clock.advance(Duration::days(2));
    keep_house(&app).await;
    assert_eq!((told_to(&app, "ContentUnverified", PROVIDER), told_to(&app, "ContentUnverified", ADMINISTRATOR)), (0, 1));
}

#[actix_web::test]
async fn of_a_question_whose_officer_no_longer_answers_there_the_others_of_the_subdivision_are_reminded() {
    let app = TestApp::start().await;
    published(&app, &super::forms::form()).await;
    let sent = app.anyone().post(super::forms::INQUIRIES, &super::forms::question()).await.expect(201);
    let place = format!("{}/{}", super::forms::INQUIRIES, sent.text("/inquiryId"));
    let (provider, office) = (app.persona("content-provider").await, "CHI");
    let me = crate::administration::account_of(&provider).await;
    let seen = provider.get(&place).await.expect(200);
    provider.act(&format!("{place}/assignments"), seen.etag(), &json!({ "accountId": me })).await.expect(200);
    super::holder(&app, migratie::access::policy::Role::ContentProvider, office);
    // The officer moved elsewhere: the role here ended.
    let administrator = app.persona("administrator").await;
    let account = format!("/api/v1/accounts/{me}");
    let seen = administrator.get(&account).await.expect(200);
    let role = format!("{account}/roles/{}/endings", seen.text("/roles/0/accountRoleId"));
    administrator.act(&role, seen.etag(), &serde_json::Value::Null).await.expect(200);
    app.clock.advance(Duration::days(4));
    keep_house(&app).await;
    let others = told_to(&app, "ContentInquiryWaiting", "ContentProvider-CHI");
    assert_eq!((told_to(&app, "ContentInquiryWaiting", PROVIDER), others), (0, 1));
}
