//! Delivery through the government's MNotify, by default.

use chrono::Duration;
use futures_util::future::join_all;
use migratie::{kernel::identifiers::Idnp, notifications::Addressee};
use serde_json::json;

use super::{account, at_mnotify, minutes, misbehave, stand_in, telling, told};
use crate::support::TestApp;

const DELIVERED: &str = "select count(*) from notification_deliveries where channel = 'MNotify' and state = 'Delivered'";

#[actix_web::test]
async fn what_is_told_lies_in_the_cabinet_at_once_and_goes_out_through_mnotify() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let login = "2015000000011";
    told(&app, Addressee::Account(account(&app, login)), "P-1").await.expect("told");
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/title/ru"), "По обращению № P-1 принято решение");
    assert_eq!(messages.text("/messages/0/kind"), "RequestDecided");
    app.work_off().await;
    let sent = at_mnotify(&app).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["recipients"], json!([{ "type": "IDNP", "value": login }]));
    assert_eq!(sent[0]["bodyShort"]["en"], "Request no. P-1 is decided.");
    assert_eq!(sent[0]["body"]["ro"], "<p>Solicitarea este soluționată (nr. P-1). Detaliile sunt în cabinetul personal.</p>");
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Sent'"), 1);
    app.clock.advance(Duration::minutes(2));
    app.work_off().await;
    assert_eq!(app.number(DELIVERED), 1);
    assert_eq!(app.number("select count(*) from notifications where state = 'Delivered'"), 1);
}

#[actix_web::test]
async fn who_has_no_account_is_told_by_number_or_by_address() {
    let app = TestApp::start().await;
    let idnp = Idnp::synthetic(77);
    told(&app, Addressee::Idnp(idnp), "P-1").await.expect("told");
    let to = Addressee::Email { address: "ana@example.md".into(), name: Some("Ana".into()) };
    told(&app, to, "P-2").await.expect("told");
    app.work_off().await;
    let mut to: Vec<_> = at_mnotify(&app).await.iter().map(|sent| sent["recipients"][0].clone()).collect();
    to.sort_by_key(ToString::to_string);
    assert_eq!(to, [json!({ "type": "Email", "value": "ana@example.md" }), json!({ "type": "IDNP", "value": idnp.expose() })]);
}

#[actix_web::test]
async fn a_variable_that_is_missing_or_unknown_is_a_fault_and_nothing_is_written() {
    let app = TestApp::start().await;
    let to = || Addressee::Idnp(Idnp::synthetic(78));
    let fault = telling(&app, to(), "RequestDecided", json!({ "nubmer": "1" })).await.expect_err("a fault");
    assert_eq!(fault.status(), 500);
    telling(&app, to(), "NoSuchTemplate", json!({})).await.expect_err("a fault");
    assert_eq!(app.number("select count(*) from notifications"), 0);
    assert_eq!(app.number("select count(*) from outbox where kind like 'notifications.%'"), 0);
}

#[actix_web::test]
async fn a_notice_whose_answer_was_lost_is_found_and_not_sent_again() {
    let app = TestApp::start().await;
    misbehave(&app, "mnotify", json!({ "mode": "LoseAnswer", "times": 1 })).await;
    told(&app, Addressee::Idnp(Idnp::synthetic(79)), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Sending' and reason = 'answer-lost'"), 1);
    for _ in 0..4 {
        app.clock.advance(Duration::minutes(1));
        app.work_off().await;
    }
    assert_eq!(at_mnotify(&app).await.len(), 1);
    assert_eq!(app.number(DELIVERED), 1);
}

#[actix_web::test]
async fn a_notice_that_never_arrived_is_sent_once_mnotify_is_back() {
    let app = TestApp::start().await;
    for mode in ["Down", "Nonsense"] {
        misbehave(&app, "mnotify", json!({ "mode": mode })).await;
        let before = at_mnotify(&app).await.len();
        told(&app, Addressee::Idnp(Idnp::synthetic(80)), mode).await.expect("told");
        for _ in 0..5 {
            app.work_off().await;
            app.clock.advance(Duration::minutes(1));
        }
        assert_eq!(at_mnotify(&app).await.len(), before, "{mode}");
        misbehave(&app, "mnotify", json!({ "mode": "Normal" })).await;
        for _ in 0..60 {
            app.work_off().await;
            app.clock.advance(Duration::minutes(1));
        }
        assert_eq!(at_mnotify(&app).await.len(), before + 1, "{mode}");
    }
    assert_eq!(app.number(DELIVERED), 2);
}

#[actix_web::test]
async fn two_workers_tell_everybody_exactly_once() {
    let app = TestApp::start().await;
    let told_all = join_all((0..40).map(|n| told(&app, Addressee::Idnp(Idnp::synthetic(1000 + n)), "P-1"))).await;
    assert!(told_all.iter().all(Result::is_ok));
    misbehave(&app, "mnotify", json!({ "mode": "LoseAnswer", "times": 5 })).await;
    for _ in 0..6 {
        let outbox = &app.platform.outbox;
        loop {
            let carried = join_all([outbox.carry_due(), outbox.carry_due()]).await;
            if carried.iter().all(|count| *count.as_ref().expect("the outbox") == 0) {
                break;
            }
        }
        app.clock.advance(Duration::minutes(1));
    }
    let mut to: Vec<_> = at_mnotify(&app).await.iter().map(|sent| sent["recipients"][0]["value"].to_string()).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), at_mnotify(&app).await.len()), (40, 40));
    assert_eq!(app.number(DELIVERED), 40);
}

