use migratie::access::policy::Role;
use serde_json::{Value, json};

use super::{begun, faq, holder, published, step};
use crate::support::TestApp;

/// Gives the section `services` to the administrators of Bălți.
pub async fn services_go_to_balti(app: &TestApp) {
    let administrator = app.persona("administrator").await;
    let offices = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let offices = offices.body["subdivisions"].as_array().expect("subdivisions").clone();
    let balti = offices.iter().find(|one| one["code"] == "BAL").expect("BAL");
    let place = "/api/v1/content-sections/services";
    let seen = administrator.get(place).await.expect(200);
    let patch = json!({ "administratorId": balti["subdivisionId"], "reason": "Ordinul nr. 46" });
    administrator.patch(place, seen.etag(), &patch).await.expect(200);
}

#[actix_web::test]
async fn an_item_that_moves_says_at_once_where_it_is() {
    let app = TestApp::start().await;
    let made = begun(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let moved = provider.patch(made.header("location"), made.etag(), &json!({ "sectionCode": "services" })).await.expect(200);
    assert_eq!(moved.text("/sectionCode"), "services");
    let read = provider.get(made.header("location")).await.expect(200);
    assert_eq!((read.etag(), &read.body), (moved.etag(), &moved.body));
}

#[actix_web::test]
async fn a_draft_that_is_given_up_is_again_where_its_version_stands() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    for (action, body, back) in [("discards", Value::Null, "Published"), ("restorations", json!({ "versionNumber": 1 }), "Draft")]
    {
        let draft = step(&provider, &place, "revisions", &Value::Null).await.expect(200);
        let patch = json!({ "sectionCode": "services", "classification": "Restricted" });
        provider.patch(&place, draft.etag(), &patch).await.expect(200);
        let back_again = step(&provider, &place, action, &body).await.expect(200);
        let (state, section) = (back_again.text("/state"), back_again.text("/sectionCode"));
        assert_eq!((state.as_str(), section.as_str()), (back, "guides"), "{action}");
        assert_eq!(back_again.text("/classification"), "Public", "{action}");
    }
}

#[actix_web::test]
async fn those_in_whose_section_it_is_public_see_and_withdraw_it_wherever_its_draft_goes() {
    let app = TestApp::start().await;
    services_go_to_balti(&app).await;
    let place = published(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let draft = step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    provider.patch(&place, draft.etag(), &json!({ "sectionCode": "services" })).await.expect(200);
    let (here, there) = (app.persona("content-administrator").await, holder(&app, Role::ContentAdministrator, "BAL"));
    assert_eq!(there.get(&place).await.expect(200).text("/sectionCode"), "services");
    let seen = here.get(&place).await.expect(200);
    assert_eq!(seen.body["availableActions"], json!(["Withdraw"]));
    for list in ["/versions", "/events"] {
        here.get(&format!("{place}{list}")).await.expect(200);
    }
    let listed = here.get(super::ITEMS).await.expect(200);
    assert_eq!(listed.body["items"].as_array().map(Vec::len), Some(1));
    step(&here, &place, "returns", &json!({ "reason": "Motiv" })).await.refused(403, "forbidden");
    let gone = step(&here, &place, "withdrawals", &json!({ "reason": "Nu mai este actual." })).await.expect(200);
    assert_eq!(gone.text("/state"), "Withdrawn");
    here.get(&place).await.refused(404, "not-found");
}
