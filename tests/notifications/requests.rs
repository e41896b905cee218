//! Requests to one or many: what is refused, how each item ends, cancelling, sending again.

use chrono::Duration;
use futures_util::future::join_all;
use migratie::kernel::identifiers::Idnp;
use serde_json::{Value, json};

use super::{at_mnotify, minutes, misbehave, stand_in, templates::published};
use crate::{
    petitions::pdf,
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

pub const PATH: &str = "/api/v1/notification-requests";

/// A request with words of its own.
pub fn text(recipients: Value) -> Value {
    let all = |words: &str| json!({ "ro": words, "ru": words, "en": words });
    json!({ "text": { "subject": all("Anunț"), "body": all("Oficiul este închis luni."), "short": all("Închis luni.") },
            "topic": "Announcements", "recipients": recipients })
}

pub fn to(reference: &str, idnp: &str) -> Value {
    json!({ "reference": reference, "type": "Idnp", "value": idnp })
}

/// The notifications of a request, each with its deliveries.
pub async fn statuses(sender: &Caller<'_>, request: &Answer) -> Vec<Value> {
    let path = format!("{PATH}/{}/notifications?limit=200", request.text("/notificationRequestId"));
    sender.get(&path).await.expect(200).body["notifications"].as_array().expect("a list").clone()
}

#[actix_web::test]
async fn a_hundred_recipients_are_told_exactly_once_by_two_workers() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    published(&sender, "DeadlineNear").await;
    let recipients: Vec<Value> = (0..100)
        .map(|n| {
            let mut item = to(&format!("D/{n}"), Idnp::synthetic(5000 + n).expose());
            item["variables"] = json!({ "day": "2026-12-31" });
            item
        })
        .collect();
    let request = json!({ "templateCode": "DeadlineNear", "recipients": recipients });
    let taken = sender.post(PATH, &request).await.expect(201);
    assert!(taken.body["items"].as_array().expect("items").iter().all(|item| item["outcome"] == "Accepted"));
    misbehave(&app, "mnotify", json!({ "mode": "LoseAnswer", "times": 4 })).await;
    let outbox = &app.platform.outbox;
    for _ in 0..6 {
        while join_all([outbox.carry_due(), outbox.carry_due()])
            .await
            .iter()
            .any(|count| *count.as_ref().expect("the outbox") > 0)
        {}
        app.clock.advance(Duration::minutes(1));
    }
    let mut told: Vec<String> = at_mnotify(&app).await.iter().map(|sent| sent["recipients"][0]["value"].to_string()).collect();
    told.sort();
    told.dedup();
    assert_eq!((told.len(), at_mnotify(&app).await.len()), (100, 100));
    let sender = app.persona("notification-sender").await;
    let read = sender.get(&format!("{PATH}/{}", taken.text("/notificationRequestId"))).await.expect(200);
    assert_eq!(
        (read.text("/state"), &read.body["counts"]),
        ("Completed".into(), &json!([{ "state": "Delivered", "count": 100 }]))
    );
    let again = sender.post(PATH, &request).await.expect(201);
    assert!(again.body["items"].as_array().expect("items").iter().all(|item| item["outcome"] == "Known"));
    minutes(&app, 1).await;
    assert_eq!(at_mnotify(&app).await.len(), 100);
}

