//! A small world counted by hand: exact and open figures, as they stand, as they were known, and why they were revised.

use chrono::Duration;
use serde_json::{Value, json};

use super::world::{self, INVITATION, STAY};
use crate::support::{Answer, TestApp};

const REGISTERED: &str = "/api/v1/indicators/requests-registered";

/// Figures by their values.
pub fn by_values(answer: &Answer) -> Vec<(String, i64)> {
    let figures = answer.body["figures"].as_array().expect("figures");
    let values = |figure: &Value| {
        figure["values"].as_array().expect("values").iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
    };
    figures.iter().map(|figure| (values(figure), figure["value"].as_i64().unwrap_or(-1))).collect()
}

/// Figures as [`by_values`] has them.
pub fn told(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
    rows.iter().map(|(values, figure)| ((*values).to_owned(), *figure)).collect()
}

/// November 2026: 9 requests of Turks (6 men, 3 women), 6 of Ukrainians (women), 1 of a Romanian; 12 for stay in Chișinău, 4 invitations in
/// Bălți. Whatever the demo world has itself stays out: it has no requests.
async fn november(app: &TestApp) -> Vec<uuid::Uuid> {
    app.platform.figures.catch_up().await.expect("figures");
    let mut requests = Vec::new();
    for (citizenship, sex, service, office, many) in [
        ("TUR", "Male", STAY, "CHI", 6),
        ("TUR", "Female", INVITATION, "BAL", 3),
        ("UKR", "Female", STAY, "CHI", 6),
        ("ROU", "Male", INVITATION, "BAL", 1),
    ] {
        for _ in 0..many {
            let person = world::person(app, citizenship, sex, "1990-05-17");
            requests.push(world::request(app, service, office, person));
        }
    }
    requests
}

#[actix_web::test]
async fn exact_figures_stand_at_once_folded_or_not() {
    let app = TestApp::start().await;
    november(&app).await;
    let statistician = app.persona("statistician").await;
    let path = format!("{REGISTERED}/exact-figures?from=2026-11&rows=citizenship&columns=sex");
    let expected = told(&[("ROU Male", 1), ("TUR Female", 3), ("TUR Male", 6), ("UKR Female", 6)]);
    let unfolded = statistician.get(&path).await.expect(200);
    assert_eq!(by_values(&unfolded), expected);
    assert!(app.number("select count(*) from statistics.changes") > 0);
    app.platform.figures.catch_up().await.expect("figures");
    let folded = statistician.get(&path).await.expect(200);
    assert_eq!(
        (by_values(&folded), folded.text("/view"), folded.text("/knownOn")),
        (expected, "Authorised".into(), "2026-11-16".into())
    );
    for (period, rows, expected) in [
        ("2026-Q4", "office", told(&[("BAL", 4), ("CHI", 12)])),
        ("2026", "kind", told(&[("Grant", 12), ("None", 4)])),
        ("2026-W47", "purpose", told(&[("None", 4), ("WORK", 12)])),
        ("2026-11", "ageGroup", told(&[("35-64", 16)])),
        ("2026-10", "sex", told(&[])),
    ] {
        let answer = statistician.get(&format!("{REGISTERED}/exact-figures?from={period}&rows={rows}")).await.expect(200);
        assert_eq!(by_values(&answer), expected, "{period} by {rows}");
    }
    // One office, one citizenship: the dimensions in whatever order.
    for (narrowed, expected) in [
        ("rows=office&row=CHI", told(&[("CHI", 12)])),
        ("rows=sex&columns=citizenship&row=Female", told(&[("TUR Female", 3), ("UKR Female", 6)])),
        ("rows=citizenship&columns=sex&row=TUR&column=Male", told(&[("TUR Male", 6)])),
        ("rows=office&row=COM", told(&[])),
    ] {
        let answer = statistician.get(&format!("{REGISTERED}/exact-figures?from=2026-11&{narrowed}")).await.expect(200);
        assert_eq!(by_values(&answer), expected, "{narrowed}");
    }
    let wrong = statistician.get(&format!("{REGISTERED}/exact-figures?from=2026-11&row=CHI")).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("row", "no-dimension")]);
    let totals = statistician.get(&format!("{REGISTERED}/exact-figures?from=2026-10&to=2026-12")).await.expect(200);
    assert_eq!(by_values(&totals), told(&[("", 16)]));
}

