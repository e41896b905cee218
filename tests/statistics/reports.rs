//! Reports: numbered, made in the background, kept, and the same again.

use chrono::Duration;
use serde_json::{Value, json};

use super::world::{self, INVITATION, STAY};
use crate::support::{Answer, Caller, TestApp};

async fn made(app: &TestApp, caller: &Caller<'_>, body: &Value) -> Answer {
    let asked = caller.post("/api/v1/reports", body).await.expect(201);
    assert_eq!(asked.text("/state"), "Waiting");
    app.work_off().await;
    let path = format!("/api/v1/reports/{}", asked.text("/reportId"));
    assert_eq!(asked.header("location"), path);
    caller.get(&path).await.expect(200)
}

async fn a_month(app: &TestApp) {
    app.platform.figures.catch_up().await.expect("figures");
    for (citizenship, service, office, many) in [("TUR", STAY, "CHI", 9), ("UKR", INVITATION, "BAL", 6), ("ROU", STAY, "BAL", 2)]
    {
        for nth in 0..many {
            let person = world::person(app, citizenship, if nth % 2 == 0 { "Male" } else { "Female" }, "1990-05-17");
            let request = world::request(app, service, office, person);
            if nth < 4 {
                world::decide(app, request, "Favourable");
            }
        }
    }
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(21));
}

#[actix_web::test]
async fn a_report_is_made_kept_and_the_same_again_whatever_happened_since() {
    let app = TestApp::start().await;
    a_month(&app).await;
    let statistician = app.persona("statistician").await;
    let body = json!({ "kind": "Monthly", "period": "2026-11", "view": "Authorised" });
    let report = made(&app, &statistician, &body).await;
    assert_eq!((report.text("/state"), report.text("/number")), ("Ready".into(), "RS-2026-0001".into()));
    assert_eq!((report.body["done"].clone(), report.body["steps"].clone()), (json!(10), json!(10)));
    let path = format!("/api/v1/reports/{}/content", report.text("/reportId"));
    let content = statistician.get(&format!("{path}?format=json")).await.expect(200);
    let first = &content.body["tables"][0];
    assert_eq!(first["title"]["ro"], "Solicitări înregistrate");
    assert_eq!(first["total"]["value"], 17);
    let columns: Vec<_> = first["columns"].as_array().expect("columns").iter().map(|one| one["ro"].clone()).collect();
    assert_eq!(columns, ["Oficiul Chișinău", "Oficiul Bălți"]);
    assert_eq!(first["rows"][0]["figures"], json!([{ "value": 9 }, { "value": 2 }]));

    // A correction the day after changes the figures, not the report as known then.
    let late = world::person(&app, "ISR", "Male", "1990-05-17");
    let request = world::request(&app, STAY, "CHI", late);
    world::change(&app, request, "registered_at = '2026-11-20T08:00:00Z', submitted_at = '2026-11-20T08:00:00Z'");
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(2));
    let statistician = app.persona("statistician").await;
    let same = json!({ "kind": "Monthly", "period": "2026-11", "view": "Authorised", "asKnownOn": report.text("/knownOn") });
    let again = made(&app, &statistician, &same).await;
    assert_eq!((again.text("/number"), again.text("/sha256")), ("RS-2026-0002".into(), report.text("/sha256")));
    let newer = made(&app, &statistician, &body).await;
    assert_ne!(newer.text("/sha256"), report.text("/sha256"));
    let list = statistician.get("/api/v1/reports?limit=2").await.expect(200);
    assert_eq!(list.text("/reports/0/number"), "RS-2026-0003");
    let next = statistician.get(&format!("/api/v1/reports?limit=2&cursor={}", list.text("/nextCursor"))).await.expect(200);
    assert_eq!(next.text("/reports/0/number"), "RS-2026-0001");
}

