//! What `Work` promises of a transaction: it is done again where it lost a race, given up where it takes too long, and refused politely
//! where there is no place.

use std::{
    sync::{
        Arc, Barrier,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    time::Duration,
};

use diesel::{
    Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, deserialize::QueryableByName, sql_query,
    sql_types::Integer,
};
use migratie::kernel::{
    clock::Clock,
    problem::Problem,
    work::{Isolation, PoolSettings, Work},
};

use crate::support::{EmptyDatabase, TestApp, a_monday_morning, owner_url_of, superuser_url_of};

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Integer)]
    n: i32,
}

fn number(conn: &mut PgConnection, sql: &str) -> Result<i32, Problem> {
    Ok(sql_query(sql).get_result::<Number>(conn)?.n)
}

/// Two counters, both 0, and the door to them.
fn counters(size: u32, patience: Duration, statement_timeout: Duration) -> (EmptyDatabase, Work) {
    let database = EmptyDatabase::new();
    let url = owner_url_of(&database.0);
    let mut conn = PgConnection::establish(&url).expect("the owner");
    conn.batch_execute(
        "create table counters (id integer primary key, n integer not null); insert into counters values (1, 0), (2, 0)",
    )
    .expect("counters");
    // Whoever loses a race is to hear of it at once.
    let url = superuser_url_of(&database.0);
    let url = format!("{url}{}options=-c%20deadlock_timeout%3D10ms", if url.contains('?') { '&' } else { '?' });
    let work = Work::open(&PoolSettings { url, size, statement_timeout, patience }, Clock::standing_at(a_monday_morning()));
    (database, work.expect("a pool"))
}

const LONG: Duration = Duration::from_secs(60);

/// Two at once do the same; they meet once, after what they do first. Gives how often each was tried.
fn race(work: &Work, isolation: Isolation, first: [&'static str; 2], then: [&'static str; 2]) -> u32 {
    let (met, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    let racers = [0, 1].map(|nth| {
        let (work, met, tries) = (work.clone(), met.clone(), tries.clone());
        std::thread::spawn(move || {
            let again = AtomicU32::new(0);
            let run = work.run(isolation, move |conn, _| {
                tries.fetch_add(1, Ordering::SeqCst);
                let seen = number(conn, first[nth])?;
                if again.fetch_add(1, Ordering::SeqCst) == 0 {
                    met.wait();
                }
                sql_query(then[nth].replace("SEEN", &seen.to_string())).execute(conn)?;
                Ok(())
            });
            actix_web::rt::System::new().block_on(run)
        })
    });
    for racer in racers {
        racer.join().expect("a thread").expect("done in the end");
    }
    tries.load(Ordering::SeqCst)
}

#[test]
fn work_that_cannot_be_serialized_is_done_again_and_nothing_is_lost() {
    let (_database, work) = counters(2, LONG, LONG);
    let (read, write) = ("select n from counters where id = 1", "update counters set n = SEEN + 1 where id = 1");
    let tries = race(&work, Isolation::Serializable, [read; 2], [write; 2]);
    assert!(tries > 2, "nobody had to try again");
    assert_eq!(work.run_here(|conn, _| number(conn, read)).expect("a number"), 2, "both counted");
}

#[test]
fn of_a_deadlock_the_loser_does_its_work_again() {
    let (_database, work) = counters(2, LONG, LONG);
    let add =
        ["update counters set n = n + 1 where id = 1 returning n", "update counters set n = n + 1 where id = 2 returning n"];
    let tries = race(&work, Isolation::ReadCommitted, add, [add[1], add[0]]);
    assert!(tries > 2, "nobody had to try again");
    for counter in ["select n from counters where id = 1", "select n from counters where id = 2"] {
        assert_eq!(work.run_here(|conn, _| number(conn, counter)).expect("a number"), 2, "each counted once by both");
    }
}

#[test]
fn work_that_always_loses_is_given_up_and_left_to_the_caller() {
    let (_database, work) = counters(1, LONG, LONG);
    let tries = AtomicU32::new(0);
    let lost = work.run_here(|conn, _| {
        tries.fetch_add(1, Ordering::SeqCst);
        number(conn, "update counters set n = n + 1 where id = 1 returning n")?;
        Err::<(), _>(Problem::race_lost())
    });
    assert_eq!(lost.expect_err("lost").status(), 503);
    assert_eq!(tries.load(Ordering::SeqCst), 5);
    assert_eq!(work.run_here(|conn, _| number(conn, "select n from counters where id = 1")).expect("a number"), 0);
}

#[test]
fn a_statement_that_takes_too_long_is_given_up_once_and_its_connection_works_on() {
    let (_database, work) = counters(1, LONG, Duration::from_millis(200));
    let tries = AtomicU32::new(0);
    let late = work.run_here(|conn, _| {
        tries.fetch_add(1, Ordering::SeqCst);
        number(conn, "update counters set n = n + 1 where id = 1 returning n")?;
        sql_query("select pg_sleep(60)").execute(conn)?;
        Ok(())
    });
    assert_eq!(late.expect_err("too late").status(), 503);
    assert_eq!(tries.load(Ordering::SeqCst), 1, "it would take as long again");
    assert_eq!(work.run_here(|conn, _| number(conn, "select n from counters where id = 1")).expect("a number"), 0, "undone");
}

#[actix_web::test]
async fn who_finds_no_place_is_told_when_to_come_back() {
    let (_database, work) = counters(1, Duration::from_millis(300), LONG);
    let (entered, inside) = mpsc::channel();
    let (leave, told) = mpsc::channel::<()>();
    let told = std::sync::Mutex::new(told);
    let held = actix_web::rt::spawn({
        let work = work.clone();
        async move {
            work.run(Isolation::ReadCommitted, move |_, _| {
                entered.send(()).expect("somebody waits");
                let _ = told.lock().expect("one at a time").recv();
                Ok(())
            })
            .await
        }
    });
    actix_web::web::block(move || inside.recv().expect("it is in")).await.expect("a thread");
    assert_eq!(work.use_of_pool().busy, 1);
    let refused = work.run(Isolation::ReadCommitted, |_, _| Ok(())).await.expect_err("no place");
    assert_eq!(refused.status(), 503);
    let answer = refused.answer(&actix_web::test::TestRequest::default().to_http_request());
    assert_eq!(answer.headers().get("retry-after").map(|value| value.as_bytes()), Some(&b"2"[..]));
    leave.send(()).expect("it waits");
    held.await.expect("a task").expect("done");
    work.run(Isolation::ReadCommitted, |_, _| Ok(())).await.expect("there is a place again");
}

#[actix_web::test]
async fn a_caller_is_told_in_the_contract_s_words_that_a_statement_took_too_long() {
    let app = TestApp::start_with(&[("MIGRATIE_STATEMENT_TIMEOUT_MS", "700")]).await;
    let applicant = app.persona("applicant").await;
    let mut other = PgConnection::establish(&owner_url_of(&app.database)).expect("the owner");
    other.batch_execute("begin; lock table requests").expect("locked");
    let refused = applicant.get("/api/v1/requests").await.refused(503, "unavailable");
    assert_eq!(refused.header("retry-after"), "2");
    other.batch_execute("commit").expect("let go");
    applicant.get("/api/v1/requests").await.expect(200);
}
