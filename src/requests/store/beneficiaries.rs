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

/// Of these requests, those for somebody in whom the caller has declared an interest, whoever is named first. Few have any: nobody else is
/// looked for.
pub fn of_interest(unit: &mut Unit<'_>, requests: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    if unit.caller.interests.is_empty() || requests.is_empty() {
        return Ok(Vec::new());
    }
    let interested = t::person_id.eq_any(&unit.caller.interests);
    Ok(t::table.filter(t::request_id.eq_any(requests).and(interested)).distinct().select(t::request_id).load(unit.conn)?)
}

/// Their ids, in the order of the form; none where the request is for one person alone.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<Uuid>, Problem> {
    Ok(t::table.filter(t::request_id.eq(request)).order(t::place).limit(50).select(t::person_id).load(unit.conn)?)
}
