//! Which legal term is in force; the calendar counts it elsewhere.

use chrono::NaiveDate;

use super::{
    definition::ServiceDefinition,
    tariff::{Dated, Priority, TermRule},
};

/// The term in force for this priority on this day.
pub fn term_on(definition: &ServiceDefinition, priority: Priority, day: NaiveDate) -> Option<&TermRule> {
    definition.terms.iter().find(|term| term.priority == priority && term.in_force(day))
}
