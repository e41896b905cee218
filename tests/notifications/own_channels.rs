//! Channels of our own: what comes back, what is full, what is lost on the way.

use migratie::{
    kernel::identifiers::Idnp,
    notifications::{Addressee, DeliveryId},
};
use serde_json::{Value, json};

use super::{account, at_mnotify, minutes, misbehave, profile::verified, sent, set, told};
use crate::support::{Caller, TestApp};

const APPLICANT: &str = "2015000000011";

/// An applicant who wants e-mail.
async fn by_mail(app: &TestApp, address: &str) {
    let applicant = app.persona("applicant").await;
    verified(app, &applicant, "ana@example.md").await;
    app.tamper(&format!("set session_replication_role = replica; update notification_contacts set value = '{address}'"));
    choose(&applicant, json!(["Email"])).await;
    set(app, "notifications.ownChannels", json!(true)).await;
}

async fn choose(caller: &Caller<'_>, channels: Value) {
    let profile = caller.get("/api/v1/notification-profile").await.expect(200);
    caller.patch("/api/v1/notification-profile", profile.etag(), &json!({ "channels": channels })).await.expect(200);
}

async fn tell(app: &TestApp, number: &str) {
    told(app, Addressee::Account(account(app, APPLICANT)), number).await.expect("told");
    app.work_off().await;
}

fn deliveries(app: &TestApp, channel: &str, state: &str) -> i64 {
    app.number(&format!("select count(*) from notification_deliveries where channel = '{channel}' and state = '{state}'"))
}

#[actix_web::test]
async fn an_address_that_does_not_exist_bounces_and_mnotify_takes_over() {
    let app = TestApp::start().await;
    by_mail(&app, "nimeni@example.md").await;
    tell(&app, "P-1").await;
    assert_eq!((deliveries(&app, "Email", "Bounced"), deliveries(&app, "MNotify", "Sent")), (1, 1));
    assert_eq!(at_mnotify(&app).await.len(), 1);
    let profile = app.persona("applicant").await.get("/api/v1/notification-profile").await.expect(200);
    assert_eq!(profile.text("/contacts/0/state"), "Bounced");
    tell(&app, "P-2").await;
    assert_eq!(deliveries(&app, "Email", "Bounced"), 1, "nothing is sent there any more");
    assert_eq!(at_mnotify(&app).await.len(), 2);
}

/// A delivery report on a letter.
fn report(action: &str, status: &str, id: &str) -> Value {
    json!({ "report": format!("Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.md\r\n\r\nFinal-Recipient: rfc822; ana@example.md\r\n\
        Action: {action}\r\nStatus: {status}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {id}\r\n\r\n--b--\r\n") })
}

#[actix_web::test]
async fn a_letter_that_comes_back_later_is_reported_and_mnotify_takes_over_once() {
    let app = TestApp::start().await;
    by_mail(&app, "ana@example.md").await;
    tell(&app, "P-1").await;
    assert_eq!(deliveries(&app, "Email", "Sent"), 1);
    let letter = sent(&app, "mail").await.pop().expect("a letter");
    let id = letter["messageId"].as_str().expect("an id");
    let gateway = app.persona("technical-operator").await;
    let path = "/api/v1/notification-bounces";
    assert_eq!(gateway.post(path, &report("delayed", "4.4.1", id)).await.expect(200).text("/state"), "Sent");
    assert_eq!(gateway.post(path, &report("failed", "5.1.1", id)).await.expect(200).text("/state"), "Bounced");
    assert_eq!(gateway.post(path, &report("failed", "5.1.1", id)).await.expect(200).text("/state"), "Bounced");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
    gateway.post(path, &report("failed", "5.1.1", "<other@x>")).await.refused(404, "not-found");
    let nothing = gateway.post(path, &json!({ "report": "Subject: hello\n\nno report" })).await.refused(400, "bad-input");
    assert_eq!(nothing.violations(), [("/report", "no-delivery-status")]);
    app.persona("applicant").await.post(path, &report("failed", "5.1.1", id)).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_letter_that_is_sent_again_is_the_same_letter() {
    let app = TestApp::start().await;
    by_mail(&app, "ana@example.md").await;
    misbehave(&app, "mail", json!({ "mode": "LoseAnswer", "times": 1 })).await;
    tell(&app, "P-1").await;
    assert_eq!(deliveries(&app, "Email", "Sending"), 1);
    minutes(&app, 2).await;
    assert_eq!(deliveries(&app, "Email", "Sent"), 1);
    let ids: Vec<Value> = sent(&app, "mail").await.iter().skip(1).map(|letter| letter["messageId"].clone()).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1], "every mail system sees that it is one");
    misbehave(&app, "mail", json!({ "mode": "Down" })).await;
    tell(&app, "P-2").await;
    minutes(&app, 3).await;
    assert_eq!(deliveries(&app, "Email", "Waiting"), 1);
    misbehave(&app, "mail", json!({ "mode": "Normal" })).await;
    minutes(&app, 30).await;
    assert_eq!(deliveries(&app, "Email", "Sent"), 2);
}

