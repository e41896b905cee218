//! The numbers of a petition that changed its register.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem};

#[derive(Serialize)]
struct Row<'a> {
    number: &'a str,
    petition_id: Uuid,
    given_at: DateTime<Utc>,
}

/// Keeps the number that a petition had and the one it has now, at the end of the unit. Once: who comes back has both here.
pub fn keep(unit: &mut Unit<'_>, petition: Uuid, (first, first_at): (&str, DateTime<Utc>), second: &str) -> Result<(), Problem> {
    unit.later("petition_numbers", &Row { number: first, petition_id: petition, given_at: first_at })?;
    let given_at = unit.now;
    unit.later("petition_numbers", &Row { number: second, petition_id: petition, given_at })
}