#[actix_web::test]
async fn an_item_with_faults_is_refused_alone_and_a_request_of_nothing_else_is_refused_whole() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    published(&sender, "DeadlineNear").await;
    let item = |reference: &str, kind: &str, value: &str, variables: Value| json!({ "reference": reference, "type": kind, "value": value, "variables": variables });
    let good = json!({ "day": "2026-12-31" });
    let wrong = json!([
        item("1", "Idnp", "2004000123456", good.clone()),
        item("2", "Email", "ana at example", json!({ "dya": "2026-12-31" })),
        item("3", "Plate", "CMI 011", json!({ "day": "31.12.2026" })),
    ]);
    let request = |recipients: Value| json!({ "templateCode": "DeadlineNear", "recipients": recipients });
    let refused = sender.post(PATH, &request(wrong.clone())).await.refused(400, "bad-input");
    assert_eq!(
        refused.violations(),
        [
            ("/recipients/0/value", "check-digit"),
            ("/recipients/1/value", "wrong-format"),
            ("/recipients/1/variables/day", "missing-variable"),
            ("/recipients/1/variables/dya", "unknown-variable"),
            ("/recipients/2/variables/day", "wrong-kind"),
        ]
    );
    assert_eq!(app.number("select count(*) from notification_requests"), 0);
    let mut some = wrong;
    let list = some.as_array_mut().expect("a list");
    list.push(item("4", "Email", "ana@example.md", good.clone()));
    list.push(item("4", "Email", "ana@example.md", good.clone()));
    let taken = sender.post(PATH, &request(some)).await.expect(201);
    let outcomes: Vec<&str> =
        taken.body["items"].as_array().expect("items").iter().filter_map(|item| item["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["Refused", "Refused", "Refused", "Accepted", "Refused"]);
    assert_eq!(taken.text("/items/4/faults/0/code"), "twice");
    let otherwise =
        sender.post(PATH, &request(json!([item("4", "Email", "ion@example.md", good)]))).await.refused(400, "bad-input");
    assert_eq!(otherwise.violations(), [("/recipients/0/reference", "reference-used-otherwise")]);
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
}

#[actix_web::test]
async fn the_shape_of_a_request_is_judged_at_once() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let now = app.clock.now();
    let someone = json!([to("1", "2015000000011")]);
    let mut both = text(someone.clone());
    both["templateCode"] = json!("DeadlineNear");
    both["validFrom"] = json!(now - Duration::hours(2));
    both["validUntil"] = json!(now - Duration::hours(3));
    assert_eq!(
        sender.post(PATH, &both).await.refused(400, "bad-input").violations(),
        [("/text", "not-both"), ("/validFrom", "in-the-past"), ("/validUntil", "window-ended")]
    );
    let unknown = json!({ "templateCode": "NoSuchTemplate", "recipients": someone });
    assert_eq!(sender.post(PATH, &unknown).await.refused(400, "bad-input").violations(), [("/templateCode", "unknown-template")]);
    let mut foreign = text(json!([to("1", "2015000000011")]));
    foreign["topic"] = json!("Requests");
    foreign["text"]["subject"]["ro"] = json!("{{day}}");
    assert_eq!(
        sender.post(PATH, &foreign).await.refused(400, "bad-input").violations(),
        [("/text/subject/ro", "unknown-variable"), ("/text/subject", "languages-differ"), ("/topic", "unknown-topic")]
    );
    sender.post(PATH, &text(json!([]))).await.refused(400, "bad-input");
    let mut urgent = text(json!([to("1", "2015000000011")]));
    urgent["priority"] = json!("High");
    assert_eq!(sender.post(PATH, &urgent).await.refused(400, "bad-input").violations(), [("/priority", "not-urgent")]);
    urgent["topic"] = json!("Obligations");
    sender.post(PATH, &urgent).await.expect(201);
    app.persona("applicant").await.post(PATH, &text(json!([to("1", "2015000000011")]))).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_request_is_cancelled_until_it_has_begun_and_not_afterwards() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let mut later = text(json!([to("1", "2015000000011")]));
    later["validFrom"] = json!(app.clock.now() + Duration::hours(1));
    let taken = sender.post(PATH, &later).await.expect(201);
    let path = format!("{PATH}/{}/cancellations", taken.text("/notificationRequestId"));
    let answers = join_all((0..4).map(|_| sender.act(&path, taken.etag(), &Value::Null))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    app.clock.advance(Duration::hours(2));
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 0);
    let sender = app.persona("notification-sender").await;
    assert_eq!(statuses(&sender, &taken).await[0]["state"], "Cancelled");
    let begun = sender.post(PATH, &text(json!([to("2", "2015000000011")]))).await.expect(201);
    app.work_off().await;
    let path = format!("{PATH}/{}/cancellations", begun.text("/notificationRequestId"));
    let late = sender.act(&path, begun.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    assert_eq!(late.body["state"], "Begun");
    assert_eq!(at_mnotify(&app).await.len(), 1);
}

#[actix_web::test]
async fn what_is_not_sent_within_its_window_is_not_sent() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let mut short = text(json!([to("1", "2015000000011"), to("2", Idnp::synthetic(6001).expose())]));
    short["validUntil"] = json!(app.clock.now() + Duration::minutes(5));
    misbehave(&app, "mnotify", json!({ "mode": "Down" })).await;
    let taken = sender.post(PATH, &short).await.expect(201);
    minutes(&app, 6).await;
    misbehave(&app, "mnotify", json!({ "mode": "Normal" })).await;
    minutes(&app, 40).await;
    assert_eq!(at_mnotify(&app).await.len(), 0);
    let sender = app.persona("notification-sender").await;
    let known = statuses(&sender, &taken).await;
    let states: Vec<&Value> = known.iter().map(|status| &status["state"]).collect();
    assert_eq!(states, [&json!("Delivered"), &json!("Expired")], "in the cabinet it lies all the same");
    let path = format!("{PATH}/{}/resends", taken.text("/notificationRequestId"));
    let read = sender.get(&format!("{PATH}/{}", taken.text("/notificationRequestId"))).await.expect(200);
    assert_eq!(read.text("/state"), "Incomplete");
    let over = sender.act(&path, read.etag(), &json!({})).await.refused(409, "not-in-this-state");
    assert_eq!(over.body["state"], "ValidityEnded");
}

