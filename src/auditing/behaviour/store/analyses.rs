//! Analyses asked for, and the days analysed.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    OptionalExtension, PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Bool, Date, Int4, Nullable, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// Whoever analyses a day holds it.
const LOCK: i64 = 0x6d69_6772_4265_6861;

/// An analysis with how far it is.
#[derive(Debug, Clone, QueryableByName)]
pub struct Analysis {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub asked_by: Option<Uuid>,
    #[diesel(sql_type = Date)]
    pub from_day: NaiveDate,
    #[diesel(sql_type = Date)]
    pub to_day: NaiveDate,
    #[diesel(sql_type = BigInt)]
    pub analysed: i64,
    #[diesel(sql_type = BigInt)]
    pub findings: i64,
}

/// Keeps an analysis; false where the program asked itself for the same days before.
pub fn insert(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    id: Uuid,
    by: Option<Uuid>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<bool, Problem> {
    let insert = sql("insert into behaviour_analyses (id, created_at, asked_by, from_day, to_day) values ($1, $2, $3, $4, $5) \
                      on conflict (from_day, to_day) where asked_by is null do nothing")
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<SqlUuid>, _>(by)
    .bind::<Date, _>(from)
    .bind::<Date, _>(to);
    Ok(prepared(insert).affected(conn)? == 1)
}

macro_rules! analyses {
    ($rest:literal) => {
        concat!(
            "select a.*, coalesce(d.analysed, 0) as analysed, coalesce(d.findings, 0) as findings from behaviour_analyses a \
             left join lateral (select count(*) as analysed, sum(d.findings) as findings from behaviour_days d \
             where d.day between a.from_day and a.to_day) d on true ",
            $rest
        )
    };
}

/// One.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Analysis, Problem> {
    let found = prepared(sql(analyses!("where a.id = $1")).bind::<SqlUuid, _>(id)).get_result(conn).optional()?;
    found.ok_or_else(Problem::not_found)
}

/// A page, the latest first.
pub fn page(conn: &mut PgConnection, after: Option<Uuid>, wanted: i64) -> Result<Vec<Analysis>, Problem> {
    let page = sql(analyses!("where a.id < $1 order by a.id desc limit $2"));
    Ok(prepared(page.bind::<SqlUuid, _>(after.unwrap_or(Uuid::max())).bind::<BigInt, _>(wanted)).load(conn)?)
}

/// Takes a day for this analysis: false where it is analysed, or another is at it and has done so when this returns.
pub fn take(conn: &mut PgConnection, now: DateTime<Utc>, day: NaiveDate, analysis: Uuid, told: Told) -> Result<bool, Problem> {
    let take = sql("insert into behaviour_days (day, analysed_at, analysis_id, accounts, readings, findings) \
                    values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
    .bind::<Date, _>(day)
    .bind::<Timestamptz, _>(now)
    .bind::<SqlUuid, _>(analysis)
    .bind::<Int4, _>(told.accounts)
    .bind::<Int4, _>(told.readings)
    .bind::<Int4, _>(told.findings);
    Ok(prepared(take).affected(conn)? == 1)
}

/// What a day gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Accounts that read.
    pub accounts: i32,
    /// Persons seen in entries.
    pub readings: i32,
    /// Findings.
    pub findings: i32,
}

#[derive(QueryableByName)]
struct OneDay {
    #[diesel(sql_type = Nullable<Date>)]
    day: Option<NaiveDate>,
}

/// The days from one to another that are not analysed, in order; where it is said so, without those that the program asked for already. Days
/// before the journal began have nothing to analyse.
pub fn missing(conn: &mut PgConnection, from: NaiveDate, to: NaiveDate, unasked: bool) -> Result<Vec<NaiveDate>, Problem> {
    let missing: Vec<OneDay> = prepared(
        sql("select g::date as day from generate_series($1::timestamp, $2::timestamp, interval '1 day') g
              where not exists (select from behaviour_days d where d.day = g::date)
                and not ($3 and exists (select from behaviour_analyses a
                                         where a.asked_by is null and a.from_day = g::date and a.to_day = g::date))
                and g >= (select (min(at) at time zone 'Europe/Chisinau')::date from journal.entries) order by 1")
        .bind::<Date, _>(from)
        .bind::<Date, _>(to)
        .bind::<Bool, _>(unasked),
    )
    .load(conn)?;
    Ok(missing.into_iter().filter_map(|row| row.day).collect())
}

/// What a whole day of the journal asks of the database takes longer than any call may: nobody waits for the answer.
pub fn with_patience(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("select set_config('statement_timeout', '90s', true)")).execute(conn)?;
    Ok(())
}

/// Days are analysed one at a time, also by several copies of the program: what was found on one is not found again on the next.
pub fn one_at_a_time(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(LOCK)).execute(conn)?;
    Ok(())
}

/// Whether a day is analysed.
pub fn is_analysed(conn: &mut PgConnection, day: NaiveDate) -> Result<bool, Problem> {
    let last = sql("select max(day) as day from behaviour_days where day = $1").bind::<Date, _>(day);
    Ok(prepared(last).get_result::<OneDay>(conn)?.day.is_some())
}
