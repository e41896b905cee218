//! Earlier petitions of the same petitioner that were answered.

use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{Bool, Uuid as SqlUuid},
};
use uuid::Uuid;

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

/// A petition, and those of the same petitioner that were answered before it came; 404 where the caller does not see it.
pub fn with_earlier(unit: &mut Unit<'_>, id: Uuid) -> Result<(PetitionRow, Vec<PetitionRow>), Problem> {
    let scope = unit.scope.clone();
    let same = sql::<Bool>("petitions.petitioner_key = (select q.petitioner_key from petitions q where q.id = ")
        .bind::<SqlUuid, _>(id)
        .sql(")");
    let itself_first = sql::<Bool>("petitions.id = ").bind::<SqlUuid, _>(id);
    let mut rows: Vec<PetitionRow> = p::table
        .filter(sight::seen(&scope, &unit.caller))
        .filter(same)
        .order((itself_first.desc(), p::id.desc()))
        .limit(LOOKED_AT + 1)
        .select(PetitionRow::as_select())
        .load(unit.conn)?;
    if rows.first().is_none_or(|row| row.id != id) {
        return Err(Problem::not_found());
    }
    let row = rows.remove(0);
    rows.retain(|one| one.answered_at.is_some_and(|at| at <= row.received_at));
    Ok((row, rows))
}
