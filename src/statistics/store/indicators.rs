//! Versions of indicators, and how far their figures have been made. Nothing here is personal data.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, PgConnection,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Int4, Jsonb, Nullable, Text, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::{
        rules::{contribution::Counted, fact::Subject, indicator::Indicator},
        schema::indicator_versions as t,
    },
};

/// What has become of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum IndicatorState {
    /// Its figures are being made from all records.
    Building,
    /// It answers.
    Published,
    /// Given up.
    Withdrawn,
}

/// A version as it is kept.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::statistics::schema::indicator_versions, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "the columns")]
pub struct IndicatorRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub code: String,
    pub number: i32,
    pub series: i32,
    state: String,
    definition: Value,
    pub created_by: Option<Uuid>,
    pub withdrawal_reason: Option<String>,
}

impl IndicatorRow {
    /// What has become of it.
    pub fn state(&self) -> IndicatorState {
        match self.state.as_str() {
            "Building" => IndicatorState::Building,
            "Withdrawn" => IndicatorState::Withdrawn,
            _ => IndicatorState::Published,
        }
    }

    /// What it says.
    pub fn definition(&self) -> Result<Indicator, Problem> {
        serde_json::from_value(self.definition.clone())
            .map_err(|error| Problem::internal(format!("indicator {}/{}: {error}", self.code, self.number)))
    }
}

/// A series that is counted, and how far its figures have been made.
#[derive(Debug, Clone)]
pub struct Series {
    /// What is counted.
    pub counted: Counted,
    /// Every subject up to here is in its figures.
    pub built_to: Option<Uuid>,
    /// Every subject is.
    pub done: bool,
}

impl Series {
    /// Whether a subject is in its figures, so that a change of it moves them.
    pub fn covers(&self, subject: Uuid) -> bool {
        self.done || self.built_to.is_some_and(|to| subject <= to)
    }

    /// What kind of subject it counts.
    pub const fn subject(&self) -> Subject {
        self.counted.indicator.subject
    }
}

#[derive(QueryableByName)]
struct SeriesRow {
    #[diesel(sql_type = Int4)]
    series: i32,
    #[diesel(sql_type = Jsonb)]
    definition: Value,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    built_to: Option<Uuid>,
    #[diesel(sql_type = Bool)]
    done: bool,
}

/// Every series that is counted.
pub fn counted(conn: &mut PgConnection) -> Result<Vec<Series>, Problem> {
    let rows: Vec<SeriesRow> = prepared(sql("select i.series, i.definition, b.built_to, coalesce(b.done, false) as done
           from indicator_versions i left join statistics.builds b using (series)
          where i.state <> 'Withdrawn' order by i.series"))
    .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let indicator: Indicator = serde_json::from_value(row.definition).map_err(Problem::internal)?;
            Ok(Series { counted: Counted::new(row.series, indicator), built_to: row.built_to, done: row.done })
        })
        .collect()
}

/// Says how far these series have come.
pub fn built(conn: &mut PgConnection, series: &[i32], subject: Subject, to: Option<Uuid>, done: bool) -> Result<(), Problem> {
    prepared(
        sql("insert into statistics.builds as b (series, subject, built_to, done)
             select s, $2, $3, $4 from unnest($1) as s
             on conflict (series) do update set built_to = coalesce(excluded.built_to, b.built_to), done = excluded.done")
        .bind::<Array<Int4>, _>(series)
        .bind::<Text, _>(subject.code())
        .bind::<Nullable<SqlUuid>, _>(to)
        .bind::<Bool, _>(done),
    )
    .execute(conn)?;
    Ok(())
}

/// Every series is to be made again.
pub fn begin_again(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("update statistics.builds set built_to = null, done = false")).execute(conn)?;
    Ok(())
}

/// Changes of indicators look at each other: they go one after the other.
pub fn take_turn(conn: &mut PgConnection) -> Result<(), Problem> {
    const TURN: i64 = 0x696e_6469_6361_746f;
    prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(TURN)).execute(conn)?;
    Ok(())
}

