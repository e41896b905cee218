use std::io::Read;

use chrono::Duration;
use serde_json::{Value, json};

use super::sample;
use crate::support::TestApp;

const SERVICES: [&str; 3] = ["invitation", "legal-status-attestation", "provisional-stay-work-grant"];

fn codes(list: &Value) -> Vec<&str> {
    list["services"].as_array().expect("services").iter().filter_map(|service| service["code"].as_str()).collect()
}

#[actix_web::test]
async fn everybody_lists_the_services_with_their_price_and_term() {
    let app = TestApp::start().await;
    let list = app.anyone().get("/api/v1/services").await.expect(200);
    assert_eq!(codes(&list.body), SERVICES);
    let invitation = &list.body["services"][0];
    assert_eq!(invitation["domainCode"], "INV");
    assert_eq!(invitation["title"]["en"], "Invitation for foreigners");
    assert_eq!(invitation["feesFrom"], json!({"amount": "200.00", "currency": "MDL"}));
    assert_eq!(
        invitation["terms"][0],
        json!({"priority": "Normal", "length": {"amount": 10, "unit": "WorkingDays"}, "automatic": false})
    );
    let attestation = &list.body["services"][1];
    assert!(attestation["feesFrom"].is_null(), "no public source gives the tariff");
    assert_eq!(attestation["terms"][0]["automatic"], true);
    assert!(list.body["nextCursor"].is_null());
    assert_eq!(list.header("cache-control"), "public, max-age=60");
}

#[actix_web::test]
async fn the_list_is_filtered_and_paged() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let by_mail = anyone.get("/api/v1/services?channel=Email").await.expect(200);
    assert_eq!(codes(&by_mail.body), ["legal-status-attestation"]);
    let for_entities = anyone.get("/api/v1/services?audience=LegalEntity").await.expect(200);
    assert_eq!(codes(&for_entities.body), Vec::<&str>::new());

    let (mut found, mut path) = (Vec::new(), "/api/v1/services?limit=1".to_owned());
    for _ in 0..3 {
        let page = anyone.get(&path).await.expect(200);
        found.extend(codes(&page.body).into_iter().map(str::to_owned));
        path = format!("/api/v1/services?limit=1&cursor={}", page.body["nextCursor"].as_str().unwrap_or_default());
    }
    assert_eq!(found, SERVICES);
    assert!(path.ends_with("cursor="), "the third page is the last");

    let cursor = anyone.get("/api/v1/services?limit=1").await.text("/nextCursor");
    anyone.get(&format!("/api/v1/services?channel=Counter&cursor={cursor}")).await.refused(400, "foreign-cursor");
    let wrong = anyone.get("/api/v1/services?channel=Pigeon&limit=0&colour=blue").await.refused(400, "bad-input");
    let pointers: Vec<_> = wrong.violations().into_iter().map(|(pointer, _)| pointer.to_owned()).collect();
    assert_eq!(pointers, ["channel", "limit", "colour"]);
}

#[actix_web::test]
async fn a_service_is_described_in_full() {
    let app = TestApp::start().await;
    let service = app.anyone().get("/api/v1/services/provisional-stay-work-grant").await.expect(200).body;
    assert_eq!((service["code"].as_str(), service["version"].as_u64()), (Some("provisional-stay-work-grant"), Some(1)));
    assert_eq!(service["asOf"], "2026-11-16");
    for member in ["title", "description", "whatYouGet", "how"] {
        assert!(
            ["ro", "ru", "en"].iter().all(|language| service[member][language].as_str().is_some_and(|text| !text.is_empty()))
        );
    }
    assert_eq!(service["offices"][0]["code"], "CHI");
    assert!(
        service["offices"][0]["label"]["ro"].as_str().is_some_and(|label| label.contains("Chișinău")),
        "{}",
        service["offices"]
    );
    assert!(service["documents"].as_array().is_some_and(|documents| documents.len() >= 6));
    assert!(service["legalBasis"][0]["act"].as_str().is_some());
    assert!(service["definition"].is_null() && service["registerChecks"].is_null(), "how it is decided is not public");
}

