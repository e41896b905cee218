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

async fn content(app: &TestApp, asked: &str) -> String {
    let answer = app.anyone().get(&format!("{SET}/content{asked}")).await.expect(200);
    String::from_utf8(answer.bytes).expect("UTF-8")
}

async fn portal(app: &TestApp) -> Vec<Value> {
    let address = format!("http://{}/sandbox/ckan/packages", app.platform.settings.sandbox_listen);
    let answer: Value = reqwest::get(address).await.expect("an answer").json().await.expect("JSON");
    answer["packages"].as_array().expect("packages").clone()
}

async fn misbehave(app: &TestApp, mode: &str, times: u32) {
    told(app, json!({ "mode": mode, "times": times })).await;
}

async fn misbehave_until_told(app: &TestApp, mode: &str) {
    told(app, json!({ "mode": mode })).await;
}

async fn told(app: &TestApp, body: Value) {
    let address = format!("http://{}/sandbox/control/ckan", app.platform.settings.sandbox_listen);
    let told = reqwest::Client::new().put(address).json(&body).send().await.expect("an answer");
    assert!(told.status().is_success());
}

#[actix_web::test]
async fn anyone_reads_a_data_set_in_three_forms_with_schema_and_catalogue() {
    let app = TestApp::start().await;
    november(&app).await;
    world::release(&app).await;
    let anyone = app.anyone();
    let csv = anyone.get(&format!("{SET}/content")).await.expect(200);
    let text = String::from_utf8(csv.bytes.clone()).expect("UTF-8");
    let mut lines = text.lines();
    let head = "period,service,office,channel,priority,citizenship,sex,ageGroup,value,confidential";
    assert_eq!(lines.next(), Some(head));
    assert_eq!(lines.next(), Some("2026-11,_T,_T,_T,_T,_T,_T,_T,18,false"));
    assert!(text.contains("2026-11,_T,_T,_T,_T,TUR,_T,_T,9,false"), "{text}");
    assert!(text.contains("2026-11,_T,_T,_T,_T,ROU,_T,_T,,true"), "{text}");
    let json = anyone.get(&format!("{SET}/content?format=json")).await.expect(200);
    let rows = json.body["rows"].as_array().expect("rows").clone();
    assert_eq!(rows.len(), lines.count() + 1);
    let ndjson = anyone.get(&format!("{SET}/content?format=ndjson")).await.expect(200);
    let text = String::from_utf8(ndjson.bytes).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, rows);
    let unchanged = anyone.call("GET", &format!("{SET}/content"), &[("If-None-Match", csv.etag())], None).await;
    assert_eq!(unchanged.status, 304);
    // Compressed it is another representation, with a tag of its own.
    let compressed = anyone.call("GET", &format!("{SET}/content"), &[("Accept-Encoding", "gzip")], None).await;
    assert_ne!(compressed.etag(), csv.etag());

    let schema = anyone.get(&format!("{SET}/schema")).await.expect(200);
    let validator = jsonschema::options().build(&schema.body).expect("a schema");
    rows.iter().for_each(|row| assert!(validator.is_valid(row), "{row}"));
    let fields: Vec<_> =
        schema.body["fields"].as_array().expect("fields").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(fields.join(","), head);
    let id = schema.text("/$id");
    assert!(id.ends_with("/api/v1/datasets/requests-registered/schema?release=1"), "{id}");
    assert!(schema.text("/fields/2/rdfType").starts_with("http"), "{}", schema.body);
    let of_release = anyone.get(&format!("{SET}/schema?release=1")).await.expect(200);
    assert_eq!(of_release.bytes, schema.bytes);
    anyone.get(&format!("{SET}/schema?release=2")).await.refused(404, "not-found");
    anyone.get(&format!("{SET}/schema?release=0")).await.refused(400, "bad-input");

    let catalog = anyone.get("/api/v1/open-data-catalog").await.expect(200);
    let graph = catalog.body["@graph"].as_array().expect("a graph");
    let kinds = |kind: &str| {
        graph.iter().filter(|thing| thing["@type"].as_array().is_some_and(|kinds| kinds.contains(&json!(kind)))).count()
    };
    assert_eq!((kinds("dcat:Catalog"), kinds("dcat:Dataset"), kinds("dcat:Distribution")), (1, 4, 12));
    every_address_says_what_it_is(graph);
    let turtle = anyone.get("/api/v1/open-data-catalog?format=turtle").await.expect(200);
    assert!(String::from_utf8(turtle.bytes).expect("UTF-8").contains("a dcat:Dataset ;"));
    anyone.get(&format!("{SET}/content?format=xml")).await.refused(400, "bad-input");
    anyone.get("/api/v1/datasets/terms-kept").await.refused(404, "not-found");
    anyone.get("/api/v1/datasets/nothing/content").await.refused(404, "not-found");
}