/// Every version of every indicator, the latest of each first.
pub fn all(conn: &mut PgConnection) -> Result<Vec<IndicatorRow>, Problem> {
    Ok(t::table.order((t::code, t::number.desc())).select(IndicatorRow::as_select()).load(conn)?)
}

/// The versions of one indicator, the latest first.
pub fn versions(conn: &mut PgConnection, code: &str) -> Result<Vec<IndicatorRow>, Problem> {
    Ok(t::table.filter(t::code.eq(code)).order(t::number.desc()).select(IndicatorRow::as_select()).load(conn)?)
}

/// One version, kept from others until this unit of work ends.
pub fn find_to_change(conn: &mut PgConnection, code: &str, number: i32) -> Result<IndicatorRow, Problem> {
    t::table
        .filter(t::code.eq(code))
        .filter(t::number.eq(number))
        .select(IndicatorRow::as_select())
        .for_update()
        .first(conn)
        .optional()?
        .ok_or_else(Problem::not_found)
}

#[derive(QueryableByName)]
struct Next {
    #[diesel(sql_type = Int4)]
    series: i32,
}

/// Writes a version; its figures are made by the worker.
pub fn insert(unit: &mut Unit<'_>, indicator: &Indicator, number: i32) -> Result<IndicatorRow, Problem> {
    let next: Next = prepared(sql("select nextval('statistics.series')::integer as series")).get_result(unit.conn)?;
    let row = diesel::insert_into(t::table)
        .values((
            t::id.eq(Uuid::now_v7()),
            t::created_at.eq(unit.now),
            t::updated_at.eq(unit.now),
            t::code.eq(&indicator.code),
            t::number.eq(number),
            t::series.eq(next.series),
            t::state.eq("Building"),
            t::definition.eq(serde_json::to_value(indicator).map_err(Problem::internal)?),
            t::created_by.eq((!unit.caller.account.is_nil()).then_some(unit.caller.account)),
        ))
        .returning(IndicatorRow::as_returning())
        .get_result(unit.conn)?;
    built(unit.conn, &[next.series], indicator.subject, None, false)?;
    unit.wrote("IndicatorVersion", name(&row));
    Ok(row)
}

/// The figures of these series are made: they answer from now on.
pub fn publish(unit: &mut Unit<'_>, series: &[i32]) -> Result<(), Problem> {
    let rows: Vec<IndicatorRow> = diesel::update(t::table.filter(t::series.eq_any(series)).filter(t::state.eq("Building")))
        .set(t::state.eq("Published"))
        .returning(IndicatorRow::as_returning())
        .load(unit.conn)?;
    for row in &rows {
        unit.wrote("IndicatorVersion", name(row));
    }
    for row in &rows {
        // What they counted stays as it was; only the latest is counted on, whichever was made first.
        let answering = t::table.filter(t::code.eq(&row.code)).filter(t::state.eq("Published"));
        let latest: Option<i32> = answering.select(diesel::dsl::max(t::number)).first(unit.conn)?;
        let latest = latest.unwrap_or(row.number);
        let replaced: Vec<IndicatorRow> = diesel::update(answering.filter(t::number.lt(latest)))
            .set((t::state.eq("Withdrawn"), t::withdrawal_reason.eq(format!("Înlocuit de versiunea {latest}"))))
            .returning(IndicatorRow::as_returning())
            .load(unit.conn)?;
        for row in &replaced {
            unit.wrote("IndicatorVersion", name(row));
        }
    }
    Ok(())
}

/// Gives a version up.
pub fn withdraw(unit: &mut Unit<'_>, id: Uuid, reason: &str) -> Result<IndicatorRow, Problem> {
    let row = diesel::update(t::table.find(id))
        .set((t::state.eq("Withdrawn"), t::withdrawal_reason.eq(reason)))
        .returning(IndicatorRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("IndicatorVersion", name(&row));
    Ok(row)
}

/// How the journal names a version.
pub fn name(row: &IndicatorRow) -> String {
    format!("{}/{}", row.code, row.number)
}
