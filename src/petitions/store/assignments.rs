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
    #[serde(default)]
    pub ended_at: Option<DateTime<Utc>>,
}

/// Gives the petition to a lead and its contributors: what stands and is not wanted any more ends, what is new begins. What an ended one
/// contributed is still shown to officers.
pub fn set(
    unit: &mut Unit<'_>,
    petition: Uuid,
    present: &[Assigned],
    wanted: &[(Uuid, Assignment)],
) -> Result<Vec<Assigned>, Problem> {
    let stays = |one: &Assigned| wanted.contains(&(one.subdivision, one.role));
    let gone: Vec<Uuid> = present.iter().filter(|one| !stays(one)).map(|one| one.id).collect();
    if !gone.is_empty() {
        diesel::update(t::table.filter(t::id.eq_any(gone))).set(t::ended_at.eq(unit.now)).execute(unit.conn)?;
    }
    let is_new = |(subdivision, role): &&(Uuid, Assignment)| {
        !present.iter().any(|one| one.subdivision == *subdivision && one.role == *role)
    };
    let by = (!unit.caller.account.is_nil()).then_some(unit.caller.account);
    let begun: Vec<Assigned> = wanted
        .iter()
        .filter(is_new)
        .map(|(subdivision, role)| Assigned {
            id: Uuid::now_v7(),
            subdivision: *subdivision,
            role: *role,
            at: unit.now,
            contribution: None,
            contributed_at: None,
            ended_at: None,
        })
        .collect();
    let values: Vec<_> = begun
        .iter()
        .map(|one| {
            (
                (t::id.eq(one.id), t::created_at.eq(unit.now), t::updated_at.eq(unit.now)),
                t::petition_id.eq(petition),
                t::subdivision_id.eq(one.subdivision),
                t::role.eq(one.role.code()),
                t::assigned_by.eq(by),
            )
        })
        .collect();
    if !values.is_empty() {
        diesel::insert_into(t::table).values(values).execute(unit.conn)?;
    }
    let mut standing: Vec<Assigned> = present.iter().filter(|one| stays(one)).cloned().chain(begun).collect();
    standing.sort_by_key(|one| (one.role != Assignment::Lead, one.id));
    Ok(standing)
}

/// Writes what a subdivision contributes; given again, it replaces what was given before (the history keeps it).
pub fn contribute(unit: &mut Unit<'_>, assignment: Uuid, text: &str) -> Result<(), Problem> {
    diesel::update(t::table.find(assignment))
        .set((t::contribution.eq(text), t::contributed_by.eq(unit.caller.account), t::contributed_at.eq(unit.now)))
        .execute(unit.conn)?;
    Ok(())
}
