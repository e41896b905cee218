use chrono::{Days, Duration};
use futures_util::future::join_all;
use migratie::housekeeping;
use serde_json::json;

use super::{ANALYSES, analysed, honest_days, sees, strangers, today};
use crate::support::TestApp;

const FINDINGS: &str = "select count(*) from behaviour_findings";

/// A day on which one examiner read very much; the clock stands on the day after.
async fn a_bad_day(app: &TestApp) -> chrono::NaiveDate {
    let now = app.clock.now();
    let examiners = honest_days(app, now, 30, 6);
    sees(app, examiners[0], now, &strangers(60));
    let day = today(app);
    app.clock.advance(Duration::days(1));
    day
}

#[actix_web::test]
async fn a_day_is_analysed_once_however_often_and_by_how_many_it_is_asked() {
    let app = TestApp::start().await;
    let other = app.second_copy().await;
    let day = a_bad_day(&app).await;
    let auditor = app.persona("auditor").await;
    let input = json!({ "from": day, "to": day });
    let asked = join_all((0..4).map(|_| auditor.post(ANALYSES, &input))).await;
    assert!(asked.iter().all(|answer| answer.status == 201));
    join_all([app.platform.outbox.carry_due(), other.platform.outbox.carry_due()]).await;
    app.work_off().await;
    assert_eq!(app.number("select count(*) from behaviour_days"), 1);
    assert_eq!(app.number("select count(distinct kind) from behaviour_findings"), app.number(FINDINGS));
    assert!(app.number(FINDINGS) > 0);
    let list = app.persona("auditor").await.get(&format!("{ANALYSES}?limit=3")).await.expect(200);
    assert_eq!(list.body["analyses"].as_array().map(Vec::len), Some(3));
    assert!(list.body["analyses"].as_array().is_some_and(|all| all.iter().all(|analysis| analysis["state"] == "Done")));
    let rest =
        app.persona("auditor").await.get(&format!("{ANALYSES}?limit=3&cursor={}", list.text("/nextCursor"))).await.expect(200);
    assert_eq!(rest.body["analyses"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn after_a_crash_the_message_comes_again_and_nothing_is_found_twice() {
    let app = TestApp::start().await;
    let day = a_bad_day(&app).await;
    let before = day.checked_sub_days(Days::new(2)).expect("a day");
    let first = analysed(&app, before, day).await;
    assert_eq!((first.text("/state"), &first.body["days"]), ("Done".into(), &json!(3)));
    let found = app.number(FINDINGS);
    // The program died after a day and before it could say that the message was carried; the last day's summary was lost with it.
    app.tamper(&format!(
        "delete from behaviour_summaries where day = '{day}'; delete from behaviour_volumes where day = '{day}'"
    ));
    app.tamper("update outbox set state = 'Waiting', lease_until = null, done_at = null where kind = 'behaviour.analyse'");
    app.work_off().await;
    assert_eq!((app.number(FINDINGS), app.number("select count(*) from behaviour_days")), (found, 3));
    let volumes = format!("select count(*) from behaviour_volumes where day = '{day}'");
    assert_eq!(app.number(&volumes), 1);
    assert_eq!(app.number("select count(*) from history.behaviour_findings"), found);
}

#[actix_web::test]
async fn housekeeping_analyses_yesterday_once_and_what_was_left_out() {
    let app = TestApp::start().await;
    let day = a_bad_day(&app).await;
    let other = app.second_copy().await;
    for _ in 0..2 {
        join_all([housekeeping::once(&app.platform), housekeeping::once(&other.platform)]).await;
    }
    app.work_off().await;
    // Every day since the journal began, once; on the first night too.
    let days =
        app.number(&format!("select '{day}'::date - (min(at) at time zone 'Europe/Chisinau')::date + 1 from journal.entries"));
    assert_eq!(app.number("select count(*) from behaviour_analyses where asked_by is null"), days);
    assert_eq!(app.number("select count(*) from behaviour_days"), days);
    assert_eq!(app.number(&format!("select count(*) from behaviour_days where day = '{day}'")), 1);
    app.clock.advance(Duration::days(4));
    // Somebody asks for the last day alone: the days between are not forgotten.
    let last = today(&app).pred_opt().expect("a day");
    analysed(&app, last, last).await;
    let list = app.persona("auditor").await.get(ANALYSES).await.expect(200);
    assert_eq!(list.body["missingDays"].as_array().map(Vec::len), Some(3), "{}", list.body);
    housekeeping::once(&app.platform).await.expect("housekeeping");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from behaviour_days"), days + 4);
    let list = app.persona("auditor").await.get(ANALYSES).await.expect(200);
    assert_eq!(list.body["missingDays"], json!([]));
    assert!(list.body["analyses"][0].get("askedBy").is_none(), "the program asked by itself: {}", list.body);
}

#[actix_web::test]
async fn a_day_that_cannot_be_analysed_keeps_no_other_waiting_and_is_named() {
    let app = TestApp::start().await;
    let day = a_bad_day(&app).await;
    let bad = day.checked_sub_days(Days::new(3)).expect("a day");
    app.tamper(&format!("alter table behaviour_days add constraint bad_day check (day <> '{bad}')"));
    housekeeping::once(&app.platform).await.expect("housekeeping");
    app.work_off().await;
    let list = app.persona("auditor").await.get(ANALYSES).await.expect(200);
    assert_eq!(list.body["missingDays"], json!([bad]));
    assert_eq!(app.number(&format!("select count(*) from behaviour_days where day = '{day}'")), 1);
}

#[actix_web::test]
async fn a_chore_that_fails_keeps_no_analysis_waiting() {
    let app = TestApp::start().await;
    let day = a_bad_day(&app).await;
    app.tamper("alter table assertions_seen rename to assertions_gone");
    housekeeping::once(&app.platform).await.expect_err("a chore failed");
    app.work_off().await;
    assert_eq!(app.number(&format!("select count(*) from behaviour_days where day = '{day}'")), 1);
}

#[actix_web::test]
async fn the_same_key_gives_the_same_analysis_and_days_that_are_not_over_are_refused() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let (key, input) = ([("Idempotency-Key", "analysis-0001")], json!({ "from": "2026-11-10", "to": "2026-11-11" }));
    let asked = auditor.post_with(ANALYSES, &input, &key).await.expect(201);
    let again = auditor.post_with(ANALYSES, &input, &key).await.expect(201);
    assert_eq!(asked.body, again.body);
    assert_eq!((asked.text("/state"), &asked.body["days"]), ("Waiting".into(), &json!(2)));
    let other = json!({ "from": "2026-11-10", "to": "2026-11-12" });
    auditor.post_with(ANALYSES, &other, &key).await.refused(422, "idempotency-key-reused");
    for (from, to, code) in [
        ("2026-11-15", "2026-11-16", "not-over"),
        ("2026-11-12", "2026-11-10", "before-from"),
        ("2026-10-01", "2026-11-10", "period-too-long"),
    ] {
        let refused = auditor.post(ANALYSES, &json!({ "from": from, "to": to })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/to", code)]);
    }
    let wrong = auditor.post(ANALYSES, &json!({ "from": "soon", "who": 1 })).await.refused(400, "bad-input");
    let mut pointers: Vec<&str> = wrong.violations().iter().map(|violation| violation.0).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/from", "/to", "/who"]);
    auditor.get(&format!("{ANALYSES}/ban_01ja4ttz8ze3ks9nvd5efz1s8d")).await.refused(404, "not-found");
    for persona in ["applicant", "head", "administrator"] {
        let caller = app.persona(persona).await;
        caller.post(ANALYSES, &input).await.refused(403, "forbidden");
        caller.get(ANALYSES).await.refused(403, "forbidden");
        caller.get(asked.header("location")).await.refused(403, "forbidden");
    }
    assert_eq!(
        app.number("select count(*) from journal.entries where operation = 'createBehaviourAnalysis' and outcome = 'Done'"),
        1
    );
}

#[actix_web::test]
async fn a_day_off_is_one_of_the_office_by_the_feast_of_its_town() {
    let app = TestApp::start().await;
    let feast = chrono::NaiveDate::from_ymd_opt(2027, 10, 14).expect("a day");
    app.clock.advance(feast.signed_duration_since(today(&app)));
    let examiner = app.persona("examiner-chisinau").await.examining();
    let person = super::registered(&examiner, "Petkova", "1985-01-01").await;
    app.persona("examiner-balti").await.examining().get(&format!("/api/v1/persons/{person}")).await.expect(200);
    app.clock.advance(Duration::days(1));
    analysed(&app, feast, feast).await;
    let closed = |login: &str| {
        app.number(&format!(
            "select count(*) from behaviour_volumes where day = '{feast}' and off and account_id = '{}'",
            super::account(&app, login)
        ))
    };
    assert_eq!((closed("2015000000055"), closed("2015000000066")), (1, 0));
}
