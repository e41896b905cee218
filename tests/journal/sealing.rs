use std::{process::Command, sync::Arc};

use chrono::Duration;
use diesel::{Connection, RunQueryDsl, connection::SimpleConnection};
use futures_util::future::join_all;
use migratie::{
    journal::{
        keys::PublicKeys,
        sealer::{Sealer, seal_batch},
        verify::{DatabaseCheck, verify_database},
    },
    kernel::keys::{KeyRing, Origin, Renewed},
};

use super::{assert_clean, superuser, verify};
use crate::support::{TestApp, program_url, run_folder};

const UNSEALED: &str = "select count(*) from journal.entries e where not exists
                          (select from journal.seal_members m where m.entry_id = e.id)";

#[actix_web::test]
async fn what_is_committed_while_the_sealer_runs_is_sealed_all_of_it_once() {
    let app = TestApp::start().await;
    let callers = [app.persona("applicant").await, app.persona("head").await, app.persona("auditor").await];
    let calls = join_all((0..60).map(|number| callers[number % 3].get("/api/v1/sessions/current")));
    let seals = async {
        let mut made = 0;
        for _ in 0..30 {
            made += app.seal().await;
            tokio::task::yield_now().await;
        }
        made
    };
    let (answers, made) = futures_util::join!(calls, seals);
    assert!(answers.iter().all(|answer| answer.status == 200));
    app.seal().await;
    assert!(made > 1, "entries came between seals");
    assert_eq!(app.number(UNSEALED), 0);
    assert_eq!(app.number("select count(*) from journal.unsealed"), 0);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn an_entry_that_commits_late_is_in_the_next_seal() {
    let app = TestApp::start().await;
    app.seal().await;
    // Older than everything that is sealed meanwhile, and not yet committed.
    let late = uuid::Uuid::from_u128(1);
    let mut slow = superuser(&app);
    let begun = format!(
        "begin; insert into journal.entries (id, at, actor_kind, operation, outcome) values ('{late}', '{}', 'System', 'slow', 'Done')",
        app.clock.now().to_rfc3339()
    );
    slow.batch_execute(&begun).unwrap();
    app.persona("applicant").await.get("/api/v1/sessions/current").await.expect(200);
    assert_eq!(app.seal().await, 1);
    let sealed = format!("select count(*) from journal.seal_members where entry_id = '{late}'");
    assert_eq!(app.number(&sealed), 0);
    slow.batch_execute("commit").unwrap();
    assert_eq!(app.seal().await, 1);
    assert_eq!(app.number(&sealed), 1);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn of_many_sealers_at_once_one_seals_at_a_time() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    for _ in 0..5 {
        caller.get("/api/v1/sessions/current").await.expect(200);
        let sealers = (0..4).map(|_| Sealer::new(app.platform.door.work().clone(), app.platform.keys.clone()));
        let made =
            join_all(sealers.map(|sealer| async move { sealer.seal_waiting().await.expect("a sealer that waits its turn") }))
                .await;
        assert_eq!(made.iter().sum::<usize>(), 1, "{made:?}");
    }
    assert_eq!(app.number("select max(number) - count(*) from journal.seals"), 0, "no gap");
    assert_eq!(app.number(UNSEALED), 0);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn a_seal_holds_a_thousand_entries_at_most_and_the_rest_follow_at_once() {
    let app = TestApp::start().await;
    app.seal().await;
    app.tamper(&format!(
        "insert into journal.entries (id, at, actor_kind, operation, outcome)
         select gen_random_uuid(), '{}', 'System', 'many', 'Done' from generate_series(1, 2300)",
        app.clock.now().to_rfc3339()
    ));
    assert_eq!(app.seal().await, 3);
    assert_eq!(app.number("select max(entries) from journal.seals"), 1000);
    assert_eq!(app.number(UNSEALED), 0);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn a_sealer_that_is_broken_off_before_its_commit_has_sealed_nothing() {
    let app = TestApp::start().await;
    app.seal().await;
    app.persona("applicant").await;
    let waiting = app.number("select count(*) from journal.unsealed");
    let (seals, messages) = ("select count(*) from journal.seals", "select count(*) from outbox where kind = 'mlog.batch'");
    let before = (app.number(seals), app.number(messages));
    let keys = app.platform.keys.clone();
    let broken = app.platform.door.work().run_here(move |conn, now| {
        seal_batch(conn, now, &keys)?.expect("something waits");
        Err::<(), _>(migratie::kernel::problem::Problem::not_found())
    });
    assert!(broken.is_err());
    assert_eq!((app.number(seals), app.number(messages)), before);
    assert_eq!(app.number("select count(*) from journal.unsealed"), waiting);
    assert_eq!(app.seal().await, 1);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn a_program_killed_between_seal_and_commit_loses_nothing_and_lets_the_lock_go() {
    let app = TestApp::start().await;
    let run = |crash: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_migratie"));
        command
            .args(["journal", "seal"])
            .env("MIGRATIE_MODE", "development")
            .env("DATABASE_URL", program_url(&app.database))
            .env("MIGRATIE_KEYS_DIR", run_folder().join("keys"));
        if let Some(crash) = crash {
            command.env("MIGRATIE_CRASH_AT", crash);
        }
        command.output().expect("the program")
    };
    let killed = run(Some("seal-written:1"));
    assert!(killed.status.code().is_none(), "it was to be killed: {}", String::from_utf8_lossy(&killed.stderr));
    assert_eq!(app.number("select count(*) from journal.seals"), 0);
    assert!(app.number("select count(*) from journal.unsealed") > 0);
    // Its connection is gone as soon as PostgreSQL notices; then the lock is, too.
    while app.number(
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
                       where l.locktype = 'advisory'",
    ) > 0
    {
        tokio::task::yield_now().await;
    }
    assert_eq!(app.seal().await, 1);
    assert_eq!(app.number(UNSEALED), 0);
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn seals_before_and_after_a_renewal_of_the_key_both_verify() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().unwrap();
    let first = Arc::new(KeyRing::generate(folder.path(), Origin::Development).unwrap());
    let work = app.platform.door.work();
    assert_eq!(Sealer::new(work.clone(), first.clone()).seal_waiting().await.unwrap(), 1);
    let second = Arc::new(KeyRing::rotate(folder.path(), Renewed::JournalRoots).unwrap());
    app.persona("applicant").await;
    assert_eq!(Sealer::new(work.clone(), second.clone()).seal_waiting().await.unwrap(), 1);
    assert_eq!(app.number("select count(distinct key_id) from journal.seals"), 2);
    let verified = |ring: &KeyRing| {
        let keys = PublicKeys::of(ring.journal());
        let check = DatabaseCheck { keys: &keys, now: app.clock.now(), blobs: None, mirrored: None };
        verify_database(&mut superuser(&app), &check).unwrap()
    };
    assert_clean(&verified(&second));
    assert_eq!(verified(&first).found, 1, "the older ring does not know the newer key");
}

#[actix_web::test]
async fn an_entry_unsealed_after_a_minute_is_found() {
    let app = TestApp::start().await;
    app.seal().await;
    app.persona("applicant").await;
    assert_clean(&verify(&app));
    app.clock.advance(Duration::seconds(61));
    let report = verify(&app);
    assert_eq!(report.found, app.number(UNSEALED).unsigned_abs());
    assert!(
        report.found > 0 && report.findings.iter().all(|finding| finding.what == migratie::journal::finding::What::EntryUnsealed)
    );
    app.seal().await;
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn an_entry_that_does_not_even_wait_is_found_at_once() {
    let app = TestApp::start().await;
    app.seal().await;
    let mut conn = superuser(&app);
    conn.test_transaction::<_, diesel::result::Error, _>(|conn| {
        conn.batch_execute(&format!(
            "set session_replication_role = replica;
             insert into journal.entries (id, at, actor_kind, operation, outcome)
             values (gen_random_uuid(), '{}', 'System', 'sneaked in', 'Done')",
            app.clock.now().to_rfc3339()
        ))?;
        assert_eq!(super::verify_on(&app, conn).found, 1);
        diesel::sql_query("select 1").execute(conn)
    });
}