#[actix_web::test]
async fn open_figures_come_with_the_release_and_hide_small_ones() {
    let app = TestApp::start().await;
    november(&app).await;
    let anyone = app.anyone();
    let path = format!("{REGISTERED}/figures?from=2026-11&rows=citizenship");
    anyone.get(&path).await.refused(404, "not-found");
    world::release(&app).await;
    let early = anyone.get(&path).await.refused(400, "bad-input");
    assert_eq!(early.violations(), [("to", "not-over")]);
    // Monday 7 December: the release knows all of November.
    app.clock.advance(Duration::days(21));
    world::release(&app).await;
    let open = anyone.get(&path).await.expect(200);
    assert_eq!((open.text("/knownOn"), open.text("/view")), ("2026-12-06".into(), "Open".into()));
    let figures = open.body["figures"].as_array().expect("figures");
    let hidden: Vec<_> =
        figures.iter().filter(|figure| figure["suppressed"] == true).map(|figure| &figure["values"][0]).collect();
    assert_eq!(hidden, ["ROU", "UKR"], "the one, and the next smallest with it");
    assert!(figures.iter().any(|figure| figure["values"] == json!(["TUR"]) && figure["value"] == 9));
    let narrowed = anyone.get(&format!("{path}&row=TUR")).await.expect(200);
    assert_eq!(by_values(&narrowed), told(&[("TUR", 9)]));
    // Whoever shows it knows what everything is called.
    let names = &narrowed.body["names"][0];
    assert_eq!(
        (names["title"]["en"].clone(), names["values"][0]["title"]["ro"].clone()),
        (json!("Citizenship"), json!("Turcia"))
    );
    let indicator = anyone.get(REGISTERED).await.expect(200);
    let sex = indicator.body["names"].as_array().expect("names").iter().find(|one| one["dimension"] == "sex").expect("sex");
    assert!(sex["values"].as_array().expect("values").iter().any(|one| one["code"] == "Female" && one["title"]["ro"] == "femei"));
    assert!(sex["asset"].as_str().is_some_and(|asset| asset.ends_with("/semantic-assets/statistical-sex")));
    assert_eq!(indicator.body["rounding"], "None");
    let again = anyone.call("GET", &path, &[("If-None-Match", open.etag())], None).await;
    assert_eq!(again.status, 304);
    let total = anyone.get(&format!("{REGISTERED}/figures?from=2026-11")).await.expect(200);
    assert_eq!(by_values(&total), told(&[("", 16)]));
    // Within the week nothing moves for everybody, whatever happens.
    world::late(&app, "ROU");
    world::release(&app).await;
    assert_eq!(anyone.get(&path).await.expect(200).etag(), open.etag());
    app.clock.advance(Duration::days(7) - Duration::hours(10) + Duration::minutes(1));
    // At midnight the last of Sunday may still be under way: the release waits for it.
    assert_eq!(world::release(&app).await, 0);
    app.clock.advance(Duration::minutes(3));
    world::release(&app).await;
    let next = anyone.get(&format!("{REGISTERED}/figures?from=2026-11")).await.expect(200);
    assert_eq!((by_values(&next), next.text("/knownOn")), (told(&[("", 17)]), "2026-12-13".into()));
    let then = anyone.get(&format!("{REGISTERED}/figures?from=2026-11&asKnownOn=2026-12-10")).await.expect(200);
    assert_eq!((by_values(&then), then.text("/knownOn")), (told(&[("", 16)]), "2026-12-06".into()));
}

