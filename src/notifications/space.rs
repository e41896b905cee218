//! The sender's space (N-11.2): what was written and sent for a subdivision is of all who send for it; what a partner's system sent is its own.
//! Rows keep both: for whom (`office_id`), and by which account (`sender_id`).

use uuid::Uuid;

use crate::access::door::Unit;

/// The subdivision for which the caller sends: of several the first; none where they send for themselves.
pub fn office(unit: &Unit<'_>) -> Option<Uuid> {
    unit.scope.offices.first().copied()
}

/// The space in which the caller writes.
pub fn own(unit: &Unit<'_>) -> Uuid {
    office(unit).unwrap_or(unit.caller.account)
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
