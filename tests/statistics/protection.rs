//! Whoever puts open answers together learns no small number. The rule itself is attacked in src/statistics/rules/suppression_tests.rs.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::{Value, json};

use super::world::{self, INVITATION, STAY};
use crate::support::TestApp;

const PATH: &str = "/api/v1/indicators/requests-registered/figures?from=2026-11";

async fn table(app: &TestApp, dimensions: &str) -> BTreeMap<String, Option<i64>> {
    let answer = app.anyone().get(&format!("{PATH}{dimensions}")).await.expect(200);
    let figures = answer.body["figures"].as_array().expect("figures").clone();
    figures
        .iter()
        .map(|figure| {
            let values: Vec<_> = figure["values"].as_array().expect("values").iter().filter_map(Value::as_str).collect();
            assert_eq!(figure["value"].is_null(), figure["suppressed"] == true);
            (values.join(" "), figure["value"].as_i64())
        })
        .collect()
}

#[actix_web::test]
async fn no_two_open_tables_subtracted_from_each_other_show_a_small_number() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    for (citizenship, sex, born, service, many) in [
        ("TUR", "Male", "1990-01-01", STAY, 14),
        ("TUR", "Female", "1990-01-01", STAY, 2),
        ("UKR", "Female", "1980-01-01", INVITATION, 11),
        ("UKR", "Male", "2012-01-01", INVITATION, 1),
        ("ROU", "Male", "1990-01-01", STAY, 8),
        ("ISR", "Unspecified", "1950-01-01", STAY, 3),
    ] {
        for _ in 0..many {
            let person = world::person(&app, citizenship, sex, born);
            world::request(&app, service, "CHI", person);
        }
    }
    app.clock.advance(Duration::days(21));
    world::release(&app).await;
    let total = table(&app, "").await[""].expect("a total");
    assert_eq!(total, 39);
    for dimension in ["citizenship", "sex", "ageGroup", "service", "office", "channel", "priority"] {
        let single = table(&app, &format!("&rows={dimension}")).await;
        let shown: Vec<i64> = single.values().flatten().copied().collect();
        let rest = total - shown.iter().sum::<i64>();
        let hidden = single.len() - shown.len();
        assert!(shown.iter().all(|value| *value >= 5), "{dimension}: {single:?}");
        assert!(hidden == 0 || (hidden >= 2 && rest >= 5), "{dimension}: {hidden} values make {rest}");
    }
    let margins = [table(&app, "&rows=citizenship").await, table(&app, "&rows=sex").await];
    let pair = table(&app, "&rows=citizenship&columns=sex").await;
    for (side, margin) in margins.iter().enumerate() {
        for (line, value) in margin {
            let of_line: Vec<Option<i64>> =
                pair.iter().filter(|(values, _)| values.split(' ').nth(side) == Some(line)).map(|(_, value)| *value).collect();
            let hidden = of_line.iter().filter(|value| value.is_none()).count();
            assert!(value.is_some() || hidden == of_line.len(), "{line}: a hidden margin follows from its cells");
            assert!(value.is_none() || hidden != 1, "{line}: the one hidden cell follows from its margin");
        }
    }
    assert!(pair.values().flatten().all(|value| *value >= 5));
    // What follows from the service is told to officers alone: the purposes would say which services the hidden requests are of.
    for reserved in ["purpose", "kind"] {
        let refused = app.anyone().get(&format!("{PATH}&rows={reserved}")).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("rows", "no-such-table")]);
        let statistician = app.persona("statistician").await;
        let exact = format!("/api/v1/indicators/requests-registered/exact-figures?from=2026-11&rows={reserved}");
        assert!(!statistician.get(&exact).await.expect(200).body["figures"].as_array().expect("figures").is_empty());
    }
}

#[actix_web::test]
async fn asking_on_monday_and_on_tuesday_shows_nobody_who_came_on_monday() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let people: Vec<_> = (0..9).map(|_| world::person(&app, "TUR", "Male", "1990-01-01")).collect();
    people.iter().for_each(|person| {
        world::request(&app, STAY, "CHI", *person);
    });
    app.clock.advance(Duration::days(21));
    world::release(&app).await;
    let monday = table(&app, "&rows=citizenship").await;
    world::correct(&app, people[0], "ISR", "Male");
    assert_eq!(world::release(&app).await, 0);
    app.clock.advance(Duration::days(1));
    assert_eq!(world::release(&app).await, 0);
    assert_eq!(table(&app, "&rows=citizenship").await, monday);
    // A second copy of the program says the same.
    let copy = app.second_copy().await;
    assert_eq!(table(&copy, "&rows=citizenship").await, monday);
}