#[actix_web::test]
async fn a_revision_says_what_was_late_corrected_merged_and_reopened() {
    let app = TestApp::start().await;
    let requests = november(&app).await;
    let (one, other) = (world::person(&app, "ISR", "Male", "1980-01-01"), world::person(&app, "ISR", "Male", "1980-01-01"));
    world::request(&app, STAY, "CHI", one);
    world::decide(&app, requests[0], "Favourable");
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(21));
    // In December: a request of November that was on paper, a Turk who is a Bulgarian, a record too many, a decision taken back.
    let late = world::request(&app, STAY, "CHI", other);
    world::change(&app, late, "registered_at = '2026-11-20T08:00:00Z', submitted_at = '2026-11-20T08:00:00Z'");
    let corrected = app.query::<Beneficiary>(&format!("select beneficiary_id as id from requests where id = '{}'", requests[1]));
    world::correct(&app, corrected[0].id, "BGR", "Male");
    world::merge(&app, one, other);
    world::reopen(&app, requests[0]);
    app.platform.figures.catch_up().await.expect("figures");

    let statistician = app.persona("statistician").await;
    let path = format!("{REGISTERED}/revisions?from=2026-11&rows=citizenship&knownOn=2026-12-06&thenKnownOn=2026-12-07");
    let revisions = statistician.get(&path).await.expect(200);
    let summary: Vec<String> = revisions.body["revisions"]
        .as_array()
        .expect("revisions")
        .iter()
        .map(|one| format!("{} {} {} {}", one["values"][0], one["value"], one["thenValue"], one["reasons"]))
        .collect();
    assert_eq!(
        summary,
        [
            r#""BGR" 0 1 [{"reason":"PersonCorrected","by":1}]"#,
            r#""ISR" 1 2 [{"reason":"LateEntry","by":1}]"#,
            r#""TUR" 9 8 [{"reason":"PersonCorrected","by":-1}]"#,
        ]
    );
    let decisions = "/api/v1/indicators/decisions/revisions?from=2026-11&knownOn=2026-12-06";
    let decisions = statistician.get(decisions).await.expect(200);
    assert_eq!(decisions.body["revisions"][0]["reasons"], json!([{ "reason": "Reopened", "by": -1 }]));
    // That a request was decided after its month is no correction of it.
    let states = "/api/v1/indicators/requests-submitted/revisions?from=2026-11&rows=state&knownOn=2026-11-30";
    world::decide(&app, requests[1], "Favourable");
    let states = statistician.get(states).await.expect(200);
    let decided = states.body["revisions"].as_array().expect("revisions").iter().find(|one| one["values"] == json!(["Decided"]));
    assert_eq!(
        decided.map(|one| &one["reasons"]),
        Some(&json!([{ "reason": "Reopened", "by": -1 }, { "reason": "Progressed", "by": 1 }])),
        "{:?}",
        states.body
    );
    let persons = "/api/v1/indicators/persons-on-record/revisions?from=2026-11&rows=citizenship&knownOn=2026-12-06";
    let persons = statistician.get(persons).await.expect(200);
    let merged = persons.body["revisions"].as_array().expect("revisions").iter().find(|one| one["values"] == json!(["ISR"]));
    assert_eq!(merged.map(|one| &one["reasons"]), Some(&json!([{ "reason": "Merged", "by": -1 }])));
}

#[derive(diesel::QueryableByName)]
struct Beneficiary {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    id: uuid::Uuid,
}

#[actix_web::test]
async fn terms_kept_and_broken_are_told_by_office() {
    let app = TestApp::start().await;
    let requests = november(&app).await;
    app.clock.advance(Duration::days(5));
    requests[..4].iter().for_each(|request| world::decide(&app, *request, "Favourable"));
    app.clock.advance(Duration::days(40));
    requests[4..6].iter().for_each(|request| world::decide(&app, *request, "Unfavourable"));
    app.platform.figures.catch_up().await.expect("figures");
    let statistician = app.persona("statistician").await;
    let path = "/api/v1/indicators/terms-kept/exact-figures?from=2026&rows=office&columns=term";
    assert_eq!(by_values(&statistician.get(path).await.expect(200)), told(&[("CHI Broken", 2), ("CHI Kept", 4)]));
    let path = "/api/v1/indicators/terms-kept/exact-figures?from=2026-10&to=2027-01&rows=office&columns=term";
    assert_eq!(by_values(&statistician.get(path).await.expect(200)), told(&[("CHI Kept", 4), ("CHI Broken", 2)]));
}

