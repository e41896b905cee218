//! How the system stands: queues, what people wait for, systems outside.

use chrono::Duration;
use migratie::housekeeping;
use serde_json::{Value, json};

use super::world::{self, INVITATION, STAY};
use crate::{
    content,
    petitions::letter,
    support::{Answer, TestApp},
};

const REPORT: &str = "/api/v1/monitoring-report";

#[actix_web::test]
async fn the_monitoring_report_says_how_old_the_queues_are() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let statistician = app.persona("statistician").await;
    statistician.post("/api/v1/reports", &json!({ "kind": "Yearly", "period": "2025", "view": "Authorised" })).await.expect(201);
    app.clock.advance(Duration::seconds(90));
    let administrator = app.persona("administrator").await;
    let queue = |report: &Answer| {
        let queues = report.body["queues"].as_array().expect("queues").clone();
        queues.into_iter().find(|queue| queue["kind"] == "statistics.report").expect("the queue of reports")
    };
    let waiting = queue(&administrator.get("/api/v1/monitoring-report").await.expect(200));
    assert_eq!((waiting["due"].clone(), waiting["oldestSeconds"].clone()), (json!(1), json!(90)));
    app.work_off().await;
    let done = queue(&administrator.get("/api/v1/monitoring-report").await.expect(200));
    assert_eq!((done["due"].clone(), done["doneWithinADay"].clone()), (json!(0), json!(1)));
    statistician.get("/api/v1/monitoring-report").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_partner_that_is_down_all_day_is_available_for_none_of_its_calls() {
    let app = TestApp::start().await;
    let mpay = |mode: &'static str| {
        let address = format!("http://{}/sandbox/control/mpay", app.platform.settings.sandbox_listen);
        reqwest::Client::new().put(address).json(&json!({ "mode": mode })).send()
    };
    let call = || async {
        // What no queue carries.
        drop(app.platform.partners.mpay.invoices("IGM-2026-NONE").await);
    };
    let told = || async {
        let report = app.persona("administrator").await.get("/api/v1/monitoring-report").await.expect(200);
        let partners = report.body["partners"].as_array().expect("partners").clone();
        partners.into_iter().find(|one| one["partner"] == "mpay").unwrap_or_default()
    };
    assert_eq!(told().await, json!(null), "nobody has called it");
    mpay("Down").await.expect("told");
    call().await;
    call().await;
    let none = json!({ "partner": "mpay", "answered": 0, "failed": 2, "availability": 0,
                       "days": [{ "day": "2026-11-16", "answered": 0, "failed": 2, "availability": 0 }] });
    assert_eq!(told().await, none);
    mpay("Normal").await.expect("told");
    call().await;
    // Another copy adds its own to what this one has counted.
    let other = app.second_copy().await;
    drop(other.platform.partners.mpay.invoices("IGM-2026-NONE").await);
    other.platform.monitor.add_up().await.expect("counted");
    let half = told().await;
    assert_eq!((&half["answered"], &half["failed"], &half["availability"]), (&json!(2), &json!(2), &json!(50)));
    app.clock.advance(Duration::hours(26));
    assert_eq!(told().await, json!(null), "yesterday is over");
}

#[actix_web::test]
async fn availability_is_told_of_as_many_days_as_are_asked_for_and_day_by_day() {
    let app = TestApp::start().await;
    let call = || async { drop(app.platform.partners.mpay.invoices("IGM-2026-NONE").await) };
    let told = |days: u32| {
        let app = &app;
        async move {
            let report = app.persona("administrator").await.get(&format!("{REPORT}?days={days}")).await.expect(200);
            let partners = report.body["partners"].as_array().expect("partners").clone();
            partners.into_iter().find(|one| one["partner"] == "mpay").unwrap_or_default()
        }
    };
    call().await;
    app.platform.monitor.add_up().await.expect("counted");
    // Half past midnight in Chișinău is the day before in Greenwich.
    app.clock.advance(Duration::days(2) + Duration::hours(14) + Duration::minutes(30));
    call().await;
    call().await;
    let days = json!([{ "day": "2026-11-16", "answered": 1, "failed": 0, "availability": 100 },
                      { "day": "2026-11-19", "answered": 2, "failed": 0, "availability": 100 }]);
    let three = told(3).await;
    assert_eq!((&three["days"], &three["answered"]), (&days, &json!(3)));
    assert_eq!(told(1).await["answered"], 2);
    // A year later it is known still; after 400 days it goes.
    app.clock.advance(Duration::days(380));
    housekeeping::once(&app.platform).await.expect("housekeeping");
    assert_eq!(told(400).await["days"], days);
    app.clock.advance(Duration::days(18));
    housekeeping::once(&app.platform).await.expect("housekeeping");
    assert_eq!(app.number("select coalesce(sum(answered), 0)::bigint from statistics.partner_calls where partner = 'mpay'"), 2);
    let administrator = app.persona("administrator").await;
    for wrong in ["0", "401", "many"] {
        let refused = administrator.get(&format!("{REPORT}?days={wrong}")).await.refused(400, "bad-input");
        assert_eq!(refused.violations()[0].0, "days", "{wrong}");
    }
}