#[actix_web::test]
async fn two_releases_side_by_side_show_no_small_number() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    for (citizenship, many) in [("TUR", 12), ("UKR", 6), ("ROU", 4)] {
        for _ in 0..many {
            let person = world::person(&app, citizenship, "Male", "1990-01-01");
            world::request(&app, STAY, "CHI", person);
        }
    }
    app.clock.advance(Duration::days(21));
    world::release(&app).await;
    let first = table(&app, "&rows=citizenship").await;
    assert_eq!((first["TUR"], first["UKR"], first["ROU"]), (Some(12), None, None));
    // One more Romanian: they are five now. Were they shown, one more in all would say that they were four.
    let romanian = world::late(&app, "ROU");
    app.clock.advance(Duration::days(7));
    assert!(world::release(&app).await >= 1);
    let second = table(&app, "&rows=citizenship").await;
    assert_eq!((second["TUR"], second["UKR"], second["ROU"]), (Some(12), None, None));
    assert_eq!(table(&app, "").await[""], Some(23));
    // One who is the first of a citizenship is counted, and not named.
    world::late(&app, "ISR");
    app.clock.advance(Duration::days(7));
    world::release(&app).await;
    assert_eq!(table(&app, "").await[""], Some(24));
    assert_eq!(table(&app, "&rows=citizenship").await.keys().collect::<Vec<_>>(), ["ROU", "TUR", "UKR"]);
    // The first woman of November would be one beside twenty-four men: the month stays as it was, for those who may see exact figures not.
    world::correct(&app, romanian, "ROU", "Female");
    app.clock.advance(Duration::days(7));
    world::release(&app).await;
    assert_eq!(table(&app, "&rows=sex").await, [("Male".to_owned(), Some(24))].into());
    let statistician = app.persona("statistician").await;
    let exact = "/api/v1/indicators/requests-registered/exact-figures?from=2026-11&rows=sex";
    assert_eq!(statistician.get(exact).await.expect(200).body["figures"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn what_was_released_by_quarter_stays_and_is_not_given_away_by_months() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    // As a database of before: everybody read files closed by quarter.
    app.tamper(
        "set session_replication_role = replica; update indicator_versions set definition = definition || '{\"openPeriod\": \"Quarter\"}' where code = 'files-closed'",
    );
    figures.read_anew();
    let close = |many: usize| {
        for _ in 0..many {
            let person = world::person(&app, "TUR", "Male", "1990-05-17");
            let request = world::request(&app, STAY, "CHI", person);
            world::change(&app, request, "state = 'Withdrawn', closed_at = registered_at, due_at = null");
        }
    };
    close(9);
    app.clock.advance(Duration::days(20));
    close(2);
    app.clock.advance(Duration::days(35));
    close(8);
    world::release(&app).await;
    let set = "/api/v1/datasets/files-closed";
    let read = async |asked: &str| {
        let answer = app.anyone().get(&format!("{set}/content?{asked}")).await.expect(200);
        String::from_utf8(answer.bytes).expect("UTF-8")
    };
    let quarterly = read("release=1").await;
    assert!(quarterly.contains("2026-Q4,_T,_T,_T,11,false"), "{quarterly}");
    // The program of today, which ships it by month, is started on it.
    app.platform.door.by_system_here("loadIndicators", migratie::statistics::shipped::load).expect("shipped");
    figures.read_anew();
    app.clock.advance(Duration::days(28));
    world::release(&app).await;
    assert_eq!(read("release=1").await, quarterly, "as it was published");
    let monthly = read("").await;
    assert!(monthly.contains("2027-01,_T,_T,_T,8,false"), "{monthly}");
    // November's nine, taken from the quarter's eleven, would say that December had two.
    for line in monthly.lines().filter(|line| line.starts_with("2026-1")) {
        assert!(line.ends_with(",,true"), "{line}");
    }
    let figures_of = "/api/v1/indicators/files-closed/figures?from=2026-11&to=2027-01";
    let told = app.anyone().get(figures_of).await.expect(200);
    let told: Vec<_> = told.body["figures"].as_array().expect("figures").iter().map(|one| one["suppressed"].clone()).collect();
    assert_eq!(told, [json!(true), json!(true), json!(null)]);
    // It stays so with every release that follows.
    close(1);
    app.clock.advance(Duration::days(35));
    world::release(&app).await;
    for line in read("").await.lines().filter(|line| line.starts_with("2026-1")) {
        assert!(line.ends_with(",,true"), "{line}");
    }
}
