//! Reports: numbered, made in the background, kept, and the same again.

use std::collections::BTreeSet;

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
    assert_eq!((report.body["done"].clone(), report.body["steps"].clone()), (json!(16), json!(16)));
    let path = format!("/api/v1/reports/{}/content", report.text("/reportId"));
    let content = statistician.get(&format!("{path}?format=json")).await.expect(200);
    let first = &content.body["tables"][1];
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
    // The cell of who kept the terms in Chisinau, in the sheet of the third table.
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(xlsx.bytes)).expect("a workbook");
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/worksheets/sheet4.xml").expect("a sheet"), &mut sheet).expect("text");
    assert!(sheet.contains(r#"<c r="C5""#) && sheet.contains("<v>4</v>"), "{sheet}");
    let csv = statistician.get(&format!("{path}?format=csv")).await.expect(200);
    let text = String::from_utf8(csv.bytes).expect("UTF-8");
    assert!(
        text.starts_with("table,indicator,version,measure,period,knownOn,rowDimension,rowCode,row,columnDimension,"),
        "{text}"
    );
    let line = "5,terms-kept,1,Count,2026-11,2026-12-06,office,CHI,Oficiul Chișinău,term,Kept,respectat,4,false";
    assert!(text.contains(line), "{text}");
    // Two tables of one indicator are told apart, their totals too.
    assert!(text.contains("\n5,terms-kept,1,Count,2026-11,2026-12-06,office,_T,Total,term,_T,,"), "{text}");
    assert!(text.contains("\n6,terms-kept,1,Count,2026-11,2026-12-06,service,_T,Total,term,_T,,"), "{text}");
    let russian = statistician.get(&format!("{path}?format=csv&language=ru")).await.expect(200);
    assert!(russian.header("content-disposition").contains("RS-2026-0001-ru.csv"));
    assert!(String::from_utf8(russian.bytes).expect("UTF-8").contains("term,Kept,соблюдён,4,false"));
    let english = statistician.get(&format!("{path}?language=en")).await.expect(200);
    assert!(english.bytes.starts_with(b"%PDF-") && english.bytes != pdf.bytes);
    let again = statistician.call("GET", &format!("{path}?language=en"), &[("If-None-Match", english.etag())], None).await;
    assert_eq!(again.status, 304);
    statistician.get(&format!("{path}?language=fr")).await.refused(400, "bad-input");
    // What was given once is given for ever, whatever becomes of the program: the bytes are kept.
    assert_eq!(app.number("select count(*) from statistics.report_files"), 9, "all but PDFs that nobody read");
    app.tamper("update statistics.report_files set content = 'as it was kept' where format = 'pdf' and language = 'ro'");
    assert_eq!(statistician.get(&path).await.expect(200).bytes, b"as it was kept");
    statistician.get(&format!("{path}?format=doc")).await.refused(400, "bad-input");
    if let Ok(folder) = std::env::var("MIGRATIE_SHOW_REPORT") {
        std::fs::write(format!("{folder}/performance.pdf"), &pdf.bytes).expect("written");
    }
}

#[actix_web::test]
async fn every_kind_of_report_is_made_for_its_periods() {
    let app = TestApp::start().await;
    a_month(&app).await;
    app.clock.advance(Duration::days(60));
    let statistician = app.persona("statistician").await;
    for (kind, period, tables) in [("Weekly", "2026-W47", 9), ("Monthly", "2026-Q4", 16), ("Yearly", "2026", 30)] {
        let report = made(&app, &statistician, &json!({ "kind": kind, "period": period, "view": "Authorised" })).await;
        assert_eq!(report.text("/state"), "Ready", "{kind}");
        let path = format!("/api/v1/reports/{}/content", report.text("/reportId"));
        let content = statistician.get(&format!("{path}?format=json")).await.expect(200);
        assert_eq!(content.body["tables"].as_array().map(Vec::len), Some(tables), "{kind}");
        let pdf = statistician.get(&path).await.expect(200);
        let document = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).expect("text");
        // The week is told first as one figure, without rows.
        if kind == "Weekly" {
            assert_eq!(content.body["tables"][0]["total"]["value"], 17);
            assert!(!text.contains("nu au fost cazuri. Total: 17"), "{text}");
        }
        let chapters: BTreeSet<&str> = content.body["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .filter_map(|table| table["chapter"]["ro"].as_str())
            .collect();
        assert_eq!(chapters.len(), if kind == "Yearly" { 4 } else { 0 }, "{kind}: {chapters:?}");
        for chapter in chapters {
            assert!(text.matches(chapter).count() >= 2, "{chapter} is told first, and heads its tables: {text}");
        }
        if let Ok(folder) = std::env::var("MIGRATIE_SHOW_REPORT") {
            std::fs::write(format!("{folder}/{kind}.pdf"), &pdf.bytes).expect("written");
            let english = statistician.get(&format!("{path}?language=en")).await.expect(200);
            std::fs::write(format!("{folder}/{kind}-en.pdf"), &english.bytes).expect("written");
        }
    }
}

#[actix_web::test]
async fn a_report_that_cannot_be_made_says_so_and_can_be_made_after_all() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let statistician = app.persona("statistician").await;
    let asked = statistician
        .post("/api/v1/reports", &json!({ "kind": "Yearly", "period": "2025", "view": "Authorised" }))
        .await
        .expect(201);
    let path = format!("/api/v1/reports/{}", asked.text("/reportId"));
    // A definition that no longer reads: every try fails, and this is the last but one.
    let broken = "alter table indicator_versions disable trigger user;
                  update indicator_versions set definition = jsonb_set(definition, '{event}', 'EVENT') where code = 'decisions';
                  alter table indicator_versions enable trigger user;";
    app.tamper(&broken.replace("EVENT", "\"Nothing\""));
    app.platform.figures.read_anew();
    app.tamper("update outbox set attempts = 18 where kind = 'statistics.report'");
    app.work_off().await;
    assert_ne!(statistician.get(&path).await.expect(200).text("/state"), "Failed", "there is another try");
    app.clock.advance(Duration::days(1));
    app.work_off().await;
    let statistician = app.persona("statistician").await;
    let failed = statistician.get(&path).await.expect(200);
    assert_eq!((failed.text("/state"), failed.text("/failure")), ("Failed".into(), "internal".into()));
    let refused = statistician.get(&format!("{path}/content")).await.refused(409, "not-in-this-state");
    assert_eq!(refused.text("/state"), "Failed");
    // Mended and replayed.
    app.tamper(&broken.replace("EVENT", "\"Decided\""));
    app.platform.figures.read_anew();
    app.tamper("update outbox set state = 'Waiting', not_before = '2026-01-01', attempts = 0 where kind = 'statistics.report'");
    app.work_off().await;
    let made = statistician.get(&path).await.expect(200);
    assert_eq!((made.text("/state"), made.body.get("failure")), ("Ready".into(), None));
}

