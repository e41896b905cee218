//! Releases of data sets.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    OptionalExtension, PgConnection,
    prelude::*,
    sql_types::{Array, BigInt, Date, Int4, Jsonb, Nullable, Text},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::{
        rules::period::PeriodKind,
        schema::{dataset_releases as t, dataset_sheets as s},
    },
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
    /// What it says otherwise than the release before.
    pub sheets: Vec<SheetRow>,
}

/// What a release says of a period.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct SheetRow {
    /// The first day of the period.
    #[diesel(sql_type = Date)]
    pub period: NaiveDate,
    /// Its figures, or a part of them.
    #[diesel(sql_type = Jsonb)]
    pub figures: Value,
    /// What is not even named.
    #[diesel(sql_type = Jsonb)]
    pub unnamed: Value,
}

/// Which sheets: those of a release of a version of an indicator.
#[derive(Debug, Clone, Copy)]
pub struct SheetsOf<'a> {
    /// The data set.
    pub code: &'a str,
    /// The indicator's version.
    pub indicator_version: i32,
    /// The release.
    pub number: i32,
}

// The latest of each period up to a release; of each the part of its figures that is asked for.
const SHEETS: &str = "
select distinct on (period) period, figures #> $4 as figures, unnamed from dataset_sheets
 where code = $1 and indicator_version = $2 and number <= $3 and period between $5 and $6
 order by period, number desc";

impl ReleaseRow {
    /// Its sheets.
    pub fn sheets(&self) -> SheetsOf<'_> {
        SheetsOf { code: &self.code, indicator_version: self.indicator_version, number: self.number }
    }
}

/// The sheets of a release, of periods that begin between two days, by period; of their figures what a path leads to.
pub fn sheets(
    conn: &mut PgConnection,
    of: SheetsOf<'_>,
    (from, to): (NaiveDate, NaiveDate),
    path: &[String],
) -> Result<Vec<SheetRow>, Problem> {
    Ok(prepared(
        sql(SHEETS)
            .bind::<Text, _>(of.code)
            .bind::<Int4, _>(of.indicator_version)
            .bind::<Int4, _>(of.number)
            .bind::<Array<Text>, _>(path)
            .bind::<Date, _>(from)
            .bind::<Date, _>(to),
    )
    .load(conn)?)
}

// A page of the periods of which a release says something new, each as it says it.
const NEW_SHEETS: &str = "
select period, figures, unnamed from dataset_sheets
 where code = $1 and indicator_version = $2 and number = $3 and period > $4 order by period limit $5";

/// What a release says otherwise than the one before, period by period after a day.
pub fn new_sheets(conn: &mut PgConnection, of: SheetsOf<'_>, after: NaiveDate, wanted: i64) -> Result<Vec<SheetRow>, Problem> {
    Ok(prepared(
        sql(NEW_SHEETS)
            .bind::<Text, _>(of.code)
            .bind::<Int4, _>(of.indicator_version)
            .bind::<Int4, _>(of.number)
            .bind::<Date, _>(after)
            .bind::<BigInt, _>(wanted),
    )
    .load(conn)?)
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

/// A release by its number.
pub fn numbered(conn: &mut PgConnection, code: &str, number: i32) -> Result<Option<ReleaseRow>, Problem> {
    let of = t::table.filter(t::code.eq(code)).filter(t::number.eq(number));
    Ok(of.select(ReleaseRow::as_select()).first(conn).optional()?)
}

/// The newest release that knows no more than a day; of one version of the indicator, or of any.
pub fn known_by(
    conn: &mut PgConnection,
    code: &str,
    day: NaiveDate,
    version: Option<i32>,
) -> Result<Option<ReleaseRow>, Problem> {
    let mut of = t::table
        .filter(t::code.eq(code))
        .filter(t::known_on.le(day))
        .order(t::number.desc())
        .select(ReleaseRow::as_select())
        .into_boxed();
    if let Some(version) = version {
        of = of.filter(t::indicator_version.eq(version));
    }
    Ok(of.first(conn).optional()?)
}

/// The versions of indicators that were ever released.
pub fn versions(conn: &mut PgConnection) -> Result<Vec<(String, i32)>, Problem> {
    Ok(t::table.select((t::code, t::indicator_version)).distinct().load(conn)?)
}

/// The periods of which releases of a data set say something, with the indicator's version.
pub fn periods(conn: &mut PgConnection, code: &str) -> Result<Vec<(i32, NaiveDate)>, Problem> {
    Ok(s::table.filter(s::code.eq(code)).select((s::indicator_version, s::period)).distinct().load(conn)?)
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

/// Releases of all data sets in the order in which they were made, after one.
pub fn feed(conn: &mut PgConnection, after: Option<Uuid>, wanted: i64) -> Result<Vec<ReleaseRow>, Problem> {
    let mut query = t::table.order(t::id).limit(wanted).select(ReleaseRow::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(t::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// Writes a release with what it says; false where another copy was quicker.
pub fn insert(unit: &mut Unit<'_>, new: &NewRelease) -> Result<bool, Problem> {
    // One after the other, so that ids come in the order in which releases are seen.
    const TURN: i64 = 0x7265_6c65_6173_6573;
    prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(TURN)).execute(unit.conn)?;
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
    if written == 0 {
        return Ok(false);
    }
    for sheet in &new.sheets {
        diesel::insert_into(s::table)
            .values((
                s::code.eq(&new.code),
                s::indicator_version.eq(new.indicator_version),
                s::period.eq(sheet.period),
                s::number.eq(new.number),
                s::figures.eq(&sheet.figures),
                s::unnamed.eq(&sheet.unnamed),
            ))
            .execute(unit.conn)?;
    }
    unit.wrote("DatasetRelease", format!("{}/{}", new.code, new.number));
    Ok(true)
}

/// Takes it upon oneself to compare the portal with what was released; false where another copy does.
pub fn begin_round(conn: &mut PgConnection, known_on: NaiveDate) -> Result<bool, Problem> {
    let begun = prepared(
        sql("insert into statistics.portal_rounds (known_on) values ($1) on conflict do nothing").bind::<Date, _>(known_on),
    )
    .affected(conn)?;
    Ok(begun > 0)
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
