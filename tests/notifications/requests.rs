//! The sender's space: requests to one or many, statuses, cancelling, sending again, figures.

use chrono::Duration;
use futures_util::future::join_all;
use migratie::{access::policy::Role, kernel::identifiers::Idnp};
use serde_json::{Value, json};

use super::{
    at_mnotify, minutes, misbehave,
    templates::{published, template},
};
use crate::{
    content::{give, holder},
    petitions::pdf,
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

const PATH: &str = "/api/v1/notification-requests";

/// A request with words of its own.
pub fn text(recipients: Value) -> Value {
    let all = |words: &str| json!({ "ro": words, "ru": words, "en": words });
    json!({ "text": { "subject": all("Anunț"), "body": all("Oficiul este închis luni."), "short": all("Închis luni.") },
            "topic": "Announcements", "recipients": recipients })
}

pub fn to(reference: &str, idnp: &str) -> Value {
    json!({ "reference": reference, "type": "Idnp", "value": idnp })
}

async fn statuses(sender: &Caller<'_>, request: &Answer) -> Vec<Value> {
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
async fn what_one_recipient_is_told_is_read_back_by_the_sender_alone() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    published(&sender, "DeadlineNear").await;
    let mut item = to("T/1", "2015000000011");
    (item["variables"], item["language"]) = (json!({ "day": "2026-12-31" }), json!("en"));
    let taken = sender.post(PATH, &json!({ "templateCode": "DeadlineNear", "recipients": [item] })).await.expect(201);
    app.work_off().await;
    let path = format!("{PATH}/{}/notifications", taken.text("/notificationRequestId"));
    let one = format!("{path}/{}", taken.text("/items/0/notificationId"));
    let read = sender.get(&one).await.expect(200);
    assert!(read.text("/text/body/en").contains("31 December 2026"), "{}", read.body);
    assert_eq!((read.text("/reference"), read.text("/language")), ("T/1".into(), "en".into()));
    assert_eq!(read.body["deliveries"], statuses(&sender, &taken).await[0]["deliveries"]);
    app.signed_in_as("partner-demo").get(&one).await.refused(404, "not-found");
    app.persona("applicant").await.get(&one).await.refused(403, "forbidden");
    let another = sender.post(PATH, &text(json!([to("1", "2015000000011")]))).await.expect(201);
    let elsewhere =
        format!("{PATH}/{}/notifications/{}", another.text("/notificationRequestId"), taken.text("/items/0/notificationId"));
    sender.get(&elsewhere).await.refused(404, "not-found");
}

#[actix_web::test]
async fn whoever_sends_for_a_subdivision_sees_and_continues_what_was_sent_for_it() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    published(&sender, "DeadlineNear").await;
    let mut later = text(json!([to("S/1", "2015000000011")]));
    later["validFrom"] = json!(app.clock.now() + Duration::hours(1));
    let path = format!("{PATH}/{}", sender.post(PATH, &later).await.expect(201).text("/notificationRequestId"));
    let colleague = holder(&app, Role::NotificationSender, "REL");
    let elsewhere = holder(&app, Role::NotificationSender, "BAL");
    for other in [&elsewhere, &app.signed_in_as("partner-demo")] {
        other.get(&path).await.refused(404, "not-found");
        assert_eq!(other.get(PATH).await.expect(200).body["notificationRequests"], json!([]));
        assert_eq!(other.get("/api/v1/notification-templates").await.expect(200).body["templates"], json!([]));
    }
    assert_eq!(colleague.get(PATH).await.expect(200).body["notificationRequests"].as_array().map(Vec::len), Some(1));
    // The same reference is the same notification, whoever of them sends it; another's is their own.
    assert_eq!(colleague.post(PATH, &later).await.expect(201).text("/items/0/outcome"), "Known");
    assert_eq!(elsewhere.post(PATH, &later).await.expect(201).text("/items/0/outcome"), "Accepted");
    // One template of a code, which all of them send with.
    colleague.post("/api/v1/notification-templates", &template("DeadlineNear")).await.refused(409, "already-exists");
    let mut with_template = json!({ "templateCode": "DeadlineNear", "recipients": [to("S/2", "2015000000011")] });
    with_template["recipients"][0]["variables"] = json!({ "day": "2026-12-31" });
    with_template["repliesAllowed"] = json!(true);
    colleague.post(PATH, &with_template).await.expect(201);
    app.work_off().await;
    // Both hear of a reply.
    let applicant = app.persona("applicant").await;
    let message = applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    applicant.post(&format!("/api/v1/messages/{message}/replies"), &json!({ "text": "Da." })).await.expect(201);
    assert_eq!(app.number("select count(distinct account_id) from notifications where template = 'ReplyReceived'"), 2);
    let refused = elsewhere.post(PATH, &with_template).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/templateCode", "unknown-template")]);
    let seen = colleague.get(&path).await.expect(200);
    colleague.act(&format!("{path}/cancellations"), seen.etag(), &Value::Null).await.expect(200);
    assert_eq!(sender.get(&path).await.expect(200).text("/state"), "Cancelled");
    let figures = |caller: &Answer| caller.body["figures"].as_array().map(Vec::len);
    let statistics = "/api/v1/notification-statistics";
    assert_eq!(figures(&colleague.get(statistics).await.expect(200)), figures(&sender.get(statistics).await.expect(200)));
    // Who goes to another subdivision leaves it behind.
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update account_roles set valid_to = valid_from where role = 'NotificationSender'
            and account_id = (select id from accounts where login = '2015000000170')",
    );
    give(&app, "2015000000170", Role::NotificationSender, "BAL");
    let moved = app.signed_in_as("2015000000170");
    moved.get(&path).await.refused(404, "not-found");
    assert_eq!(
        moved.get(PATH).await.expect(200).body["notificationRequests"].as_array().map(Vec::len),
        Some(1),
        "what was sent for BAL"
    );
}