#[actix_web::test]
async fn what_is_pending_and_overdue_at_the_end_of_a_period_is_told_by_office() {
    let app = TestApp::start().await;
    let requests = november(&app).await;
    let statistician = app.persona("statistician").await;
    let path = "/api/v1/indicators/requests-pending/exact-figures?from=2026-11&rows=office";
    let early = statistician.get(path).await.refused(400, "bad-input");
    assert_eq!(early.violations(), [("to", "not-over")], "the month is not over");
    // Filed on 16 November with thirty days: five are decided in time, one late, the others wait.
    app.clock.advance(Duration::days(20));
    requests[..5].iter().for_each(|request| world::decide(&app, *request, "Favourable"));
    app.clock.advance(Duration::days(30));
    world::decide(&app, requests[5], "Favourable");
    let figures = |code: &'static str, query: &'static str| {
        let app = &app;
        async move {
            let path = format!("/api/v1/indicators/{code}/exact-figures?{query}");
            by_values(&app.persona("statistician").await.get(&path).await.expect(200))
        }
    };
    for folded in [false, true] {
        if folded {
            app.platform.figures.catch_up().await.expect("figures");
        }
        assert_eq!(figures("requests-pending", "from=2026-11&rows=office").await, told(&[("BAL", 4), ("CHI", 12)]), "{folded}");
        assert_eq!(figures("requests-pending", "from=2026-12&rows=office").await, told(&[("BAL", 4), ("CHI", 7)]), "{folded}");
        assert_eq!(figures("requests-pending", "from=2026-Q4&rows=office").await, told(&[("BAL", 4), ("CHI", 7)]), "{folded}");
        assert_eq!(figures("requests-overdue", "from=2026-11&rows=office").await, told(&[]), "{folded}");
        assert_eq!(figures("requests-overdue", "from=2026-12&rows=office").await, told(&[("BAL", 4), ("CHI", 7)]), "{folded}");
        assert_eq!(figures("requests-pending", "from=2026-W53").await, told(&[("", 11)]), "{folded}");
    }
    // Who withdraws a late request in January does not take the lateness of December with it; a term that stood still was not late.
    world::change(&app, requests[9], "state = 'Withdrawn', closed_at = '2027-01-05T06:00:00Z', due_at = null");
    world::change(&app, requests[10], "state = 'AwaitingCompletion', due_at = null");
    world::change(&app, requests[10], "state = 'Withdrawn', closed_at = '2027-01-05T06:00:00Z'");
    for folded in [false, true] {
        if folded {
            app.platform.figures.catch_up().await.expect("figures");
        }
        assert_eq!(figures("requests-overdue", "from=2026-12&rows=office").await, told(&[("BAL", 4), ("CHI", 6)]), "{folded}");
        assert_eq!(figures("requests-pending", "from=2026-12&rows=office").await, told(&[("BAL", 4), ("CHI", 7)]), "{folded}");
    }
    // As it was known when the year ended, and the default is the last month that is over.
    assert_eq!(
        figures("requests-pending", "rows=office&from=2026-11&asKnownOn=2026-11-30").await,
        told(&[("BAL", 4), ("CHI", 12)])
    );
    assert_eq!(figures("requests-pending", "").await, told(&[("", 11)]));
    assert_eq!(
        figures("persons-in-evidence", "from=2026-12&rows=citizenship").await.iter().filter(|(of, _)| of == "TUR").count(),
        1
    );
    // Twenty days five times, fifty once: 150 days of six cases.
    let mean = "/api/v1/indicators/days-to-decision/exact-figures?from=2026-Q4&to=2027-Q1&rows=office";
    let mean = app.persona("statistician").await.get(mean).await.expect(200);
    assert_eq!(mean.text("/measure"), "MeanDays");
    assert_eq!(
        mean.body["figures"],
        json!([
            { "period": "2026-Q4", "values": ["CHI"], "value": 20, "cases": 5, "days": 100 },
            { "period": "2027-Q1", "values": ["CHI"], "value": 50, "cases": 1, "days": 50 },
        ])
    );
}