#[actix_web::test]
async fn short_messages_chats_and_pushes_go_out_once_and_say_what_became_of_them() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    set(&app, "notifications.ownChannels", json!(true)).await;
    let contacts = [("Sms", "+37369123456"), ("Chat", "viber:+37369123456"), ("Push", "device-0001")];
    for (channel, value) in contacts {
        let body = json!({ "channel": channel, "value": value });
        let contact = applicant.post("/api/v1/notification-contacts", &body).await.expect(201);
        app.work_off().await;
        let text = sent(&app, &channel.to_lowercase()).await.pop().expect("a code")["text"].as_str().expect("text").to_owned();
        let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        let path = format!("/api/v1/notification-contacts/{}/verifications", contact.text("/contactId"));
        applicant.act(&path, contact.etag(), &json!({ "code": code })).await.expect(200);
    }
    choose(&applicant, json!(["Sms", "Chat", "Push"])).await;
    misbehave(&app, "sms", json!({ "mode": "LoseAnswer", "times": 1 })).await;
    tell(&app, "P-1").await;
    minutes(&app, 4).await;
    for (channel, _) in contacts {
        assert_eq!(deliveries(&app, channel, "Delivered"), 1, "{channel}");
        assert_eq!(sent(&app, &channel.to_lowercase()).await.len(), 2, "the code and the notice");
    }
    assert_eq!(at_mnotify(&app).await.len(), 0);
}

#[actix_web::test]
async fn a_channel_takes_so_many_a_minute() {
    let app = TestApp::start().await;
    set(&app, "notifications.mnotifyPerMinute", json!(3)).await;
    for n in 0..8 {
        told(&app, Addressee::Idnp(Idnp::synthetic(100 + n)), "P-1").await.expect("told");
    }
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 3);
    minutes(&app, 1).await;
    assert_eq!(at_mnotify(&app).await.len(), 6);
    minutes(&app, 3).await;
    assert_eq!(at_mnotify(&app).await.len(), 8);
}

#[actix_web::test]
async fn a_mail_server_that_refuses_us_keeps_letters_waiting_and_says_nothing_of_the_addresses() {
    let app = TestApp::start().await;
    by_mail(&app, "ana@example.md").await;
    misbehave(&app, "mail", json!({ "mode": "Forbidden" })).await;
    tell(&app, "P-1").await;
    assert_eq!((deliveries(&app, "Email", "Waiting"), at_mnotify(&app).await.len()), (1, 0));
    assert_eq!(app.number("select count(*) from notification_contacts where state = 'Verified'"), 1);
    misbehave(&app, "mail", json!({ "mode": "Normal" })).await;
    minutes(&app, 2).await;
    assert_eq!((deliveries(&app, "Email", "Sent"), at_mnotify(&app).await.len()), (1, 0));
}