#[actix_web::test]
async fn a_crash_after_mnotify_took_it_sends_no_second() {
    let app = TestApp::start().await;
    told(&app, Addressee::Idnp(Idnp::synthetic(90)), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
    // As the database stands after a crash between MNotify's answer and our record of it: the message came back to the queue.
    app.tamper(
        "set session_replication_role = replica;
         update notification_deliveries set state = 'Sending', channel_id = null, sent_at = null, sending_since = updated_at where channel = 'MNotify';
         update outbox set state = 'Waiting', not_before = now() - interval '1 year', lease_until = null where kind = 'notifications.mnotify'",
    );
    for _ in 0..4 {
        app.work_off().await;
        app.clock.advance(Duration::minutes(1));
    }
    assert_eq!(at_mnotify(&app).await.len(), 1);
    assert_eq!(app.number(DELIVERED), 1);
}

#[actix_web::test]
async fn of_two_notices_to_one_person_the_second_waits_while_the_first_is_in_doubt() {
    let app = TestApp::start().await;
    let to = || Addressee::Idnp(Idnp::synthetic(81));
    misbehave(&app, "mnotify", json!({ "mode": "Down", "times": 1 })).await;
    told(&app, to(), "P-1").await.expect("told");
    app.work_off().await;
    // The same subject to the same person, and MNotify has it: it must not be taken for the first.
    misbehave(&app, "mnotify", json!({ "mode": "LoseAnswer", "times": 1 })).await;
    told(&app, to(), "P-2").await.expect("told");
    app.work_off().await;
    minutes(&app, 20).await;
    let mut told: Vec<String> = at_mnotify(&app).await.iter().map(|sent| sent["bodyShort"]["en"].to_string()).collect();
    told.sort();
    assert_eq!(told, ["\"Request no. P-1 is decided.\"", "\"Request no. P-2 is decided.\""]);
    assert_eq!(app.number(DELIVERED), 2);
}

#[actix_web::test]
async fn what_mnotify_does_not_resolve_keeps_a_notice_in_doubt_for_a_day_and_no_longer() {
    let app = TestApp::start().await;
    misbehave(&app, "mnotify", json!({ "mode": "Unresolved", "times": 1 })).await;
    let text = json!({ "ro": "x" });
    let other = json!({ "subject": text, "body": text, "bodyShort": text, "priority": "Medium",
        "recipients": [{ "type": "IDNP", "value": Idnp::synthetic(82).expose() }] });
    let url = stand_in(&app, "mnotify/api/Notification");
    assert!(reqwest::Client::new().post(url).json(&other).send().await.expect("an answer").status().is_success());
    misbehave(&app, "mnotify", json!({ "mode": "Down", "times": 1 })).await;
    told(&app, Addressee::Idnp(Idnp::synthetic(83)), "P-1").await.expect("told");
    app.work_off().await;
    minutes(&app, 10).await;
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Sending'"), 1);
    app.clock.advance(Duration::hours(25));
    app.work_off().await;
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Failed' and reason = 'in-doubt'"), 1);
    assert_eq!(app.number("select count(*) from notifications where state = 'Failed'"), 1);
    assert_eq!(at_mnotify(&app).await.len(), 1, "nothing was sent twice");
}

#[actix_web::test]
async fn a_notice_that_mnotify_has_no_time_for_waits_and_is_not_in_doubt() {
    let app = TestApp::start().await;
    for mode in ["TooMany", "Forbidden"] {
        misbehave(&app, "mnotify", json!({ "mode": mode })).await;
        told(&app, Addressee::Idnp(Idnp::synthetic(84)), mode).await.expect("told");
        app.work_off().await;
        assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Waiting'"), 1, "{mode}");
        misbehave(&app, "mnotify", json!({ "mode": "Normal" })).await;
        minutes(&app, 3).await;
    }
    assert_eq!((at_mnotify(&app).await.len(), app.number(DELIVERED)), (2, 2));
}
