//! The sender's space (N-11.2): what was written and sent for a subdivision is of all who send for it; what a partner's system sent is its own.
//! Rows keep both: for whom (`office_id`), and by which account (`sender_id`).

use uuid::Uuid;

use crate::{
    access::{caller::SubdivisionId, door::Unit},
    kernel::{id::TypedId, problem::Problem, text::Text},
};

/// The subdivision for which the caller sends: the one that is named, else their only one; none where they send for themselves.
pub fn office(unit: &Unit<'_>, named: Option<SubdivisionId>) -> Result<Option<Uuid>, Problem> {
    let offices = &unit.scope.offices;
    match (named.map(TypedId::uuid), offices.as_slice()) {
        (Some(named), _) if offices.contains(&named) => Ok(Some(named)),
        (Some(_), _) => Err(Problem::violation(
            "/subdivisionId",
            "not-yours",
            Text::new(
                "Nu expediați pentru această subdiviziune.",
                "Вы не отправляете от этого подразделения.",
                "You do not send for this subdivision.",
            ),
        )),
        (None, []) => Ok(None),
        (None, [only]) => Ok(Some(*only)),
        (None, _) => Err(Problem::violation(
            "/subdivisionId",
            "required",
            Text::new(
                "Expediați pentru mai multe subdiviziuni: indicați pentru care.",
                "Вы отправляете от нескольких подразделений: укажите от какого.",
                "You send for several subdivisions: say for which.",
            ),
        )),
    }
}

/// Where a code or a reference of the caller's is looked for: in the space in which they write, and among what they wrote themselves before
/// subdivisions had spaces (migration 002340).
pub fn written_in(unit: &Unit<'_>, office: Option<Uuid>) -> Vec<Uuid> {
    office.into_iter().chain([unit.caller.account]).collect()
}

/// All spaces that the caller sees.
pub fn seen(unit: &Unit<'_>) -> Vec<Uuid> {
    unit.scope.offices.iter().copied().chain([unit.caller.account]).collect()
}

/// Whether a row of a table is in one of these spaces; as its indexes have it.
macro_rules! in_spaces {
    ($table:literal, $spaces:expr) => {
        diesel::dsl::sql::<diesel::sql_types::Bool>(concat!("coalesce(", $table, ".office_id, ", $table, ".sender_id) = any("))
            .bind::<diesel::sql_types::Array<diesel::sql_types::Uuid>, _>($spaces)
            .sql(")")
    };
}
pub(super) use in_spaces;
