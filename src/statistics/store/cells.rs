//! Figures: written by moving them, read by where they stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Bool, Date, Int4, Nullable, Text},
};

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
select d.* from unnest($1, $2, $3, $4, $5, $6) as d (s, k, p, c, y, n) order by d.s, d.k, d.p, d.c, d.y
on conflict (series, kind, period, cut, key) do update set value = x.value + excluded.value";

// What was known later moves by as much. The row of the day itself begins from what was known before it.
const KNOWN: &str = "
with d as materialized (
  select x.id, array[d.r1, d.r2, d.r3, d.r4, d.r5, d.r6, d.r7, d.r8] as r
    from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as d (s, k, p, c, y, r1, r2, r3, r4, r5, r6, r7, r8)
    join statistics.cells x on x.series = d.s and x.kind = d.k and x.period = d.p and x.cut = d.c and x.key = d.y),
later as (
  update statistics.cell_history h set by_reason = statistics.added(h.by_reason, d.r) from d
   where h.cell_id = d.id and h.known_on > $14)
insert into statistics.cell_history (cell_id, known_on, by_reason)
select d.id, $14, statistics.added(coalesce(b.by_reason, '{}'::bigint[]), d.r) from d
  left join lateral (select h.by_reason from statistics.cell_history h
                      where h.cell_id = d.id and h.known_on <= $14 order by h.known_on desc limit 1) b on true
on conflict (cell_id, known_on) do update set by_reason = excluded.by_reason";

/// Moves figures, and what is known of them from each day on.
pub fn apply(conn: &mut PgConnection, moves: &Moves) -> Result<(), Problem> {
    for (known_on, known) in moves.days() {
        let places: Vec<(&Place, &[i64; REASONS])> = known.iter().collect();
        for part in places.chunks(AT_ONCE) {
            let series: Vec<i32> = part.iter().map(|(place, _)| place.series).collect();
            let kinds: Vec<&str> = part.iter().map(|(place, _)| place.period.kind.code()).collect();
            let periods: Vec<NaiveDate> = part.iter().map(|(place, _)| place.period.first).collect();
            let cuts: Vec<i32> = part.iter().map(|(place, _)| place.cut).collect();
            let keys: Vec<String> = part.iter().map(|(place, _)| moves.key(place.key)).collect();
            let by = |reason: usize| -> Vec<i64> { part.iter().map(|(_, by)| by[reason]).collect() };
            let sums: Vec<i64> = part.iter().map(|(_, by)| by.iter().sum()).collect();
            let placed = |text| {
                sql(text)
                    .bind::<Array<Int4>, _>(&series)
                    .bind::<Array<Text>, _>(&kinds)
                    .bind::<Array<Date>, _>(&periods)
                    .bind::<Array<Int4>, _>(&cuts)
                    .bind::<Array<Text>, _>(&keys)
            };
            prepared(placed(STAND).bind::<Array<BigInt>, _>(&sums)).execute(conn)?;
            prepared(
                placed(KNOWN)
                    .bind::<Array<BigInt>, _>(by(0))
                    .bind::<Array<BigInt>, _>(by(1))
                    .bind::<Array<BigInt>, _>(by(2))
                    .bind::<Array<BigInt>, _>(by(3))
                    .bind::<Array<BigInt>, _>(by(4))
                    .bind::<Array<BigInt>, _>(by(5))
                    .bind::<Array<BigInt>, _>(by(6))
                    .bind::<Array<BigInt>, _>(by(7))
                    .bind::<Date, _>(known_on),
            )
            .execute(conn)?;
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct CellRow {
    #[diesel(sql_type = Bool)]
    waiting: bool,
    #[diesel(sql_type = Nullable<Date>)]
    period: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Int4>)]
    cut: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    key: Option<String>,
    #[diesel(sql_type = Nullable<Array<BigInt>>)]
    by_reason: Option<Vec<i64>>,
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

// Of an array PostgreSQL would count the members, and plan the statement anew each time: one table of one period, which is what is asked for
// most, is planned once.
macro_rules! these {
    (one) => {
        "c.series = $1 and c.kind = $2 and c.period = ($3)[1] and c.cut = ($4)[1]"
    };
    (many) => {
        "c.series = $1 and c.kind = $2 and c.period = any($3) and c.cut = any($4)"
    };
}

// Whether changes wait to be counted is seen in the same statement, so that it is true of these very figures.
macro_rules! now {
    ($many:tt) => {
        concat!(
            "select w.waiting, c.period, c.cut, c.key, case when c.value is not null then array[c.value] end as by_reason
               from (select exists (select from statistics.changes) as waiting) w
               left join statistics.cells c on ",
            these!($many),
            " and c.value <> 0"
        )
    };
}

macro_rules! then {
    ($many:tt) => {
        concat!(
            "select w.waiting, c.period, c.cut, c.key, c.by_reason
               from (select exists (select from statistics.changes) as waiting) w
               left join (select c.period, c.cut, c.key, h.by_reason from statistics.cells c
                           cross join lateral (select h.by_reason from statistics.cell_history h
                                                where h.cell_id = c.id and h.known_on <= $5 order by h.known_on desc limit 1) h
                           where ",
            these!($many),
            ") c on true"
        )
    };
}

/// Figures as they stand, or as they were known at the end of a day, and whether changes wait to be counted in them. As they stand, the
/// reasons are not told apart.
pub fn read(conn: &mut PgConnection, wanted: &Wanted<'_>, known_on: Option<NaiveDate>) -> Result<(Read, bool), Problem> {
    let days: Vec<NaiveDate> = wanted.periods.iter().map(|period| period.first).collect();
    let one = days.len() == 1 && wanted.cuts.len() == 1;
    let rows: Vec<CellRow> = match known_on {
        None => prepared(
            sql(if one { now!(one) } else { now!(many) })
                .bind::<Int4, _>(wanted.series)
                .bind::<Text, _>(wanted.kind.code())
                .bind::<Array<Date>, _>(days)
                .bind::<Array<Int4>, _>(wanted.cuts),
        )
        .load(conn)?,
        Some(day) => prepared(
            sql(if one { then!(one) } else { then!(many) })
                .bind::<Int4, _>(wanted.series)
                .bind::<Text, _>(wanted.kind.code())
                .bind::<Array<Date>, _>(days)
                .bind::<Array<Int4>, _>(wanted.cuts)
                .bind::<Date, _>(day),
        )
        .load(conn)?,
    };
    let waiting = rows.iter().any(|row| row.waiting);
    let mut read = Read::new();
    for row in rows {
        let (Some(period), Some(cut), Some(key), Some(known)) = (row.period, row.cut, row.key, row.by_reason) else { continue };
        // A row from before a reason was thought of has none of it.
        let mut by_reason = [0; REASONS];
        by_reason.iter_mut().zip(&known).for_each(|(by, known)| *by = *known);
        read.insert((period, cut, key), by_reason);
    }
    Ok((read, waiting))
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
    prepared(sql("truncate statistics.cell_history, statistics.cells")).execute(conn)?;
    Ok(())
}