/// The ranges of DCAT-AP (SEMIC's shapes, 2.1.1): a portal that validates loads no vocabulary of others.
fn every_address_says_what_it_is(graph: &[Value]) {
    const RANGES: [(&str, &str); 15] = [
        ("dct:publisher", "foaf:Agent"),
        ("foaf:homepage", "foaf:Document"),
        ("dct:license", "dct:LicenseDocument"),
        ("dcat:dataset", "dcat:Dataset"),
        ("dcat:contactPoint", "vcard:Organization"),
        ("dcat:distribution", "dcat:Distribution"),
        ("dct:accessRights", "dct:RightsStatement"),
        ("dct:accrualPeriodicity", "dct:Frequency"),
        ("dcat:theme", "skos:Concept"),
        ("dct:language", "dct:LinguisticSystem"),
        ("dct:spatial", "dct:Location"),
        ("dct:conformsTo", "dct:Standard"),
        ("dct:format", "dct:MediaTypeOrExtent"),
        ("dcat:mediaType", "dct:MediaType"),
        ("dct:temporal", "dct:PeriodOfTime"),
    ];
    let is = |address: &Value, class: &str| {
        graph
            .iter()
            .any(|thing| thing["@id"] == *address && thing["@type"].as_array().is_some_and(|kinds| kinds.contains(&json!(class))))
    };
    let mut looked_at = 0;
    for (property, class) in RANGES {
        for target in graph.iter().filter_map(|thing| thing[property].as_array()).flatten() {
            assert!(is(&target["@id"], class), "{property} points at {}, which does not say that it is a {class}", target["@id"]);
            looked_at += 1;
        }
    }
    assert!(looked_at > 60, "{looked_at}");
}