#[actix_web::test]
async fn a_report_comes_as_pdf_workbook_csv_and_json() {
    let app = TestApp::start().await;
    a_month(&app).await;
    let statistician = app.persona("statistician").await;
    let report = made(&app, &statistician, &json!({ "kind": "Performance", "period": "2026-11", "view": "Authorised" })).await;
    let path = format!("/api/v1/reports/{}/content", report.text("/reportId"));
    let pdf = statistician.get(&path).await.expect(200);
    assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.header("content-disposition").contains("RS-2026-0001.pdf"));
    assert_eq!(pdf.bytes, statistician.get(&format!("{path}?format=pdf")).await.expect(200).bytes);
    let xlsx = statistician.get(&format!("{path}?format=xlsx")).await.expect(200);
    assert!(xlsx.bytes.starts_with(b"PK"));
    let csv = statistician.get(&format!("{path}?format=csv")).await.expect(200);
    let text = String::from_utf8(csv.bytes).expect("UTF-8");
    assert!(text.starts_with("indicator,version,period,knownOn,row,column,value,suppressed"), "{text}");
    assert!(text.contains("terms-kept,1,2026-11,2026-12-06,Oficiul Chișinău,respectat,4,false"), "{text}");
    statistician.get(&format!("{path}?format=doc")).await.refused(400, "bad-input");
    if let Ok(folder) = std::env::var("MIGRATIE_SHOW_REPORT") {
        std::fs::write(format!("{folder}/performance.pdf"), &pdf.bytes).expect("written");
    }
}

#[actix_web::test]
async fn the_monitoring_report_says_how_old_the_queues_are() {
    let app = TestApp::start().await;
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
async fn an_open_report_protects_small_numbers_and_says_what_it_leaves_out() {
    let app = TestApp::start().await;
    a_month(&app).await;
    let statistician = app.persona("statistician").await;
    let report = made(&app, &statistician, &json!({ "kind": "Monthly", "period": "2026-11", "view": "Open" })).await;
    assert_eq!(report.text("/knownOn"), "2026-12-06");
    let path = format!("/api/v1/reports/{}/content?format=json", report.text("/reportId"));
    let content = statistician.get(&path).await.expect(200);
    let figures = content.body["tables"].as_array().expect("tables").iter().flat_map(|table| {
        table["rows"].as_array().into_iter().flatten().flat_map(|row| row["figures"].as_array().cloned().unwrap_or_default())
    });
    for figure in figures {
        assert!(figure["value"].as_i64().is_none_or(|value| value == 0 || value >= 5), "{figure}");
    }
    let left: Vec<_> = content.body["leftOut"].as_array().expect("left out").iter().filter_map(Value::as_str).collect();
    assert!(left.contains(&"Drepturi de ședere acordate") && left.contains(&"Dosare închise"), "{left:?}");
}

#[actix_web::test]
async fn a_report_that_cannot_be_is_refused_with_everything_that_is_wrong() {
    let app = TestApp::start().await;
    let statistician = app.persona("statistician").await;
    let wrong = json!({ "kind": "Weekly", "period": "2026-11", "view": "Authorised", "asKnownOn": "2026-12-24" });
    let refused = statistician.post("/api/v1/reports", &wrong).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/asKnownOn", "not-over"), ("/period", "other-length")]);
    let early = json!({ "kind": "Yearly", "period": "2026", "view": "Authorised" });
    assert_eq!(
        statistician.post("/api/v1/reports", &early).await.refused(400, "bad-input").violations(),
        [("/period", "not-over")]
    );
    let none = json!({ "kind": "Weekly", "period": "2026-W54", "view": "Authorised" });
    statistician.post("/api/v1/reports", &none).await.refused(400, "bad-input");
    let good = json!({ "kind": "Yearly", "period": "2025", "view": "Authorised" });
    app.persona("head").await.post("/api/v1/reports", &good).await.refused(403, "forbidden");
    let asked = statistician.post("/api/v1/reports", &good).await.expect(201);
    let path = format!("/api/v1/reports/{}", asked.text("/reportId"));
    let early = statistician.get(&format!("{path}/content")).await.refused(409, "not-in-this-state");
    assert_eq!(early.text("/state"), "Waiting");
    app.persona("examiner-chisinau").await.get(&path).await.refused(403, "forbidden");
    assert_eq!(app.persona("head").await.get(&path).await.expect(200).text("/period"), "2025");
    statistician.get("/api/v1/reports/rpt_01ja4ttz8ze3ks9nvd5efz1s8d").await.refused(404, "not-found");
}
    app.platform.figures.catch_up().await.expect("figures");
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
    assert_eq!(told().await, json!({ "partner": "mpay", "answered": 0, "failed": 2, "availability": 0 }));
    mpay("Normal").await.expect("told");
    call().await;
    // Another copy adds its own to what this one has counted.
    let other = app.second_copy().await;
    drop(other.platform.partners.mpay.invoices("IGM-2026-NONE").await);
    other.platform.monitor.add_up().await.expect("counted");
    assert_eq!(told().await, json!({ "partner": "mpay", "answered": 2, "failed": 2, "availability": 50 }));
    app.clock.advance(Duration::hours(26));
    assert_eq!(told().await, json!(null), "yesterday is over");
}

