use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

fn adapter(url: &str) -> ProvisionalMSupport {
    ProvisionalMSupport::new(HttpPartner::new(Partner::MSupport, &HttpSettings::at(Url::parse(url).unwrap())).unwrap())
}

fn ticket() -> Ticket {
    Ticket {
        client_reference: "tkt_1".into(),
        kind: TicketKind::Incident,
        subject: "Plata nu se confirmă".into(),
        text: "După plată pagina rămâne goală.".into(),
        service_code: None,
        trace_id: None,
        email: Some("emre@example.org".into()),
    }
}

#[tokio::test]
async fn a_ticket_is_handed_over_under_our_reference() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("POST", "/api/v1/tickets")
        .match_body(Matcher::PartialJson(json!({ "clientReference": "tkt_1", "kind": "Incident" })))
        .with_body(r#"{"number":"MS-1"}"#)
        .create_async()
        .await;
    assert_eq!(adapter(&server.url()).hand_over(&ticket()).await.unwrap().number, "MS-1");
    assert!(!format!("{:?}", ticket()).contains("emre"));
    let empty = Ticket { subject: String::new(), ..ticket() };
    assert!(matches!(adapter(&server.url()).hand_over(&empty).await, Err(PartnerError::Invalid { .. })));
}

#[tokio::test]
async fn its_state_is_read_and_an_unknown_ticket_is_none() {
    let mut server = mockito::Server::new_async().await;
    server
        .mock("GET", "/api/v1/tickets/MS-1")
        .with_body(r#"{"status":"Answered","answer":"S-a remediat."}"#)
        .create_async()
        .await;
    server.mock("GET", "/api/v1/tickets/MS-2").with_body(r#"{"status":"Frozen"}"#).create_async().await;
    server.mock("GET", "/api/v1/tickets/MS-3").with_status(404).create_async().await;
    let msupport = adapter(&server.url());
    assert_eq!(msupport.state("MS-1").await.unwrap().unwrap().answer.as_deref(), Some("S-a remediat."));
    assert_eq!(msupport.state("MS-2").await.unwrap().unwrap().status, TicketStatus::Unknown);
    assert!(msupport.state("MS-3").await.unwrap().is_none());
    assert!(matches!(msupport.state("a/b").await, Err(PartnerError::Invalid { .. })));
}
