//! Releases of data sets.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    OptionalExtension, PgConnection,
    prelude::*,
    sql_types::{Date, Int4, Nullable, Text},
};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::{rules::period::PeriodKind, schema::dataset_releases as t},
};

/// A release.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::statistics::schema::dataset_releases, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "the columns")]
pub struct ReleaseRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub code: String,
    pub number: i32,
    pub indicator_version: i32,
    pub known_on: NaiveDate,
    pub rows: i32,
    pub added: i32,
    pub removed: i32,
    pub changed: i32,
    pub sha256: Vec<u8>,
    pub pushed_at: Option<DateTime<Utc>>,
}

/// A release to be written.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns")]
pub struct NewRelease {
    pub code: String,
    pub number: i32,
    pub indicator_version: i32,
    pub known_on: NaiveDate,
    pub rows: i32,
    pub added: i32,
    pub removed: i32,
    pub changed: i32,
    pub sha256: Vec<u8>,
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

/// The newest release of a data set.
pub fn last(conn: &mut PgConnection, code: &str) -> Result<Option<ReleaseRow>, Problem> {
    Ok(t::table.filter(t::code.eq(code)).order(t::number.desc()).select(ReleaseRow::as_select()).first(conn).optional()?)
}

/// The newest release of every data set.
pub fn newest(conn: &mut PgConnection) -> Result<Vec<ReleaseRow>, Problem> {
    Ok(t::table.distinct_on(t::code).order((t::code, t::number.desc())).select(ReleaseRow::as_select()).load(conn)?)
}

/// Releases of a data set, the newest first, below a number.
pub fn page(conn: &mut PgConnection, code: &str, below: Option<i32>, wanted: i64) -> Result<Vec<ReleaseRow>, Problem> {
    let mut query =
        t::table.filter(t::code.eq(code)).order(t::number.desc()).limit(wanted).select(ReleaseRow::as_select()).into_boxed();
    if let Some(below) = below {
        query = query.filter(t::number.lt(below));
    }
    Ok(query.load(conn)?)
}

/// Writes a release; false where another copy was quicker.
pub fn insert(unit: &mut Unit<'_>, new: &NewRelease) -> Result<bool, Problem> {
    let written = diesel::insert_into(t::table)
        .values((
            t::id.eq(Uuid::now_v7()),
            t::created_at.eq(unit.now),
            t::updated_at.eq(unit.now),
            t::code.eq(&new.code),
            t::number.eq(new.number),
            t::indicator_version.eq(new.indicator_version),
            t::known_on.eq(new.known_on),
            t::rows.eq(new.rows),
            t::added.eq(new.added),
            t::removed.eq(new.removed),
            t::changed.eq(new.changed),
            t::sha256.eq(&new.sha256),
        ))
        .on_conflict_do_nothing()
        .execute(unit.conn)?;
    unit.wrote("DatasetRelease", format!("{}/{}", new.code, new.number));
    Ok(written > 0)
}

/// It is at the portal.
pub fn pushed(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let now = unit.now;
    let row = diesel::update(t::table.find(id))
        .set(t::pushed_at.eq(now))
        .returning(ReleaseRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("DatasetRelease", format!("{}/{}", row.code, row.number));
    Ok(())
}
