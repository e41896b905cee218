//! Indicators that come with the program: copied in where they are missing. A shipped one that says something else than the latest
//! version that was shipped is a further version; what statisticians wrote is never overwritten.

use super::{rules::load, store::indicators};
use crate::{access::door::Unit, kernel::problem::Problem};

/// Writes what is missing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    let shipped = load::shipped()
        .map_err(|errors| Problem::internal(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
    indicators::take_turn(unit.conn)?;
    let known = indicators::all(unit.conn)?;
    for indicator in &shipped {
        let versions: Vec<_> = known.iter().filter(|row| row.code == indicator.code).collect();
        // The latest comes first.
        let last = versions.iter().find(|row| row.created_by.is_none());
        let stands = last.is_some_and(|row| row.definition().is_ok_and(|known| known == *indicator));
        if !stands {
            let next = versions.first().map_or(1, |row| row.number + 1);
            indicators::insert(unit, indicator, next)?;
        }
    }
    Ok(())
}
