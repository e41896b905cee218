//! Open data: anyone reads it, it is released every Monday, and it reaches date.gov.md once.

use chrono::Duration;
use serde_json::{Value, json};

use super::world::{self, STAY};
use crate::support::TestApp;

const SET: &str = "/api/v1/datasets/requests-registered";

async fn november(app: &TestApp) {
    app.platform.figures.catch_up().await.expect("figures");
    for (citizenship, many) in [("TUR", 9), ("UKR", 7), ("ROU", 2)] {
        for _ in 0..many {
            let person = world::person(app, citizenship, "Male", "1990-05-17");
            world::request(app, STAY, "CHI", person);
        }
    }
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(21));
}

async fn portal(app: &TestApp) -> Vec<Value> {
    let address = format!("http://{}/sandbox/ckan/packages", app.platform.settings.sandbox_listen);
    let answer: Value = reqwest::get(address).await.expect("an answer").json().await.expect("JSON");
    answer["packages"].as_array().expect("packages").clone()
}

async fn misbehave(app: &TestApp, mode: &str, times: u32) {
    let address = format!("http://{}/sandbox/control/ckan", app.platform.settings.sandbox_listen);
    let body = json!({ "mode": mode, "times": times });
    let told = reqwest::Client::new().put(address).json(&body).send().await.expect("an answer");
    assert!(told.status().is_success());
}

