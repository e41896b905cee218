//! Figures: written by moving them, read by where they stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Int4, Jsonb, Nullable, Text},
};
use serde_json::{Value, json};

use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::rules::{
        contribution::{Moves, Place},
        period::{Period, PeriodKind},
        reason::REASONS,
    },
};

/// Figures moved in one statement.
const AT_ONCE: usize = 5000;

const STAND: &str = "
insert into statistics.cells as x (series, kind, period, cut, key, value)
select d.s, d.k, d.p, d.c, d.y, d.n from jsonb_to_recordset($1) as d (s integer, k text, p date, c integer, y text, n bigint)
 order by d.s, d.k, d.p, d.c, d.y
on conflict (series, kind, period, cut, key) do update set value = x.value + excluded.value";

// What was known later moves by as much. The row of the day itself begins from what was known before it.
const KNOWN: &str = "
with d as materialized (
  select x.id, d.r from jsonb_to_recordset($1) as d (s integer, k text, p date, c integer, y text, r bigint[])
    join statistics.cells x on x.series = d.s and x.kind = d.k and x.period = d.p and x.cut = d.c and x.key = d.y),
later as (
  update statistics.cell_history h set by_reason = statistics.added(h.by_reason, d.r) from d where h.cell_id = d.id and h.known_on > $2)
insert into statistics.cell_history (cell_id, known_on, by_reason)
select d.id, $2, statistics.added(coalesce(b.by_reason, '{}'::bigint[]), d.r) from d
  left join lateral (select h.by_reason from statistics.cell_history h
                      where h.cell_id = d.id and h.known_on <= $2 order by h.known_on desc limit 1) b on true
on conflict (cell_id, known_on) do update set by_reason = excluded.by_reason";

fn place(place: &Place) -> Value {
    let Place { series, period, cut, key } = place;
    json!({ "s": series, "k": period.kind.code(), "p": period.first, "c": cut, "y": key })
}

/// Moves figures, and what is known of them from each day on.
pub fn apply(conn: &mut PgConnection, moves: &Moves) -> Result<(), Problem> {
    for (known_on, known) in moves {
        let places: Vec<(&Place, &[i64; REASONS])> = known.iter().collect();
        for part in places.chunks(AT_ONCE) {
            let (mut stand, mut by_reason) = (Vec::new(), Vec::new());
            for (at, by) in part {
                let (mut one, mut other) = (place(at), place(at));
                one["n"] = by.iter().sum::<i64>().into();
                other["r"] = json!(by);
                stand.push(one);
                by_reason.push(other);
            }
            prepared(sql(STAND).bind::<Jsonb, _>(Value::Array(stand))).execute(conn)?;
            prepared(sql(KNOWN).bind::<Jsonb, _>(Value::Array(by_reason)).bind::<Date, _>(known_on)).execute(conn)?;
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct CellRow {
    #[diesel(sql_type = Date)]
    period: NaiveDate,
    #[diesel(sql_type = Int4)]
    cut: i32,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Array<BigInt>)]
    by_reason: Vec<i64>,
}

/// Figures of a series by period, cut and key, each by reason.
pub type Read = BTreeMap<(NaiveDate, i32, String), [i64; REASONS]>;

/// Which figures are read.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The series.
    pub series: i32,
    /// Weeks or months.
    pub kind: PeriodKind,
    /// The first days of the periods.
    pub periods: &'a [Period],
    /// The tables.
    pub cuts: &'a [i32],
}

const NOW: &str = "
select c.period, c.cut, c.key, array[c.value] as by_reason from statistics.cells c
 where c.series = $1 and c.kind = $2 and c.period = any($3) and c.cut = any($4) and c.value <> 0";

const THEN: &str = "
select c.period, c.cut, c.key, h.by_reason from statistics.cells c
 cross join lateral (select h.by_reason from statistics.cell_history h
                      where h.cell_id = c.id and h.known_on <= $5 order by h.known_on desc limit 1) h
 where c.series = $1 and c.kind = $2 and c.period = any($3) and c.cut = any($4)";

/// Figures as they stand, or as they were known at the end of a day. As they stand, the reasons are not told apart.
pub fn read(conn: &mut PgConnection, wanted: &Wanted<'_>, known_on: Option<NaiveDate>) -> Result<Read, Problem> {
    let days: Vec<NaiveDate> = wanted.periods.iter().map(|period| period.first).collect();
    let rows: Vec<CellRow> = match known_on {
        None => prepared(
            sql(NOW)
                .bind::<Int4, _>(wanted.series)
                .bind::<Text, _>(wanted.kind.code())
                .bind::<Array<Date>, _>(days)
                .bind::<Array<Int4>, _>(wanted.cuts),
        )
        .load(conn)?,
        Some(day) => prepared(
            sql(THEN)
                .bind::<Int4, _>(wanted.series)
                .bind::<Text, _>(wanted.kind.code())
                .bind::<Array<Date>, _>(days)
                .bind::<Array<Int4>, _>(wanted.cuts)
                .bind::<Date, _>(day),
        )
        .load(conn)?,
    };
    let mut read = Read::new();
    for row in rows {
        // A row from before a reason was thought of has none of it.
        let mut by_reason = [0; REASONS];
        by_reason.iter_mut().zip(&row.by_reason).for_each(|(by, known)| *by = *known);
        read.insert((row.period, row.cut, row.key), by_reason);
    }
    Ok(read)
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = Nullable<Date>)]
    first: Option<NaiveDate>,
}

/// The first period of which a series has a figure.
pub fn first_period(conn: &mut PgConnection, series: i32, kind: PeriodKind) -> Result<Option<NaiveDate>, Problem> {
    let found: First = prepared(
        sql("select min(period) as first from statistics.cells where series = $1 and kind = $2")
            .bind::<Int4, _>(series)
            .bind::<Text, _>(kind.code()),
    )
    .get_result(conn)?;
    Ok(found.first)
}

/// Forgets every figure, before everything is counted again.
pub fn forget_all(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("delete from statistics.cell_history")).execute(conn)?;
    prepared(sql("delete from statistics.cells")).execute(conn)?;
    Ok(())
}