#[actix_web::test]
async fn a_release_tells_what_changed_and_reaches_the_portal_once() {
    let app = TestApp::start().await;
    november(&app).await;
    let figures = app.platform.figures.clone();
    assert_eq!(figures.release().await.expect("a release"), 4);
    assert_eq!(figures.release().await.expect("again"), 0);
    // The portal is down at first, then answers are lost: the data sets are there once all the same.
    misbehave(&app, "Down", 1000).await;
    app.work_off().await;
    assert_eq!(portal(&app).await.len(), 0);
    assert_eq!(app.number("select count(*) from dataset_releases where pushed_at is not null"), 0);
    misbehave(&app, "LoseAnswer", 3).await;
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
    world::late(&app, "TUR");
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
    assert!(String::from_utf8(then.bytes).expect("UTF-8").contains("_T,_T,_T,_T,_T,_T,_T,18,false"));
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
async fn a_release_is_given_as_it_was_published_whatever_becomes_of_its_indicator() {
    let app = TestApp::start().await;
    november(&app).await;
    world::release(&app).await;
    let first = content(&app, "").await;
    let digest = |text: &str| hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()));
    // Somebody of a month long ago is entered: old releases say nothing of it.
    let person = world::person(&app, "TUR", "Male", "1990-05-17");
    let request = world::request(&app, STAY, "CHI", person);
    world::change(&app, request, "registered_at = '2026-03-20T08:00:00Z', submitted_at = '2026-03-20T08:00:00Z'");
    app.clock.advance(Duration::days(7));
    world::release(&app).await;
    let second = content(&app, "").await;
    assert!(
        second.contains("2026-03,_T") && second.contains("2026-05,_T,_T,_T,_T,_T,_T,_T,0,false") && !first.contains("2026-03")
    );
    let releases = app.anyone().get(&format!("{SET}/releases")).await.expect(200);
    assert!(releases.body["releases"][0]["added"].as_i64().is_some_and(|added| added >= 8), "{}", releases.body);
    assert_eq!(releases.text("/releases/0/sha256"), digest(&second));
    assert_eq!(releases.text("/releases/1/sha256"), digest(&first));
    assert_eq!((content(&app, "?release=1").await, content(&app, "?asKnownOn=2026-12-07").await), (first.clone(), first.clone()));

    // A further version has its first release within the week; until then the one before it answers.
    let statistician = app.persona("statistician").await;
    let known = statistician.get("/api/v1/indicator-versions?indicatorCode=requests-registered").await.expect(200);
    let mut further = known.body["indicatorVersions"][0]["definition"].clone();
    further["dimensions"] = json!(["service", "citizenship", "sex"]);
    further["tables"] = json!([]);
    further.as_object_mut().expect("an object").remove("reserved");
    statistician.post("/api/v1/indicators/requests-registered/versions", &further).await.expect(201);
    app.platform.figures.catch_up().await.expect("figures");
    assert_eq!(content(&app, "").await, second);
    assert_eq!(world::release(&app).await, 1);
    let third = content(&app, "").await;
    assert!(third.starts_with("period,service,citizenship,sex,value,confidential\n"), "{third}");
    assert!(third.contains("2026-11,_T,ROU,_T,,true") && third.contains("2026-11,_T,UKR,_T,,true"), "hidden before, hidden now");
    let copy = app.second_copy().await;
    assert_eq!(
        (content(&copy, "?release=1").await, content(&copy, "?release=2").await, content(&copy, "").await),
        (first.clone(), second, third)
    );
    assert_eq!(
        app.number("select count(*) from journal.entries where operation = 'releaseDataset'"),
        app.number("select count(*) from dataset_releases")
    );

    // Withdrawn, it is offered no more; what was released stays released, and nothing is released of its event under another name.
    let statistician = app.persona("statistician").await;
    let withdrawal = json!({ "reason": "Definiția nu corespunde metodologiei." });
    let version = "/api/v1/indicators/requests-registered/versions/2";
    let seen = statistician.get(version).await.expect(200);
    statistician.post_with(&format!("{version}/withdrawals"), &withdrawal, &[("If-Match", seen.etag())]).await.expect(201);
    app.anyone().get(&format!("{SET}/content")).await.refused(404, "not-found");
    assert_eq!(content(&app, "?release=1").await, first);
    assert_eq!(app.anyone().get(&format!("{SET}/releases")).await.expect(200).body["releases"].as_array().map(Vec::len), Some(3));
    app.anyone().get(&format!("{SET}/content?release=4")).await.refused(404, "not-found");
    let mut other = further.clone();
    other["code"] = json!("requests-taken-in");
    other["openPeriod"] = json!("Quarter");
    let refused = statistician.post("/api/v1/indicators", &other).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/openPeriod", "indicator"), ("/filter", "indicator")]);
    further["openPeriod"] = json!("Quarter");
    further["filter"] = json!([{ "dimension": "channel", "values": ["EFiling"] }]);
    let path = "/api/v1/indicators/requests-registered/versions";
    let refused = statistician.post(path, &further).await.refused(400, "bad-input");
    let wrong = [("/openPeriod", "indicator"), ("/openPeriod", "indicator"), ("/filter", "indicator")];
    assert_eq!(refused.violations(), wrong, "beside others, and after its own releases");
}

#[actix_web::test]
async fn who_keeps_a_copy_brings_it_up_to_date_by_the_feed() {
    let app = TestApp::start().await;
    november(&app).await;
    world::release(&app).await;
    let anyone = app.anyone();
    let feed =
        |cursor: &str| format!("/api/v1/dataset-releases?limit=3{}{cursor}", if cursor.is_empty() { "" } else { "&cursor=" });
    let first = anyone.get(&feed("")).await.expect(200);
    let second = anyone.get(&feed(&first.text("/nextCursor"))).await.expect(200);
    assert_eq!(
        (first.body["releases"].as_array().map(Vec::len), second.body["releases"].as_array().map(Vec::len)),
        (Some(3), Some(1))
    );
    let nothing = anyone.get(&feed(&second.text("/nextCursor"))).await.expect(200);
    assert_eq!(nothing.body["releases"], json!([]));

    // A copy made of the changes of the first release alone, page by page.
    let mut copy = std::collections::BTreeMap::new();
    apply(&app, &mut copy, 1).await;
    assert_eq!(copy, rows(&content(&app, "").await));
    world::late(&app, "TUR");
    app.clock.advance(Duration::days(7));
    world::release(&app).await;
    let later = anyone.get(&feed(&nothing.text("/nextCursor"))).await.expect(200);
    let of = later.body["releases"].as_array().expect("releases").iter().find(|one| one["datasetCode"] == "requests-registered");
    assert_eq!(of.map(|one| &one["number"]), Some(&json!(2)));
    let changes = anyone.get(&format!("{SET}/releases/2/changes?limit=200")).await.expect(200);
    let all = json!(vec!["_T"; 7]);
    let total = changes.body["changes"].as_array().expect("changes").iter().find(|one| one["values"] == all);
    let told = json!({ "change": "Changed", "period": "2026-11", "values": all, "value": 19, "valueBefore": 18 });
    assert_eq!(total, Some(&told));
    assert_eq!(changes.body["dimensions"].as_array().map(Vec::len), Some(7));
    apply(&app, &mut copy, 2).await;
    assert_eq!(copy, rows(&content(&app, "").await));
    anyone.get(&format!("{SET}/releases/3/changes")).await.refused(404, "not-found");
    anyone.get(&format!("{SET}/releases/2/changes?limit=0")).await.refused(400, "bad-input");
    anyone.get("/api/v1/dataset-releases?cursor=x").await.refused(400, "foreign-cursor");
}

