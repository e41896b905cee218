use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{faq, published, seen_by_the_public, step, submitted};
use crate::support::TestApp;

#[actix_web::test]
async fn a_scheduled_publication_is_public_to_the_second() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let at = app.clock.now() + Duration::hours(2);
    let waits = step(&administrator, &place, "publications", &json!({ "at": at })).await.expect(200);
    assert_eq!(waits.text("/state"), "Scheduled");
    assert_eq!(seen_by_the_public(&app), 0);
    app.clock.advance(Duration::hours(2) - Duration::seconds(1));
    assert_eq!(seen_by_the_public(&app), 0, "not a second early");
    app.clock.advance(Duration::seconds(1));
    // No worker has run.
    assert_eq!(seen_by_the_public(&app), 1, "not a second late");
    let administrator = app.persona("content-administrator").await;
    assert_eq!(administrator.get(&place).await.expect(200).text("/state"), "Published");
    let told = |app: &TestApp| app.number("select count(*) from notifications where template = 'ContentPublished'");
    assert_eq!(told(&app), 0);
    app.work_off().await;
    assert_eq!(told(&app), 1, "the provider is told once it is public");
    app.tamper("update outbox set state = 'Waiting', done_at = null where kind = 'content.published'");
    app.work_off().await;
    assert_eq!(told(&app), 1, "and once only");
}

