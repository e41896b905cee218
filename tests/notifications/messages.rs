//! The cabinet: messages are read and, where the sender allows it, replied to.

use migratie::notifications::Addressee;
use serde_json::{Value, json};

use super::{account, requests, told};
use crate::support::TestApp;

#[actix_web::test]
async fn reading_a_message_is_known_to_its_notification() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    told(&app, Addressee::Account(account(&app, "2015000000011")), "P-1").await.expect("told");
    app.work_off().await;
    let message = applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    applicant.post(&format!("/api/v1/messages/{message}/readings"), &Value::Null).await.expect(200);
    assert_eq!(app.number("select count(*) from notifications where state = 'Read'"), 1);
    app.persona("employer")
        .await
        .post(&format!("/api/v1/messages/{message}/readings"), &Value::Null)
        .await
        .refused(404, "not-found");
}

#[actix_web::test]
async fn a_recipient_replies_where_the_sender_allows_it_and_the_sender_reads_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let sender = app.persona("notification-sender").await;
    let mut request = requests::text(json!([requests::to("A/1", "2015000000011")]));
    request["repliesAllowed"] = json!(true);
    let taken = sender.post("/api/v1/notification-requests", &request).await.expect(201);
    app.work_off().await;
    let list = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!((list.body["messages"][0]["repliesAllowed"].as_bool(), list.body["unreadCount"].as_i64()), (Some(true), Some(1)));
    let message = list.text("/messages/0/messageId");
    let path = format!("/api/v1/messages/{message}/replies");
    let reply = json!({ "text": "Am înțeles, mulțumesc." });
    let key = [("Idempotency-Key", "the-same-reply")];
    let first = applicant.post_with(&path, &reply, &key).await.expect(201);
    assert_eq!(applicant.post_with(&path, &reply, &key).await.expect(201).body, first.body);
    applicant.post_with(&path, &json!({ "text": "Altceva" }), &key).await.refused(422, "idempotency-key-reused");
    applicant.post(&path, &json!({ "text": "" })).await.refused(400, "bad-input");
    app.persona("employer").await.post(&path, &reply).await.refused(404, "not-found");
    let replies = format!("/api/v1/notification-requests/{}/replies", taken.text("/notificationRequestId"));
    let read = sender.get(&replies).await.expect(200);
    assert_eq!(
        (read.text("/replies/0/text"), read.text("/replies/0/reference")),
        ("Am înțeles, mulțumesc.".into(), "A/1".into())
    );
    assert_eq!(read.body["replies"].as_array().map(Vec::len), Some(1));
    let news = sender.get("/api/v1/messages").await.expect(200);
    assert_eq!(news.text("/messages/0/kind"), "ReplyReceived");
    assert_eq!(news.text("/messages/0/about/id"), taken.text("/notificationRequestId"), "where the reply is read");
    assert_eq!(news.text("/messages/0/about/kind"), "NotificationRequest");
    // Where the reply says that it is read.
    let at = first.headers["location"].to_str().expect("a path").to_owned();
    let own = applicant.get(&at).await.expect(200);
    assert_eq!((own.text("/messageId"), own.text("/replies/0/text")), (message.clone(), "Am înțeles, mulțumesc.".into()));
    assert!(own.body.get("sender").is_none() && own.body.get("readAt").is_none(), "no officer's name: {}", own.body);
    app.persona("employer").await.get(&at).await.refused(404, "not-found");
    applicant.post(&format!("{at}/readings"), &Value::Null).await.expect(200);
    assert_eq!(applicant.get("/api/v1/messages?unread=true").await.expect(200).body["unreadCount"], 0);
    told(&app, Addressee::Account(account(&app, "2015000000011")), "P-1").await.expect("told");
    let partner = app.signed_in_as("partner-demo");
    let theirs = requests::text(json!([requests::to("B/1", "2015000000011")]));
    partner.post("/api/v1/notification-requests", &theirs).await.expect(201);
    app.work_off().await;
    let from_partner = applicant.get("/api/v1/messages?limit=1").await.expect(200);
    assert_eq!(from_partner.text("/messages/0/sender"), "Sistem partener (demonstrativ)");
    told(&app, Addressee::Account(account(&app, "2015000000011")), "P-2").await.expect("told");
    let other = applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    let closed = applicant.post(&format!("/api/v1/messages/{other}/replies"), &reply).await.refused(409, "not-in-this-state");
    assert_eq!(closed.body["repliesAllowed"], false);
    assert_eq!(applicant.get(&format!("/api/v1/messages/{other}")).await.expect(200).body["repliesAllowed"], false);
    assert_eq!(applicant.get("/api/v1/messages?limit=1").await.expect(200).body["unreadCount"], 3);
}
