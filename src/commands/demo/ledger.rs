//! What was filled, and how far: kept beside the data in a schema of its own, which also marks the database for ever as synthetic.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{BigInt, Text, Timestamptz},
};

use super::fill::{Filled, Size};

/// One filler at a time.
const LOCK: i64 = 0x0064_656d_6f6c;

/// The filling of a database, under way or done.
#[derive(Debug, Clone, QueryableByName)]
pub struct Ledger {
    /// How many persons it is about.
    #[diesel(sql_type = BigInt)]
    pub persons: i64,
    /// Persons a batch.
    #[diesel(sql_type = BigInt)]
    pub batch: i64,
    /// When it began: the present of the synthetic world.
    #[diesel(sql_type = Timestamptz)]
    pub began_at: DateTime<Utc>,
    /// Filling or Filled.
    #[diesel(sql_type = Text)]
    pub state: String,
}

#[derive(QueryableByName)]
struct Batch {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Exists {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    exists: bool,
}

/// Makes the ledger's tables and waits for nobody: a second filler is refused.
pub fn open(conn: &mut PgConnection) -> anyhow::Result<()> {
    let lock: Exists = sql_query(format!("select pg_try_advisory_lock({LOCK}) as exists")).get_result(conn)?;
    anyhow::ensure!(lock.exists, "somebody else is filling this database");
    conn.batch_execute(
        "create schema if not exists demo;
         comment on schema demo is 'This database holds synthetic persons (migratie demo). It never serves people.';
         create table if not exists demo.fillings (persons bigint not null, batch bigint not null, began_at timestamptz not null,
           state text not null check (state in ('Filling', 'Filled')), one boolean primary key default true check (one));
         create table if not exists demo.batches (step text not null, number bigint not null, primary key (step, number));
         create table if not exists demo.set_aside (position integer primary key, relation text not null, kind text not null,
           bring_back text not null)",
    )?;
    Ok(())
}

/// The filling as it stands, begun where there is none.
pub fn begin(conn: &mut PgConnection, size: &Size, now: DateTime<Utc>) -> anyhow::Result<Ledger> {
    if let Some(ledger) = read(conn)? {
        anyhow::ensure!(
            ledger.state != "Filled",
            "it is filled already, with {} persons; another world needs another database",
            ledger.persons
        );
        anyhow::ensure!(
            ledger.persons == size.persons as i64,
            "a filling with {} persons was interrupted; go on with --scale {}",
            ledger.persons,
            ledger.persons / 1000
        );
        return Ok(ledger);
    }
    sql_query("insert into demo.fillings (persons, batch, began_at, state) values ($1, $2, $3, 'Filling')")
        .bind::<BigInt, _>(size.persons as i64)
        .bind::<BigInt, _>(size.batch as i64)
        .bind::<Timestamptz, _>(now)
        .execute(conn)?;
    read(conn)?.context("the ledger is gone")
}

fn read(conn: &mut PgConnection) -> anyhow::Result<Option<Ledger>> {
    use diesel::OptionalExtension;
    Ok(sql_query("select persons, batch, began_at, state from demo.fillings").get_result(conn).optional()?)
}

/// Batches of a step that are written already.
pub fn written(conn: &mut PgConnection, step: &str) -> anyhow::Result<Vec<u64>> {
    let rows: Vec<Batch> = sql_query("select number from demo.batches where step = $1").bind::<Text, _>(step).load(conn)?;
    Ok(rows.into_iter().map(|batch| batch.number as u64).collect())
}

/// A batch is written; in the batch's own transaction.
pub fn write(conn: &mut PgConnection, step: &str, number: u64) -> diesel::QueryResult<()> {
    sql_query("insert into demo.batches (step, number) values ($1, $2)")
        .bind::<Text, _>(step)
        .bind::<BigInt, _>(number as i64)
        .execute(conn)
        .map(|_| ())
}

/// Everything is written.
pub fn close(conn: &mut PgConnection) -> anyhow::Result<()> {
    conn.batch_execute("update demo.fillings set state = 'Filled'; truncate demo.batches")?;
    Ok(())
}

/// What a database was filled with.
pub fn told(owner_url: &str) -> anyhow::Result<Option<Filled>> {
    let conn = &mut PgConnection::establish(owner_url)?;
    let exists: Exists = sql_query("select to_regclass('demo.fillings') is not null as exists").get_result(conn)?;
    if !exists.exists {
        return Ok(None);
    }
    Ok(read(conn)?.filter(|ledger| ledger.state == "Filled").map(|ledger| Filled::of(ledger.persons as u64)))
}
