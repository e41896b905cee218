//! Sending is suspended for stated causes; nothing is lost, and the senders are told.

use chrono::Duration;
use migratie::notifications::Addressee;
use serde_json::{Value, json};

use super::{account, at_mnotify, minutes, told};
use crate::support::TestApp;

const PATH: &str = "/api/v1/notification-suspensions";

#[actix_web::test]
async fn while_sending_is_suspended_everything_waits_and_the_senders_are_told() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let body = json!({ "cause": "Maintenance", "reason": "Înlocuirea certificatului" });
    let suspended = administrator.post(PATH, &body).await.expect(201);
    let sender = app.persona("notification-sender").await;
    let messages = sender.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/kind"), "NotificationsSuspended");
    let text = messages.text("/messages/0/text/ro");
    for part in ["lucrări profilactice", "toate canalele", "Înlocuirea certificatului", "nu se cunoaște"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let seen = app.persona("applicant").await.get(&format!("{PATH}?open=true")).await.expect(200);
    assert_eq!(seen.text("/suspensions/0/cause"), "Maintenance");
    told(&app, Addressee::Account(account(&app, "2015000000011")), "P-1").await.expect("told");
    minutes(&app, 20).await;
    assert_eq!(at_mnotify(&app).await.len(), 0);
    let (administrator, sender) = (app.persona("administrator").await, app.persona("notification-sender").await);
    let path = format!("{PATH}/{}", suspended.text("/suspensionId"));
    let ended = administrator.act(&format!("{path}/endings"), suspended.etag(), &Value::Null).await.expect(200);
    administrator.act(&format!("{path}/endings"), ended.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    assert_eq!(sender.get("/api/v1/messages").await.expect(200).text("/messages/0/kind"), "NotificationsResumed");
    minutes(&app, 6).await;
    let to_applicant = at_mnotify(&app).await.iter().filter(|sent| sent["recipients"][0]["value"] == "2015000000011").count();
    assert_eq!(to_applicant, 1);
    assert_eq!(app.persona("applicant").await.get(&format!("{PATH}?open=true")).await.expect(200).body["suspensions"], json!([]));
}

#[actix_web::test]
async fn a_suspension_of_one_channel_ends_by_itself_when_its_time_is_over() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let until = app.clock.now() + Duration::minutes(10);
    let body = json!({ "channel": "MNotify", "cause": "TechnicalDifficulty", "reason": "MNotify nu răspunde", "endsAt": until });
    administrator.post(PATH, &body).await.expect(201);
    let sender = app.persona("notification-sender").await;
    let messages = sender.get("/api/v1/messages").await.expect(200);
    assert!(messages.text("/messages/0/text/en").contains("(MNotify) is suspended from 16 November 2026"), "{}", messages.body);
    told(&app, Addressee::Account(account(&app, "2015000000011")), "P-1").await.expect("told");
    minutes(&app, 9).await;
    assert_eq!(at_mnotify(&app).await.len(), 0);
    minutes(&app, 3).await;
    let to: Vec<_> = at_mnotify(&app).await.iter().map(|sent| sent["recipients"][0]["value"].clone()).collect();
    assert!(to.contains(&json!("2015000000011")));
    let sender = app.persona("notification-sender").await;
    let messages = sender.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/kind"), "NotificationsResumed", "it ended by itself, and its senders are told");
    let late =
        at_mnotify(&app).await.iter().filter(|sent| sent["subject"]["en"] == "Sending of notifications is suspended").count();
    assert_eq!(late, 0, "that it was to be suspended is no news any more");
}

#[actix_web::test]
async fn a_suspension_in_the_past_or_backwards_is_refused_and_others_may_not_suspend() {
    let app = TestApp::start().await;
    let now = app.clock.now();
    let wrong = json!({ "cause": "ForceMajeure", "reason": "Inundație", "beginsAt": now - Duration::hours(1), "endsAt": now - Duration::hours(2) });
    let administrator = app.persona("administrator").await;
    assert_eq!(
        administrator.post(PATH, &wrong).await.refused(400, "bad-input").violations(),
        [("/beginsAt", "in-the-past"), ("/endsAt", "not-after-begin")]
    );
    let body = json!({ "cause": "OwnersRequest", "reason": "Cererea nr. 1" });
    app.persona("notification-sender").await.post(PATH, &body).await.refused(403, "forbidden");
    assert_eq!(app.number("select count(*) from notification_suspensions"), 0);
}
