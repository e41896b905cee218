//! Questions to state registers and their answers (C-25.2, attribute 11).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem, requests::schema::register_checks as t};

/// A question and, once it came, its answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = t)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct CheckRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub code: String,
    pub register: String,
    pub status: String,
    pub verdict: Option<String>,
    pub asked_by: Option<Uuid>,
    pub asked_at: DateTime<Utc>,
    pub issued_at: Option<DateTime<Utc>>,
    pub received_at: Option<DateTime<Utc>>,
    pub data: Option<Value>,
    pub failure: Option<String>,
}

/// Asks: several questions in one statement; one that is already under way is not asked again.
pub fn ask(unit: &mut Unit<'_>, rows: &[CheckRow]) -> Result<Vec<CheckRow>, Problem> {
    Ok(diesel::insert_into(t::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(CheckRow::as_returning())
        .get_results(unit.conn)?)
}

/// The newest question of each kind about the request `r`, with its answer.
macro_rules! checks_of_r {
    () => {
        "(select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]') from (
  select distinct on (c.code) c.* from register_checks c where c.request_id = r.id order by c.code, c.id desc) c)"
    };
}
pub(super) use checks_of_r;

/// The same, read with the request itself.
pub const OF_REQUEST: &str = checks_of_r!();

/// The newest question of each kind, with its answer.
pub fn latest(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<CheckRow>, Problem> {
    let mut rows: Vec<CheckRow> = t::table
        .filter(t::request_id.eq(request))
        .order((t::code, t::id.desc()))
        .distinct_on(t::code)
        .select(CheckRow::as_select())
        .load(unit.conn)?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// One question.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<CheckRow, Problem> {
    Ok(t::table.find(id).select(CheckRow::as_select()).first(unit.conn)?)
}

/// Records an answer, once.
pub fn answered(unit: &mut Unit<'_>, id: Uuid, issued_at: DateTime<Utc>, verdict: &str, data: Value) -> Result<bool, Problem> {
    let count = diesel::update(t::table.filter(t::id.eq(id)).filter(t::status.eq("Asked")))
        .set((
            t::status.eq("Answered"),
            t::verdict.eq(verdict),
            t::issued_at.eq(issued_at),
            t::received_at.eq(unit.now),
            t::data.eq(data),
        ))
        .execute(unit.conn)?;
    Ok(count == 1)
}

/// Records that the register did not answer.
pub fn failed(unit: &mut Unit<'_>, id: Uuid, why: &str) -> Result<bool, Problem> {
    let count = diesel::update(t::table.filter(t::id.eq(id)).filter(t::status.eq("Asked")))
        .set((t::status.eq("Failed"), t::received_at.eq(unit.now), t::failure.eq(why)))
        .execute(unit.conn)?;
    Ok(count == 1)
}