#[actix_web::test]
async fn a_report_waits_for_figures_that_are_being_made_and_names_what_was_withdrawn() {
    let app = TestApp::start().await;
    let statistician = app.persona("statistician").await;
    let body = json!({ "kind": "Performance", "period": "2025", "view": "Authorised" });
    // The shipped indicators have not been counted yet.
    assert_eq!(app.number("select count(*) from indicator_versions where state = 'Published'"), 0);
    let asked = statistician.post("/api/v1/reports", &body).await.expect(201);
    app.work_off().await;
    let path = format!("/api/v1/reports/{}", asked.text("/reportId"));
    assert_eq!(statistician.get(&path).await.expect(200).text("/state"), "Waiting");
    app.platform.figures.catch_up().await.expect("figures");
    app.platform.figures.read_anew();
    app.clock.advance(Duration::minutes(1));
    app.work_off().await;
    assert_eq!(statistician.get(&path).await.expect(200).text("/state"), "Ready");
    let withdrawal = json!({ "reason": "Nu mai este nevoie de ea." });
    let version = "/api/v1/indicators/files-closed/versions/1";
    let etag = statistician.get(version).await.expect(200).etag().to_owned();
    statistician.act(&format!("{version}/withdrawals"), &etag, &withdrawal).await.expect(201);
    let second = made(&app, &statistician, &body).await;
    let content = format!("/api/v1/reports/{}/content?format=json", second.text("/reportId"));
    let content = statistician.get(&content).await.expect(200);
    assert_eq!(content.body["omitted"][0]["indicatorCode"], "files-closed");
    assert_eq!(content.body["omitted"][0]["reason"], "Withdrawn");
    let pdf = statistician.get(&format!("/api/v1/reports/{}/content", second.text("/reportId"))).await.expect(200);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
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
    let left: Vec<_> =
        content.body["omitted"].as_array().expect("left out").iter().map(|one| one["title"]["ro"].clone()).collect();
    assert!(left.contains(&json!("Drepturi de ședere acordate")) && left.contains(&json!("Persoane în evidență")), "{left:?}");
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
    // Nothing is published but by month: the page would be empty.
    for (kind, period) in [("Weekly", "2026-W45"), ("Yearly", "2025"), ("Monthly", "2026-Q3")] {
        let empty = json!({ "kind": kind, "period": period, "view": "Open" });
        let refused = statistician.post("/api/v1/reports", &empty).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/view", "nothing-open")], "{kind}");
    }
    statistician.post("/api/v1/reports", &json!({ "kind": "Monthly", "period": "2026-10", "view": "Open" })).await.expect(201);
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

#[actix_web::test]
async fn a_day_is_told_of_when_all_that_was_written_on_it_has_come_in() {
    let app = TestApp::start().await;
    let of_day = json!({ "kind": "Weekly", "period": "2026-W46", "view": "Authorised", "asKnownOn": "2026-11-16" });
    // One minute and four minutes after midnight in Chișinău.
    app.clock.advance(Duration::hours(14) + Duration::minutes(1));
    let early = app.persona("statistician").await.post("/api/v1/reports", &of_day).await.refused(400, "bad-input");
    assert_eq!(early.violations(), [("/asKnownOn", "not-over")]);
    app.clock.advance(Duration::minutes(3));
    app.persona("statistician").await.post("/api/v1/reports", &of_day).await.expect(201);
}
