//! The filling itself: batches by COPY over several connections, each batch one transaction that says that it is written.

use std::{
    collections::HashSet,
    fmt,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use anyhow::{Context, ensure};
use chrono::Utc;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::BigInt,
};

use super::{
    aside,
    dossiers::Dossiers,
    figures, ledger, officers,
    people::{People, Span},
    tables::{Batch, TABLES},
};
use crate::platform::Platform;

/// Requests a person.
pub const REQUESTS_EACH: u64 = 3;
/// The step of the ledger that says that all records are there, with their indexes.
const RECORDS: &str = "records";

/// How much is filled, and how.
#[derive(Debug, Clone)]
pub struct Size {
    /// Persons.
    pub persons: u64,
    /// Persons a batch.
    pub batch: u64,
    /// Connections.
    pub workers: usize,
}

/// What was filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Persons.
    pub persons: u64,
    /// Requests.
    pub requests: u64,
}

impl Filled {
    /// With so many persons.
    pub fn of(persons: u64) -> Self {
        Self { persons, requests: persons * REQUESTS_EACH }
    }
}

impl fmt::Display for Filled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} synthetic persons and {} requests", self.persons, self.requests)
    }
}

/// Refuses while a program serves from the database: meanwhile it would find neither indexes nor history.
pub fn refuse_company(owner_url: &str) -> anyhow::Result<()> {
    #[derive(QueryableByName)]
    struct Others {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = &mut PgConnection::establish(owner_url)?;
    let others: Others = sql_query(
        "select count(*) as n from pg_stat_activity
          where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()",
    )
    .get_result(conn)?;
    ensure!(others.n == 0, "{} other connections use this database; stop the program first", others.n);
    Ok(())
}

/// Fills a database that has its reference data. Goes on where an earlier filling was interrupted.
pub fn fill(platform: &Platform, owner_url: &str, size: &Size) -> anyhow::Result<Filled> {
    let conn = &mut aside::connect(owner_url)?;
    ledger::open(conn)?;
    let ledger = ledger::begin(conn, size, Utc::now())?;
    let (persons, batch) = (ledger.persons as u64, ledger.batch as u64);
    let people = People { count: persons, span: Span::before(ledger.began_at) };
    let dossiers = Dossiers {
        count: persons * REQUESTS_EACH,
        people,
        offices: officers::offices(platform)?,
        applicant: officers::applicant(platform)?,
    };
    let filling = Filling { owner_url, workers: size.workers, batch, began: Instant::now() };
    if ledger::written(conn, RECORDS)?.is_empty() {
        aside::set_aside(conn)?;
        filling.step(conn, "persons", persons, &|number, rows| people.write(number, rows))?;
        filling.step(conn, "requests", persons, &|number, rows| {
            (0..REQUESTS_EACH).for_each(|nth| dossiers.write(number * REQUESTS_EACH + nth, rows));
        })?;
        aside::bring_back(owner_url, size.workers, &|what| filling.tell(what))?;
        // Keys came round the triggers that enter names where persons are searched.
        filling.tell("names to search by");
        conn.batch_execute("select fill_name_entries()")?;
        filling.tell("vacuum and statistics");
        TABLES
            .iter()
            .chain(&["person_name_entries", "name_words"])
            .try_for_each(|table| conn.batch_execute(&format!("vacuum (analyze) {table}")))?;
        ledger::write(conn, RECORDS, 0)?;
    }
    figures::make(conn, &platform.figures, &|what| filling.tell(what))?;
    // The journal says that this is a synthetic world; its rows came by COPY and have neither entries nor history of their own.
    platform
        .door
        .by_system_here("fillDemo", |unit| {
            unit.wrote("Demo", format!("{persons} persons"));
            Ok(())
        })
        .context("the journal's entry")?;
    ledger::close(conn)?;
    filling.tell("filled");
    Ok(Filled::of(persons))
}

struct Filling<'a> {
    owner_url: &'a str,
    workers: usize,
    batch: u64,
    began: Instant,
}

impl Filling<'_> {
    #[allow(clippy::print_stderr)] // progress is for whoever waits
    fn tell(&self, what: &str) {
        eprintln!("{:>7.1} s  {what}", self.began.elapsed().as_secs_f64());
    }

    /// Writes what is missing of one step: things 0 to `count`, a batch a transaction.
    fn step(
        &self,
        conn: &mut PgConnection,
        step: &str,
        count: u64,
        write: &(dyn Fn(u64, &mut Batch) + Sync),
    ) -> anyhow::Result<()> {
        let written: HashSet<u64> = ledger::written(conn, step)?.into_iter().collect();
        let batches = count.div_ceil(self.batch);
        let left = Mutex::new((0..batches).filter(|number| !written.contains(number)).rev().collect::<Vec<_>>());
        let done = AtomicU64::new(written.len() as u64);
        let next = || left.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        std::thread::scope(|scope| {
            let writers: Vec<_> = (0..self.workers)
                .map(|_| {
                    scope.spawn(|| -> anyhow::Result<()> {
                        let conn = &mut aside::connect(self.owner_url)?;
                        while let Some(number) = next() {
                            let mut rows = Batch::default();
                            (number * self.batch..((number + 1) * self.batch).min(count)).for_each(|one| write(one, &mut rows));
                            conn.transaction(|conn| {
                                rows.send(conn)?;
                                ledger::write(conn, step, number)
                            })?;
                            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                            if done.is_multiple_of(batches.div_ceil(20).max(1)) || done == batches {
                                self.tell(&format!("{step}: {} of {batches} batches", done));
                            }
                        }
                        Ok(())
                    })
                })
                .collect();
            writers.into_iter().try_for_each(|writer| writer.join().map_err(|_| anyhow::anyhow!("a writer broke off"))?)
        })
    }
}
