//! Earlier petitions of the same petitioner that were answered.

use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{Bool, Jsonb, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    PetitionRow,
    list::{Listed, NAMES},
    sight,
};
use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    petitions::{parts::PetitionKind, schema::petitions as p},
};

/// Petitions and requests for information are kept apart: one repeats nothing of the other.
fn same_register(kind: PetitionKind) -> super::sight::Condition {
    let information = PetitionKind::InformationRequest.code();
    if kind.is_petition() { Box::new(p::kind.ne(information)) } else { Box::new(p::kind.eq(information)) }
}

/// So many are looked at, the newest first.
const LOOKED_AT: i64 = 100;

/// Those of the same register that were answered before this one came, of the same petitioner, as far as the caller sees them.
pub fn answered_before(unit: &mut Unit<'_>, row: &PetitionRow) -> Result<Vec<PetitionRow>, Problem> {
    let scope = unit.scope.clone();
    Ok(p::table
        .filter(sight::seen(&scope, &unit.caller))
        .filter(p::petitioner_key.eq(&row.petitioner_key))
        .filter(same_register(row.kind()?))
        .filter(p::id.ne(row.id))
        .filter(p::answered_at.le(row.received_at))
        .order(p::id.desc())
        .limit(LOOKED_AT)
        .select(PetitionRow::as_select())
        .load(unit.conn)?)
}

/// A petition, and those of the same petitioner that were answered before it came; 404 where the caller does not see it.
pub fn with_earlier(unit: &mut Unit<'_>, id: Uuid) -> Result<(PetitionRow, Vec<Listed>), Problem> {
    let scope = unit.scope.clone();
    let same = sql::<Bool>("petitions.petitioner_key = (select q.petitioner_key from petitions q where q.id = ")
        .bind::<SqlUuid, _>(id)
        .sql(")");
    let itself_first = sql::<Bool>("petitions.id = ").bind::<SqlUuid, _>(id);
    let rows: Vec<(PetitionRow, Value)> = p::table
        .filter(sight::seen(&scope, &unit.caller))
        .filter(same)
        .order((itself_first.desc(), p::id.desc()))
        .limit(LOOKED_AT + 1)
        .select((PetitionRow::as_select(), sql::<Jsonb>(NAMES)))
        .load(unit.conn)?;
    let mut rows = rows.into_iter();
    let (row, _) = rows.next().filter(|(row, _)| row.id == id).ok_or_else(Problem::not_found)?;
    let information = !row.kind()?.is_petition();
    let before = |one: &PetitionRow| {
        (one.kind == PetitionKind::InformationRequest.code()) == information
            && one.answered_at.is_some_and(|at| at <= row.received_at)
    };
    let earlier = rows
        .filter(|(one, _)| before(one))
        .map(|(row, names)| Ok(Listed { row, names: serde_json::from_value(names).map_err(Problem::internal)? }))
        .collect::<Result<_, Problem>>()?;
    Ok((row, earlier))
}
