use migratie::access::policy::Role;
use serde_json::{Value, json};

use crate::support::TestApp;

const PLACE: &str = "/api/v1/content-sections";
const PUBLIC: &str = "/api/v1/publication-sections";

#[actix_web::test]
async fn the_structure_of_the_regulation_is_there_for_everyone() {
    let app = TestApp::start().await;
    let listed = app.anyone().get(PUBLIC).await.expect(200);
    let sections = listed.body["sections"].as_array().expect("sections");
    for paragraph in
        ["6.3", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "49"]
    {
        assert!(sections.iter().any(|section| section["paragraph"] == paragraph), "nothing of paragraph {paragraph}");
    }
    for section in sections {
        for language in ["ro", "ru", "en"] {
            assert!(section["name"][language].as_str().is_some_and(|name| !name.is_empty()));
        }
        assert!(section["source"]["subdivisionId"].is_string() && section["updateTerm"]["count"].as_u64() > Some(0));
        assert!(section["administrator"]["code"].is_string() && section["open"].is_boolean() && section.get("reason").is_none());
    }
    let one = app.anyone().get(&format!("{PUBLIC}/guides")).await.expect(200);
    assert_eq!((&one.body["types"], &one.body["open"]), (&json!(["guide", "faq"]), &json!(true)));
    // The ground of a change is for those who administer.
    app.anyone().get(&format!("{PLACE}/guides")).await.refused(401, "not-signed-in");
    app.persona("content-provider").await.get(&format!("{PLACE}/guides")).await.refused(403, "forbidden");
    let administrator = app.persona("content-administrator").await;
    assert!(administrator.get(&format!("{PLACE}/guides")).await.expect(200).body["reason"].is_string());
    administrator.get(&format!("{PLACE}/nothing")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn every_type_shows_its_fields_and_its_term() {
    let app = TestApp::start().await;
    let listed = app.anyone().get("/api/v1/content-types").await.expect(200);
    let types = listed.body["types"].as_array().expect("types");
    let term = |code: &str| types.iter().find(|one| one["code"] == code).map(|one| one["terms"].clone()).expect("a type");
    assert_eq!(term("page"), json!([{ "count": 4, "unit": "Hours" }]));
    assert_eq!(term("news"), json!([{ "count": 1, "unit": "Hours" }]));
    assert_eq!(term("vacancy"), json!([{ "count": 5, "unit": "CalendarDays" }]));
    assert_eq!(term("event")[0], json!({ "count": 1, "unit": "WorkingDays", "when": "decisions", "from": "endsAt" }));
    let visit = app.anyone().get("/api/v1/content-types/visit").await.expect(200);
    let label =
        json!({ "path": "funding", "label": { "ro": "Sursa de finanțare", "ru": "Источник финансирования", "en": "Funding" } });
    assert!(visit.body["labels"].as_array().is_some_and(|labels| labels.contains(&label)));
    assert!(visit.body["fields"]["required"].as_array().is_some_and(|fields| fields.contains(&"cost".into())));
    app.anyone().get("/api/v1/content-types/nothing").await.refused(404, "not-found");
}

#[actix_web::test]
async fn an_administrator_changes_owner_and_term_and_the_change_is_kept() {
    let app = TestApp::start().await;
    let administrator = app.persona("content-administrator").await;
    let place = format!("{PLACE}/immigration");
    let seen = administrator.get(&place).await.expect(200);
    let owner = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let bal =
        owner.body["subdivisions"].as_array().and_then(|all| all.iter().find(|one| one["code"] == "BAL")).expect("BAL").clone();
    let patch = json!({ "subdivisionId": bal["subdivisionId"], "updateTerm": { "count": 10, "unit": "WorkingDays" }, "reason": "Ordinul nr. 45" });
    let changed = administrator.patch(&place, seen.etag(), &patch).await.expect(200);
    assert_eq!((&changed.body["subdivisionId"], &changed.body["updateTerm"]["count"]), (&bal["subdivisionId"], &json!(10)));
    let public = app.anyone().get(&format!("{PUBLIC}/immigration")).await.expect(200);
    assert_eq!(
        (&public.body["source"]["code"], &public.body["updateTerm"]["count"]),
        (&json!("BAL"), &json!(10)),
        "everybody reads it at once"
    );
    administrator.patch(&place, seen.etag(), &patch).await.refused(412, "stale-etag");
    administrator
        .call("PATCH", &place, &[], Some(("application/merge-patch+json", patch.to_string().into())))
        .await
        .refused(428, "if-match-missing");
    app.persona("content-provider").await.patch(&place, changed.etag(), &patch).await.refused(403, "forbidden");
    assert_eq!(app.number("select count(*) from history.content_sections where code = 'immigration'"), 2);
    // What an administrator set stays when the program starts again.
    migratie::serve::load_reference_data(&app.platform).expect("reference data");
    assert_eq!(administrator.get(&place).await.expect(200).body["reason"], "Ordinul nr. 45");
}

#[actix_web::test]
async fn a_section_is_changed_by_those_who_administer_it_and_given_to_others_by_the_system_s_administrator() {
    let app = TestApp::start().await;
    let (here, there) = (app.persona("content-administrator").await, super::holder(&app, Role::ContentAdministrator, "BAL"));
    let place = format!("{PLACE}/immigration");
    let patch = json!({ "updateTerm": { "count": 10, "unit": "WorkingDays" }, "reason": "Ordinul nr. 45" });
    let seen = here.get(&place).await.expect(200);
    there.patch(&place, seen.etag(), &patch).await.refused(403, "forbidden");
    let offices = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let offices = offices.body["subdivisions"].as_array().expect("subdivisions").clone();
    let balti = offices.iter().find(|one| one["code"] == "BAL").expect("BAL")["subdivisionId"].clone();
    let given = json!({ "administratorId": balti, "reason": "Ordinul nr. 46" });
    here.patch(&place, seen.etag(), &given).await.refused(403, "forbidden");
    let changed = app.persona("administrator").await.patch(&place, seen.etag(), &given).await.expect(200);
    there.patch(&place, changed.etag(), &patch).await.expect(200);
    let seen = here.get(&place).await.expect(200);
    here.patch(&place, seen.etag(), &patch).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_wrong_change_of_a_section_is_told_in_full() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let place = format!("{PLACE}/guides");
    let seen = administrator.get(&place).await.expect(200);
    let wrong = json!({ "updateTerm": { "count": 0, "unit": "Weeks" }, "reason": "x", "owner": "IGM" });
    let refused = administrator.patch(&place, seen.etag(), &wrong).await.refused(400, "bad-input");
    let mut pointers: Vec<_> = refused.violations().into_iter().map(|(pointer, _)| pointer.to_owned()).collect();
    pointers.sort();
    assert_eq!(pointers, ["/owner", "/reason", "/updateTerm/count", "/updateTerm/unit"]);
    let nobody = json!({ "subdivisionId": migratie::access::caller::SubdivisionId::new(), "reason": "Ordin" });
    let refused = administrator.patch(&place, seen.etag(), &nobody).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/subdivisionId", "no-such-thing")]);
    assert_eq!(administrator.patch(&place, seen.etag(), &Value::Object(Default::default())).await.status, 400, "no reason");
}
