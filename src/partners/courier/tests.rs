use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

fn adapter(url: &str) -> CourierAdapter {
    CourierAdapter::new(HttpPartner::new(Partner::Sms, &HttpSettings::at(Url::parse(url).unwrap())).unwrap())
}

fn message() -> ShortMessage {
    ShortMessage {
        reference: "dlv_01kaxyz".into(),
        to: "+37369123456".into(),
        title: "Migrație".into(),
        text: "Solicitarea este înregistrată.".into(),
    }
}

#[tokio::test]
async fn a_message_goes_under_its_reference_and_is_followed_by_the_gateway_s_id() {
    let mut server = mockito::Server::new_async().await;
    let sent = server
        .mock("POST", "/messages")
        .match_body(Matcher::PartialJson(json!({ "reference": "dlv_01kaxyz", "to": "+37369123456" })))
        .with_body(json!({ "id": "m-1", "status": "Accepted" }).to_string())
        .create_async()
        .await;
    let body = json!({ "id": "m-1", "status": "Teleported" }).to_string();
    server.mock("GET", "/messages/m-1").with_body(body).create_async().await;
    server.mock("GET", "/messages/m-2").with_status(404).create_async().await;
    let courier = adapter(&server.url());
    assert_eq!(courier.send(&message()).await.unwrap(), "m-1");
    sent.assert_async().await;
    assert_eq!(courier.state("m-1").await.unwrap().unwrap().status, CourierStatus::Unknown);
    assert_eq!(courier.state("m-2").await.unwrap(), None);
    assert!(matches!(courier.state("../x").await, Err(PartnerError::Invalid { .. })));
    assert_eq!(format!("{:?}", message()), "ShortMessage(dlv_01kaxyz)");
}
