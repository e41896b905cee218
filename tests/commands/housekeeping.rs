//! What nobody needs any more goes by itself; what is kept stays.

use chrono::Duration;
use futures_util::future::join_all;
use migratie::{housekeeping, kernel::local_time::legal_day};

use crate::{
    support::TestApp,
    uploads::{begin, part, samples, send},
};

#[actix_web::test]
async fn work_that_is_over_is_taken_away_and_records_stay() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    send(&applicant, "Attachment", "a.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201);
    let abandoned = begin(&applicant, "b.pdf", "application/pdf", 100).await.expect(201).text("/uploadId");
    part(&applicant, &abandoned, 1, &[1; 50]).await.expect(200);
    app.seal().await;
    app.work_off().await;
    let left = |app: &TestApp| {
        ["idempotency_keys", "sessions", "uploads", "upload_parts", "outbox where state = 'Done'"]
            .map(|what| app.number(&format!("select count(*) from {what}")))
    };
    assert!(left(&app).iter().all(|count| *count > 0), "{:?}", left(&app));
    let removed = housekeeping::once(&app.platform).await.expect("housekeeping").expect("nobody else is at it");
    assert!(removed.iter().all(|(_, count)| *count == 0), "nothing is over yet: {removed:?}");
    app.clock.advance(Duration::days(31));
    housekeeping::once(&app.platform).await.expect("housekeeping").expect("nobody else is at it");
    assert_eq!(left(&app), [0; 5]);
    assert_eq!(app.number("select count(*) from files"), 1);
    assert!(app.number("select count(*) from journal.entries") > 0);
}

#[actix_web::test]
async fn of_many_copies_one_keeps_house() {
    let app = TestApp::start().await;
    let other = app.second_copy().await;
    let (work, elsewhere) = (app.platform.door.work(), other.platform.door.work());
    // One holds the lock while the other asks for it.
    let asked =
        work.alone(7, async { elsewhere.alone(7, async { "both" }).await.expect("a database") }).await.expect("a database");
    assert_eq!(asked, Some(None));
    assert_eq!(elsewhere.alone(7, async { "later" }).await.expect("a database"), Some("later"), "it is let go");
    let done = join_all([housekeeping::once(&app.platform), housekeeping::once(&other.platform)]).await;
    assert!(done.iter().any(|done| done.as_ref().is_ok_and(Option::is_some)));
}

#[actix_web::test]
async fn what_is_published_is_looked_at_once_a_day_also_when_a_chore_failed() {
    let app = TestApp::start().await;
    let day = |app: &TestApp| Some(legal_day(app.clock.now()));
    app.tamper("alter table term_reminders rename to elsewhere");
    assert!(housekeeping::once(&app.platform).await.is_err(), "a chore fails");
    let looked = housekeeping::round(&app.platform, None).await;
    assert_eq!(looked, day(&app));
    // What cannot be looked at is not counted as looked at: the next round tries again.
    app.clock.advance(Duration::days(1));
    app.tamper("alter table elsewhere rename to term_reminders; alter table content_versions rename to elsewhere");
    assert_eq!(housekeeping::round(&app.platform, looked).await, looked);
    app.tamper("alter table elsewhere rename to content_versions");
    assert_eq!(housekeeping::round(&app.platform, looked).await, day(&app));
}
