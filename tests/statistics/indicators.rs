//! Indicators are data: a statistician adds one without a build, and a wrong one is refused saying why.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::world::{self, INVITATION, STAY};
use crate::support::TestApp;

fn withdrawn() -> Value {
    migratie::statistics::routes::create_indicator::example()
}

#[actix_web::test]
async fn an_indicator_added_today_knows_what_happened_before_it() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    let somebody = world::person(&app, "TUR", "Male", "1990-01-01");
    let requests: Vec<_> = (0..3).map(|_| world::request(&app, STAY, "CHI", somebody)).collect();
    let other = world::request(&app, INVITATION, "BAL", somebody);
    for request in requests.iter().chain([&other]) {
        world::change(&app, *request, "state = 'Withdrawn', closed_at = registered_at");
    }
    figures.catch_up().await.expect("figures");

    let statistician = app.persona("statistician").await;
    let made = statistician.post("/api/v1/indicators", &withdrawn()).await.expect(201);
    assert_eq!((made.text("/state"), made.body["version"].clone()), ("Building".into(), json!(1)));
    let path = "/api/v1/indicators/requests-withdrawn/exact-figures?from=2026-11&rows=service&columns=office";
    statistician.get(path).await.refused(404, "not-found");
    // What changes while it is being made counts once.
    let late = world::request(&app, STAY, "CHI", somebody);
    world::change(&app, late, "state = 'Withdrawn', closed_at = registered_at");
    figures.catch_up().await.expect("figures");
    let table = statistician.get(path).await.expect(200);
    assert_eq!(
        table.body["figures"],
        json!([
            { "period": "2026-11", "values": ["invitation", "BAL"], "value": 1 },
            { "period": "2026-11", "values": [STAY, "CHI"], "value": 4 },
        ])
    );
    let versions = statistician.get("/api/v1/indicator-versions?indicatorCode=requests-withdrawn").await.expect(200);
    assert_eq!(versions.text("/indicatorVersions/0/state"), "Published");
    // It is for officers: nobody else sees it.
    app.anyone().get("/api/v1/indicators/requests-withdrawn").await.refused(404, "not-found");

    let withdrawal = json!({ "reason": "Definiția nu corespunde metodologiei." });
    let version = made.header("location").to_owned();
    let path_of = |version: &str| format!("{version}/withdrawals");
    let seen = statistician.get(&version).await.expect(200);
    assert_eq!(seen.text("/state"), "Published");
    statistician.get("/api/v1/indicators/requests-withdrawn/versions/7").await.refused(404, "not-found");
    app.persona("applicant").await.get(&version).await.refused(403, "forbidden");
    let at = path_of(&version);
    statistician.post(&at, &withdrawal).await.refused(428, "if-match-missing");
    // It was published since it was made.
    statistician.post_with(&at, &withdrawal, &[("If-Match", made.etag())]).await.refused(412, "stale-etag");
    let gone = statistician.post_with(&at, &withdrawal, &[("If-Match", seen.etag())]).await.expect(201);
    assert_eq!(gone.text("/state"), "Withdrawn");
    statistician.post_with(&at, &withdrawal, &[("If-Match", gone.etag())]).await.refused(409, "not-in-this-state");
    let at = "/api/v1/indicators/requests-withdrawn/versions/7/withdrawals";
    statistician.post_with(at, &withdrawal, &[("If-Match", seen.etag())]).await.refused(404, "not-found");
    statistician.get(path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_new_version_takes_over_when_its_figures_are_made() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    let somebody = world::person(&app, "TUR", "Male", "1990-01-01");
    world::request(&app, STAY, "CHI", somebody);
    let statistician = app.persona("statistician").await;
    let known = statistician.get("/api/v1/indicator-versions?indicatorCode=requests-submitted").await.expect(200);
    let mut further = known.body["indicatorVersions"][0]["definition"].clone();
    further["dimensions"] = json!(["service", "sex"]);
    further["tables"] = json!([]);
    let path = "/api/v1/indicators/requests-submitted/versions";
    let made = statistician.post(path, &further).await.expect(201);
    assert_eq!(made.body["version"], 2);
    let by_sex = "/api/v1/indicators/requests-submitted/exact-figures?from=2026-11&rows=sex";
    statistician.get(by_sex).await.refused(400, "bad-input");
    figures.catch_up().await.expect("figures");
    assert_eq!(statistician.get(by_sex).await.expect(200).body["figures"][0]["value"], 1);
    let versions = statistician.get("/api/v1/indicator-versions?indicatorCode=requests-submitted&limit=1").await.expect(200);
    assert_eq!(versions.text("/indicatorVersions/0/state"), "Published");
    let cursor = versions.text("/nextCursor");
    let rest = format!("/api/v1/indicator-versions?indicatorCode=requests-submitted&limit=1&cursor={cursor}");
    assert_eq!(statistician.get(&rest).await.expect(200).text("/indicatorVersions/0/state"), "Withdrawn");
    further["code"] = json!("requests-other");
    let other = statistician.post(path, &further).await.refused(400, "bad-input");
    assert_eq!(other.violations(), [("/code", "indicator")]);
    statistician.post("/api/v1/indicators/no-such/versions", &further).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_wrong_indicator_is_refused_saying_everything_that_is_wrong() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let statistician = app.persona("statistician").await;
    let mut wrong = withdrawn();
    wrong["event"] = json!("StruckOff");
    wrong["dimensions"] = json!(["service", "service", "status"]);
    wrong["tables"] = json!([{ "rows": "service", "columns": "sex" }]);
    wrong["visibility"] = json!("Open");
    let refused = statistician.post("/api/v1/indicators", &wrong).await.refused(400, "bad-input");
    let places: Vec<_> = refused.violations().into_iter().map(|(place, _)| place.to_owned()).collect();
    assert_eq!(places, ["/event", "/dimensions/1", "/dimensions/2", "/tables/0/columns", "/openPeriod"]);
    let mut of_nobody = withdrawn();
    of_nobody["filter"] = json!([{ "dimension": "state", "values": ["Withdrawn", "Gone"] }, { "dimension": "office", "values": ["XYZ"] },
        { "dimension": "service", "values": [STAY, "no-service"] }]);
    let refused = statistician.post("/api/v1/indicators", &of_nobody).await.refused(400, "bad-input");
    let places: Vec<_> = refused.violations().into_iter().map(|(place, _)| place.to_owned()).collect();
    assert_eq!(places, ["/filter/0/values/1", "/filter/1/values/0", "/filter/2/values/1"]);
    let mut shapeless = withdrawn();
    shapeless["domain"] = json!("Weather");
    shapeless["more"] = json!(1);
    let refused = statistician.post("/api/v1/indicators", &shapeless).await.refused(400, "bad-input");
    assert_eq!(refused.violations().len(), 2);
    // One that everybody would see, of those that are counted for everybody already: the difference would give small numbers away.
    let mut overlapping = withdrawn();
    overlapping["event"] = json!("Registered");
    overlapping["visibility"] = json!("Open");
    overlapping["openPeriod"] = json!("Year");
    let refused = statistician.post("/api/v1/indicators", &overlapping).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/filter", "indicator"), ("/openPeriod", "indicator")]);
    app.persona("head").await.post("/api/v1/indicators", &withdrawn()).await.refused(403, "forbidden");
    app.anyone().post("/api/v1/indicators", &withdrawn()).await.refused(401, "not-signed-in");
}

#[actix_web::test]
async fn of_several_who_add_the_same_at_once_one_does() {
    let app = TestApp::start().await;
    let statistician = app.persona("statistician").await;
    let body = withdrawn();
    let answers = join_all((0..4).map(|_| statistician.post("/api/v1/indicators", &body))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
    let key = [("Idempotency-Key", "a-key-of-my-own")];
    let mut other = withdrawn();
    other["code"] = json!("requests-withdrawn-again");
    let first = statistician.post_with("/api/v1/indicators", &other, &key).await.expect(201);
    let again = statistician.post_with("/api/v1/indicators", &other, &key).await.expect(201);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(app.number("select count(*) from indicator_versions where code = 'requests-withdrawn-again'"), 1);
}
