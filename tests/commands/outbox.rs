//! What workers gave up is shown, and carried again.

use migratie::{commands::outbox, kernel::identifiers::Idnp, notifications::Addressee};

use crate::{
    notifications::{at_mnotify, minutes, told},
    support::TestApp,
};

#[actix_web::test]
async fn what_was_given_up_has_failed_for_all_to_see_and_goes_on_when_it_is_replayed() {
    let app = TestApp::start().await;
    told(&app, Addressee::Idnp(Idnp::synthetic(500)), "P-1").await.expect("told");
    // As after nineteen tries; the register of recipients is not what fails, the row is.
    let broken = "set session_replication_role = replica; alter table notification_deliveries rename to elsewhere";
    app.tamper(&format!("update outbox set attempts = 19 where kind = 'notifications.dispatch'; {broken}"));
    app.work_off().await;
    app.tamper("alter table elsewhere rename to notification_deliveries");
    assert_eq!(app.number("select count(*) from outbox where kind = 'notifications.dispatch' and state = 'Dead'"), 1);
    assert_eq!(app.number("select count(*) from notifications where state = 'Failed' and state_reason = 'given-up'"), 1);
    let platform = app.platform.clone();
    let (shown, replayed, nothing) = std::thread::spawn(move || {
        let shown = outbox::dead(&platform).expect("shown");
        let other = outbox::replay(&platform, Some("mlog.batch")).expect("replayed");
        let replayed = outbox::replay(&platform, Some("notifications.dispatch")).expect("replayed");
        (shown, (other, replayed), outbox::dead(&platform).expect("shown"))
    })
    .join()
    .expect("a thread");
    assert!(shown.starts_with("notifications.dispatch\t1\t"), "{shown}");
    assert_eq!((replayed, nothing.as_str()), ((0, 1), "nothing was given up"));
    minutes(&app, 3).await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
    assert_eq!(app.number("select count(*) from notifications where state = 'Delivered'"), 1);
}

#[actix_web::test]
async fn a_delivery_that_was_given_up_in_doubt_is_looked_for_when_it_is_replayed() {
    let app = TestApp::start().await;
    told(&app, Addressee::Idnp(Idnp::synthetic(501)), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
    // MNotify has it, we do not know; and the message cannot be read, so that its worker gives it up.
    app.tamper(
        "set session_replication_role = replica;
         update notification_deliveries set state = 'Sending', channel_id = null, sent_at = null, sending_since = updated_at where channel = 'MNotify';
         alter table notifications rename to elsewhere;
         update outbox set attempts = 19, not_before = now() - interval '1 year' where kind = 'notifications.mnotify'",
    );
    app.work_off().await;
    app.tamper("alter table elsewhere rename to notifications");
    assert_eq!(
        app.number("select count(*) from outbox where kind = 'notifications.mnotify' and state = 'Waiting'"),
        1,
        "it could not be told"
    );
    app.clock.advance(chrono::Duration::minutes(2));
    app.tamper("update outbox set state = 'Dead' where kind = 'notifications.mnotify'");
    app.tamper(
        "set session_replication_role = replica;
         update notification_deliveries set state = 'Failed', reason = 'given-up' where channel = 'MNotify'",
    );
    let platform = app.platform.clone();
    let replayed = std::thread::spawn(move || outbox::replay(&platform, None)).join().expect("a thread").expect("replayed");
    assert_eq!(replayed, 1);
    minutes(&app, 5).await;
    assert_eq!(at_mnotify(&app).await.len(), 1, "it was found, not sent again");
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Delivered' and channel = 'MNotify'"), 1);
}
