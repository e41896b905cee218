//! Lists with filters and the report on deadlines.

use serde_json::{Value, json};

use super::{act, answered, in_examination, letter, path, with};
use crate::support::{Answer, TestApp};

fn counts(report: &Answer, subdivision: Option<&str>) -> Value {
    let rows = report.body["subdivisions"].as_array().expect("subdivisions");
    let row = rows.iter().find(|row| row["subdivisionId"].as_str() == subdivision);
    row.unwrap_or_else(|| panic!("{subdivision:?} in {}", report.body))["counts"].clone()
}

#[actix_web::test]
async fn counts_and_rows_agree_whatever_the_class() {
    let app = TestApp::start().await;
    let chisinau = crate::administration::subdivision(&app, "CHI").await;
    let in_time = in_examination(&app).await;
    answered(&app, &in_time).await;
    let late = in_examination(&app).await;
    let extended = in_examination(&app).await;
    let more = json!({ "days": 15, "reason": "Este nevoie de mai multe informații." });
    act(&app.persona("head").await, &extended, "extensions", &more).await.expect(200);
    app.clock.advance(chrono::Duration::days(32));
    answered(&app, &late).await;
    let clerk = app.persona("petition-clerk").await;
    let transferred = path(&clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201));
    act(&clerk, &transferred, "transfers", &json!({ "authorityCode": "ASP", "reason": "Altă competență." })).await.expect(200);
    clerk
        .post("/api/v1/petition-intakes", &with(letter(), json!({ "answerTo": { "email": "ana@example.org" } })))
        .await
        .expect(201);

    let report = clerk.get("/api/v1/petition-deadlines?to=2026-12-31").await.expect(200);
    // Of the demo world one petition is in Chișinău, and by now overdue; one is not assigned.
    assert_eq!(
        counts(&report, Some(&chisinau)),
        json!({ "registered": 4, "answeredInTime": 1, "answeredLate": 1, "running": 2, "runningOut": 0, "overdue": 1,
            "extended": 1, "otherwiseEnded": 0, "withoutReceipt": 0 })
    );
    let unassigned = counts(&report, None);
    assert_eq!(
        (&unassigned["registered"], &unassigned["otherwiseEnded"], &unassigned["overdue"]),
        (&json!(3), &json!(1), &json!(1))
    );
    assert_eq!(report.body["total"]["registered"], 7);
    // One that Chișinău contributes to, and one registered after the period, are no rows of its counts.
    let contributed = path(&clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201));
    let lead = crate::administration::subdivision(&app, "BAL").await;
    let both = json!({ "leadSubdivisionId": lead, "contributorIds": [chisinau] });
    act(&clerk, &contributed, "assignments", &both).await.expect(200);
    let period = "registeredFrom=2026-01-01&registeredTo=2026-11-30";
    let report = clerk.get("/api/v1/petition-deadlines?from=2026-01-01&to=2026-11-30").await.expect(200);
    for (scope, counts) in [
        (format!("leadSubdivisionId={chisinau}"), counts(&report, Some(&chisinau))),
        ("unassigned=true".to_owned(), counts(&report, None)),
        (String::new(), report.body["total"].clone()),
    ] {
        for class in
            ["AnsweredInTime", "AnsweredLate", "Running", "RunningOut", "Overdue", "Extended", "OtherwiseEnded", "WithoutReceipt"]
        {
            let at = format!("/api/v1/petitions?information=false&limit=200&{period}&deadline={class}&{scope}");
            let rows = clerk.get(at.trim_end_matches('&')).await.expect(200).body["petitions"].as_array().map(Vec::len);
            let name = format!("{}{}", class[..1].to_lowercase(), &class[1..]);
            assert_eq!(rows.map(|rows| json!(rows)), Some(counts[&name].clone()), "{class} of {scope}");
        }
    }
    // The head sees their own subdivision, nobody else the report.
    let head = app.persona("head").await.get("/api/v1/petition-deadlines?to=2026-12-31").await.expect(200);
    assert_eq!(head.body["subdivisions"].as_array().map(Vec::len), Some(1));
    assert_eq!(head.body["total"], counts(&report, Some(&chisinau)));
    app.persona("examiner-chisinau").await.get("/api/v1/petition-deadlines").await.refused(403, "forbidden");
    let wrong = clerk.get("/api/v1/petition-deadlines?from=2026-12-31&to=2026-01-01").await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("from", "out-of-bounds")]);
    let information = clerk.get("/api/v1/petition-deadlines?information=true&to=2026-12-31").await.expect(200);
    assert_eq!(information.body["total"]["registered"], 1);
}

#[actix_web::test]
async fn a_worklist_pages_by_what_is_due_first_and_misses_nothing() {
    let app = TestApp::start().await;
    for at in 0..7 {
        let clerk = app.persona("petition-clerk").await;
        let body = with(letter(), json!({ "object": format!("Obiectul numărul {at}"), "signedByHand": at % 3 != 0 }));
        clerk.post("/api/v1/petition-intakes", &body).await.expect(201);
        app.clock.advance(chrono::Duration::hours(30));
    }
    let clerk = app.persona("petition-clerk").await;
    for order in ["DueFirst", "Newest"] {
        let whole = clerk.get(&format!("/api/v1/petitions?limit=200&order={order}")).await.expect(200);
        let all: Vec<String> =
            whole.body["petitions"].as_array().expect("all").iter().map(|one| one["petitionId"].to_string()).collect();
        let (mut paged, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = clerk.get(&format!("/api/v1/petitions?limit=3&order={order}{cursor}")).await.expect(200);
            paged.extend(page.body["petitions"].as_array().expect("a page").iter().map(|one| one["petitionId"].to_string()));
            match page.body["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(paged, all, "{order}");
        assert_eq!(all.len(), 10);
    }
    let due: Vec<Option<String>> = clerk.get("/api/v1/petitions?order=DueFirst&limit=200").await.body["petitions"]
        .as_array()
        .expect("all")
        .iter()
        .map(|one| one["dueAt"].as_str().map(str::to_owned))
        .collect();
    let (with_term, without): (Vec<_>, Vec<_>) = due.iter().partition(|one| one.is_some());
    assert!(with_term.is_sorted() && without.len() == 3 && due[..7].iter().all(Option::is_some), "{due:?}");
    let one = clerk.get("/api/v1/petitions?channel=Paper&state=Registered&number=PT-2026-000003").await.expect(200);
    assert_eq!(one.text("/petitions/0/number"), "PT-2026-000003");
    let wrong = clerk.get("/api/v1/petitions?state=Lost&deadline=Soon&limit=0&surprise=1").await.refused(400, "bad-input");
    assert_eq!(wrong.violations().len(), 4);
}
