//! Counting as things happen comes to the same as counting everything at the end, for today and for every day before.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use migratie::kernel::local_time::legal_day;
use serde_json::Value;

use super::{
    asylum,
    histories::{Dice, History, STATES},
    world::{self, STAY, all_figures},
};
use crate::support::TestApp;

/// What the records themselves say now: requests registered by month and citizenship, those of merged records under the one that stays.
fn counted_by_hand(app: &TestApp) -> BTreeMap<String, i64> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        place: String,
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    app.query::<Row>(
        "select to_char(r.registered_at at time zone 'Europe/Chisinau', 'YYYY-MM') || ' ' || s.citizenships[1] as place, count(*) as n
           from requests r join persons p on p.id = r.beneficiary_id join persons s on s.id = coalesce(p.merged_into, p.id)
          where r.registered_at is not null group by 1",
    )
    .into_iter()
    .map(|row| (row.place, row.n))
    .collect()
}

/// The same as the figures were known at the end of a day.
fn as_known(app: &TestApp, day: NaiveDate) -> BTreeMap<String, i64> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        place: String,
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    app.query::<Row>(&format!(
        "select to_char(c.period, 'YYYY-MM') || ' ' || c.key as place, (select sum(n) from unnest(h.by_reason) n)::bigint as n
           from statistics.cells c join indicator_versions i using (series)
           cross join lateral (select by_reason from statistics.cell_history h
                                where h.cell_id = c.id and h.known_on <= '{day}' order by known_on desc limit 1) h
          where i.code = 'requests-registered' and c.kind = 'Month'
            and c.cut = (select ordinality from jsonb_array_elements_text(i.definition -> 'dimensions') with ordinality d (name, ordinality)
                          where name = 'citizenship')"
    ))
    .into_iter()
    .filter(|row| row.n != 0)
    .map(|row| (row.place, row.n))
    .collect()
}

/// Tables of every kind of measure and of every subject.
const TABLES: [(&str, &str); 13] = [
    ("requests-registered", "citizenship"),
    ("requests-pending", "office"),
    ("requests-overdue", "service"),
    ("days-to-decision", "outcome"),
    ("files-closed", "state"),
    ("persons-in-evidence", "ageGroup"),
    ("persons-struck-off", "citizenship"),
    ("petitions-overdue", "office"),
    ("documents-issued", "citizenship"),
    ("stay-rights-in-force", "citizenship"),
    ("protection-requests", "right"),
    ("protection-decisions", "outcome"),
    ("protection-in-force", "citizenship"),
];

/// What is asked of last month, as known at the end of yesterday.
fn a_question(app: &TestApp, dice: &mut Dice) -> String {
    let (code, rows) = dice.of(&TABLES);
    let yesterday = legal_day(app.clock.now() - Duration::days(1));
    let month = yesterday.with_day(1).unwrap_or(yesterday) - Duration::days(1);
    format!("/api/v1/indicators/{code}/exact-figures?from={}&rows={rows}&asKnownOn={yesterday}", month.format("%Y-%m"))
}

/// An officer's answer, with what waits to be counted and without.
async fn answered(app: &TestApp, question: &str) -> Value {
    let answer = app.persona("statistician").await.get(question).await.expect(200);
    assert_ne!(answer.body["incomplete"], true);
    answer.body["figures"].clone()
}

