//! The sender's space: what was sent for a subdivision, lists and their filters, figures.

use chrono::Duration;
use migratie::{access::policy::Role, kernel::identifiers::Idnp};
use serde_json::{Value, json};

use super::{
    minutes, misbehave,
    requests::{PATH, statuses, text, to},
    templates::{published, template},
};
use crate::{
    administration::subdivision as office,
    content::holder,
    petitions::pdf,
    support::{Answer, TestApp, officers::give},
};

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

/// One recipient, with the template of `templates::published`.
fn with_template(reference: &str) -> Value {
    let mut request = json!({ "templateCode": "DeadlineNear", "recipients": [to(reference, "2015000000011")] });
    request["recipients"][0]["variables"] = json!({ "day": "2026-12-31" });
    request
}

#[actix_web::test]
async fn who_wrote_before_subdivisions_had_spaces_goes_on_with_what_they_wrote() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    published(&sender, "DeadlineNear").await;
    sender.post(PATH, &with_template("S/1")).await.expect(201);
    app.tamper(
        "set session_replication_role = replica;
         update notification_templates set office_id = null; update notification_requests set office_id = null;
         update notifications set office_id = null",
    );
    assert_eq!(
        sender.post(PATH, &with_template("S/1")).await.expect(201).text("/items/0/outcome"),
        "Known",
        "it is not sent twice"
    );
    assert_eq!(sender.post(PATH, &with_template("S/2")).await.expect(201).text("/items/0/outcome"), "Accepted");
    let colleague = holder(&app, Role::NotificationSender, "REL");
    let refused = colleague.post(PATH, &with_template("S/3")).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/templateCode", "unknown-template")]);
    // The subdivision's own of that code goes before.
    let own = published(&colleague, "DeadlineNear").await.text("/templateId");
    let sent = sender.post(PATH, &with_template("S/4")).await.expect(201);
    assert_eq!(sent.text("/templateId"), own);
}

#[actix_web::test]
async fn who_sends_for_two_subdivisions_says_for_which() {
    let app = TestApp::start().await;
    published(&app.persona("notification-sender").await, "DeadlineNear").await;
    give(&app, "2015000000170", Role::NotificationSender, "BAL");
    let sender = app.signed_in_as("2015000000170");
    let (main, balti, other) = (office(&app, "REL").await, office(&app, "BAL").await, office(&app, "CHI").await);
    let of = |mut body: Value, office: &str| {
        body["subdivisionId"] = json!(office);
        body
    };
    for (body, code) in [(with_template("S/1"), "required"), (of(with_template("S/1"), &other), "not-yours")] {
        let refused = sender.post(PATH, &body).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/subdivisionId", code)]);
    }
    assert_eq!(sender.post(PATH, &of(with_template("S/1"), &main)).await.expect(201).text("/items/0/outcome"), "Accepted");
    let refused = sender.post(PATH, &of(with_template("S/1"), &balti)).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/templateCode", "unknown-template")], "it is the other subdivision's");
    let templates = "/api/v1/notification-templates";
    sender.post(templates, &template("DeadlineNear")).await.refused(400, "bad-input");
    sender.post(templates, &of(template("DeadlineNear"), &balti)).await.expect(201);
    // A reference is used once in each space.
    let words = text(json!([to("S/1", "2015000000011")]));
    assert_eq!(sender.post(PATH, &of(words, &balti)).await.expect(201).text("/items/0/outcome"), "Accepted");
    let system = app.signed_in_as("partner-demo");
    let refused = system.post(PATH, &of(text(json!([to("S/1", "2015000000011")])), &main)).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/subdivisionId", "not-yours")]);
}

#[actix_web::test]
async fn colleagues_see_who_sent_what_for_whom_and_open_its_files() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let file = pdf(&sender, "anunt.pdf").await;
    let mut request = text(json!([to("1", "2015000000011")]));
    request["fileIds"] = json!([file]);
    let sent = sender.post(PATH, &request).await.expect(201);
    assert_eq!(sent.text("/sentBy"), "CEBOTARI Ludmila");
    let path = format!("{PATH}/{}", sent.text("/notificationRequestId"));
    let colleague = holder(&app, Role::NotificationSender, "REL");
    let seen = colleague.get(&path).await.expect(200);
    assert_eq!((seen.text("/sentBy"), seen.text("/subdivisionId")), ("CEBOTARI Ludmila".into(), office(&app, "REL").await));
    let made = colleague.post("/api/v1/notification-templates", &template("OfTheOffice")).await.expect(201);
    assert_eq!(made.text("/subdivisionId"), seen.text("/subdivisionId"));
    let content = format!("{path}/files/{file}/content");
    colleague.get(&content).await.expect(200);
    colleague.get(&format!("/api/v1/files/{file}/content")).await.refused(404, "not-found");
    let elsewhere = pdf(&colleague, "alta.pdf").await;
    colleague.get(&format!("{path}/files/{elsewhere}/content")).await.refused(404, "not-found");
    colleague.get(&format!("{path}/files/x/content")).await.refused(400, "bad-input");
    holder(&app, Role::NotificationSender, "BAL").get(&content).await.refused(404, "not-found");
    app.persona("applicant").await.get(&content).await.refused(403, "forbidden");
    // One's own among the subdivision's.
    let own = colleague.post(PATH, &text(json!([to("2", "2015000000011")]))).await.expect(201).text("/notificationRequestId");
    let listed = async |filter: &str| {
        let found = colleague.get(&format!("{PATH}{filter}")).await.expect(200);
        let rows = found.body["notificationRequests"].as_array().expect("requests").clone();
        rows.iter().map(|row| row["notificationRequestId"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed("").await.len(), 2);
    assert_eq!(listed("?mine=true").await, [own]);
    let system = app.signed_in_as("partner-demo").post(PATH, &text(json!([to("1", "2015000000011")]))).await.expect(201);
    assert_eq!(system.body.get("subdivisionId"), None, "it sends for itself");
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
    // The registers were silent when it was sent.
    misbehave(&app, "registers", json!({ "mode": "Down", "times": 2 })).await;
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
    misbehave(&app, "registers", json!({ "mode": "Down", "times": 2 })).await;
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
async fn a_sender_reads_back_what_was_sent_and_a_retry_answers_with_the_etag_of_today() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let request = text(json!([to("1", "2015000000011"), to("2", "2009003344559")]));
    misbehave(&app, "registers", json!({ "mode": "Down", "times": 2 })).await;
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