#[actix_web::test]
async fn a_letter_with_a_code_that_comes_back_ends_the_contact_only_while_it_waits() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let gateway = app.persona("technical-operator").await;
    let path = "/api/v1/notification-bounces";
    let mut last = Value::Null;
    for (address, removed) in [("one@example.md", false), ("two@example.md", true)] {
        let body = json!({ "channel": "Email", "value": address });
        let contact = applicant.post("/api/v1/notification-contacts", &body).await.expect(201);
        app.work_off().await;
        if removed {
            let path = format!("/api/v1/notification-contacts/{}/removals", contact.text("/contactId"));
            applicant.act(&path, contact.etag(), &Value::Null).await.expect(200);
        }
        last = sent(&app, "mail").await.pop().expect("a letter")["messageId"].clone();
        let told = gateway.post(path, &report("failed", "5.1.1", last.as_str().expect("an id"))).await.expect(200);
        assert_eq!(told.text("/contactId"), contact.text("/contactId"));
    }
    let states = |state: &str| app.number(&format!("select count(*) from notification_contacts where state = '{state}'"));
    assert_eq!((states("Bounced"), states("Removed")), (1, 1));
    let nobody = last.as_str().expect("an id").replace("code-", "code-0");
    gateway.post(path, &report("failed", "5.1.1", &nobody)).await.refused(404, "not-found");
}

#[actix_web::test]
async fn only_letters_come_back_by_mail() {
    let app = TestApp::start().await;
    tell(&app, "P-1").await;
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: uuid::Uuid,
    }
    let found: Vec<Found> = app.query("select id from notification_deliveries where channel = 'MNotify'");
    let id = format!("<{}@igm.example>", DeliveryId::from(found[0].id));
    let gateway = app.persona("technical-operator").await;
    gateway.post("/api/v1/notification-bounces", &report("failed", "5.1.1", &id)).await.refused(404, "not-found");
    assert_eq!(deliveries(&app, "MNotify", "Sent"), 1);
}

#[actix_web::test]
async fn what_somebody_wrote_reaches_its_reader_whole_with_its_lines() {
    let app = TestApp::start().await;
    set(&app, "notifications.ownChannels", json!(true)).await;
    let answer = format!("Stimată doamnă,\r\n\r\n{}\r\n\r\nCu respect,\r\nEXEMPLU Ion {{{{x}}}}", "a".repeat(3900));
    let form = json!({ "ro": "Întrebări", "ru": "Вопросы", "en": "Questions" });
    let variables = json!({ "answer": migratie::notifications::paragraphs(&answer), "form": form });
    let to = Addressee::Email { address: "ana@example.md".into(), name: None };
    super::telling(&app, to, "ContentInquiryAnswered", variables).await.expect("told");
    app.work_off().await;
    let letter = sent(&app, "mail").await.pop().expect("a letter");
    let text = letter["text"].as_str().expect("text").replace("\r\n", "\n");
    assert!(text.contains("Stimată doamnă,\n\naaa") && text.contains("aaa\n\nCu respect,\nEXEMPLU Ion ((x))"), "{text}");
    assert!(letter["html"].as_str().expect("html").contains("Cu respect,<br>EXEMPLU Ion"), "{letter}");
}

#[actix_web::test]
async fn who_finds_a_channel_full_is_given_an_instant_and_what_is_urgent_passes() {
    let app = TestApp::start().await;
    set(&app, "notifications.mnotifyPerMinute", json!(4)).await;
    for n in 0..12 {
        told(&app, Addressee::Idnp(Idnp::synthetic(200 + n)), "P-1").await.expect("told");
    }
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 4);
    let slots = "select count(distinct slot_at) from notification_deliveries where slot_at is not null";
    assert_eq!(app.number(slots), 8, "each has an instant of its own");
    // What they wait for is theirs: nobody asks before.
    let waiting = "select count(*) from outbox where kind = 'notifications.mnotify' and state = 'Waiting' and not_before <= ";
    assert_eq!(app.number(&format!("{waiting} timestamptz '{}'", app.clock.now().to_rfc3339())), 0);
    let sender = app.persona("notification-sender").await;
    let mut urgent = super::requests::text(json!([super::requests::to("1", "2015000000011")]));
    (urgent["priority"], urgent["topic"]) = (json!("High"), json!("Obligations"));
    sender.post("/api/v1/notification-requests", &urgent).await.expect(201);
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.last().expect("one")["recipients"][0]["value"], "2015000000011");
    minutes(&app, 3).await;
    assert_eq!(at_mnotify(&app).await.len(), 13);
}
