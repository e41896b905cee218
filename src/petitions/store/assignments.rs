//! Which subdivisions examine a petition.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    petitions::{parts::Assignment, schema::petition_assignments as t},
};

/// A subdivision as it is read with its petition.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Assigned {
    pub id: Uuid,
    pub subdivision: Uuid,
    pub role: Assignment,
    pub at: DateTime<Utc>,
    pub contribution: Option<String>,
    pub contributed_at: Option<DateTime<Utc>>,
}

/// Gives the petition to a lead and its contributors: what stands and is not wanted any more ends, what is new begins. Contributions stay.
pub fn set(unit: &mut Unit<'_>, petition: Uuid, present: &[Assigned], wanted: &[(Uuid, Assignment)]) -> Result<(), Problem> {
    let stays = |one: &Assigned| wanted.contains(&(one.subdivision, one.role));
    let gone: Vec<Uuid> = present.iter().filter(|one| !stays(one)).map(|one| one.id).collect();
    if !gone.is_empty() {
        diesel::update(t::table.filter(t::id.eq_any(gone))).set(t::ended_at.eq(unit.now)).execute(unit.conn)?;
    }
    let is_new = |(subdivision, role): &&(Uuid, Assignment)| {
        !present.iter().any(|one| one.subdivision == *subdivision && one.role == *role)
    };
    let by = (!unit.caller.account.is_nil()).then_some(unit.caller.account);
    let new: Vec<_> = wanted
        .iter()
        .filter(is_new)
        .map(|(subdivision, role)| {
            (
                t::id.eq(Uuid::now_v7()),
                t::created_at.eq(unit.now),
                t::updated_at.eq(unit.now),
                t::petition_id.eq(petition),
                t::subdivision_id.eq(*subdivision),
                t::role.eq(role.code()),
                t::assigned_by.eq(by),
            )
        })
        .collect();
    diesel::insert_into(t::table).values(new).execute(unit.conn)?;
    Ok(())
}

/// The assignments that stand, after a change of them.
pub fn of(unit: &mut Unit<'_>, petition: Uuid) -> Result<Vec<Assigned>, Problem> {
    type Row = (Uuid, Uuid, String, DateTime<Utc>, Option<String>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = t::table
        .filter(t::petition_id.eq(petition))
        .filter(t::ended_at.is_null())
        .order((t::role.desc(), t::id))
        .select((t::id, t::subdivision_id, t::role, t::created_at, t::contribution, t::contributed_at))
        .load(unit.conn)?;
    rows.into_iter()
        .map(|(id, subdivision, role, at, contribution, contributed_at)| {
            let role = if role == "Lead" { Assignment::Lead } else { Assignment::Contributor };
            Ok(Assigned { id, subdivision, role, at, contribution, contributed_at })
        })
        .collect()
}

/// Writes what a subdivision contributes; given again, it replaces what was given before (the history keeps it).
pub fn contribute(unit: &mut Unit<'_>, assignment: Uuid, text: &str) -> Result<(), Problem> {
    diesel::update(t::table.find(assignment))
        .set((
            t::contribution.eq(text),
            t::contributed_by.eq(unit.caller.account),
            t::contributed_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    Ok(())
}