async fn a_history_comes_to_the_same(seed: u64) {
    let app = TestApp::start().await;
    let mut dice = Dice(seed);
    let mut history = History::default();
    asylum::protecting(&app).await;
    let figures = app.platform.figures.clone();
    // What stood in the records at the end of some months, for the months that were over by then; and what was answered.
    let (mut stood, mut told) = (Vec::new(), Vec::new());
    figures.catch_up().await.expect("figures");
    for _ in 0..120 {
        app.clock.advance(Duration::minutes(dice.below(4 * 1440) as i64));
        let before = legal_day(app.clock.now());
        for _ in 0..dice.below(5) {
            history.goes_on(&app, &mut dice);
        }
        match dice.below(12) {
            0..=2 => drop(figures.fold().await.expect("a fold")),
            // A part of what waits, so that a person is counted before their requests, or after.
            3..=6 => drop(figures.fold_some(1 + dice.below(3) as i64).await.expect("a fold")),
            7 | 8 => {
                let question = a_question(&app, &mut dice);
                let answer = answered(&app, &question).await;
                told.push((question, answer));
            }
            // All is made again, and history goes on.
            9 if dice.below(8) == 0 => figures.rebuild_beside().await.expect("a rebuild"),
            _ => {}
        }
        if dice.below(6) == 0 {
            let month = format!("{}-{:02}", before.year(), before.month());
            let over: BTreeMap<_, _> =
                counted_by_hand(&app).into_iter().filter(|(place, _)| !place.starts_with(&month)).collect();
            stood.push((before, month, over));
            // Nothing else happens on that day.
            app.clock.advance(Duration::days(1));
        }
    }
    app.clock.advance(Duration::days(1));
    figures.catch_up().await.expect("figures");
    assert_eq!(app.number("select count(*) from statistics.changes"), 0);
    let step_by_step = all_figures(&app);
    assert!(step_by_step.len() > 500, "there is something to compare");
    history.has_everything();
    for (day, month, over) in stood {
        let known: BTreeMap<_, _> = as_known(&app, day).into_iter().filter(|(place, _)| !place.starts_with(&month)).collect();
        assert_eq!(known, over, "seed {seed}: as known on {day}");
    }
    for (question, answer) in &told {
        assert_eq!(answered(&app, question).await, *answer, "seed {seed}: {question}");
    }
    figures.rebuild_beside().await.expect("a rebuild");
    let at_once = all_figures(&app);
    let differ: Vec<_> = step_by_step.iter().filter(|line| !at_once.contains(line)).take(5).collect();
    assert_eq!(differ, Vec::<&String>::new(), "seed {seed}: step by step alone");
    let differ: Vec<_> = at_once.iter().filter(|line| !step_by_step.contains(line)).take(5).collect();
    assert_eq!(differ, Vec::<&String>::new(), "seed {seed}: at once alone");
    for (question, answer) in &told {
        assert_eq!(answered(&app, question).await, *answer, "seed {seed}: {question}, made again");
    }
}

#[actix_web::test]
async fn counted_step_by_step_or_at_once_figures_are_the_same() {
    // More of them: SEEDS=40 cargo test --test api counted_step_by_step
    let more = std::env::var("SEEDS").ok().and_then(|many| many.parse().ok()).unwrap_or(0);
    for seed in [1, 20_261_122].into_iter().chain(100..100 + more) {
        a_history_comes_to_the_same(seed).await;
    }
}

#[actix_web::test]
async fn several_copies_that_fold_at_once_count_everything_once() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    let before = world::figure(&app, "requests-registered", "2026-11", 0, "");
    let somebody = world::person(&app, "TUR", "Male", "1990-01-01");
    for _ in 0..12 {
        world::request(&app, STAY, "CHI", somebody);
    }
    let folds = (0..4).map(|_| figures.fold());
    for fold in futures_util::future::join_all(folds).await {
        fold.expect("a fold");
    }
    figures.catch_up().await.expect("figures");
    assert_eq!(world::figure(&app, "requests-registered", "2026-11", 0, ""), before + 12);
}

#[actix_web::test]
async fn what_retention_overwrites_counts_as_it_did() {
    use migratie::commands::retention::{RetentionTerms, apply};

    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    // Thirteen when they filed, fourteen in a month; by the year alone they would have been fourteen.
    let child = world::person(&app, "TUR", "Male", "2012-12-16");
    let request = world::request(&app, STAY, "CHI", child);
    let first = world::person(&app, "TUR", "Male", "2012-12-18");
    world::request(&app, STAY, "CHI", first);
    app.clock.advance(Duration::days(1));
    let twin = world::person(&app, "TUR", "Male", "2012-12-17");
    world::request(&app, STAY, "CHI", twin);
    // For a day the twin stands for the first record too.
    world::merge(&app, first, twin);
    app.clock.advance(Duration::days(1));
    world::merge(&app, twin, child);
    app.clock.advance(Duration::days(1));
    // Somebody else was invited on it, on a day on which nothing was filed; thirteen still.
    let invited = world::person(&app, "TUR", "Male", "2012-12-13");
    app.clock.advance(Duration::days(22));
    world::issue(&app, request, "Invitation", invited, None);
    app.clock.advance(Duration::days(5));
    world::strike_off(&app, invited, Some(legal_day(app.clock.now())));
    world::strike_off(&app, child, Some(legal_day(app.clock.now())));
    app.tamper("set session_replication_role = replica; update requests set state = 'Withdrawn', closed_at = registered_at");
    figures.catch_up().await.expect("figures");
    let before = all_figures(&app);
    // The demo world has persons of every age, and no requests.
    let of = |code: &str, group: &str| before.iter().any(|line| line.starts_with(code) && line.contains(group));
    for code in ["requests-registered ", "invitations-issued "] {
        assert!(of(code, " 0-13 ") && !of(code, " 14-17 "), "{code}");
    }
    app.clock.advance(Duration::days(4000));
    let terms = RetentionTerms {
        struck_off_years: Some(10),
        ground: "Nomenclatorul dosarelor IGM, poz. 12".into(),
        ..RetentionTerms::default()
    };
    let (keeper, now) = (crate::support::keeper_url(&app.database), app.clock.now());
    let retired = std::thread::spawn(move || apply(&keeper, &terms, now).map_err(|error| format!("{error:#}")));
    assert_eq!(retired.join().expect("a thread").expect("retention"), [("Person", 4)], "and what led to them");
    assert_eq!(app.number("select count(*) from history.persons where id in (select id from persons where surname = '-') and birth_date <> '2012-01-01'"), 0);
    assert!(app.number("select count(*) from statistics.changes") > 0);
    figures.catch_up().await.expect("figures");
    assert_eq!(all_figures(&app), before);
    figures.rebuild_beside().await.expect("a rebuild");
    assert_eq!(all_figures(&app), before, "made again from what is left");
}