#[actix_web::test]
async fn petitions_are_counted_by_the_same_machinery() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let petition = |nth: u32, kind: &str| {
        let id = uuid::Uuid::now_v7();
        world::write(&app, |unit| {
            use diesel::{
                RunQueryDsl,
                sql_types::{Text, Timestamptz, Uuid},
            };
            diesel::sql_query(
                "insert into petitions (id, created_at, updated_at, kind, state, number, channel, petitioner, petitioner_key, object, reasons,
                                        signature, received_at, registered_at, due_at, lead_subdivision_id)
                 select $1, $2, $2, $3, 'InExamination', $4, 'Paper', '{\"name\": \"Exemplu\", \"address\": \"-\"}', 'k', 'o', 'r',
                        'Handwritten', $2, $2, $2 + interval '30 days', s.id from subdivisions s where s.code = 'BAL'",
            )
            .bind::<Uuid, _>(id)
            .bind::<Timestamptz, _>(unit.now)
            .bind::<Text, _>(kind)
            .bind::<Text, _>(format!("P-{nth}"))
            .execute(unit.conn)?;
            Ok(())
        });
        id
    };
    petition(1, "Complaint");
    petition(2, "Complaint");
    let withdrawn = petition(3, "InformationRequest");
    world::write(&app, |unit| {
        use diesel::RunQueryDsl;
        diesel::sql_query("update petitions set state = 'Withdrawn', ended_at = registered_at where id = $1")
            .bind::<diesel::sql_types::Uuid, _>(withdrawn)
            .execute(unit.conn)?;
        Ok(())
    });
    app.platform.figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(60));
    let statistician = app.persona("statistician").await;
    let figures = "/api/v1/indicators/petitions-registered/exact-figures?from=2026-11&rows=office&columns=petitionKind";
    // The demo world has petitions in other offices.
    let mut registered = by_values(&statistician.get(figures).await.expect(200));
    registered.retain(|(values, _)| values.starts_with("BAL "));
    assert_eq!(registered, told(&[("BAL Complaint", 2), ("BAL InformationRequest", 1)]));
    let figures = "/api/v1/indicators/petitions-overdue/exact-figures?from=2026-11&to=2026-12&rows=office";
    let overdue = statistician.get(figures).await.expect(200);
    let in_balti = overdue.body["figures"].as_array().expect("figures").iter().filter(|one| one["values"] == json!(["BAL"]));
    let in_balti: Vec<_> = in_balti.cloned().collect();
    assert_eq!(in_balti, [json!({ "period": "2026-12", "values": ["BAL"], "value": 2 })]);
}

