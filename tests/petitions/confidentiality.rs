//! Who sees a petition: its petitioner, the clerks, the subdivisions that examine it; nobody else (par. 44).

use serde_json::{Value, json};

use super::{act, in_examination, registered};
use crate::support::{Caller, TestApp};

async fn lists(caller: &Caller<'_>, path: &str) -> bool {
    let id = path.rsplit('/').next().expect("an id");
    let list = caller.get("/api/v1/petitions?limit=200").await.expect(200);
    list.body["petitions"].as_array().expect("petitions").iter().any(|one| one["petitionId"] == id)
}

#[actix_web::test]
async fn each_sees_what_is_theirs_and_for_the_others_it_does_not_exist() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let parts = ["", "/timeline", "/content", "/answer/content"];
    for persona in ["examiner-chisinau", "head", "deputy-head", "examiner-balti", "employer"] {
        let caller = app.persona(persona).await;
        for part in parts {
            caller.get(&format!("{path}{part}")).await.refused(404, "not-found");
        }
        assert!(!lists(&caller, &path).await, "{persona}");
    }
    for persona in [
        "counter-operator",
        "content-administrator",
        "content-provider",
        "auditor",
        "administrator",
        "statistician",
        "border-officer",
        "sis-reviewer",
    ] {
        let caller = app.persona(persona).await;
        for part in parts {
            caller.get(&format!("{path}{part}")).await.refused(403, "forbidden");
        }
        caller.get("/api/v1/petitions").await.refused(403, "forbidden");
    }
    let clerk = app.persona("petition-clerk").await;
    assert!(lists(&clerk, &path).await && lists(&app.persona("applicant").await, &path).await);
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    for persona in ["examiner-chisinau", "head", "deputy-head"] {
        let caller = app.persona(persona).await;
        caller.get(&path).await.expect(200);
        assert!(lists(&caller, &path).await, "{persona}");
    }
    let balti = app.persona("examiner-balti").await;
    balti.get(&path).await.refused(404, "not-found");
    // What they do not see they cannot act on either.
    balti.act(&format!("{path}/claims"), "\"1-0000000000000000\"", &Value::Null).await.refused(404, "not-found");
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "asylum" })).await.expect(200);
    app.persona("examiner-chisinau").await.get(&path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn the_side_doors_of_documents_and_files_are_shut() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let document = super::answered(&app, &path).await;
    let petition = app.persona("applicant").await.get(&path).await.expect(200).text("/documentId");
    for persona in ["counter-operator", "examiner-chisinau", "examiner-balti", "deputy-head", "representative", "employer"] {
        let caller = app.persona(persona).await;
        for id in [&document, &petition] {
            caller.get(&format!("/api/v1/documents/{id}")).await.refused(404, "not-found");
            caller.get(&format!("/api/v1/documents/{id}/content")).await.refused(404, "not-found");
        }
        let listed = caller.get("/api/v1/documents?limit=200").await.expect(200);
        assert!(!listed.body.to_string().contains(&document), "{persona}");
    }
    let applicant = app.persona("applicant").await;
    applicant.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    applicant.get(&format!("/api/v1/documents/{petition}")).await.expect(200);
}

#[actix_web::test]
async fn the_petitioner_can_see_who_read_it() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    app.persona("head").await.get(&path).await.expect(200);
    let person = app.number("select count(*) from journal.entries e where e.operation = 'readPetition'");
    assert!(person > 0);
    let accesses = app.persona("applicant").await.get("/api/v1/persons/current/accesses?limit=200").await.expect(200);
    assert!(accesses.body.to_string().contains("readPetition"), "{}", accesses.body);
}

#[actix_web::test]
async fn no_personal_data_stands_in_an_address_or_a_refusal() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let refused = app.persona("employer").await.get(&path).await.refused(404, "not-found");
    let text = String::from_utf8_lossy(&refused.bytes).into_owned();
    for secret in ["2015000000011", "YILMAZ", "example.org"] {
        assert!(!text.contains(secret) && !path.contains(secret), "{text}");
    }
}
