//! How recipients want to be told: contacts, language, quiet hours, topics.

use chrono::Duration;
use futures_util::future::join_all;
use migratie::notifications::Addressee;
use serde_json::{Value, json};

use super::{account, at_mnotify, minutes, requests, sent, set, told};
use crate::support::{Answer, Caller, TestApp};

const PROFILE: &str = "/api/v1/notification-profile";
const CONTACTS: &str = "/api/v1/notification-contacts";
const APPLICANT: &str = "2015000000011";

async fn add(caller: &Caller<'_>, channel: &str, value: &str) -> Answer {
    caller.post(CONTACTS, &json!({ "channel": channel, "value": value })).await
}

/// The code in the last letter.
async fn code(app: &TestApp) -> String {
    app.work_off().await;
    let letters = sent(app, "mail").await;
    let text = letters.last().expect("a letter")["text"].as_str().expect("a text").to_owned();
    let digits = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).find(digits).expect("a code").to_owned()
}

/// A verified mail address of the caller.
pub async fn verified(app: &TestApp, caller: &Caller<'_>, value: &str) -> Answer {
    let contact = add(caller, "Email", value).await.expect(201);
    let said = json!({ "code": code(app).await });
    let path = format!("{CONTACTS}/{}/verifications", contact.text("/contactId"));
    caller.act(&path, contact.etag(), &said).await.expect(200)
}

#[actix_web::test]
async fn a_contact_is_used_once_its_code_was_said() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let contact = add(&applicant, "Email", "ana@example.md").await.expect(201);
    assert_eq!(contact.text("/state"), "Pending");
    let path = format!("{CONTACTS}/{}", contact.text("/contactId"));
    let code = code(&app).await;
    let wrong = json!({ "code": if code == "000000" { "000001" } else { "000000" } });
    let refused = applicant.act(&format!("{path}/verifications"), contact.etag(), &wrong).await;
    assert_eq!(refused.violations(), [("/code", "wrong-code")]);
    assert_eq!(refused.body["attemptsLeft"], 4);
    let verified = applicant.act(&format!("{path}/verifications"), contact.etag(), &json!({ "code": code })).await.expect(200);
    assert_eq!(verified.text("/state"), "Verified");
    applicant
        .act(&format!("{path}/verifications"), verified.etag(), &json!({ "code": code }))
        .await
        .refused(409, "not-in-this-state");
    let profile = applicant.get(PROFILE).await.expect(200);
    assert_eq!(profile.body["contacts"][0]["value"], "ana@example.md");
    let letter = &sent(&app, "mail").await[0];
    assert_eq!((letter["to"][0].as_str(), letter["subject"].as_str()), (Some("ana@example.md"), Some("Codul de verificare")));
    app.persona("employer").await.get(&path).await.refused(404, "not-found");
    let removed = applicant.act(&format!("{path}/removals"), verified.etag(), &Value::Null).await.expect(200);
    assert_eq!(removed.text("/state"), "Removed");
    applicant.get(&path).await.refused(404, "not-found");
    app.clock.advance(Duration::minutes(1));
    add(&applicant, "Email", "ana@example.md").await.expect(201);
}

#[actix_web::test]
async fn guessing_ends_after_five_tries_however_many_try_at_once() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let contact = add(&applicant, "Email", "ana@example.md").await.expect(201);
    let path = format!("{CONTACTS}/{}", contact.text("/contactId"));
    let code = code(&app).await;
    let said = |n: u32| json!({ "code": format!("{:06}", (code.parse::<u32>().expect("digits") + n) % 1_000_000) });
    let verifications = format!("{path}/verifications");
    let bodies: Vec<Value> = (1..=12).map(said).collect();
    let answers = join_all(bodies.iter().map(|body| applicant.act(&verifications, contact.etag(), body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 400).count(), 5);
    assert_eq!(answers.iter().filter(|answer| answer.status == 409).count(), 7);
    applicant.act(&verifications, contact.etag(), &json!({ "code": code })).await.refused(409, "not-in-this-state");
    applicant.act(&format!("{path}/codes"), contact.etag(), &Value::Null).await.refused(429, "too-many-calls");
    app.clock.advance(Duration::minutes(2));
    applicant.act(&format!("{path}/codes"), contact.etag(), &Value::Null).await.expect(200);
    let fresh = self::code(&app).await;
    app.clock.advance(Duration::minutes(16));
    let applicant = app.persona("applicant").await;
    applicant.act(&verifications, contact.etag(), &json!({ "code": fresh })).await.refused(409, "not-in-this-state");
    for _ in 0..3 {
        let applicant = app.persona("applicant").await;
        applicant.act(&format!("{path}/codes"), contact.etag(), &Value::Null).await.expect(200);
        app.clock.advance(Duration::minutes(2));
    }
    let applicant = app.persona("applicant").await;
    applicant.act(&format!("{path}/codes"), contact.etag(), &Value::Null).await.refused(429, "too-many-calls");
}