/// Rows of a file: their places, and what stands in them.
fn rows(csv: &str) -> std::collections::BTreeMap<String, String> {
    csv.lines()
        .skip(1)
        .map(|line| {
            let (place, rest) = line.match_indices(',').nth(7).map_or(("", ""), |(at, _)| line.split_at(at));
            (place.to_owned(), rest.split(',').nth(1).unwrap_or_default().to_owned())
        })
        .collect()
}

async fn apply(app: &TestApp, copy: &mut std::collections::BTreeMap<String, String>, release: u32) {
    let mut cursor = String::new();
    loop {
        let page = app.anyone().get(&format!("{SET}/releases/{release}/changes?limit=7{cursor}")).await.expect(200);
        for change in page.body["changes"].as_array().expect("changes") {
            let values: Vec<_> = change["values"].as_array().expect("values").iter().filter_map(Value::as_str).collect();
            let place = format!("{},{}", change["period"].as_str().expect("a period"), values.join(","));
            if change["change"] == "Removed" {
                copy.remove(&place);
            } else {
                copy.insert(place, change["value"].as_i64().map(|value| value.to_string()).unwrap_or_default());
            }
        }
        match page.body["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return,
        }
    }
}

#[actix_web::test]
async fn the_portal_is_put_right_every_monday_and_keeps_what_its_people_added() {
    let app = TestApp::start().await;
    november(&app).await;
    world::release(&app).await;
    app.work_off().await;
    let address = format!("http://{}/sandbox/ckan/api/3/action", app.platform.settings.sandbox_listen);
    let tell = |action: &str, body: Value| {
        let request =
            reqwest::Client::new().post(format!("{address}/{action}")).header("Authorization", "sandbox-ckan-key").json(&body);
        async move { assert!(request.send().await.expect("an answer").status().is_success()) }
    };
    let name = "igm-requests-registered";
    let tags = json!([{ "name": "populație", "vocabulary_id": "v1" }]);
    tell("package_patch", json!({ "id": name, "tags": tags, "extras": [{ "key": "stars", "value": "5" }], "title": "?" })).await;
    tell("package_delete", json!({ "id": "igm-files-closed" })).await;
    let statistician = app.persona("statistician").await;
    let withdrawal = json!({ "reason": "Definiția nu corespunde metodologiei." });
    let version = "/api/v1/indicators/decisions/versions/1";
    let seen = statistician.get(version).await.expect(200);
    statistician.post_with(&format!("{version}/withdrawals"), &withdrawal, &[("If-Match", seen.etag())]).await.expect(201);
    // Nothing new is to be released, and yet:
    app.clock.advance(Duration::days(7));
    world::release(&app).await;
    app.work_off().await;
    let packages = portal(&app).await;
    let package = |name: &str| packages.iter().find(|package| package["name"] == name).expect("a package").clone();
    let ours = package(name);
    assert_eq!((ours["title"].clone(), ours["tags"][0].clone()), (json!("Solicitări înregistrate"), tags[0].clone()));
    assert_eq!(ours["tags"].as_array().map(Vec::len), Some(3));
    assert!(ours["extras"].as_array().expect("extras").contains(&json!({ "key": "stars", "value": "5" })));
    let csv = content(&app, "").await;
    let digest = hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, csv.as_bytes()));
    assert_eq!(ours["resources"][0]["hash"], digest.as_str());
    assert_eq!(
        (package("igm-files-closed")["state"].clone(), package("igm-decisions")["state"].clone()),
        (json!("active"), json!("deleted"))
    );
}