#[actix_web::test]
async fn whom_no_register_knows_is_told_item_by_item_and_can_be_sent_to_again() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let recipients = json!([
        to("known", "2015000000011"),
        to("unknown", "2009003344559"),
        { "reference": "plate", "type": "Plate", "value": "CMI 033" },
        { "reference": "no-plate", "type": "Plate", "value": "XXX 999" },
        { "reference": "property", "type": "CadastralNumber", "value": "0100401.123.01" },
        { "reference": "company", "type": "Idno", "value": "1018600000127", "direction": "Administrator" },
        { "reference": "company-itself", "type": "Idno", "value": "1018600000127" },
    ]);
    let taken = sender.post(PATH, &text(recipients)).await.expect(201);
    app.work_off().await;
    // Of two to one person the second waits a moment while the first is sent.
    minutes(&app, 1).await;
    let known = statuses(&sender, &taken).await;
    let told: Vec<(&str, Option<&str>)> =
        known.iter().map(|status| (status["reference"].as_str().unwrap_or_default(), status["reason"].as_str())).collect();
    assert_eq!(
        told,
        [
            ("known", None),
            ("unknown", Some("recipient-unknown")),
            ("plate", None),
            ("no-plate", Some("recipient-unknown")),
            ("property", None),
            ("company", None),
            ("company-itself", None),
        ]
    );
    let mut to: Vec<String> = at_mnotify(&app)
        .await
        .iter()
        .map(|sent| sent["recipients"][0]["value"].as_str().unwrap_or_default().to_owned())
        .collect();
    to.sort();
    assert_eq!(to, ["1018600000127", "2015000000011", "2015000000011", "2015000000022", "2015000000033", "2015000000033"]);
    let path = format!("{PATH}/{}", taken.text("/notificationRequestId"));
    let read = sender.get(&path).await.expect(200);
    let resent = sender.act(&format!("{path}/resends"), read.etag(), &json!({})).await.expect(200);
    assert_eq!(resent.text("/state"), "InProgress");
    app.work_off().await;
    assert_eq!(at_mnotify(&app).await.len(), 6, "what arrived is not sent again");
    let one = json!({ "notificationIds": [known[0]["notificationId"]] });
    let read = sender.get(&path).await.expect(200);
    sender.act(&format!("{path}/resends"), read.etag(), &one).await.refused(409, "not-in-this-state");
    app.signed_in_as("partner-demo").get(&path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn one_of_a_few_whom_no_register_knows_is_refused_at_once() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let unknown = to("unknown", "2009003344559");
    let refused = sender.post(PATH, &text(json!([unknown]))).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/recipients/0/value", "recipient-unknown")]);
    assert!(!refused.body.to_string().contains("2009003344559"), "a fault names a place, never the number");
    let plate = json!({ "reference": "plate", "type": "Plate", "value": "XXX 999" });
    let refused = sender.post(PATH, &text(json!([plate, unknown]))).await.refused(400, "bad-input");
    let faults = [("/recipients/0/value", "recipient-unknown"), ("/recipients/1/value", "recipient-unknown")];
    assert_eq!(refused.violations(), faults);
    assert_eq!(app.number("select count(*) from notification_requests"), 0, "nothing half-written");
    let some = sender.post(PATH, &text(json!([unknown, to("known", "2015000000011")]))).await.expect(201);
    assert_eq!((some.text("/items/0/outcome"), some.text("/items/1/outcome")), ("Refused".into(), "Accepted".into()));
    assert_eq!(some.text("/items/0/faults/0/code"), "recipient-unknown");
    // Each question is journalled with its ground and whoever asked it, under their session.
    let asked = "select count(*) from journal.entries e join accounts a on a.id = e.actor_id
                  where e.operation = 'createNotificationRequest' and e.legal_basis = 'LAW-142-2018-EXCHANGE'
                    and a.login = '2015000000170' and e.session_id is not null";
    assert_eq!(app.number(asked), 3);
    // A register that is silent stops nobody: what it would have said is told afterwards.
    misbehave(&app, "registers", json!({ "mode": "Down", "times": 1 })).await;
    let taken = sender.post(PATH, &text(json!([to("later", "2009003344559")]))).await.expect(201);
    assert_eq!(taken.text("/items/0/outcome"), "Accepted");
    app.work_off().await;
    assert_eq!(statuses(&sender, &taken).await[0]["reason"], "recipient-unknown");
    // What is known by its reference is told as known, whatever the registers say today.
    let again = sender.post(PATH, &text(json!([to("later", "2009003344559")]))).await.expect(201);
    assert_eq!(again.text("/items/0/outcome"), "Known");
}

