//! Semantic assets: the services of the catalogue, and the data structures.

use migratie::kernel::http::shape::Shape;
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

#[actix_web::test]
async fn data_structures_describe_what_is_answered_member_by_member() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let listed = anyone.get("/api/v1/semantic-assets?limit=200").await.expect(200);
    let kind = |code: &str| {
        let found = listed.body["assets"].as_array().expect("assets").iter().find(|asset| asset["code"] == code);
        found.unwrap_or_else(|| panic!("{code} is listed"))["kind"].clone()
    };
    assert_eq!((kind("structure-person"), kind("sex")), (json!("DataStructure"), json!("ConceptScheme")));

    let asset = "/api/v1/semantic-assets/structure-person";
    let said = anyone.get(asset).await.expect(200);
    let whole = graph(&said.body)[0].clone();
    assert_eq!(whole["@type"], json!(["adms:Asset"]));
    let address = |part: &str| format!("{}#{part}", whole["@id"].as_str().expect("an address"));
    assert_eq!(whole["dct:subject"], json!([{ "@id": address("Person") }]));
    let member = graph(&said.body).into_iter().find(|one| one["@id"] == address("Person.attributes").as_str()).expect("a member");
    assert_eq!(member["rdfs:range"], json!([{ "@id": address("PersonAttributes") }]));

    let schema = anyone.get(&format!("{asset}?format=schema")).await.expect(200);
    assert_eq!(schema.header("content-type"), "application/schema+json");
    assert!(
        schema.text("/$id").ends_with("/semantic-assets/structure-person?format=schema&version=1"),
        "{}",
        schema.text("/$id")
    );
    let shape = Shape::of(&schema.body).expect("a schema");
    let mut person = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).body;
    let faults = |person: &Value| shape.violations(person, "").iter().map(|fault| fault.code).collect::<Vec<_>>();
    assert_eq!(faults(&person), Vec::<&str>::new());
    person["attributes"]["sex"] = json!("Q");
    assert_eq!(faults(&person), ["not-a-choice"]);

    let codes = anyone.get("/api/v1/semantic-assets/civil-status?format=schema&version=1").await.expect(200);
    let married = json!({ "const": "Married", "title": "Căsătorit/ă", "description": "Married" });
    assert!(codes.body["oneOf"].as_array().expect("codes").contains(&married), "{}", codes.body);
    anyone.get(&format!("{asset}?format=schema&version=2")).await.refused(404, "not-found");
}
