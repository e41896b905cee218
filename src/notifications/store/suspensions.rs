//! Suspensions of the channels (N-41).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem, notifications::schema::notification_suspensions as t};

/// A suspension.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct SuspensionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub channel: Option<String>,
    pub cause: String,
    pub reason: String,
    pub begins_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub suspended_by: Uuid,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended_by: Option<Uuid>,
}

/// Puts one on record.
pub fn insert(unit: &mut Unit<'_>, row: &SuspensionRow) -> Result<(), Problem> {
    diesel::insert_into(t::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// One as it stands.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<SuspensionRow, Problem> {
    Ok(t::table.find(id).select(SuspensionRow::as_select()).first(unit.conn)?)
}

/// One, held until the end of the unit of work.
pub fn held(unit: &mut Unit<'_>, id: Uuid) -> Result<SuspensionRow, Problem> {
    Ok(t::table.find(id).for_update().select(SuspensionRow::as_select()).first(unit.conn)?)
}

/// It ends now.
pub fn end(unit: &mut Unit<'_>, id: Uuid) -> Result<SuspensionRow, Problem> {
    Ok(diesel::update(t::table.find(id))
        .set((t::ended_at.eq(unit.now), t::ended_by.eq(unit.caller.account)))
        .returning(SuspensionRow::as_returning())
        .get_result(unit.conn)?)
}

/// A page of them, the newest first.
pub fn page(unit: &mut Unit<'_>, open: bool, after: Option<Uuid>, rows: i64) -> Result<Vec<SuspensionRow>, Problem> {
    let mut query = t::table.into_boxed();
    if open {
        query = query.filter(t::ended_at.is_null()).filter(t::ends_at.is_null().or(t::ends_at.gt(unit.now)));
    }
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(rows).select(SuspensionRow::as_select()).load(unit.conn)?)
}
