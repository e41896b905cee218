//! Versions of indicators, and how far their figures have been made. Nothing here is personal data.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, PgConnection,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
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
    created_by: Option<Uuid>,
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

    /// Whether it came with the program.
    pub const fn is_shipped(&self) -> bool {
        self.created_by.is_none()
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

/// Every series that is counted, those among them that are made again beside what stands.
pub fn counted(conn: &mut PgConnection) -> Result<Vec<Series>, Problem> {
    let rows: Vec<SeriesRow> = prepared(sql("select i.series, i.definition, b.built_to, coalesce(b.done, false) as done
           from indicator_versions i left join statistics.builds b using (series)
          where i.state <> 'Withdrawn'
         union all
         select b.series, i.definition, b.built_to, b.done
           from statistics.builds b join indicator_versions i on i.series = b.replaces
          where b.retired_at is null and i.state = 'Published'
          order by 1"))
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

/// Every version that answers is made again under a number of its own; one that is being made again goes on. Says how many there are.
pub fn begin_beside(conn: &mut PgConnection) -> Result<usize, Problem> {
    Ok(prepared(sql("insert into statistics.builds (series, subject, replaces)
         select nextval('statistics.series')::integer, b.subject, b.series
           from indicator_versions i join statistics.builds b using (series)
          where i.state = 'Published'
            and not exists (select from statistics.builds o where o.replaces = b.series and o.retired_at is null)"))
    .affected(conn)?)
}

#[derive(QueryableByName)]
struct Swap {
    #[diesel(sql_type = Int4)]
    series: i32,
    #[diesel(sql_type = Int4)]
    replaces: i32,
}

/// What was made again takes the place of what stood, which is taken away later.
pub fn take_place(unit: &mut Unit<'_>, series: &[i32]) -> Result<(), Problem> {
    let swaps: Vec<Swap> = prepared(
        sql("select series, replaces from statistics.builds where series = any($1) and replaces is not null and retired_at is null")
            .bind::<Array<Int4>, _>(series),
    )
    .load(unit.conn)?;
    for swap in swaps {
        let taken: Option<IndicatorRow> =
            diesel::update(t::table.filter(t::series.eq(swap.replaces)).filter(t::state.eq("Published")))
                .set(t::series.eq(swap.series))
                .returning(IndicatorRow::as_returning())
                .get_result(unit.conn)
                .optional()?;
        if let Some(row) = &taken {
            unit.wrote("IndicatorVersion", name(row));
        }
        // Who was withdrawn meanwhile keeps the figures that it had.
        let gone = if taken.is_some() { swap.replaces } else { swap.series };
        prepared(
            sql("update statistics.builds set replaces = null, retired_at = case when series = $2 then $3 end where series in ($1, $2)")
                .bind::<Int4, _>(swap.series)
                .bind::<Int4, _>(gone)
                .bind::<Timestamptz, _>(unit.now),
        )
        .execute(unit.conn)?;
    }
    Ok(())
}

/// Takes away some figures that stand for nothing any more; false where there are none. A copy of the program may have known the number
/// that was replaced a moment longer, so that they stay for a minute.
pub fn sweep(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<bool, Problem> {
    prepared(
        sql("update statistics.builds b set retired_at = $1
              where b.replaces is not null and b.retired_at is null
                and not exists (select from indicator_versions i where i.series = b.replaces and i.state = 'Published')")
        .bind::<Timestamptz, _>(now),
    )
    .execute(conn)?;
    let gone = prepared(
        sql("with gone as (select c.id from statistics.cells c
                            where c.series in (select series from statistics.builds where retired_at < $1 - interval '1 minute')
                            limit 2000 for update skip locked),
                  known as (delete from statistics.cell_history h using gone where h.cell_id = gone.id)
             delete from statistics.cells c using gone where c.id = gone.id")
        .bind::<Timestamptz, _>(now),
    )
    .affected(conn)?;
    if gone == 0 {
        prepared(
            sql("delete from statistics.builds b where b.retired_at < $1 - interval '1 minute'
                    and not exists (select from statistics.cells c where c.series = b.series)")
            .bind::<Timestamptz, _>(now),
        )
        .execute(conn)?;
    }
    Ok(gone > 0)
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
        // What they counted stays as it was; only the latest is counted on, also where an earlier one was finished after it.
        let published: Vec<IndicatorRow> = t::table
            .filter(t::code.eq(&row.code))
            .filter(t::state.eq("Published"))
            .order(t::number.desc())
            .select(IndicatorRow::as_select())
            .for_update()
            .load(unit.conn)?;
        let Some((latest, before)) = published.split_first() else { continue };
        for one in before {
            let n = latest.number;
            withdraw(unit, one.id, &format!("Înlocuit de versiunea {n} / Заменено версией {n} / Replaced by version {n}"))?;
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
