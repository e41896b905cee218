use mockito::Matcher;
use serde_json::json;
use url::Url;

use super::*;
use crate::partners::{HttpPartner, Partner, settings::HttpSettings};

fn adapter(url: &str) -> CkanAdapter {
    let http = HttpPartner::new(Partner::Ckan, &HttpSettings::at(Url::parse(url).unwrap())).unwrap();
    CkanAdapter::new(http, "a-key".into())
}

fn package() -> Package {
    Package {
        name: "igm-decisions".into(),
        title: "Decizii emise".into(),
        owner_org: "igm".into(),
        version: "3".into(),
        tags: vec![Tag { name: "migrație".into() }],
        resources: vec![Resource {
            name: "igm-decisions-csv".into(),
            url: "https://x/y?format=csv".into(),
            ..Resource::default()
        }],
        ..Package::default()
    }
}

#[tokio::test]
async fn a_package_is_written_as_ckan_has_it_with_our_key() {
    let mut server = mockito::Server::new_async().await;
    let made = server
        .mock("POST", "/ckan/api/3/action/package_create")
        .match_header("authorization", "a-key")
        .match_body(Matcher::PartialJson(json!({
            "name": "igm-decisions", "title": "Decizii emise", "owner_org": "igm", "version": "3", "private": false,
            "tags": [{"name": "migrație"}], "resources": [{"name": "igm-decisions-csv", "url": "https://x/y?format=csv"}],
        })))
        .with_body(
            json!({"help": "…", "success": true, "result": {"id": "p1", "name": "igm-decisions", "state": "active"}}).to_string(),
        )
        .create_async()
        .await;
    let made_of = adapter(&format!("{}/ckan", server.url())).package_create(&package()).await.unwrap();
    assert_eq!(made_of.id.as_deref(), Some("p1"));
    made.assert_async().await;
}

#[tokio::test]
async fn what_is_not_there_is_nothing_and_a_refusal_names_its_kind() {
    let mut server = mockito::Server::new_async().await;
    let error = |kind: &str| json!({"help": "…", "success": false, "error": {"__type": kind, "message": "…"}}).to_string();
    server
        .mock("GET", "/api/3/action/package_show?id=nothing")
        .with_status(404)
        .with_body(error("Not Found Error"))
        .create_async()
        .await;
    server.mock("POST", "/api/3/action/package_patch").with_status(409).with_body(error("Validation Error")).create_async().await;
    server.mock("POST", "/api/3/action/resource_create").with_status(502).with_body("<html>").create_async().await;
    let ckan = adapter(&server.url());
    assert_eq!(ckan.package_show("nothing").await.unwrap(), None);
    let refused = ckan.package_patch(&package()).await.unwrap_err();
    assert_eq!(refused, PartnerError::Refused { partner: Partner::Ckan, status: 409, code: Some("ValidationError".into()) });
    let failed = ckan.resource_create("igm-decisions", &Resource::default()).await.unwrap_err();
    assert!(failed.is_worth_another_try(), "{failed}");
    let invalid = ckan.resource_patch(&Resource::default()).await.unwrap_err();
    assert!(matches!(invalid, PartnerError::Invalid { .. }));
}

#[tokio::test]
async fn a_patch_leaves_resources_alone() {
    let mut server = mockito::Server::new_async().await;
    let patched = server
        .mock("POST", "/api/3/action/package_patch")
        .match_request(|request| {
            let body: serde_json::Value = serde_json::from_slice(request.body().unwrap()).unwrap();
            body["id"] == "igm-decisions" && body.get("resources").is_none()
        })
        .with_body(json!({"success": true, "result": {"name": "igm-decisions"}}).to_string())
        .create_async()
        .await;
    adapter(&server.url()).package_patch(&package()).await.unwrap();
    patched.assert_async().await;
}

#[test]
fn what_the_portal_adds_is_no_difference() {
    let mut there = package();
    there.id = Some("p1".into());
    there.owner_org = "6d0e".into();
    there.tags.insert(0, Tag { name: "altele".into() });
    assert!(there.says_the_same_as(&package()));
    there.version = "2".into();
    assert!(!there.says_the_same_as(&package()));
}
