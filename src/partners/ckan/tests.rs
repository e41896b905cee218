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
        tags: vec![Tag::new("migrație")],
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
    there.tags.insert(0, Tag::new("altele"));
    assert!(there.says_the_same_as(&package()));
    there.version = "2".into();
    assert!(!there.says_the_same_as(&package()));
}

#[test]
fn what_others_added_stays_and_a_package_taken_away_comes_back() {
    let mut there = package();
    let vocabulary = json!({ "name": "populație", "vocabulary_id": "v1" });
    there.tags = vec![serde_json::from_value(vocabulary.clone()).unwrap()];
    there.extras =
        vec![Extra { key: "quality".into(), value: "★★★".into() }, Extra { key: "known_on".into(), value: "2026-11-15".into() }];
    there.state = DELETED.into();
    let mut wanted = package();
    wanted.state = ACTIVE.into();
    wanted.extras = vec![Extra { key: "known_on".into(), value: "2026-11-22".into() }];
    assert!(!there.says_the_same_as(&wanted));
    let sent = serde_json::to_value(wanted.beside(&there)).unwrap();
    assert_eq!(sent["tags"], json!([vocabulary, { "name": "migrație" }]));
    assert_eq!(sent["extras"], json!([{ "key": "quality", "value": "★★★" }, { "key": "known_on", "value": "2026-11-22" }]));
    assert_eq!(sent["state"], "active");
    assert!(wanted.beside(&there).says_the_same_as(&wanted));
}

#[tokio::test]
async fn a_package_is_taken_away_by_its_name() {
    let mut server = mockito::Server::new_async().await;
    let gone = server
        .mock("POST", "/api/3/action/package_delete")
        .match_body(Matcher::Json(json!({ "id": "igm-decisions" })))
        .with_body(json!({"success": true, "result": null}).to_string())
        .create_async()
        .await;
    adapter(&server.url()).package_delete("igm-decisions").await.unwrap();
    gone.assert_async().await;
}
