//! What the demo world publishes beside what is shipped: a material of each kind that needs no file.

use crate::{
    access::door::Unit,
    content::shipped::{self, Shipped},
    kernel::problem::Problem,
};

/// All of it, as its file holds it.
pub fn all() -> Result<Vec<Shipped>, Problem> {
    shipped::read(include_str!("content.yaml")).map_err(Problem::internal)
}

/// Publishes what is not there yet; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    for item in all()? {
        shipped::publish(unit, &item, item.content(), None, unit.now)?;
    }
    Ok(())
}