#[actix_web::test]
async fn figures_are_made_again_beside_what_stands() {
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    let somebody = world::person(&app, "TUR", "Male", "1990-01-01");
    for _ in 0..3 {
        world::request(&app, STAY, "CHI", somebody);
    }
    figures.catch_up().await.expect("figures");
    let november = || world::figure(&app, "requests-registered", "2026-11", 0, "");
    let series = "select series from indicator_versions where code = 'requests-registered'";
    let before = app.number(series);
    // Something went wrong with a figure, and more happens while it is made again.
    app.tamper(&format!("update statistics.cells set value = 77 where series = ({series}) and kind = 'Month' and cut = 0"));
    world::request(&app, STAY, "CHI", somebody);
    figures.rebuild_beside().await.expect("a rebuild");
    assert_eq!(november(), 4);
    assert_ne!(app.number(series), before, "it stands under a number of its own");
    assert_eq!(app.number("select count(*) from indicator_versions where state <> 'Published'"), 0);
    world::request(&app, STAY, "CHI", somebody);
    figures.catch_up().await.expect("figures");
    assert_eq!(november(), 5, "and is kept up to date");
    // What was replaced goes after a while, and nothing else.
    let left = format!("select count(*) from statistics.cells where series = {before}");
    assert!(app.number(&left) > 0);
    app.clock.advance(Duration::minutes(2));
    figures.catch_up().await.expect("figures");
    assert_eq!(app.number(&left), 0);
    assert_eq!(app.number("select count(*) from statistics.cell_history h where not exists (select from statistics.cells c where c.id = h.cell_id)"), 0);
    assert_eq!(app.number("select count(*) from statistics.builds where retired_at is not null or replaces is not null"), 0);
    assert_eq!(november(), 5);
}

#[actix_web::test]
async fn readers_one_after_the_other_do_not_keep_the_folder_out() {
    use diesel::{RunQueryDsl, connection::SimpleConnection, sql_types::Bool};

    #[derive(diesel::QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Bool)]
        taken: bool,
    }
    const LOCK: &str = "7379543218551354112";
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    world::person(&app, "TUR", "Male", "1990-01-01");
    let reader = || migratie::kernel::work::connect(&crate::support::program_url(&app.database)).expect("a reader");
    let (mut first, mut second) = (reader(), reader());
    first.batch_execute(&format!("begin; select pg_advisory_xact_lock_shared({LOCK})")).expect("it reads");
    let folding = actix_web::rt::spawn(async move { figures.fold().await });
    let waiting = "select count(*) from pg_locks l join pg_database d on d.oid = l.database
                    where l.locktype = 'advisory' and not l.granted and d.datname = current_database()";
    while app.number(waiting) == 0 {
        tokio::task::yield_now().await;
    }
    let asked = diesel::sql_query(format!("select pg_try_advisory_lock_shared({LOCK}) as taken"));
    let Taken { taken } = asked.get_result(&mut second).expect("an answer");
    assert!(!taken, "whoever comes later waits behind the folder");
    first.batch_execute("commit").expect("it has read");
    assert_eq!(folding.await.expect("a task").expect("a fold"), 1);
}