#[actix_web::test]
async fn lists_are_narrowed_by_what_a_sender_looks_for_and_pages_keep_to_it() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let template = published(&sender, "DeadlineNear").await.text("/templateId");
    let mut with_template = json!({ "templateCode": "DeadlineNear", "recipients": [to("T/1", "2015000000011")] });
    with_template["recipients"][0]["variables"] = json!({ "day": "2026-12-31" });
    let by_template = sender.post(PATH, &with_template).await.expect(201).text("/notificationRequestId");
    let mut urgent = text(json!([to("U/1", "2015000000011"), to("U/2", "2009003344559")]));
    (urgent["topic"], urgent["priority"]) = (json!("Obligations"), json!("High"));
    let urgent = sender.post(PATH, &urgent).await.expect(201).text("/notificationRequestId");
    minutes(&app, 3).await;
    app.clock.advance(Duration::days(2));
    let sender = app.persona("notification-sender").await;
    let late = sender.post(PATH, &text(json!([to("L/1", "2015000000011")]))).await.expect(201).text("/notificationRequestId");
    let ids = async |filter: &str| {
        let found = sender.get(&format!("{PATH}?{filter}")).await.expect(200);
        let rows = found.body["notificationRequests"].as_array().expect("requests").clone();
        rows.iter().map(|row| row["notificationRequestId"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&format!("templateId={template}")).await, std::slice::from_ref(&by_template));
    assert_eq!(ids("topic=Obligations&priority=High").await, std::slice::from_ref(&urgent));
    assert_eq!(ids("priority=Low").await, Vec::<String>::new());
    assert_eq!(ids("from=2026-11-17").await, std::slice::from_ref(&late));
    assert_eq!(ids("to=2026-11-16").await, [urgent.clone(), by_template.clone()]);
    assert_eq!(ids("recipientState=Failed").await, std::slice::from_ref(&urgent), "whom no register knows");
    assert_eq!(
        sender.get(&format!("{PATH}?from=2026-11-18&to=2026-11-17")).await.refused(400, "bad-input").violations(),
        [("to", "bad-period")]
    );
    // A page keeps to what it was narrowed by.
    let first = sender.get(&format!("{PATH}?to=2026-11-16&limit=1")).await.expect(200);
    let cursor = first.text("/nextCursor");
    assert_eq!(ids(&format!("to=2026-11-16&limit=1&cursor={cursor}")).await, std::slice::from_ref(&by_template));
    sender.get(&format!("{PATH}?limit=1&cursor={cursor}")).await.refused(400, "foreign-cursor");

    let named = async |filter: &str| {
        let found = sender.get(&format!("{PATH}/{urgent}/notifications?{filter}")).await.expect(200);
        let rows = found.body["notifications"].as_array().expect("recipients").clone();
        rows.iter().map(|row| row["reference"].as_str().expect("a reference").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(named("reference=U/2").await, ["U/2"]);
    assert_eq!(named("channel=MNotify&deliveryState=Delivered").await, ["U/1"]);
    assert_eq!(named("channel=Email").await, Vec::<String>::new());
    assert_eq!(named("recipientType=Idnp&state=Failed").await, ["U/2"]);
    sender.get(&format!("{PATH}/{urgent}/notifications?channel=Pigeon")).await.refused(400, "bad-input");

    let templates = async |filter: &str| {
        let found = sender.get(&format!("/api/v1/notification-templates?{filter}")).await.expect(200);
        found.body["templates"].as_array().map(Vec::len)
    };
    assert_eq!(templates("code=DeadlineNear&inUse=true").await, Some(1));
    assert_eq!(templates("inUse=false").await, Some(0));
    assert_eq!(templates("topic=Announcements").await, Some(0));
}

#[actix_web::test]
async fn figures_are_the_sender_s_own_and_can_be_downloaded() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    sender.post(PATH, &text(json!([to("1", "2015000000011"), to("2", "2009003344559")]))).await.expect(201);
    minutes(&app, 3).await;
    let figures = sender.get("/api/v1/notification-statistics").await.expect(200);
    let of = |channel: &str| {
        let all = figures.body["figures"].as_array().expect("figures").clone();
        all.into_iter()
            .find(|figure| figure["channel"] == channel)
            .map(|figure| (figure["state"].clone(), figure["deliveries"].clone()))
    };
    assert_eq!(of("MNotify"), Some((json!("Delivered"), json!(1))));
    assert_eq!(of("None"), Some((json!("Failed"), json!(1))));
    let table = sender.get("/api/v1/notification-statistics/content").await.expect(200);
    let text = String::from_utf8(table.bytes.to_vec()).expect("text");
    assert!(
        text.starts_with(
            "day,template,topic,channel,state,deliveries\r\n2026-11-16,OwnText,Announcements,Cabinet,Delivered,1\r\n"
        ),
        "{text}"
    );
    let other = app.signed_in_as("partner-demo").get("/api/v1/notification-statistics").await.expect(200);
    assert_eq!(other.body["figures"], json!([]));
    assert!(
        app.persona("administrator").await.get("/api/v1/notification-statistics").await.expect(200).body["figures"][0]
            .is_object()
    );
    sender.get("/api/v1/notification-statistics?from=2026-12-01&to=2026-11-01").await.refused(400, "bad-input");
    sender.get("/api/v1/notification-statistics/content?from=2024-01-01&to=2026-11-01").await.refused(400, "bad-input");
}

#[actix_web::test]
async fn lists_and_reads_take_few_statements_however_many_rows() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let mut last = None;
    for n in 0..12 {
        last = Some(sender.post(PATH, &text(json!([to(&format!("{n}"), "2015000000011")]))).await.expect(201));
    }
    app.work_off().await;
    let request = last.expect("a request").text("/notificationRequestId");
    let applicant = app.persona("applicant").await;
    let work = app.platform.door.work();
    // Session check and journal are two of the three (design/quality.md).
    for (caller, path, most) in [
        (&sender, PATH.to_owned(), 3),
        (&sender, format!("{PATH}/{request}"), 3),
        (&sender, format!("{PATH}/{request}/notifications"), 3),
        (&sender, "/api/v1/notification-templates".to_owned(), 3),
        (&applicant, "/api/v1/messages".to_owned(), 3),
        (&applicant, "/api/v1/notification-profile".to_owned(), 3),
    ] {
        let before = work.statements();
        caller.get(&path).await.expect(200);
        let took = work.statements() - before;
        assert!(took <= most, "{path}: {took} statements instead of {most}");
    }
    let before = work.statements();
    let many: Vec<Value> = (0..100).map(|n| to(&format!("M/{n}"), Idnp::synthetic(7000 + n).expose())).collect();
    sender.post(PATH, &text(json!(many))).await.expect(201);
    let took = work.statements() - before;
    assert!(took <= 8, "a hundred recipients: {took} statements");
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
async fn a_sender_reads_back_what_was_sent_and_a_retry_answers_with_the_etag_of_today() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let request = text(json!([to("1", "2015000000011"), to("2", "2009003344559")]));
    let taken = sender.post(PATH, &request).await.expect(201);
    app.work_off().await;
    let path = format!("{PATH}/{}", taken.text("/notificationRequestId"));
    let read = sender.get(&path).await.expect(200);
    assert_eq!(read.body["text"], request["text"]);
    assert_eq!(sender.get(PATH).await.expect(200).body["notificationRequests"][0].get("text"), None);
    let again = sender.post(PATH, &request).await.expect(201);
    assert_eq!(again.text("/notificationRequestId"), taken.text("/notificationRequestId"));
    // It has begun meanwhile: under the ETag of the first answer nothing would be sent again.
    sender.act(&format!("{path}/resends"), taken.etag(), &json!({})).await.refused(412, "stale-etag");
    sender.act(&format!("{path}/resends"), again.etag(), &json!({})).await.expect(200);
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

#[actix_web::test]
async fn figures_that_do_not_fit_are_refused_and_never_cut() {
    let app = TestApp::start().await;
    app.tamper(
        "set session_replication_role = replica;
         insert into notifications (id, created_at, updated_at, template, topic, recipient_type, recipient_value, subject, body, short, priority, state)
         select gen_random_uuid(), day, day, 'T' || n % 300, 'Announcements', 'Email', 'ana@example.md', '{}', '{}', '{}', 'Low', 'Failed'
           from generate_series(0, 10000) n, lateral (select timestamptz '2026-11-15T10:00:00Z' - n / 300 * interval '1 day' as day) a",
    );
    let administrator = app.persona("administrator").await;
    let path = "/api/v1/notification-statistics?from=2026-09-01&to=2026-11-16";
    let refused = administrator.get(path).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("to", "too-many-figures")]);
    administrator.get(&path.replace("?", "/content?")).await.refused(400, "bad-input");
    let months = administrator.get(&format!("{path}&grain=Month")).await.expect(200);
    let figures = months.body["figures"].as_array().expect("figures");
    assert_eq!(figures.iter().filter_map(|figure| figure["deliveries"].as_i64()).sum::<i64>(), 10_001);
    assert!(figures.iter().all(|figure| figure["day"] == "2026-10-01" || figure["day"] == "2026-11-01"), "{}", figures[0]);
    administrator.get(&format!("{path}&grain=Week")).await.refused(400, "bad-input");
}
