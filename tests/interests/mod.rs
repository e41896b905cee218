use serde_json::{Value, json};

use crate::support::TestApp;

/// Somebody on record.
pub fn somebody(app: &TestApp) -> String {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: uuid::Uuid,
    }
    let found = app.query::<Found>("select id from persons where status <> 'Merged' order by id limit 1");
    migratie::kernel::id::write("per", found[0].id)
}

#[actix_web::test]
async fn a_declared_conflict_stands_until_its_officer_ends_it() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await;
    let made = examiner.post("/api/v1/interests", &json!({ "personId": somebody(&app), "kind": "Family" })).await.expect(201);
    let stands = "select count(*) from interests where ended_at is null";
    assert_eq!(app.number(stands), 1);
    let place = format!("{}/endings", made.header("location"));
    app.persona("examiner-balti").await.act(&place, made.etag(), &Value::Null).await.refused(404, "not-found");
    app.persona("examiner-balti").await.get(made.header("location")).await.refused(404, "not-found");
    let ended = examiner.act(&place, made.etag(), &Value::Null).await.expect(200);
    assert!(ended.body["endedAt"].is_string());
    assert_eq!((app.number(stands), app.number("select count(*) from history.interests")), (0, 2));
    examiner.act(&place, ended.etag(), &Value::Null).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn an_auditor_sees_all_and_a_member_of_the_public_declares_none() {
    let app = TestApp::start().await;
    let input = json!({ "personId": somebody(&app), "kind": "Property" });
    app.persona("head").await.post("/api/v1/interests", &input).await.expect(201);
    let listed = app.persona("auditor").await.get("/api/v1/interests").await.expect(200);
    assert_eq!(listed.body["interests"].as_array().map(Vec::len), Some(1));
    let others = app.persona("examiner-chisinau").await.get("/api/v1/interests").await.expect(200);
    assert_eq!(others.body["interests"], json!([]));
    app.persona("applicant").await.post("/api/v1/interests", &input).await.refused(403, "forbidden");
    app.persona("auditor").await.post("/api/v1/interests", &input).await.refused(403, "forbidden");
    let nobody = json!({ "personId": "per_01ja4ttz8ze3ks9nvd5efz1s8d", "kind": "Property" });
    app.persona("head").await.post("/api/v1/interests", &nobody).await.refused(404, "not-found");
}
