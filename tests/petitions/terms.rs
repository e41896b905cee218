//! Terms over holidays, extensions, the calendar (Administrative Code 116/2018, art. 60; Law 148/2023).

use chrono::Duration;
use futures_util::future::join;
use migratie::housekeeping;
use serde_json::{Value, json};

use super::{act, complaint, in_examination, path, registered, with};
use crate::support::TestApp;

/// How many reminders of its term somebody was given about a petition.
fn reminders(app: &TestApp, petition: &str, login: &str) -> i64 {
    let id = migratie::kernel::id::read("pet", petition.rsplit('/').next().expect("an id")).expect("an id");
    app.number(&format!(
        "select count(*) from notifications n join accounts a on a.id = n.account_id
          where n.template = 'PetitionTermNear' and n.about_id = '{id}' and a.login = '{login}'"
    ))
}

async fn keep_house(app: &TestApp) {
    housekeeping::once(&app.platform).await.expect("housekeeping");
}

#[actix_web::test]
async fn who_has_a_petition_in_hand_is_reminded_once_of_each_end_of_its_term() {
    let app = TestApp::start().await;
    let other = app.second_copy().await;
    let path = registered(&app).await;
    // Nobody examines it yet: the clerk is to see to it.
    let waiting = registered(&app).await;
    let balti = crate::administration::subdivision(&app, "BAL").await;
    let clerk = app.persona("petition-clerk").await;
    let given = json!({ "competenceCode": "stay-centre", "contributorIds": [balti] });
    act(&clerk, &path, "assignments", &given).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &path, "claims", &Value::Null).await.expect(200);
    let (examiner, contributor, head) = ("2015000000055", "2015000000066", "2015000000077");
    app.clock.advance(Duration::days(20));
    keep_house(&app).await;
    assert_eq!(reminders(&app, &path, examiner), 0, "ten days are left");
    app.clock.advance(Duration::days(6));
    join(keep_house(&app), keep_house(&other)).await;
    keep_house(&other).await;
    assert_eq!(reminders(&app, &path, examiner), 1);
    assert_eq!(reminders(&app, &path, contributor), 1, "whose contribution is awaited");
    assert_eq!(reminders(&app, &path, head), 0, "somebody examines it");
    assert_eq!(reminders(&app, &waiting, "2015000000158"), 1);
    let more = json!({ "days": 15, "reason": "Este nevoie de informații de la altă autoritate." });
    act(&app.persona("head").await, &path, "extensions", &more).await.expect(200);
    keep_house(&app).await;
    assert_eq!(reminders(&app, &path, examiner), 1, "its end is far again");
    app.clock.advance(Duration::days(16));
    keep_house(&app).await;
    assert_eq!(reminders(&app, &path, examiner), 2, "another end, another reminder");
}

#[actix_web::test]
async fn a_reminder_to_officers_is_no_notice_to_the_petitioner() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    app.clock.advance(Duration::days(26));
    keep_house(&app).await;
    assert_eq!(reminders(&app, &path, "2015000000055"), 1);
    // It does not arrive either.
    app.tamper(
        "set session_replication_role = replica; update notifications set state = 'Failed' where template = 'PetitionTermNear'",
    );
    for who in ["applicant", "petition-clerk"] {
        let notices = app.persona(who).await.get(&format!("{path}/notices")).await.expect(200);
        assert!(!notices.body.to_string().contains("TermNear"), "{}", notices.body);
    }
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(clerk.get("/api/v1/petition-letters").await.expect(200).body["letters"], json!([]));
    for who in [clerk, app.persona("applicant").await] {
        assert_eq!(who.get("/api/v1/petitions?untold=true").await.expect(200).body["petitions"], json!([]));
    }
}

#[actix_web::test]
async fn where_nobody_is_left_who_has_a_petition_in_hand_somebody_else_is_reminded() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &path, "claims", &Value::Null).await.expect(200);
    let (examiner, head, clerk) = ("2015000000055", "2015000000077", "2015000000158");
    let reminded = async |who: [i64; 3]| {
        app.tamper("delete from term_reminders");
        keep_house(&app).await;
        assert_eq!([examiner, head, clerk].map(|login| reminders(&app, &path, login)), who);
    };
    let block = |login: &str| {
        app.tamper(&format!(
            "set session_replication_role = replica; update accounts set status = 'Blocked' where login = '{login}'"
        ));
    };
    app.clock.advance(Duration::days(27));
    reminded([1, 0, 0]).await;
    block(examiner);
    reminded([1, 1, 0]).await;
    // No head, and nobody else examines in this subdivision.
    block(head);
    app.tamper(
        "set session_replication_role = replica;
         update accounts a set status = 'Blocked' from account_roles r join subdivisions s on s.id = r.subdivision_id
          where r.account_id = a.id and s.code = 'CHI' and r.role in ('Head', 'Examiner')",
    );
    reminded([1, 1, 1]).await;
}

