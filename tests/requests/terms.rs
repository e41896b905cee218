use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, engineer, path, pay, registered};
use crate::support::{Caller, TestApp};

/// An administrator makes a day one on which nobody works.
async fn holiday(administrator: &Caller<'_>, date: &str, town: Option<&str>) {
    let mut day = json!({ "date": date, "kind": "NonWorking",
        "reason": { "ro": "Hotărârea Guvernului nr. 1", "ru": "Постановление № 1", "en": "Decision 1" } });
    if let Some(town) = town {
        day["locality"] = town.into();
    }
    administrator.post("/api/v1/calendar-days", &day).await.expect(201);
}

/// Registered on Monday 16 November: thirty days end on Wednesday 16 December.
const USUAL_END: &str = "2026-12-16T21:59:59Z";
const A_DAY_LATER: &str = "2026-12-17T21:59:59Z";

#[actix_web::test]
async fn a_holiday_added_by_the_administrator_moves_the_due_date() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    holiday(&administrator, "2026-12-16", None).await;
    let path = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    assert_eq!(examiner.get(&path).await.expect(200).text("/term/endsAt"), A_DAY_LATER);
    let listed = examiner.get("/api/v1/worklists/Unassigned/requests").await.expect(200);
    assert_eq!(listed.text("/requests/0/dueAt"), A_DAY_LATER);
}

#[actix_web::test]
async fn a_term_that_runs_already_is_counted_again_and_one_that_stands_still_when_it_goes_on() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let (administrator, examiner) = (app.persona("administrator").await, app.persona("examiner-chisinau").await);
    assert_eq!(examiner.get(&path).await.expect(200).text("/term/endsAt"), USUAL_END);
    holiday(&administrator, "2026-12-16", None).await;
    app.work_off().await;
    let moved = examiner.get(&path).await.expect(200);
    assert_eq!(moved.text("/term/endsAt"), A_DAY_LATER);
    let due = "select count(*) from requests where due_at = '2026-12-17T21:59:59Z'";
    assert_eq!(app.number(due), 1, "the worklists are ordered by it");
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'moveTermEnds'"), 2);

    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "completion-requests", &json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-30" })).await.expect(200);
    holiday(&administrator, "2026-12-17", None).await;
    app.work_off().await;
    app.clock.advance(chrono::Duration::days(1));
    let operator = app.persona("counter-operator").await;
    let resumed = act(&operator, &path, "completions", &json!({})).await.expect(200);
    assert_eq!(resumed.text("/term/endsAt"), "2026-12-18T21:59:59Z");
}

#[actix_web::test]
async fn a_feast_of_another_town_moves_nothing() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    holiday(&administrator, "2026-12-16", Some("Bălți")).await;
    let path = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    assert_eq!(examiner.get(&path).await.expect(200).text("/term/endsAt"), USUAL_END);
    holiday(&administrator, "2026-12-16", Some("Chișinău")).await;
    app.work_off().await;
    assert_eq!(examiner.get(&path).await.expect(200).text("/term/endsAt"), A_DAY_LATER);
}

#[actix_web::test]
async fn the_last_day_to_complete_is_a_working_day_of_that_calendar() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let path = path(&begin(&operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&operator, &path, code).await.expect(201);
    }
    act(&operator, &path, "submissions", &Value::Null).await.expect(200);
    pay(&app, &operator, &path).await;
    holiday(&app.persona("administrator").await, "2026-11-20", None).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "completion-requests", &json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-20" })).await.expect(200);
    // Friday is off: Monday 23 November, 23:59:59 in Chisinau.
    assert_eq!(app.number("select count(*) from completion_requests where due_at = '2026-11-23T21:59:59Z'"), 1);
}

#[actix_web::test]
async fn who_pays_for_urgency_pays_more_and_is_answered_in_ten_days() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Beneficiary", "priority": "Urgent", "answers": engineer("Beneficiary") });
    let draft = applicant.post("/api/v1/requests", &body).await.expect(201);
    assert_eq!(draft.text("/priority"), "Urgent");
    let request = path(&draft);
    for code in DOCUMENTS {
        attach(&applicant, &request, code).await.expect(201);
    }
    let expected = applicant.post(&format!("{request}/validations"), &Value::Null).await.expect(200);
    assert_eq!(expected.text("/amountDue/amount"), "3769.00");
    act(&applicant, &request, "submissions", &Value::Null).await.expect(200);
    let id = request.rsplit('/').next().expect("an id");
    let orders = applicant.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200);
    let order = applicant.get(&format!("/api/v1/orders/{}", orders.text("/orders/0/orderId"))).await.expect(200);
    assert_eq!(order.text("/total/amount"), "3769.00");
    let mut lines: Vec<&str> =
        order.body["lines"].as_array().expect("lines").iter().filter_map(|line| line["amount"]["amount"].as_str()).collect();
    lines.sort_unstable();
    assert_eq!(lines, ["169.00", "3600.00"], "the state fee and the tariff of ten days, not that of thirty");
    pay(&app, &applicant, &request).await;
    let read = applicant.get(&request).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/priority")), ("InExamination".into(), "Urgent".into()));
    // Registered on Monday 16 November; ten calendar days end on Thursday 26 November, 23:59:59 in Chisinau.
    assert_eq!(read.text("/term/endsAt"), "2026-11-26T21:59:59Z");
    // It comes before what was registered the same day and is not urgent.
    let usual = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    let listed = examiner.get("/api/v1/worklists/Unassigned/requests").await.expect(200);
    let ids: Vec<&str> =
        listed.body["requests"].as_array().expect("requests").iter().filter_map(|one| one["requestId"].as_str()).collect();
    assert_eq!(ids, [id, usual.rsplit('/').next().expect("an id")]);
}
