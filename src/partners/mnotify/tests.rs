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

/// A list of so many notifications, one a second, the newest at nine o'clock; counts the pages that were asked for.
async fn list_of(server: &mut mockito::Server, count: usize) -> mockito::Mock {
    let mock = server.mock("GET", Matcher::Regex("^/api/Notification".into())).with_body_from_request(move |request| {
        let url = Url::parse(&format!("http://m{}", request.path_and_query())).unwrap();
        let asked = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        assert_eq!(asked("OrderField").as_deref(), Some("CreatedAt desc"));
        let page: usize = asked("Page").unwrap().parse().unwrap();
        let items: Vec<_> = ((page - 1) * 50..count)
            .take(50)
            .map(|n| {
                let at = nine() - chrono::Duration::seconds(n as i64);
                json!({"id": format!("3f2504e0-4f89-41d3-9a0c-{n:012}"), "status": "Pending", "createdAt": at})
            })
            .collect();
        json!(items).to_string().into()
    });
    mock.expect_at_most(40).create_async().await
}

fn nine() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap()
}

#[tokio::test]
async fn a_window_is_found_however_many_newer_ones_there_are() {
    for newer in [0, 10, 49, 50, 51, 1500, 60_000] {
        let mut server = mockito::Server::new_async().await;
        let asked = list_of(&mut server, newer + 300).await;
        let before = |seconds: usize| nine() - chrono::Duration::seconds(seconds as i64);
        let found = adapter(&server.url()).between(before(newer + 119), before(newer)).await.unwrap();
        assert_eq!(found.len(), 120, "{newer}");
        assert_eq!((found[0].created_at, found[119].created_at), (before(newer), before(newer + 119)));
        asked.assert_async().await;
        // Older than the list is long, and newer than it.
        assert!(adapter(&server.url()).between(before(newer + 900), before(newer + 800)).await.unwrap().is_empty());
        assert!(
            adapter(&server.url())
                .between(nine() + chrono::Duration::hours(1), nine() + chrono::Duration::hours(2))
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_list_that_turns_no_pages_ends() {
    let mut server = mockito::Server::new_async().await;
    let same: Vec<_> = (0..50).map(|n| json!({"id": format!("{n}"), "status": "Pending", "createdAt": nine()})).collect();
    server.mock("GET", Matcher::Regex("^/api/Notification".into())).with_body(json!(same).to_string()).create_async().await;
    let earlier = nine() - chrono::Duration::hours(1);
    let error = adapter(&server.url()).between(earlier, earlier).await.unwrap_err();
    assert!(matches!(error, PartnerError::Nonsense { .. }), "{error}");
}

#[tokio::test]
async fn a_cancellation_that_comes_too_late_is_refused() {
    let mut server = mockito::Server::new_async().await;
    server.mock("DELETE", format!("/api/Notification/{ID}").as_str()).with_status(409).create_async().await;
    let error = adapter(&server.url()).cancel(ID).await.unwrap_err();
    assert_eq!(error, PartnerError::Refused { partner: Partner::MNotify, status: 409, code: None });
}