#[actix_web::test]
async fn anyone_reads_a_data_set_in_three_forms_with_schema_and_catalogue() {
    let app = TestApp::start().await;
    november(&app).await;
    let anyone = app.anyone();
    let csv = anyone.get(&format!("{SET}/content")).await.expect(200);
    let text = String::from_utf8(csv.bytes.clone()).expect("UTF-8");
    let mut lines = text.lines();
    let head = "period,service,purpose,kind,office,channel,priority,citizenship,sex,ageGroup,value,confidential";
    assert_eq!(lines.next(), Some(head));
    assert_eq!(lines.next(), Some("2026-11,_T,_T,_T,_T,_T,_T,_T,_T,_T,18,false"));
    assert!(text.contains("2026-11,_T,_T,_T,_T,_T,_T,TUR,_T,_T,9,false"), "{text}");
    assert!(text.contains("2026-11,_T,_T,_T,_T,_T,_T,ROU,_T,_T,,true"), "{text}");
    let json = anyone.get(&format!("{SET}/content?format=json")).await.expect(200);
    let rows = json.body["rows"].as_array().expect("rows").clone();
    assert_eq!(rows.len(), lines.count() + 1);
    let ndjson = anyone.get(&format!("{SET}/content?format=ndjson")).await.expect(200);
    let text = String::from_utf8(ndjson.bytes).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, rows);
    let unchanged = anyone.call("GET", &format!("{SET}/content"), &[("If-None-Match", csv.etag())], None).await;
    assert_eq!(unchanged.status, 304);

    let schema = anyone.get(&format!("{SET}/schema")).await.expect(200);
    let validator = jsonschema::options().build(&schema.body).expect("a schema");
    rows.iter().for_each(|row| assert!(validator.is_valid(row), "{row}"));
    let fields: Vec<_> =
        schema.body["fields"].as_array().expect("fields").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(fields.join(","), head);

    let catalog = anyone.get("/api/v1/open-data-catalog").await.expect(200);
    let graph = catalog.body["@graph"].as_array().expect("a graph");
    let kinds = |kind: &str| {
        graph.iter().filter(|thing| thing["@type"].as_array().is_some_and(|kinds| kinds.contains(&json!(kind)))).count()
    };
    assert_eq!((kinds("dcat:Catalog"), kinds("dcat:Dataset"), kinds("dcat:Distribution")), (1, 4, 12));
    let turtle = anyone.get("/api/v1/open-data-catalog?format=turtle").await.expect(200);
    assert!(String::from_utf8(turtle.bytes).expect("UTF-8").contains("a dcat:Dataset ;"));
    anyone.get(&format!("{SET}/content?format=xml")).await.refused(400, "bad-input");
    anyone.get("/api/v1/datasets/terms-kept").await.refused(404, "not-found");
    anyone.get("/api/v1/datasets/nothing/content").await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_release_tells_what_changed_and_reaches_the_portal_once() {
    let app = TestApp::start().await;
    november(&app).await;
    let figures = app.platform.figures.clone();
    assert_eq!(figures.release().await.expect("a release"), 4);
    assert_eq!(figures.release().await.expect("again"), 0);
    // The portal is down at first, then the answer is lost: the data set is there once all the same.
    misbehave(&app, "LoseAnswer", 3).await;
    app.work_off().await;
    for _ in 0..8 {
        app.clock.advance(Duration::seconds(300));
        app.work_off().await;
    }
    let packages = portal(&app).await;
    let names: Vec<_> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let package = packages.iter().find(|package| package["name"] == "igm-requests-registered").expect("our data set");
    assert_eq!((package["version"].clone(), package["resources"].as_array().map(Vec::len)), (json!("1"), Some(3)));
    assert_eq!(app.number("select count(*) from dataset_releases where pushed_at is not null"), 4);

    // The next Monday one row more; only the data set that changed is released.
    let person = world::person(&app, "TUR", "Male", "1990-05-17");
    let request = world::request(&app, STAY, "CHI", person);
    world::change(&app, request, "registered_at = '2026-11-20T08:00:00Z', submitted_at = '2026-11-20T08:00:00Z'");
    figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(7));
    assert_eq!(figures.release().await.expect("a release"), 1);
    app.work_off().await;
    let releases = app.anyone().get(&format!("{SET}/releases")).await.expect(200);
    let newest = &releases.body["releases"][0];
    assert_eq!((newest["number"].clone(), newest["added"].clone(), newest["removed"].clone()), (json!(2), json!(0), json!(0)));
    assert!(newest["changed"].as_i64().is_some_and(|changed| changed > 0));
    let packages = portal(&app).await;
    assert_eq!(packages.len(), 4);
    let package = packages.iter().find(|package| package["name"] == "igm-requests-registered").expect("our data set");
    assert_eq!((package["version"].clone(), package["resources"].as_array().map(Vec::len)), (json!("2"), Some(3)));
    // The release before can be read again.
    let then = app.anyone().get(&format!("{SET}/content?asKnownOn=2026-12-06")).await.expect(200);
    assert!(String::from_utf8(then.bytes).expect("UTF-8").contains("_T,_T,_T,_T,_T,_T,_T,_T,_T,18,false"));
    let one = app.anyone().get(SET).await.expect(200);
    assert_eq!(
        (one.body["release"]["number"].clone(), one.text("/licence")),
        (json!(2), "https://creativecommons.org/licenses/by/4.0/".into())
    );
    let list = app.anyone().get("/api/v1/datasets?limit=3").await.expect(200);
    let rest = app.anyone().get(&format!("/api/v1/datasets?limit=3&cursor={}", list.text("/nextCursor"))).await.expect(200);
    assert_eq!(rest.body["datasets"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn classifiers_are_semantic_assets_with_addresses_that_stay() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let list = anyone.get("/api/v1/semantic-assets?limit=200").await.expect(200);
    let assets = list.body["assets"].as_array().expect("assets").clone();
    let codes: Vec<_> = assets.iter().filter_map(|asset| asset["code"].as_str()).collect();
    assert!(codes.contains(&"countries") && codes.contains(&"statistical-dimensions"), "{codes:?}");
    for asset in &assets {
        let code = asset["code"].as_str().expect("a code");
        let answer = anyone.get(&format!("/api/v1/semantic-assets/{code}")).await.expect(200);
        let graph = answer.body["@graph"].as_array().expect("a graph");
        assert_eq!(graph.len() as u64, asset["concepts"].as_u64().expect("a number") + 1, "{code}");
        assert_eq!(graph[0]["@id"], asset["address"]);
    }
    let turkey = format!(
        "{}#TUR",
        assets.iter().find(|one| one["code"] == "countries").expect("countries")["address"].as_str().expect("text")
    );
    let turtle = anyone.get("/api/v1/semantic-assets/countries?format=turtle").await.expect(200);
    assert!(String::from_utf8(turtle.bytes).expect("UTF-8").contains(&format!("<{turkey}>\n  a skos:Concept")));
    anyone.get("/api/v1/semantic-assets/nothing").await.refused(404, "not-found");
    let passport = anyone.get("/api/v1/system-passport").await.expect(200);
    assert_eq!(passport.text("/shortName"), "SI Migrație");
}