#[actix_web::test]
async fn a_draft_and_a_change_that_counts_nowhere_leave_no_mark() {
    let app = TestApp::start().await;
    app.platform.figures.catch_up().await.expect("figures");
    let somebody = world::person(&app, "TUR", "Male", "1990-01-01");
    let request = world::request(&app, STAY, "CHI", somebody);
    assert_eq!(app.number("select count(*) from statistics.changes"), 2, "the person and the request");
    world::change(&app, request, "rectification_reason = 'x', assigned_at = now()");
    assert_eq!(app.number("select count(*) from statistics.changes"), 2);
}

#[actix_web::test]
async fn a_world_filled_by_copy_is_counted_too() {
    use migratie::commands::demo::{Size, fill};

    let app = TestApp::start().await;
    let (platform, owner) = (app.platform.clone(), crate::support::owner_url_of(&app.database));
    let size = Size { persons: 100, batch: 40, workers: 2 };
    let filled = std::thread::spawn(move || fill(&platform, &owner, &size).map_err(|error| format!("{error:#}"))).join();
    filled.expect("a thread").expect("a world");
    let counted = "select coalesce(sum(c.value), 0) from statistics.cells c join indicator_versions i using (series)
                    where i.code = 'CODE' and c.kind = 'Month' and c.cut = 0";
    for (code, event) in
        [("requests-registered", "registered_at"), ("requests-submitted", "submitted_at"), ("files-closed", "closed_at")]
    {
        let expected =
            app.number(&format!("select count(*) from requests where {event} is not null and submitted_at is not null"));
        assert_eq!(app.number(&counted.replace("CODE", code)), expected, "{code}");
    }
    let issued = app.number("select count(*) from issued_documents where series = 'DM'");
    assert!(issued > 0 && app.number(&counted.replace("CODE", "documents-issued")) == issued);
    let by_dimension = app.number(
        "select count(*) from (select c.cut, sum(c.value) as n from statistics.cells c join indicator_versions i using (series)
          where i.code = 'decisions' and c.kind = 'Month' group by c.cut) x group by n",
    );
    assert!(by_dimension > 8, "every table adds up to the same total");
    // What came by COPY was known when its period was over: a figure has one state, not one a request.
    let (figures, states) =
        (app.number("select count(*) from statistics.cells"), app.number("select count(*) from statistics.cell_history"));
    assert_eq!(figures, states);
    let made = world::all_figures(&app);
    app.platform.figures.rebuild().await.expect("figures");
    assert_eq!(world::all_figures(&app), made, "made again they are the same");
}

/// What a table costs does not depend on how many requests there are.
#[actix_web::test]
async fn a_table_costs_the_same_whatever_it_counts() {
    #[derive(diesel::QueryableByName)]
    struct Plan {
        #[diesel(sql_type = diesel::sql_types::Jsonb)]
        plan: serde_json::Value,
    }
    let app = TestApp::start().await;
    let figures = app.platform.figures.clone();
    figures.catch_up().await.expect("figures");
    let people: Vec<_> = STATES.iter().map(|state| world::person(&app, state, "Male", "1990-01-01")).collect();
    let blocks = || {
        app.tamper(
            "create or replace function blocks_of() returns jsonb language plpgsql as $$
            declare plan json;
            begin
              execute 'explain (analyze, buffers, format json) select period, key, value from statistics.cells
                where series = (select series from indicator_versions where code = ''requests-registered'') and kind = ''Month''
                  and period = ''2026-11-01'' and cut = 8' into plan;
              return plan::jsonb;
            end $$",
        );
        app.tamper("vacuum analyze statistics.cells");
        let rows = app.query::<Plan>("select blocks_of() as plan");
        let plan = rows[0].plan[0]["Plan"].clone();
        plan["Shared Hit Blocks"].as_i64().unwrap_or(0) + plan["Shared Read Blocks"].as_i64().unwrap_or(0)
    };
    let fill = |many: usize| {
        (0..many).for_each(|nth| {
            world::request(&app, STAY, "CHI", people[nth % people.len()]);
        })
    };
    fill(20);
    figures.catch_up().await.expect("figures");
    let few = blocks();
    fill(400);
    figures.catch_up().await.expect("figures");
    let many = blocks();
    assert!(few > 0 && many <= few + 2, "{few} blocks, then {many}");
}
