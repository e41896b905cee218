use chrono::Duration;
use migratie::journal::{finding::What, keys::PublicKeys, verify::verify_file};
use serde_json::{Value, json};

use crate::support::TestApp;

const EXPORTS: &str = "/api/v1/journal/exports";

fn until_now(app: &TestApp) -> Value {
    json!({ "from": "2026-11-16T00:00:00Z", "to": app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true) })
}

#[actix_web::test]
async fn an_auditor_exports_a_period_and_it_verifies_without_the_system() {
    let app = TestApp::start().await;
    super::some_sealed_work(&app).await;
    let auditor = app.persona("auditor").await;
    let made = auditor.post(EXPORTS, &until_now(&app)).await.expect(201);
    let location = made.header("location").to_owned();
    assert_eq!(auditor.get(&location).await.expect(200).body, made.body);
    let content = auditor.get(&format!("{location}/content")).await.expect(200);
    assert_eq!(content.header("content-type"), "application/x-ndjson");

    let keys = app.anyone().get("/api/v1/journal/keys").await.expect(200);
    let mut trusted = PublicKeys::default();
    assert!(trusted.trust(&keys.text("/keys/0/publicKey")));
    let report = verify_file(content.bytes.as_slice(), Some(&trusted)).unwrap();
    super::assert_clean(&report);
    assert_eq!(json!(report.entries), made.body["entries"]);
    assert_eq!(report.head.map(|head| json!(head.0)), Some(made.body["lastSeal"].clone()));
    assert_eq!(made.body["firstSeal"], 1);
    let list = auditor.get(&format!("{EXPORTS}?limit=1")).await.expect(200);
    assert_eq!(list.body["exports"], json!([made.body]));
    assert!(list.body.get("nextCursor").is_none());
    for persona in ["administrator", "examiner-chisinau", "applicant"] {
        app.persona(persona).await.get(EXPORTS).await.refused(403, "forbidden");
    }
    let journalled = "select count(*) from journal.entries where operation in ('createJournalExport', 'readJournalExport', 'readJournalExportContent')";
    assert_eq!(app.number(journalled), 3);
}

#[actix_web::test]
async fn one_changed_byte_in_an_export_is_found_and_so_is_a_missing_line() {
    let app = TestApp::start().await;
    super::some_sealed_work(&app).await;
    let auditor = app.persona("auditor").await;
    let made = auditor.post(EXPORTS, &until_now(&app)).await.expect(201);
    let content = auditor.get(&format!("{}/content", made.header("location"))).await.expect(200).bytes;
    let place = content.windows(11).position(|window| window == b"YILMAZ Emre").expect("an actor's name");
    let mut changed = content.clone();
    changed[place] = b'X';
    assert!(verify_file(changed.as_slice(), None).unwrap().has(What::TreeChanged));
    let last = content[..content.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("more than one line");
    let shorter = &content[..=last];
    assert!(verify_file(shorter, None).unwrap().has(What::ExportCut));
}

#[actix_web::test]
async fn an_export_holds_whole_seals_of_its_period_only_and_counts_what_waits() {
    let app = TestApp::start().await;
    app.seal().await;
    app.clock.advance(Duration::hours(1));
    let from = app.clock.now();
    let caller = app.persona("applicant").await;
    caller.get("/api/v1/sessions/current").await.expect(200);
    app.seal().await;
    app.clock.advance(Duration::seconds(1));
    caller.get("/api/v1/sessions/current").await.expect(200);
    app.clock.advance(Duration::hours(1));
    let auditor = app.persona("auditor").await;
    let period = json!({ "from": from.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                         "to": (from + Duration::minutes(1)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true) });
    let made = auditor.post(EXPORTS, &period).await.expect(201);
    assert_eq!((&made.body["firstSeal"], &made.body["lastSeal"]), (&json!(2), &json!(2)));
    assert_eq!(made.body["waiting"], 1);
    let content = auditor.get(&format!("{}/content", made.header("location"))).await.expect(200);
    super::assert_clean(&verify_file(content.bytes.as_slice(), None).unwrap());
}

#[actix_web::test]
async fn an_export_of_a_period_without_entries_is_empty_and_whole() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let made = auditor.post(EXPORTS, &json!({ "from": "2025-01-01T00:00:00Z", "to": "2025-01-02T00:00:00Z" })).await.expect(201);
    assert_eq!(made.body["entries"], 0);
    let content = auditor.get(&format!("{}/content", made.header("location"))).await.expect(200);
    super::assert_clean(&verify_file(content.bytes.as_slice(), None).unwrap());
}

#[actix_web::test]
async fn a_period_must_be_over_and_in_order() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let future = json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-18T00:00:00Z" });
    assert_eq!(auditor.post(EXPORTS, &future).await.refused(400, "bad-input").violations(), [("/to", "in-the-future")]);
    let backwards = json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-15T00:00:00Z" });
    assert_eq!(auditor.post(EXPORTS, &backwards).await.refused(400, "bad-input").violations(), [("/to", "before-from")]);
}

#[actix_web::test]
async fn whoever_is_no_auditor_gets_no_export() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let made = auditor.post(EXPORTS, &json!({ "from": "2025-01-01T00:00:00Z", "to": "2025-01-02T00:00:00Z" })).await.expect(201);
    let head = app.persona("head").await;
    head.get(made.header("location")).await.refused(403, "forbidden");
    head.get(&format!("{}/content", made.header("location"))).await.refused(403, "forbidden");
    auditor.get("/api/v1/journal/exports/jex_01ja4ttz8ze3ks9nvd5efz1s8d/content").await.refused(404, "not-found");
}