/// What waits of a kind at an office: stage, count, days of the oldest and of the middle one, beyond their term.
fn waiting(report: &Answer, kind: &str, office: &str) -> Vec<Value> {
    let all = report.body["waiting"].as_array().expect("what waits").iter();
    all.filter(|one| one["kind"] == kind && one["office"] == office)
        .map(|one| json!([one["stage"], one["count"], one["oldestDays"], one["medianDays"], one["overdue"]]))
        .collect()
}

#[actix_web::test]
async fn the_monitoring_report_says_how_long_people_have_waited_and_where() {
    let app = TestApp::start().await;
    let somebody = world::person(&app, "TUR", "Male", "1990-05-17");
    let old = world::request(&app, STAY, "CHI", somebody);
    app.clock.advance(Duration::days(20));
    let taken = world::request(&app, INVITATION, "CHI", somebody);
    world::change(&app, taken, "assigned_to = (select id from accounts order by id limit 1)");
    let decided = world::request(&app, STAY, "CHI", somebody);
    world::decide(&app, decided, "Favourable");
    let standing = world::request(&app, STAY, "BAL", somebody);
    world::change(&app, standing, "state = 'AwaitingCompletion', due_at = null");
    app.clock.advance(Duration::days(11));
    world::request(&app, STAY, "CHI", somebody);
    world::request(&app, STAY, "CHI", somebody);
    // A petition on paper and a publication wait as well.
    app.persona("petition-clerk").await.post("/api/v1/petition-intakes", &letter()).await.expect(201);
    content::submitted(&app, &content::faq()).await;
    app.clock.advance(Duration::days(3));
    let administrator = app.persona("administrator").await;
    let report = administrator.get(REPORT).await.expect(200);
    assert_eq!(waiting(&report, "Request", "CHI"), [json!(["InExamination", 1, 14, 14, 0]), json!(["Unassigned", 3, 34, 3, 1])]);
    assert_eq!(waiting(&report, "Request", "BAL"), [json!(["AwaitingCompletion", 1, 14, 14, 0])], "its term stands still");
    let registered = report.body["waiting"].as_array().expect("what waits").iter();
    let registered: Vec<_> = registered
        .filter(|one| one["kind"] == "Petition" && one["stage"] == "Registered" && one.get("office").is_none())
        .collect();
    assert!(registered.len() == 1 && registered[0]["medianDays"].as_i64() >= Some(3), "{registered:?}");
    let publication = report.body["waiting"].as_array().expect("what waits").iter();
    let publication: Vec<_> = publication.filter(|one| one["kind"] == "Publication").collect();
    assert_eq!(publication.len(), 1, "{publication:?}");
    assert_eq!((&publication[0]["stage"], &publication[0]["oldestDays"]), (&json!("Submitted"), &json!(3)));
    // What is decided waits no longer.
    world::decide(&app, old, "Unfavourable");
    let report = administrator.get(REPORT).await.expect(200);
    assert_eq!(waiting(&report, "Request", "CHI")[1], json!(["Unassigned", 2, 3, 3, 0]));
}

#[actix_web::test]
async fn what_is_closed_is_not_gone_through_for_what_waits() {
    let app = TestApp::start().await;
    let somebody = world::person(&app, "TUR", "Male", "1990-05-17");
    let waits = world::request(&app, STAY, "CHI", somebody);
    app.persona("petition-clerk").await.post("/api/v1/petition-intakes", &letter()).await.expect(201);
    app.tamper(&format!(
        "set session_replication_role = replica;
         insert into requests select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'X' || n,
           'state', 'Withdrawn'))).* from requests r, generate_series(1, 5000) n where r.id = '{waits}';
         insert into petitions select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'number', 'X' || n,
           'state', 'Withdrawn'))).* from petitions p, generate_series(1, 5000) n
          where p.id = (select id from petitions where channel = 'Paper' limit 1)"
    ));
    app.tamper("analyze requests; analyze petitions");
    for (open, state, index) in [
        (migratie::requests::waiting::OPEN, "InExamination", "requests_worklist"),
        (migratie::petitions::waiting::OPEN, "InExamination", "petitions_by_state"),
        (migratie::content::waiting::PUBLICATIONS, "Submitted", "content_items_waiting"),
        (migratie::content::waiting::INQUIRIES, "Received", "content_inquiries_by_subdivision"),
    ] {
        // Tables with few rows are read through, whatever is asked for.
        let plan = app.plan_of(open, ("(text[])", &format!("(array['{state}'])")), index.starts_with("content"));
        assert!(plan.contains(index), "{plan}");
    }
}