#[actix_web::test]
async fn a_key_that_the_portal_refuses_is_told_and_nothing_is_repeated_until_it_is_mended() {
    use migratie::commands::outbox;

    let app = TestApp::start().await;
    november(&app).await;
    misbehave_until_told(&app, "Forbidden").await;
    assert_eq!(world::release(&app).await, 4);
    app.work_off().await;
    for _ in 0..3 {
        app.clock.advance(Duration::hours(8));
        app.work_off().await;
    }
    assert_eq!(portal(&app).await.len(), 0);
    let tries = "select coalesce(max(attempts), 0)::bigint from outbox where kind = 'statistics.push'";
    assert_eq!(app.number(tries), 1, "the same key would be refused again");
    // The administrator sees that it was given up, and why.
    let told = outbox::dead(&app.platform).expect("what was given up");
    assert!(told.starts_with("statistics.push\t8\t") && told.ends_with("\tkey-refused"), "{told}");
    let report = app.persona("administrator").await.get("/api/v1/monitoring-report").await.expect(200);
    let queue = report.body["queues"].as_array().expect("queues").iter().find(|one| one["kind"] == "statistics.push").cloned();
    assert_eq!(queue.expect("the queue")["givenUp"], 8);
    // Everybody reads what was released all the same; with another key it goes there, once.
    assert!(content(&app, "").await.contains("_T,_T,_T,_T,_T,_T,_T,18,false"));
    misbehave_until_told(&app, "Normal").await;
    app.work_off().await;
    assert_eq!(portal(&app).await.len(), 0, "nothing goes by itself");
    assert_eq!(outbox::replay(&app.platform, Some("statistics.push")).expect("replayed"), 8);
    app.work_off().await;
    assert_eq!(portal(&app).await.len(), 4);
    assert_eq!(app.number("select count(*) from dataset_releases where pushed_at is null"), 0);
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
        let is_counted = |one: &&Value| ["skos:Concept", "rdfs:Class"].map(|kind| json!(kind)).contains(&one["@type"][0]);
        assert_eq!(graph.iter().filter(is_counted).count() as u64, asset["concepts"].as_u64().expect("a number"), "{code}");
        assert_eq!(graph[0]["@id"], asset["address"]);
        assert_eq!((asset["version"].clone(), asset["issuedOn"].clone()), (json!(1), json!("2026-11-16")));
    }
    // Every value that figures have is a concept of some scheme.
    let sexes = anyone.get("/api/v1/semantic-assets/statistical-sex?format=turtle").await.expect(200);
    assert!(String::from_utf8(sexes.bytes).expect("UTF-8").contains("skos:prefLabel \"femei\"@ro"));
    anyone.get("/api/v1/semantic-assets/countries?version=2").await.refused(404, "not-found");
    let turkey = format!(
        "{}#TUR",
        assets.iter().find(|one| one["code"] == "countries").expect("countries")["address"].as_str().expect("text")
    );
    let turtle = anyone.get("/api/v1/semantic-assets/countries?format=turtle").await.expect(200);
    assert!(String::from_utf8(turtle.bytes).expect("UTF-8").contains(&format!("<{turkey}>\n  a skos:Concept")));
    anyone.get("/api/v1/semantic-assets/nothing").await.refused(404, "not-found");
    // A list that says something else has a further version; the one before stays.
    let before = anyone.get("/api/v1/semantic-assets/countries?format=turtle").await.expect(200).bytes;
    app.tamper("update semantic_asset_versions set sha256 = '\\x00' where code = 'countries'");
    let copy = app.second_copy().await;
    let list = copy.anyone().get("/api/v1/semantic-assets?limit=200").await.expect(200);
    let countries =
        list.body["assets"].as_array().expect("assets").iter().find(|one| one["code"] == "countries").expect("countries");
    assert_eq!(countries["version"], 2);
    let now = copy.anyone().get("/api/v1/semantic-assets/countries?format=turtle").await.expect(200).bytes;
    assert!(String::from_utf8(now).expect("UTF-8").contains("semantic-assets/countries?version=1>"));
    assert_eq!(anyone.get("/api/v1/semantic-assets/countries?format=turtle&version=1").await.expect(200).bytes, before);
    let passport = anyone.get("/api/v1/system-passport").await.expect(200);
    assert_eq!(passport.text("/shortName"), "SI Migrație");
    // Concept, par. 19 and 20.
    assert_eq!(passport.text("/owner/name"), "Statul Republica Moldova");
    assert_eq!(passport.text("/possessor/name"), "Inspectoratul General pentru Migrație");
    assert!(passport.text("/technicalAdministrator/name").contains("Serviciul Tehnologia Informației"));
    assert_eq!(passport.body["registrars"].as_array().map(Vec::len), Some(3));
}
