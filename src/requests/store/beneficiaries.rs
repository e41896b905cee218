//! Whom a request is for, where they are several.

use diesel::prelude::*;
use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem, requests::schema::request_beneficiaries as t};

/// Writes them down, in the order of the form.
pub fn insert(unit: &mut Unit<'_>, request: Uuid, persons: &[Uuid]) -> Result<(), Problem> {
    let rows: Vec<_> = (0i32..)
        .zip(persons)
        .map(|(place, person)| {
            (
                t::id.eq(Uuid::now_v7()),
                t::created_at.eq(unit.now),
                t::updated_at.eq(unit.now),
                t::request_id.eq(request),
                t::person_id.eq(*person),
                t::place.eq(place),
            )
        })
        .collect();
    diesel::insert_into(t::table).values(rows).execute(unit.conn)?;
    Ok(())
}

/// Their ids, in the order of the form; none where the request is for one person alone.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<Uuid>, Problem> {
    Ok(t::table.filter(t::request_id.eq(request)).order(t::place).limit(50).select(t::person_id).load(unit.conn)?)
}
