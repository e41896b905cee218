//! Declared conflicts of interest: they exclude the officer from whatever concerns the person.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::{door::Unit, schema::interests},
    kernel::problem::Problem,
};

/// A declaration on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = interests)]
pub struct Interest {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// When it was declared.
    pub created_at: DateTime<Utc>,
    /// Whose.
    pub account_id: Uuid,
    /// In whom.
    pub person_id: Uuid,
    /// Of what kind.
    pub kind: String,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Records the caller's declaration.
pub fn insert(unit: &mut Unit<'_>, person: Uuid, kind: &str) -> Result<Interest, Problem> {
    Ok(diesel::insert_into(interests::table)
        .values((
            interests::id.eq(Uuid::now_v7()),
            interests::created_at.eq(unit.now),
            interests::updated_at.eq(unit.now),
            interests::account_id.eq(unit.caller.account),
            interests::person_id.eq(person),
            interests::kind.eq(kind),
        ))
        .returning(Interest::as_returning())
        .get_result(unit.conn)?)
}

fn visible(unit: &Unit<'_>) -> interests::BoxedQuery<'static, diesel::pg::Pg> {
    let query = interests::table.into_boxed();
    if unit.scope.any { query } else { query.filter(interests::account_id.eq(unit.caller.account)) }
}

/// A page of those that the caller may see, the newest first.
pub fn page(unit: &mut Unit<'_>, after: Option<Uuid>, wanted: i64) -> Result<Vec<Interest>, Problem> {
    let mut query = visible(unit);
    if let Some(after) = after {
        query = query.filter(interests::id.lt(after));
    }
    Ok(query.order(interests::id.desc()).limit(wanted).select(Interest::as_select()).load(unit.conn)?)
}

/// One that the caller may see.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<Interest, Problem> {
    Ok(visible(unit).filter(interests::id.eq(id)).select(Interest::as_select()).first(unit.conn)?)
}

/// The caller's own, held until the end of the unit of work.
pub fn own_for_change(unit: &mut Unit<'_>, id: Uuid) -> Result<Interest, Problem> {
    let own = interests::table.find(id).filter(interests::account_id.eq(unit.caller.account));
    Ok(own.for_update().select(Interest::as_select()).first(unit.conn)?)
}

/// Ends it.
pub fn end(unit: &mut Unit<'_>, id: Uuid) -> Result<Interest, Problem> {
    Ok(diesel::update(interests::table.find(id))
        .set(interests::ended_at.eq(unit.now))
        .returning(Interest::as_returning())
        .get_result(unit.conn)?)
}
