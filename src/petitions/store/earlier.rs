//! Earlier petitions of the same petitioner that were answered.

use diesel::prelude::*;

use super::{PetitionRow, sight};
use crate::{access::door::Unit, kernel::problem::Problem, petitions::schema::petitions as p};

/// So many are looked at, the newest first.
const LOOKED_AT: i64 = 100;

/// Those that were answered before this one came, of the same petitioner, as far as the caller sees them.
pub fn answered_before(unit: &mut Unit<'_>, row: &PetitionRow) -> Result<Vec<PetitionRow>, Problem> {
    let scope = unit.scope.clone();
    Ok(p::table
        .filter(sight::seen(&scope, &unit.caller))
        .filter(p::petitioner_key.eq(&row.petitioner_key))
        .filter(p::id.ne(row.id))
        .filter(p::answered_at.le(row.received_at))
        .order(p::id.desc())
        .limit(LOOKED_AT)
        .select(PetitionRow::as_select())
        .load(unit.conn)?)
}