#[actix_web::test]
async fn whoever_may_not_send_has_no_register_asked() {
    let app = TestApp::start().await;
    // The stand-in counts down the calls that come.
    misbehave(&app, "registers", json!({ "mode": "Down", "times": 3 })).await;
    let left = async || {
        let told: Value = reqwest::get(stand_in(&app, "control")).await.expect("an answer").json().await.expect("JSON");
        told.as_object().and_then(|told| told.values().next()).expect("the registers")["times"].clone()
    };
    let asked = text(json!([to("unknown", "2009003344559")]));
    app.persona("examiner-chisinau").await.post(PATH, &asked).await.refused(403, "forbidden");
    assert_eq!(left().await, 3);
    app.persona("notification-sender").await.post(PATH, &asked).await.expect(201);
    assert_eq!(left().await, 2);
}

#[actix_web::test]
async fn files_go_along_and_a_stranger_s_file_does_not() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let file =
        send(&sender, "Attachment", "anunt.pdf", "application/pdf", &samples::pdf(1, 100)).await.expect(201).text("/fileId");
    let mut request = text(json!([to("1", "2015000000011")]));
    request["fileIds"] = json!([file]);
    sender.post(PATH, &request).await.expect(201);
    app.work_off().await;
    let sent = at_mnotify(&app).await;
    assert_eq!(sent[0]["attachments"][0]["fileName"], "anunt.pdf");
    // The recipient finds it in the cabinet, and nobody else does.
    let applicant = app.persona("applicant").await;
    let message = applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    let seen = applicant.get(&format!("/api/v1/messages/{message}")).await.expect(200);
    assert_eq!((seen.text("/files/0/fileId"), seen.text("/files/0/name")), (file.clone(), "anunt.pdf".into()));
    let content = format!("/api/v1/messages/{message}/files/{file}/content");
    assert_eq!(applicant.get(&content).await.expect(200).bytes.to_vec(), samples::pdf(1, 100));
    app.persona("employer").await.get(&content).await.refused(404, "not-found");
    let elsewhere = pdf(&applicant, "alta.pdf").await;
    applicant.get(&format!("/api/v1/messages/{message}/files/{elsewhere}/content")).await.refused(404, "not-found");
    let other = app.signed_in_as("partner-demo");
    request["recipients"] = json!([to("2", "2015000000011")]);
    let refused = other.post(PATH, &request).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fileIds/0", "no-such-file")]);
}