#[actix_web::test]
async fn fees_are_those_of_the_day_asked_for() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let of = |body: &Value| body["fees"].as_array().expect("fees").len();
    let today = anyone.get("/api/v1/services/invitation").await.expect(200);
    assert_eq!(of(&today.body), 1);
    let same_day = anyone.get("/api/v1/services/invitation?asOf=2026-11-16").await.expect(200);
    assert_eq!(same_day.etag(), today.etag());
    let first_day = anyone.get("/api/v1/services/invitation?asOf=2023-02-19").await.expect(200);
    assert_eq!(first_day.body["asOf"], "2023-02-19");
    anyone.get("/api/v1/services/invitation?asOf=2023-02-18").await.refused(404, "not-found");
    anyone.get("/api/v1/services/invitation?asOf=yesterday").await.refused(400, "bad-input");
}

#[actix_web::test]
async fn an_unknown_service_is_not_found_at_any_door() {
    let app = TestApp::start().await;
    for path in ["", "/form", "/versions"] {
        app.anyone().get(&format!("/api/v1/services/passport{path}")).await.refused(404, "not-found");
    }
    app.anyone().get("/api/v1/services/invitation/form?version=7").await.refused(404, "not-found");
    app.anyone().get("/api/v1/services/Invitation").await.refused(400, "bad-input");
    let quote = json!({"answers": {}, "priority": "Normal"});
    app.anyone().post("/api/v1/services/passport/quotes", &quote).await.refused(404, "not-found");
}

#[actix_web::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    for path in [
        "/api/v1/services",
        "/api/v1/services/invitation",
        "/api/v1/services/invitation/form",
        "/api/v1/services/invitation/versions",
    ] {
        let first = anyone.get(path).await.expect(200);
        let again = anyone.call("GET", path, &[("If-None-Match", first.etag())], None).await.expect(304);
        assert!(again.bytes.is_empty() && again.etag() == first.etag(), "{path}");
        anyone.call("GET", path, &[("If-None-Match", "\"0-0000000000000000\"")], None).await.expect(200);
    }
}

#[actix_web::test]
async fn the_compressed_answer_says_the_same_under_its_own_tag() {
    let app = TestApp::start().await;
    let plain = app.anyone().get("/api/v1/services/invitation").await.expect(200);
    // The harness reads JSON; what is compressed is read here.
    let call =
        reqwest::Client::new().get(format!("{}/api/v1/services/invitation", app.address())).header("Accept-Encoding", "gzip");
    let packed = call.try_clone().expect("a call").send().await.expect("an answer");
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(packed.headers()["vary"].to_str().expect("a header").starts_with("Accept-Encoding"));
    let tag = packed.headers()["etag"].to_str().expect("a tag").to_owned();
    assert_ne!(tag, plain.etag());
    let mut bytes = Vec::new();
    let packed = packed.bytes().await.expect("a body");
    flate2::read::GzDecoder::new(packed.as_ref()).read_to_end(&mut bytes).expect("gzip");
    assert!(bytes == plain.bytes && packed.len() * 2 < plain.bytes.len());
    let again = call.header("If-None-Match", tag).send().await.expect("an answer");
    assert_eq!(again.status(), 304);
}

#[actix_web::test]
async fn the_public_catalogue_asks_the_database_nothing() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let paths = [
        "/api/v1/services",
        "/api/v1/services/invitation",
        "/api/v1/services/invitation/form",
        "/api/v1/services/invitation/versions",
    ];
    // The database is gone; the answers are there.
    app.forbid_connections();
    for path in paths {
        anyone.get(path).await.expect(200);
    }
}

