use chrono::TimeZone as _;
use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

const ID: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

fn adapter(url: &str) -> MNotifyAdapter {
    MNotifyAdapter::new(HttpPartner::new(Partner::MNotify, &HttpSettings::at(Url::parse(url).unwrap())).unwrap())
}

fn content(text: &str) -> Content {
    Content { ro: text.into(), ru: None, en: Some(text.into()) }
}

fn notification() -> Notification {
    Notification {
        user_id: None,
        subject: content("Cererea a fost înregistrată"),
        body: content("<p>…</p>"),
        body_short: content("Înregistrată"),
        priority: Priority::Medium,
        recipients: vec![Recipient { kind: RecipientType::Idnp, value: "2004000123455".into() }],
        template: Some(Template { id: ID.into(), variables: r#"{"Number":"1"}"#.into() }),
        attachments: vec![Attachment { file_name: "decizie.pdf".into(), bytes: b"%PDF-".to_vec() }],
    }
}

#[tokio::test]
async fn a_notification_is_written_as_the_guide_has_it() {
    let mut server = mockito::Server::new_async().await;
    let sent = server
        .mock("POST", "/api/Notification")
        .match_body(Matcher::Json(json!({
            "subject": {"ro": "Cererea a fost înregistrată", "en": "Cererea a fost înregistrată"},
            "body": {"ro": "<p>…</p>", "en": "<p>…</p>"}, "bodyShort": {"ro": "Înregistrată", "en": "Înregistrată"},
            "priority": "Medium", "recipients": [{"type": "IDNP", "value": "2004000123455"}],
            "template": {"id": ID, "variables": "{\"Number\":\"1\"}"},
            "attachments": [{"fileName": "decizie.pdf", "base64": "JVBERi0="}]
        })))
        .with_body(format!("\"{ID}\""))
        .create_async()
        .await;
    assert_eq!(adapter(&server.url()).send(&notification()).await.unwrap(), ID);
    sent.assert_async().await;
    assert!(!format!("{:?}", notification()).contains("2004000123455"));
}

#[tokio::test]
async fn a_notification_that_mnotify_would_refuse_is_not_sent() {
    let mnotify = adapter("http://127.0.0.1:1");
    let wrong = [
        Notification { recipients: vec![], ..notification() },
        Notification { attachments: vec![Attachment { file_name: "a.exe".into(), bytes: vec![] }], ..notification() },
        Notification {
            attachments: vec![Attachment { file_name: "a.pdf".into(), bytes: vec![0; 10 * 1024 * 1024 + 1] }],
            ..notification()
        },
        Notification { template: Some(Template { id: ID.into(), variables: "Number=1".into() }), ..notification() },
    ];
    for notification in wrong {
        assert!(matches!(mnotify.send(&notification).await, Err(PartnerError::Invalid { .. })));
    }
}

#[tokio::test]
async fn the_state_is_followed_and_an_unknown_status_is_not_an_error() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", format!("/api/Notification/{ID}").as_str())
        .with_body(
            json!({"id": ID, "status": "Sent", "recipients": [{"value": "2004000123455", "type": "IDNP", "isLegal": false, "messages": [
                {"messageId": "m", "subject": "s", "status": "Teleported", "channel": "Email", "createdAt": "2026-03-02T09:30:00Z"}]}]})
            .to_string(),
        )
        .create_async()
        .await;
    let state = adapter(&server.url()).state(ID).await.unwrap().unwrap();
    assert_eq!((state.status, state.recipients[0].messages[0].status), (NotificationStatus::Sent, NotificationStatus::Unknown));
    assert!(matches!(adapter(&server.url()).state("../Template").await, Err(PartnerError::Invalid { .. })));
}

#[tokio::test]
async fn the_search_before_sending_again_stops_at_what_is_older() {
    let mut server = mockito::Server::new_async().await;
    let item = |minute: u32| json!({"id": ID, "status": "Pending", "createdAt": format!("2026-03-02T09:{minute:02}:00Z")});
    let first: Vec<_> = (0..50).map(|n| item(59 - n)).collect();
    server
        .mock("GET", "/api/Notification")
        .match_query(Matcher::AllOf(vec![
            Matcher::UrlEncoded("Page".into(), "1".into()),
            Matcher::UrlEncoded("OrderField".into(), "CreatedAt desc".into()),
        ]))
        .with_body(json!(first).to_string())
        .expect(2)
        .create_async()
        .await;
    let next = server
        .mock("GET", "/api/Notification")
        .match_query(Matcher::UrlEncoded("Page".into(), "2".into()))
        .with_body(json!([item(5)]).to_string())
        .expect(1)
        .create_async()
        .await;
    let mnotify = adapter(&server.url());
    let at = |minute| Utc.with_ymd_and_hms(2026, 3, 2, 9, minute, 0).unwrap();
    assert_eq!(mnotify.since(at(50)).await.unwrap().len(), 10);
    assert_eq!(mnotify.since(at(1)).await.unwrap().len(), 51);
    next.assert_async().await;
}

#[tokio::test]
async fn a_cancellation_that_comes_too_late_is_refused() {
    let mut server = mockito::Server::new_async().await;
    server.mock("DELETE", format!("/api/Notification/{ID}").as_str()).with_status(409).create_async().await;
    let error = adapter(&server.url()).cancel(ID).await.unwrap_err();
    assert_eq!(error, PartnerError::Refused { partner: Partner::MNotify, status: 409, code: None });
}
