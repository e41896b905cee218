//! How the system decides without a human: by the service's table, and only where every fact is known.

use std::collections::BTreeMap;

use super::{
    condition::{Scalar, Scope},
    course::{AutomaticCondition, Decision, Otherwise},
    definition::ServiceDefinition,
};

/// What the table says.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Every row that applies holds.
    Favourable,
    /// These rows refuse, and none asks for an officer.
    Unfavourable(Vec<&'a AutomaticCondition>),
    /// An officer must look: these rows ask for it, or rest on a fact that is not known (a register did not answer).
    Referred(Vec<&'a AutomaticCondition>),
}

/// Applies the table to the facts, by their codes. None where the service is decided by a person.
/// A request is never refused because a fact is missing.
pub fn decide<'a>(definition: &'a ServiceDefinition, facts: &BTreeMap<String, Scalar>, scope: &Scope<'_>) -> Option<Outcome<'a>> {
    let Decision::Automatic { conditions } = &definition.decision else { return None };
    let applies = |row: &&AutomaticCondition| row.when.as_ref().is_none_or(|condition| condition.holds(scope));
    let (mut refusing, mut referring) = (Vec::new(), Vec::new());
    for row in conditions.iter().filter(applies) {
        match facts.get(&row.fact) {
            Some(value) if row.one_of.contains(value) => {}
            Some(_) if row.otherwise == Otherwise::Refuse => refusing.push(row),
            _ => referring.push(row),
        }
    }
    Some(match (refusing.is_empty(), referring.is_empty()) {
        (true, true) if !conditions.is_empty() => Outcome::Favourable,
        (false, true) => Outcome::Unfavourable(refusing),
        _ => Outcome::Referred(referring),
    })
}
