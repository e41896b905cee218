use migratie::{
    commands::demo::{Filled, Size, fill},
    kernel::database::guard,
};
use serde_json::json;

use crate::statistics::world::all_figures;
use crate::support::{Answer, TestApp, owner_url_of, program_url};

/// Fills on a thread of its own: it blocks.
fn filled(app: &TestApp, persons: u64) -> Result<Filled, String> {
    let (platform, owner) = (app.platform.clone(), owner_url_of(&app.database));
    let size = Size { persons, batch: 40, workers: 3 };
    std::thread::spawn(move || fill(&platform, &owner, &size).map_err(|error| format!("{error:#}"))).join().expect("a thread")
}

/// All pages of a list, rows in order.
async fn pages(app: &TestApp, path: &str) -> Vec<serde_json::Value> {
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (mut rows, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let after = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page: Answer = examiner.get(&format!("{path}?limit=50{after}")).await.expect(200);
        rows.extend(page.body["requests"].as_array().expect("rows").iter().cloned());
        cursor = page.body["nextCursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            return rows;
        }
    }
}

#[actix_web::test]
async fn a_small_world_is_filled_whole_and_reads_as_any_other() {
    let app = TestApp::start().await;
    let indexes = "select count(*) from pg_indexes where schemaname = 'public'";
    let constraints = "select count(*) from pg_constraint where connamespace = 'public'::regnamespace and convalidated";
    let (persons_before, indexes_before, constraints_before) =
        (app.number("select count(*) from persons"), app.number(indexes), app.number(constraints));
    assert_eq!(filled(&app, 200), Ok(Filled { persons: 200, requests: 600 }));

    assert_eq!(app.number("select count(*) from persons") - persons_before, 200);
    assert_eq!(app.number("select count(*) from requests"), 600);
    for table in [
        "person_name_keys",
        "person_name_entries",
        "name_words",
        "foreign_documents",
        "addresses",
        "accounts",
        "request_events",
        "issued_documents",
    ] {
        assert!(app.number(&format!("select count(*) from {table}")) > 100, "{table}");
    }
    assert!(app.number("select count(distinct state) from requests") >= 5);
    assert_eq!(app.number("select count(distinct subdivision_id) from requests"), 4);
    // Everything that was set aside is back.
    assert_eq!((app.number(indexes), app.number(constraints)), (indexes_before, constraints_before));
    assert_eq!(app.number("select count(*) from pg_trigger where tgenabled = 'D'"), 0);

    // What the program reads it also understands: the harness holds every answer against the contract.
    let listed = pages(&app, "/api/v1/requests").await;
    let of_office = app.number(
        "select count(*) from requests r join subdivisions s on s.id = r.subdivision_id where s.code = 'CHI' and r.state <> 'Draft'",
    );
    assert_eq!(listed.len() as i64, of_office);
    let examiner = app.persona("examiner-chisinau").await.examining();
    for request in listed.iter().step_by(9) {
        let path = format!("/api/v1/requests/{}", request["requestId"].as_str().expect("an id"));
        examiner.get(&path).await.expect(200);
        examiner.get(&format!("{path}/timeline")).await.expect(200);
        let person = request["beneficiaryId"].as_str().expect("a person");
        examiner.get(&format!("/api/v1/persons/{person}")).await.expect(200);
        examiner.get(&format!("/api/v1/persons/{person}/foreign-documents")).await.expect(200);
    }
    let found = crate::persons::search(&app, json!({ "name": "Олександр", "limit": 50 })).await.expect(200);
    assert!(found.body["persons"].as_array().is_some_and(|persons| !persons.is_empty()), "somebody has this name");
    // No worker was at it: everybody sees figures all the same.
    let open = app.anyone().get("/api/v1/indicators/requests-registered/figures?from=2025-03").await.expect(200);
    assert!(open.body["figures"].as_array().is_some_and(|figures| !figures.is_empty()), "{}", open.body);
}

#[actix_web::test]
async fn a_filled_database_is_marked_is_not_filled_again_and_never_serves_people() {
    let app = TestApp::start().await;
    let url = program_url(&app.database);
    let unfit = || guard::refuse_synthetic(&url, &guard::Published::default()).err().map(|unfit| unfit.to_string());
    assert_eq!(unfit(), None, "who the personas are is looked at in tests/commands/production.rs");
    filled(&app, 40).expect("filled");
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'fillDemo'"), 1);
    app.seal().await;
    assert_eq!(
        app.number(
            "select count(*) from journal.entries e join journal.seal_members m on m.entry_id = e.id where operation = 'fillDemo'"
        ),
        1
    );
    assert!(filled(&app, 40).expect_err("twice").contains("filled already"));
    assert!(unfit().expect("synthetic").contains("synthetic persons"));
}

#[actix_web::test]
async fn an_interrupted_filling_goes_on_where_it_stopped() {
    let app = TestApp::start().await;
    filled(&app, 120).expect("filled");
    let state = "select sum(hashtextextended(r::text, 0) % 1000000)::bigint from requests r";
    let whole = app.number(state);
    // As an interruption would leave it: a batch missing, indexes aside.
    app.tamper(
        "delete from issued_documents where request_id in (select id from requests order by id limit 120);
         alter table request_events disable trigger user;
         delete from request_events where request_id in (select id from requests order by id limit 120);
         delete from requests where id in (select id from requests order by id limit 120);
         update demo.fillings set state = 'Filling';
         insert into demo.batches select 'persons', n from generate_series(0, 2) n;
         insert into demo.batches select 'requests', n from generate_series(1, 2) n",
    );
    assert!(filled(&app, 80).expect_err("another size").contains("interrupted"));
    filled(&app, 120).expect("the rest");
    assert_eq!(app.number("select count(*) from requests"), 360);
    assert_eq!(app.number(state), whole, "the same rows as at first");
}

#[actix_web::test]
async fn figures_that_were_interrupted_are_made_to_their_end_and_are_right() {
    let app = TestApp::start().await;
    filled(&app, 120).expect("filled");
    let whole = all_figures(&app);
    // What is registered is counted by hand; the totals of all tables and the sums of weeks agree with it.
    let by_hand = app.number("select count(*) from requests where registered_at is not null");
    let by_table = app.number(
        "select count(distinct n) * 1000000 + min(n) from (
           select sum(c.value)::bigint as n from statistics.cells c join indicator_versions i using (series)
            where i.code = 'requests-registered' group by c.kind, c.cut) as tables",
    );
    assert_eq!(by_table, 1_000_000 + by_hand, "every table, by week and by month");
    assert_eq!(app.number("select count(*) from statistics.builds where not done"), 0);

    // As an interruption would leave it: all records, figures of some subjects.
    app.platform.figures.forget().await.expect("forgotten");
    let counted = app.platform.figures.build().await.expect("a batch").expect("something to count");
    assert!(counted > 100 && all_figures(&app) != whole);
    app.tamper(
        "update demo.fillings set state = 'Filling';
         insert into demo.batches values ('persons', 0), ('requests', 0), ('records', 0), ('figures', 0)",
    );
    filled(&app, 120).expect("the rest");
    assert_eq!(all_figures(&app), whole, "the same figures as at first");
    assert_eq!(app.number("select count(*) from statistics.builds where not done"), 0);
}