#[actix_web::test]
async fn a_term_is_extended_with_reasons_before_its_end_only() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let head = app.persona("head").await;
    let more = |days: u32, exceptional: bool| json!({ "days": days, "reason": "Este nevoie de informații de la altă autoritate.", "exceptional": exceptional });
    let over = act(&head, &path, "extensions", &more(16, false)).await.refused(400, "bad-input");
    assert_eq!(over.violations(), [("/days", "only-exceptionally")]);
    let extended = act(&head, &path, "extensions", &more(15, false)).await.expect(200);
    // Forty-five days from 16 November: Thursday 31 December.
    assert_eq!(extended.text("/term/endsAt"), "2026-12-31T21:59:59Z");
    app.work_off().await;
    let told = app.persona("applicant").await.get("/api/v1/messages").await.expect(200);
    assert!(told.text("/messages/0/text/en").contains("31 December 2026"), "{}", told.body);
    act(&head, &path, "extensions", &more(1, false)).await.refused(400, "bad-input");
    let beyond = act(&head, &path, "extensions", &more(46, true)).await.refused(400, "bad-input");
    assert_eq!(beyond.violations(), [("/days", "beyond-the-longest")]);
    let exceptional = act(&head, &path, "extensions", &more(45, true)).await.expect(200);
    // Ninety days end on Sunday 14 February: Monday the 15th.
    assert_eq!(exceptional.text("/term/endsAt"), "2027-02-15T21:59:59Z");
    // Nothing is left to be granted.
    act(&head, &path, "extensions", &more(1, true)).await.refused(409, "not-in-this-state");
    let timeline = app.persona("applicant").await.get(&format!("{path}/timeline")).await.expect(200);
    assert!(timeline.body.to_string().contains("altă autoritate"), "the petitioner reads why");
}

#[actix_web::test]
async fn after_the_end_nothing_is_extended() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    app.clock.advance(chrono::Duration::days(31));
    let head = app.persona("head").await;
    let late = act(&head, &path, "extensions", &json!({ "days": 10, "reason": "Este nevoie de mai mult timp." })).await;
    late.refused(409, "not-in-this-state");
    assert_eq!(head.get(&path).await.expect(200).text("/term/state"), "Overdue");
    let empty = act(&head, &path, "extensions", &json!({ "days": 0, "reason": "x" })).await.refused(400, "bad-input");
    let pointers: Vec<&str> = empty.violations().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/days", "/reason"]);
}

#[actix_web::test]
async fn a_request_for_information_is_not_extended() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let asked = with(complaint(), json!({ "kind": "InformationRequest" }));
    let path = path(&applicant.post("/api/v1/petitions", &asked).await.expect(201));
    act(&app.persona("petition-clerk").await, &path, "assignments", &json!({ "competenceCode": "stay-centre" }))
        .await
        .expect(200);
    let more = json!({ "days": 5, "reason": "Este nevoie de mai mult timp." });
    act(&app.persona("head").await, &path, "extensions", &more).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn terms_run_over_the_holidays_and_move_with_the_calendar() {
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::days(9));
    let applicant = app.persona("applicant").await;
    let asked = with(complaint(), json!({ "kind": "InformationRequest" }));
    let information = path(&applicant.post("/api/v1/petitions", &asked).await.expect(201));
    let petition = super::registered(&app).await;
    // Thirty days from Wednesday 25 November is Christmas Day, then a weekend: Monday the 28th.
    assert_eq!(applicant.get(&petition).await.expect(200).text("/term/endsAt"), "2026-12-28T21:59:59Z");
    assert_eq!(applicant.get(&information).await.expect(200).text("/term/endsAt"), "2026-12-09T21:59:59Z");
    let administrator = app.persona("administrator").await;
    let day = |date: &str| {
        json!({ "date": date, "kind": "NonWorking",
        "reason": { "ro": "Zi de odihnă transferată", "ru": "Перенесённый выходной", "en": "Transferred day off" } })
    };
    for date in ["2026-12-28", "2026-12-09"] {
        administrator.post("/api/v1/calendar-days", &day(date)).await.expect(201);
    }
    app.work_off().await;
    assert_eq!(applicant.get(&petition).await.expect(200).text("/term/endsAt"), "2026-12-29T21:59:59Z");
    let due =
        app.number("select extract(epoch from due_at) from petitions where state = 'Registered' and document_id is not null");
    assert_eq!(due, chrono::DateTime::parse_from_rfc3339("2026-12-29T21:59:59Z").expect("an instant").timestamp());
    assert_eq!(applicant.get(&information).await.expect(200).text("/term/endsAt"), "2026-12-10T21:59:59Z");
}

#[actix_web::test]
async fn the_feast_of_the_town_that_examines_moves_the_end_when_it_takes_the_petition() {
    let app = TestApp::start().await;
    // Tuesday 14 September 2027: thirty days end on Thursday 14 October, the feast of Chișinău.
    app.clock.advance(chrono::Duration::days(302));
    let clerk = app.persona("petition-clerk").await;
    let path = path(&clerk.post("/api/v1/petition-intakes", &super::letter()).await.expect(201));
    let due = async || {
        let list = clerk.get("/api/v1/petitions?channel=Paper&limit=1").await.expect(200);
        (clerk.get(&path).await.expect(200).text("/term/endsAt"), list.text("/petitions/0/dueAt"))
    };
    assert_eq!(due().await, ("2027-10-14T20:59:59Z".into(), "2027-10-14T20:59:59Z".into()));
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    assert_eq!(due().await, ("2027-10-15T20:59:59Z".into(), "2027-10-15T20:59:59Z".into()));
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-north" })).await.expect(200);
    assert_eq!(due().await, ("2027-10-14T20:59:59Z".into(), "2027-10-14T20:59:59Z".into()));
}