#[actix_web::test]
async fn who_may_not_see_exact_figures_is_refused_and_every_fault_is_told() {
    let app = TestApp::start().await;
    world::release(&app).await;
    let exact = format!("{REGISTERED}/exact-figures?from=2026-11");
    app.anyone().get(&exact).await.refused(401, "not-signed-in");
    app.persona("applicant").await.get(&exact).await.refused(403, "forbidden");
    app.persona("examiner-chisinau").await.get(&exact).await.refused(403, "forbidden");
    let statistician = app.persona("statistician").await;
    let wrong = format!("{REGISTERED}/exact-figures?from=2026-W60&to=2026-13&rows=sex&columns=purpose&who=me");
    let wrong = statistician.get(&wrong).await.refused(400, "bad-input");
    assert_eq!(wrong.violations().len(), 3, "{:?}", wrong.violations());
    let wrong = format!("{REGISTERED}/exact-figures?from=2026-11&to=2026-10&rows=sex&columns=purpose");
    let wrong = statistician.get(&wrong).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("rows", "no-such-table"), ("to", "not-after")]);
    let wrong = format!("{REGISTERED}/exact-figures?from=2026-11&asKnownOn=2026-11-10");
    assert_eq!(statistician.get(&wrong).await.refused(400, "bad-input").violations(), [("asKnownOn", "not-over")]);
    let to_come = format!("{REGISTERED}/exact-figures?from=2026-10&asKnownOn=2999-01-01");
    assert_eq!(statistician.get(&to_come).await.refused(400, "bad-input").violations(), [("asKnownOn", "not-over")]);
    let other = app.anyone().get(&format!("{REGISTERED}/figures?from=2026-W40")).await.refused(400, "bad-input");
    assert_eq!(other.violations(), [("from", "other-length")]);
    app.anyone().get("/api/v1/indicators/terms-kept/figures?from=2026-10").await.refused(404, "not-found");
    app.anyone().get("/api/v1/indicators/nothing").await.refused(404, "not-found");
    statistician.get("/api/v1/indicators/nothing/exact-figures?from=2026-11").await.refused(404, "not-found");
    let list = app.anyone().get("/api/v1/indicators?domain=AdmissionAndStay").await.expect(200);
    let codes: Vec<_> = list.body["indicators"].as_array().expect("indicators").iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["decisions", "requests-registered"]);
}

#[actix_web::test]
async fn what_a_reader_does_not_count_by_itself_is_said_and_not_published() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    app.clock.advance(Duration::days(1));
    let arrive = |many: i64| {
        world::write(&app, |unit| {
            use diesel::{RunQueryDsl, sql_types};
            diesel::sql_query(
                "insert into persons (id, created_at, updated_at, surname, sex, birth_date, birth_precision, citizenships, details, source)
                 select gen_random_uuid(), $1, $1, 'Exemplu', 'Male', '1990-05-17', 'Day', '{TUR}', '{}', 'Declared'
                   from generate_series(1, $2)",
            )
            .bind::<sql_types::Timestamptz, _>(unit.now)
            .bind::<sql_types::BigInt, _>(many)
            .execute(unit.conn)?;
            Ok(())
        })
    };
    let statistician = app.persona("statistician").await;
    let of = "/api/v1/indicators/persons-on-record";
    let read = async || {
        let told = statistician.get(&format!("{of}/exact-figures?from=2026-11")).await.expect(200);
        (told.body["incomplete"] == true, told.body["figures"][0]["value"].as_i64().unwrap_or_default())
    };
    let (_, before) = read().await;
    arrive(500);
    assert_eq!(read().await, (false, before + 500), "so many it counts itself");
    arrive(1);
    assert_eq!(read().await, (true, before), "of more it says that they are not in it");
    let revisions = format!("{of}/revisions?from=2026-10&knownOn=2026-11-01");
    assert_eq!(statistician.get(&revisions).await.expect(200).body["incomplete"], true);
    // Nothing is released of figures that are not whole.
    app.clock.advance(Duration::days(21));
    let none = figures.release().await.expect_err("no release");
    assert_eq!((none.status(), app.number("select count(*) from dataset_releases where code = 'persons-on-record'")), (503, 0));
    figures.catch_up().await.expect("figures");
    let statistician = app.persona("statistician").await;
    let told = statistician.get(&format!("{of}/exact-figures?from=2026-11")).await.expect(200);
    assert_eq!((told.body["incomplete"] == true, &told.body["figures"][0]["value"]), (false, &json!(before + 501)));
    assert_ne!(statistician.get(&revisions).await.expect(200).body["incomplete"], true);
    assert!(figures.release().await.expect("a release") > 0);
}
