//! Persons whose reading is watched.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    auditing::behaviour::schema::watched_persons as watched,
    kernel::problem::{Kind, Problem},
};

/// A watch on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = watched)]
pub struct Watch {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub person_id: Uuid,
    pub reason: String,
    pub begun_by: Uuid,
    pub ended_by: Option<Uuid>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Watch {
    /// Those in it who have names.
    pub fn named(&self) -> impl Iterator<Item = Uuid> {
        [Some(self.person_id), Some(self.begun_by), self.ended_by].into_iter().flatten()
    }
}

/// Begins a watch; one person is watched once at a time.
pub fn insert(unit: &mut Unit<'_>, person: Uuid, reason: &str) -> Result<Watch, Problem> {
    let inserted = diesel::insert_into(watched::table)
        .values((
            watched::id.eq(Uuid::now_v7()),
            watched::created_at.eq(unit.now),
            watched::updated_at.eq(unit.now),
            watched::person_id.eq(person),
            watched::reason.eq(reason),
            watched::begun_by.eq(unit.caller.account),
        ))
        .on_conflict_do_nothing()
        .returning(Watch::as_returning())
        .get_result(unit.conn)
        .optional()?;
    inserted.ok_or_else(|| Problem::new(Kind::ALREADY_EXISTS))
}

/// A page, the latest first.
pub fn page(conn: &mut PgConnection, after: Option<Uuid>, wanted: i64) -> Result<Vec<Watch>, Problem> {
    let mut query = watched::table.into_boxed();
    if let Some(after) = after {
        query = query.filter(watched::id.lt(after));
    }
    Ok(query.order(watched::id.desc()).limit(wanted).select(Watch::as_select()).load(conn)?)
}

/// One.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Watch, Problem> {
    Ok(watched::table.find(id).select(Watch::as_select()).first(conn)?)
}

/// One, held until the end of the unit of work.
pub fn find_for_change(conn: &mut PgConnection, id: Uuid) -> Result<Watch, Problem> {
    Ok(watched::table.find(id).for_update().select(Watch::as_select()).first(conn)?)
}

/// Ends it.
pub fn end(unit: &mut Unit<'_>, id: Uuid) -> Result<Watch, Problem> {
    Ok(diesel::update(watched::table.find(id))
        .set((watched::ended_at.eq(unit.now), watched::ended_by.eq(unit.caller.account)))
        .returning(Watch::as_returning())
        .get_result(unit.conn)?)
}