#[actix_web::test]
async fn the_form_is_a_schema_that_admits_complete_answers_and_nothing_else() {
    let app = TestApp::start().await;
    // The samples' dates are those of a day on which they were filed; the schema knows no days.
    for code in SERVICES {
        let form = app.anyone().get(&format!("/api/v1/services/{code}/form")).await.expect(200);
        assert_eq!(form.header("content-type"), "application/schema+json");
        let schema = jsonschema::draft202012::new(&form.body).expect("JSON Schema 2020-12");
        let answers = sample(code);
        let wrong: Vec<_> = schema.iter_errors(&answers).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{code}");
        let mut unknown = answers.clone();
        unknown["shoeSize"] = 44.into();
        assert!(!schema.is_valid(&unknown));
        assert!(!schema.is_valid(&json!({})));
    }
}

#[actix_web::test]
async fn the_form_speaks_the_language_asked_for_and_carries_all_three() {
    let app = TestApp::start().await;
    let form = async |language: &str| {
        app.anyone().call("GET", "/api/v1/services/invitation/form", &[("Accept-Language", language)], None).await.expect(200)
    };
    let (ro, ru) = (form("ro").await, form("ru-MD, en;q=0.5").await);
    assert_eq!(ro.body["title"], "Eliberarea invitației pentru străini");
    assert_eq!(ru.body["title"], "Выдача приглашения для иностранцев");
    assert_eq!(ru.body["properties"]["email"]["x-label"]["en"], "E-mail");
    assert_ne!(ro.etag(), ru.etag());
    assert!(ro.header("vary").contains("Accept-Language"));
}

#[actix_web::test]
async fn a_quote_says_what_the_answers_cost_and_keeps_nothing() {
    let app = TestApp::start().await;
    let anyone = app.anyone();
    let before = app.number("select (select count(*) from outbox) + (select count(*) from journal.entries)");
    let answers = json!({"inviterKind": "Citizen", "invitees": [{}, {}, {}]});
    let quote = anyone
        .post("/api/v1/services/invitation/quotes", &json!({"answers": answers, "priority": "Normal"}))
        .await
        .expect(200)
        .body;
    assert_eq!(quote["lines"][0]["quantity"], 3);
    assert_eq!(quote["total"], json!({"amount": "600.00", "currency": "MDL"}));
    assert_eq!(quote["term"]["length"], json!({"amount": 10, "unit": "WorkingDays"}));
    assert_eq!(quote["asOf"], "2026-11-16");
    let after = app.number("select (select count(*) from outbox) + (select count(*) from journal.entries)");
    assert_eq!(before, after);

    let work = json!({"answers": {"workerCategory": "ImmigrantWorker"}, "priority": "Urgent"});
    let urgent = anyone.post("/api/v1/services/provisional-stay-work-grant/quotes", &work).await.expect(200).body;
    let normal = json!({"answers": {"workerCategory": "ImmigrantWorker"}, "priority": "Normal"});
    let normal = anyone.post("/api/v1/services/provisional-stay-work-grant/quotes", &normal).await.expect(200).body;
    assert_eq!(urgent["total"]["amount"], "3769.00", "state fee 3600 and tariff 169 (10 days): {urgent}");
    assert_eq!(normal["total"]["amount"], "3690.00", "state fee 3600 and tariff 90 (30 days): {normal}");
}

#[actix_web::test]
async fn a_quote_names_every_wrong_answer() {
    let app = TestApp::start().await;
    let asked = json!({"answers": {"shoeSize": 44, "email": 7}, "priority": "Urgent"});
    let answer = app.anyone().post("/api/v1/services/invitation/quotes", &asked).await.refused(400, "bad-input");
    let mut found = answer.violations();
    found.sort_unstable();
    assert_eq!(
        found,
        [("/answers/email", "wrong-type"), ("/answers/shoeSize", "unknown-field"), ("/priority", "priority-not-offered")]
    );
}

#[actix_web::test]
async fn the_catalogue_knows_the_next_day_by_itself() {
    let app = TestApp::start().await;
    let before = app.anyone().get("/api/v1/services/invitation").await.expect(200);
    app.clock.advance(Duration::hours(24));
    let after = app.anyone().get("/api/v1/services/invitation").await.expect(200);
    assert_eq!((&before.body["asOf"], &after.body["asOf"]), (&json!("2026-11-16"), &json!("2026-11-17")));
}