#[actix_web::test]
async fn what_is_no_address_and_what_is_there_already_is_refused() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    for (channel, value) in [("Email", "ana at example"), ("Sms", "069123456"), ("Chat", "icq:12345"), ("Push", "short")] {
        assert_eq!(add(&applicant, channel, value).await.refused(400, "bad-input").violations(), [("/value", "wrong-format")]);
    }
    add(&applicant, "Sms", "+37369123456").await.expect(201);
    add(&applicant, "Sms", "+37369123456").await.refused(409, "already-exists");
    for n in 0..9 {
        add(&applicant, "Sms", &format!("+3736912345{n}0")).await.expect(201);
    }
    add(&applicant, "Sms", "+37369999999").await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from notification_contacts"), 10);
}

#[actix_web::test]
async fn a_profile_is_changed_under_its_etag_and_every_fault_is_told_at_once() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let before = applicant.get(PROFILE).await.expect(200);
    assert_eq!(before.body["topics"].as_array().map(Vec::len), Some(8));
    let wrong = json!({ "quietHours": { "from": "22:00", "to": "22:00" },
        "topics": [{ "topic": "Requests", "subscribed": false }, { "topic": "Nothing" }, { "topic": "Reminders" }, { "topic": "Reminders" }] });
    let refused = applicant.patch(PROFILE, before.etag(), &wrong).await.refused(400, "bad-input");
    assert_eq!(
        refused.violations(),
        [
            ("/quietHours/to", "same-as-from"),
            ("/topics/0/subscribed", "not-optional"),
            ("/topics/1/topic", "unknown-topic"),
            ("/topics/3/topic", "twice"),
        ]
    );
    let wanted = json!({ "language": "ru", "quietHours": { "from": "22:00", "to": "07:00" }, "channels": ["Email", "MNotify"],
        "topics": [{ "topic": "Reminders", "subscribed": false }] });
    let answers = join_all((0..5).map(|_| applicant.patch(PROFILE, before.etag(), &wanted))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 412).count(), 4);
    let after = applicant.get(PROFILE).await.expect(200);
    assert_eq!((after.text("/language"), after.text("/quietHours/from")), ("ru".into(), "22:00".into()));
    let removed = applicant.patch(PROFILE, after.etag(), &json!({ "quietHours": null, "language": null })).await.expect(200);
    assert!(removed.body.get("quietHours").is_none() && removed.body.get("language").is_none());
    assert_eq!(app.number("select count(*) from history.notification_profiles"), 2);
    let unmatched = applicant.call("PATCH", PROFILE, &[], Some(("application/merge-patch+json", b"{}".to_vec()))).await;
    unmatched.refused(428, "if-match-missing");
}

#[actix_web::test]
async fn quiet_hours_hold_a_notice_back_until_the_morning_but_not_the_cabinet() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let before = applicant.get(PROFILE).await.expect(200);
    let quiet = json!({ "quietHours": { "from": "09:00", "to": "11:30" } });
    applicant.patch(PROFILE, before.etag(), &quiet).await.expect(200);
    told(&app, Addressee::Account(account(&app, APPLICANT)), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/kind"), "RequestDecided");
    // It is ten o'clock in Chisinau.
    app.clock.advance(Duration::minutes(89));
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 0);
    minutes(&app, 2).await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
}

#[actix_web::test]
async fn a_chosen_and_verified_address_comes_instead_of_mnotify_where_the_administration_allows_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    verified(&app, &applicant, "ana@example.md").await;
    let profile = applicant.get(PROFILE).await.expect(200);
    applicant.patch(PROFILE, profile.etag(), &json!({ "channels": ["Email"], "language": "en" })).await.expect(200);
    let to = || Addressee::Account(account(&app, APPLICANT));
    told(&app, to(), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(
        (at_mnotify(&app).await.len(), sent(&app, "mail").await.len()),
        (1, 1),
        "the law's way, while nothing else is allowed"
    );
    set(&app, "notifications.ownChannels", json!(true)).await;
    told(&app, to(), "P-2").await.expect("told");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
    let letter = sent(&app, "mail").await.pop().expect("a letter");
    assert_eq!((letter["subject"].as_str(), letter["language"].as_str()), (Some("Request no. P-2 is decided"), Some("en")));
    let text = letter["text"].as_str().expect("text");
    assert!(text.starts_with("Dear ") && text.contains("(no. P-2)"), "the letter greets its reader: {letter}");
    assert!(
        letter["html"].as_str().expect("html").contains("<p style=\"margin:0 0 16px\">The request is decided (no. P-2)."),
        "{letter}"
    );
}

