//! The services of the catalogue as a semantic asset.

use serde_json::{Value, json};

use crate::{services::new_service, support::TestApp};

const SERVICES: &str = "/api/v1/semantic-assets/services";

fn graph(asset: &Value) -> Vec<Value> {
    asset["@graph"].as_array().expect("a graph").clone()
}

#[actix_web::test]
async fn services_are_public_services_with_addresses_that_stay_and_dated_versions() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let first = anyone.get(SERVICES).await.expect(200);
    let scheme = graph(&first.body)[0].clone();
    assert_eq!((&scheme["owl:versionInfo"], &scheme["dct:issued"][0]["@value"]), (&json!(["1"]), &json!("2026-11-16")));
    let invitation = format!("{}#invitation", scheme["@id"].as_str().expect("an address"));
    let concept = graph(&first.body).into_iter().find(|one| one["@id"] == invitation.as_str()).expect("the service");
    assert_eq!(concept["@type"], json!(["skos:Concept", "cpsv:PublicService"]));
    assert_eq!((&concept["skos:notation"], &concept["skos:topConceptOf"][0]["@id"]), (&json!(["invitation"]), &scheme["@id"]));
    assert_eq!(first.body["@context"]["cpsv"], "http://purl.org/vocab/cpsv#");
    let other = anyone.get("/api/v1/semantic-assets/sex").await.expect(200);
    assert!(other.body["@context"].get("cpsv").is_none(), "what says nothing of services is written as ever");
    // Figures point at it.
    let indicator = anyone.get("/api/v1/semantic-assets/statistical-dimensions").await.expect(200);
    let service = graph(&indicator.body).into_iter().find(|one| one["skos:notation"] == json!(["service"])).expect("a dimension");
    assert_eq!(service["dct:conformsTo"], json!([{ "@id": scheme["@id"] }]));

    // A further service is a further version of the asset; the one before stays what it was.
    let admin = app.persona("administrator").await;
    let made = admin.post("/api/v1/services", &new_service()).await.expect(201);
    assert_eq!(graph(&anyone.get(SERVICES).await.expect(200).body).len(), graph(&first.body).len(), "a concept is nobody's yet");
    let publication = json!({ "validFrom": "2026-11-16" });
    admin.act("/api/v1/services/file-extract/versions/1/publications", made.etag(), &publication).await.expect(201);
    let second = anyone.get(SERVICES).await.expect(200);
    assert_eq!(graph(&second.body).len(), graph(&first.body).len() + 1);
    assert_eq!(graph(&second.body)[0]["owl:versionInfo"], json!(["2"]));
    assert_eq!(anyone.get(&format!("{SERVICES}?version=1")).await.expect(200).bytes, first.bytes);
}