#[actix_web::test]
async fn a_register_that_refuses_us_says_nothing_of_the_recipient() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    misbehave(&app, "registers", json!({ "mode": "Forbidden" })).await;
    let taken = sender.post(PATH, &text(json!([to("1", "2015000000011")]))).await.expect(201);
    app.work_off().await;
    assert_eq!(statuses(&sender, &taken).await[0]["state"], "Waiting");
    misbehave(&app, "registers", json!({ "mode": "Normal" })).await;
    minutes(&app, 11).await;
    assert_eq!(at_mnotify(&app).await.len(), 1);
}

#[actix_web::test]
async fn what_mnotify_still_holds_back_when_its_validity_ends_is_taken_back() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let mut short = text(json!([to("1", Idnp::synthetic(6002).expose())]));
    short["validUntil"] = json!(app.clock.now() + Duration::minutes(5));
    short["priority"] = json!("Low");
    sender.post(PATH, &short).await.expect(201);
    app.work_off().await;
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Sent'"), 1);
    minutes(&app, 8).await;
    assert_eq!(app.number("select count(*) from notification_deliveries where state = 'Expired'"), 1);
    assert_eq!(app.number("select count(*) from notifications where state = 'Expired'"), 1);
}

#[actix_web::test]
async fn a_value_that_makes_a_text_too_long_is_refused_with_its_item() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let each = |text: &str| json!({ "ro": text, "ru": text, "en": text });
    let draft = json!({ "subject": each("{{name}}"), "body": each("{{name}}"), "short": each("x"),
        "variables": { "name": { "kind": "Text", "about": "A name" } } });
    let template = json!({ "code": "NameOnly", "topic": "Reminders", "draft": draft });
    let made = sender.post("/api/v1/notification-templates", &template).await.expect(201);
    let published = format!("/api/v1/notification-templates/{}/publications", made.text("/templateId"));
    sender.act(&published, made.etag(), &Value::Null).await.expect(200);
    let item = |reference: &str, length: usize| {
        let mut item = to(reference, "2015000000011");
        item["variables"] = json!({ "name": "x".repeat(length) });
        item
    };
    let request = json!({ "templateCode": "NameOnly", "recipients": [item("1", 120), item("2", 121)] });
    let taken = sender.post(PATH, &request).await.expect(201);
    assert_eq!((taken.text("/items/0/outcome"), taken.text("/items/1/outcome")), ("Accepted".into(), "Refused".into()));
    assert_eq!(
        (taken.text("/items/1/faults/0/code"), taken.text("/items/1/faults/0/pointer")),
        ("too-long-when-filled".into(), "/recipients/1/variables".into())
    );
}