#[actix_web::test]
async fn a_topic_that_was_given_up_does_not_come() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let before = applicant.get(PROFILE).await.expect(200);
    let given_up = json!({ "topics": [{ "topic": "Announcements", "subscribed": false }] });
    applicant.patch(PROFILE, before.etag(), &given_up).await.expect(200);
    let sender = app.persona("notification-sender").await;
    let request = requests::text(json!([requests::to("1", APPLICANT), requests::to("2", "2015000000033")]));
    let taken = sender.post("/api/v1/notification-requests", &request).await.expect(201);
    app.work_off().await;
    let path = format!("/api/v1/notification-requests/{}/notifications", taken.text("/notificationRequestId"));
    let known = sender.get(&path).await.expect(200);
    assert_eq!(
        (known.text("/notifications/0/state"), known.text("/notifications/0/reason")),
        ("Declined".into(), "not-subscribed".into())
    );
    assert_eq!(known.text("/notifications/1/state"), "Delivered");
    assert_eq!(at_mnotify(&app).await.len(), 1);
    assert_eq!(applicant.get("/api/v1/messages").await.expect(200).body["messages"], json!([]));
    told(&app, Addressee::Account(account(&app, APPLICANT)), "P-1").await.expect("told");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 2, "what a procedure demands comes all the same");
}

#[actix_web::test]
async fn taking_a_contact_off_and_adding_it_again_brings_no_more_codes() {
    let app = TestApp::start().await;
    let value = "ana@example.md";
    for n in 0..5 {
        let applicant = app.persona("applicant").await;
        let contact = add(&applicant, "Email", value).await.expect(201);
        let path = format!("{CONTACTS}/{}/removals", contact.text("/contactId"));
        applicant.act(&path, contact.etag(), &Value::Null).await.expect(200);
        if n == 0 {
            let soon = add(&applicant, "Email", "ANA@example.md").await.refused(429, "too-many-calls");
            assert!(soon.headers.contains_key("retry-after"));
            add(&app.persona("employer").await, "Email", value).await.refused(429, "too-many-calls");
        }
        app.clock.advance(Duration::minutes(2));
    }
    add(&app.persona("applicant").await, "Email", value).await.refused(429, "too-many-calls");
    add(&app.persona("employer").await, "Email", value).await.refused(429, "too-many-calls");
    assert_eq!(app.number("select count(*) from outbox where kind = 'notifications.code'"), 5);
    // Nor does going through addresses: twenty a day, then no more.
    let applicant = app.persona("applicant").await;
    for n in 0..15 {
        let contact = add(&applicant, "Sms", &format!("+373691234{n:02}")).await.expect(201);
        let path = format!("{CONTACTS}/{}/removals", contact.text("/contactId"));
        applicant.act(&path, contact.etag(), &Value::Null).await.expect(200);
    }
    add(&applicant, "Sms", "+37369999999").await.refused(429, "too-many-calls");
    app.clock.advance(Duration::days(1));
    add(&app.persona("applicant").await, "Email", value).await.expect(201);
}

#[actix_web::test]
async fn a_profile_says_which_channels_there_are_and_whether_they_are_used() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let of = |profile: &Answer| {
        let channels = profile.body["availableChannels"].as_array().expect("channels").clone();
        channels.into_iter().map(|channel| (channel["channel"].clone(), channel["used"].clone())).collect::<Vec<_>>()
    };
    let all = ["MNotify", "Email", "Sms", "Chat", "Push"];
    let expected = |used: bool| all.map(|channel| (json!(channel), json!(used || channel == "MNotify"))).to_vec();
    assert_eq!(of(&applicant.get(PROFILE).await.expect(200)), expected(false));
    set(&app, "notifications.ownChannels", json!(true)).await;
    assert_eq!(of(&applicant.get(PROFILE).await.expect(200)), expected(true));
}