#[actix_web::test]
async fn a_publication_in_the_past_or_too_far_ahead_is_refused() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    for (at, code) in
        [(app.clock.now() - Duration::seconds(1), "in-the-past"), (app.clock.now() + Duration::days(400), "too-far")]
    {
        let refused = step(&administrator, &place, "publications", &json!({ "at": at })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/at", code)]);
    }
    let wrong = step(&administrator, &place, "publications", &json!({ "at": "tomorrow" })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/at", "wrong-format")]);
    assert_eq!(app.number("select count(*) from content_versions"), 0, "nothing half-written");
}

#[actix_web::test]
async fn of_two_administrators_at_once_one_publishes_and_the_other_is_told() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let seen = administrator.get(&place).await.expect(200);
    let (place, body) = (format!("{place}/publications"), json!({}));
    let answers = join_all((0..6).map(|_| administrator.act(&place, seen.etag(), &body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for other in answers.into_iter().filter(|answer| answer.status != 200) {
        let other = other.refused(412, "stale-etag");
        assert!(other.body["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    }
    assert_eq!(app.number("select count(*) from content_versions"), 1);
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentPublished'"), 1);
}

#[actix_web::test]
async fn a_publication_whose_time_has_not_come_is_taken_back() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    step(&provider, &place, "submissions", &json!({})).await.expect(200);
    let at = app.clock.now() + Duration::hours(1);
    step(&administrator, &place, "publications", &json!({ "at": at })).await.expect(200);
    let back = step(&administrator, &place, "deferrals", &Value::Null).await.expect(200);
    assert_eq!((back.text("/state"), back.body["latestVersion"].as_i64()), ("Submitted".into(), Some(1)));
    assert_eq!(back.text("/term/state"), "Running");
    app.clock.advance(Duration::hours(1));
    assert_eq!(seen_by_the_public(&app), 1, "what it was to replace stays");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentPublished'"), 1, "of the first alone");
    let administrator = app.persona("content-administrator").await;
    let again = step(&administrator, &place, "publications", &json!({})).await.expect(200);
    assert_eq!(again.body["latestVersion"], 3, "a number is never given again");
    assert_eq!(seen_by_the_public(&app), 1);
    assert_eq!(app.number("select number from content_versions where live_until is null"), 3);
}

#[actix_web::test]
async fn what_is_withdrawn_is_gone_at_once_and_can_come_back() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    assert_eq!(seen_by_the_public(&app), 1);
    let gone = step(&administrator, &place, "withdrawals", &json!({ "reason": "Nu mai este actual." })).await.expect(200);
    assert_eq!((gone.text("/state"), gone.text("/withdrawalReason")), ("Withdrawn".into(), "Nu mai este actual.".into()));
    assert_eq!(seen_by_the_public(&app), 0);
    assert_eq!(app.number("select count(*) from published_content where withdrawn"), 1, "readers can say that it is gone");
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentWithdrawn'"), 1);
    step(&administrator, &place, "withdrawals", &json!({ "reason": "Încă o dată." })).await.refused(409, "not-in-this-state");
    let provider = app.persona("content-provider").await;
    step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    step(&provider, &place, "submissions", &json!({})).await.expect(200);
    let back = step(&administrator, &place, "publications", &json!({})).await.expect(200);
    assert!(back.body.get("withdrawnAt").is_none());
    assert_eq!(seen_by_the_public(&app), 1);
}

#[actix_web::test]
async fn a_scheduled_item_that_is_withdrawn_is_never_public() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let at = app.clock.now() + Duration::hours(1);
    step(&administrator, &place, "publications", &json!({ "at": at })).await.expect(200);
    step(&administrator, &place, "withdrawals", &json!({ "reason": "S-a amânat." })).await.expect(200);
    app.clock.advance(Duration::hours(2));
    assert_eq!(seen_by_the_public(&app), 0);
    app.work_off().await;
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentPublished'"), 0);
}

#[actix_web::test]
async fn publication_terms_are_measured_and_reported() {
    let app = TestApp::start().await;
    let news = json!({ "type": "news", "sectionCode": "news", "title": { "ro": "Noutate" }, "lead": { "ro": "Pe scurt." }, "body": { "ro": "<p>a</p>" } });
    let (soon, late, page) = (submitted(&app, &news).await, submitted(&app, &news).await, submitted(&app, &faq()).await);
    let publish = json!({});
    step(&app.persona("content-administrator").await, &soon, "publications", &publish).await.expect(200);
    app.clock.advance(Duration::minutes(61));
    let administrator = app.persona("content-administrator").await;
    let overdue = administrator.get(&late).await.expect(200);
    assert_eq!(overdue.text("/term/state"), "Overdue", "an hour for news");
    let listed = administrator.get("/api/v1/content-items?overdue=true").await.expect(200);
    assert_eq!(listed.body["items"].as_array().map(Vec::len), Some(1));
    step(&administrator, &late, "publications", &publish).await.expect(200);
    step(&administrator, &page, "publications", &publish).await.expect(200);
    let waiting = submitted(&app, &news).await;
    let report = administrator.get("/api/v1/publication-terms?from=2026-11-01&to=2026-11-30").await.expect(200);
    let row = |kind: &str| {
        let rows = report.body["publications"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["type"] == kind).expect("a row");
        (row["published"].as_i64(), row["inTime"].as_i64(), row["late"].as_i64())
    };
    assert_eq!(row("news"), (Some(2), Some(1), Some(1)));
    assert_eq!(row("faq"), (Some(1), Some(1), Some(0)), "four hours for what is ordinary");
    let news = report.body["sections"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["sectionCode"] == "news"))
        .expect("a section");
    assert_eq!((news["waiting"].as_i64(), news["overdue"].as_i64(), &news["updateOverdue"]), (Some(1), Some(0), &json!(false)));
    drop(waiting);
    let empty = |answer: &crate::support::Answer| {
        let rows = answer.body["sections"].as_array().expect("sections");
        let row = rows.iter().find(|row| row["sectionCode"] == "visits").expect("a section").clone();
        (row["updatedAt"].is_null(), row["updateDueAt"].is_string(), row["updateOverdue"].clone())
    };
    assert_eq!(empty(&report), (true, true, json!(false)), "nothing was ever published in it, and its term runs");
    administrator.get("/api/v1/publication-terms?from=2026-11-30&to=2026-11-01").await.refused(400, "bad-input");
    administrator.get("/api/v1/publication-terms?from=yesterday").await.refused(400, "bad-input");
    let usual = administrator.get("/api/v1/publication-terms").await.expect(200);
    assert_eq!(usual.body["publications"], report.body["publications"], "the last month, where nothing is said");
    app.clock.advance(Duration::days(400));
    let report = app.persona("content-administrator").await.get("/api/v1/publication-terms").await.expect(200);
    assert_eq!(empty(&report), (true, true, json!(true)));
    app.persona("applicant").await.get("/api/v1/publication-terms?from=2026-11-01&to=2026-11-30").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn results_of_an_event_are_due_one_working_day_after_its_end() {
    let app = TestApp::start().await;
    let text = json!({ "ro": "Chișinău" });
    let event = json!({ "type": "event", "sectionCode": "events", "title": { "ro": "Ședință" }, "lead": { "ro": "Pe scurt." },
        "fields": { "kind": "Session", "startsAt": "2026-11-13T08:00:00Z", "endsAt": "2026-11-13T12:00:00Z", "place": text,
                    "decisions": [{ "number": "1", "text": { "ro": "S-a decis." } }] } });
    let place = submitted(&app, &event).await;
    let seen = app.persona("content-provider").await.get(&place).await.expect(200);
    assert_eq!(seen.text("/term/endsAt"), "2026-11-16T21:59:59Z", "from Friday to Monday, local time");
    let event = place;
    let vacancy = json!({ "type": "vacancy", "sectionCode": "vacancies", "title": { "ro": "Specialist" }, "body": { "ro": "<p>a</p>" },
        "fields": { "position": text, "requirements": text, "documents": [text], "deadline": "2026-12-10T15:00:00Z",
                    "contact": { "name": "Secția resurse umane", "phone": "022 820 007" }, "stage": "Announced" } });
    let place = submitted(&app, &vacancy).await;
    let seen = app.persona("content-provider").await.get(&place).await.expect(200);
    assert_eq!(seen.text("/term/endsAt"), "2026-11-23T21:59:59Z", "five days, and the last is a working day");
    // What came of it is told: a correction a month later is a publication like any other, and not late from its first second.
    step(&app.persona("content-administrator").await, &event, "publications", &json!({})).await.expect(200);
    app.clock.advance(Duration::days(30));
    let provider = app.persona("content-provider").await;
    step(&provider, &event, "revisions", &json!(null)).await.expect(200);
    step(&provider, &event, "submissions", &json!({})).await.expect(200);
    let seen = provider.get(&event).await.expect(200);
    assert_eq!(seen.text("/term/endsAt"), "2026-12-16T09:00:00Z", "an hour from the request");
    step(&app.persona("content-administrator").await, &event, "publications", &json!({})).await.expect(200);
    assert_eq!(app.number("select count(*) from content_versions where late"), 0);
}

#[actix_web::test]
async fn what_its_provider_wanted_later_is_not_late_before_that() {
    let app = TestApp::start().await;
    let place = super::begun(&app, &faq()).await.header("location").to_owned();
    let wanted = app.clock.now() + Duration::hours(10);
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    let far = json!({ "wantedAt": app.clock.now() + Duration::days(400) });
    let refused = step(&provider, &place, "submissions", &far).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/wantedAt", "too-far")]);
    step(&provider, &place, "submissions", &json!({ "wantedAt": wanted })).await.expect(200);
    let early = json!({ "at": wanted - Duration::seconds(1) });
    let refused = step(&administrator, &place, "publications", &early).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/at", "before-it-is-wanted")]);
    // Without a time it waits for the one that was wanted.
    let waits = step(&administrator, &place, "publications", &json!({})).await.expect(200);
    assert_eq!(waits.text("/state"), "Scheduled");
    app.clock.advance(Duration::hours(10));
    assert_eq!(seen_by_the_public(&app), 1);
    assert_eq!(app.number("select count(*) from content_versions where late"), 0);
}

#[derive(diesel::QueryableByName)]
struct Shown {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

#[actix_web::test]
async fn what_is_public_shows_its_dates_its_source_and_its_notes() {
    let app = TestApp::start().await;
    let mut body = faq();
    body["notes"] = json!({ "ro": "Se aplică din 01.01.2026." });
    let place = published(&app, &body).await;
    app.clock.advance(Duration::days(1));
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    step(&provider, &place, "submissions", &json!({})).await.expect(200);
    step(&administrator, &place, "publications", &json!({})).await.expect(200);
    let shown = app.query::<Shown>("select to_jsonb(p)::text as text from published_content p where live_until is null");
    let shown: Value = serde_json::from_str(&shown[0].text).expect("json");
    assert!(shown["published_at"].as_str().is_some_and(|at| at.starts_with("2026-11-16")), "{shown}");
    assert!(shown["updated_at"].as_str().is_some_and(|at| at.starts_with("2026-11-17")));
    assert_eq!((&shown["subdivision"], &shown["notes"]["ro"]), (&json!("CHI"), &json!("Se aplică din 01.01.2026.")));
    assert!(shown["subdivision_name"]["en"].as_str().is_some_and(|name| name.contains("Chișinău")));
    assert_eq!((&shown["version"], &shown["languages"], &shown["section"]), (&json!(2), &json!(["ro"]), &json!("guides")));
}
