use serde_json::json;

use super::{account, analysed, registered, today};
use crate::support::TestApp;

const ACCESSES: &str = "/api/v1/data-accesses";

#[actix_web::test]
async fn the_data_accessed_is_told_by_account_role_and_operation_as_pages_and_as_a_file() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let persons = [registered(&examiner, "Georgieva", "1970-05-17").await, registered(&examiner, "Petkova", "1985-01-01").await];
    for person in [&persons[0], &persons[1], &persons[0]] {
        examiner.get(&format!("/api/v1/persons/{person}")).await.expect(200);
    }
    let lungu = migratie::kernel::id::write("acc", account(&app, "2015000000055"));
    let day = today(&app);
    let auditor = app.persona("auditor").await;
    let days = format!("from={day}&to={day}");
    let report = auditor.get(&format!("{ACCESSES}?{days}&accountId={lungu}")).await.expect(200);
    let rows = report.body["accesses"].as_array().expect("accesses");
    let read = rows.iter().find(|row| row["operation"] == "readPerson").expect("readPerson");
    assert_eq!((&read["accesses"], &read["persons"], &read["personsWithoutCase"]), (&json!(3), &json!(2), &json!(2)));
    assert_eq!(
        (&read["accountName"], &read["role"], &read["firstDay"]),
        (&json!("LUNGU Andrei"), &json!("Examiner"), &json!(day))
    );

    let first = auditor.get(&format!("{ACCESSES}?{days}&limit=1")).await.expect(200);
    let second = auditor.get(&format!("{ACCESSES}?{days}&limit=1&cursor={}", first.text("/nextCursor"))).await.expect(200);
    assert_ne!(first.body["accesses"], second.body["accesses"]);
    auditor
        .get(&format!("{ACCESSES}?{days}&accountId={lungu}&cursor={}", first.text("/nextCursor")))
        .await
        .refused(400, "foreign-cursor");

    let file = auditor.get(&format!("{ACCESSES}/content?{days}&accountId={lungu}")).await.expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    let text = String::from_utf8(file.bytes.clone()).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "accountId,accountName,role,operation,accesses,persons,personsWithoutCase,firstDay,lastDay");
    let expected = format!("{lungu},\"LUNGU Andrei\",\"Examiner\",\"readPerson\",3,2,2,{day},{day}");
    assert!(lines.contains(&expected.as_str()), "{text}");
    assert_eq!(lines.len(), rows.len() + 1);
    // When the day is over, the same is told from its summary.
    app.clock.advance(chrono::Duration::days(1));
    analysed(&app, day, day).await;
    assert!(app.number(&format!("select count(*) from behaviour_accesses where day = '{day}'")) >= rows.len() as i64);
    let later = app.persona("auditor").await.get(&format!("{ACCESSES}?{days}&accountId={lungu}")).await.expect(200);
    assert_eq!(later.body, report.body);
    assert!(!text.contains("Georgieva") && !text.contains(&persons[0]), "the report names none of whom data was accessed");
}

#[actix_web::test]
async fn a_report_of_too_many_days_is_refused_and_only_auditors_have_one() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    for content in ["", "/content"] {
        let long = auditor.get(&format!("{ACCESSES}{content}?from=2026-10-01&to=2026-11-16")).await.refused(400, "bad-input");
        assert_eq!(long.violations(), [("to", "period-too-long")]);
        let backwards =
            auditor.get(&format!("{ACCESSES}{content}?from=2026-11-16&to=2026-11-15")).await.refused(400, "bad-input");
        assert_eq!(backwards.violations(), [("to", "before-from")]);
        auditor.get(&format!("{ACCESSES}{content}?from=soon")).await.refused(400, "bad-input");
        for persona in ["applicant", "examiner-chisinau", "head", "statistician"] {
            let path = format!("{ACCESSES}{content}?from=2026-11-16&to=2026-11-16");
            app.persona(persona).await.get(&path).await.refused(403, "forbidden");
        }
    }
}
