//! What becomes of each table: `tables.yaml`, checked against the kinds and, by a test, against the database.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Deserialize;

/// Tables that no kind reaches, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Why.
    pub because: String,
    /// Which.
    pub tables: Vec<String>,
}

/// Every table of the database; those of the schema `public` by their bare name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// Those that retention reaches, each with the kinds that reach it.
    pub reached: BTreeMap<String, Vec<String>>,
    /// The others.
    pub kept: Vec<Kept>,
}

impl Tables {
    /// All of them, in the file's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.reached.keys().chain(self.kept.iter().flat_map(|kept| &kept.tables)).map(String::as_str)
    }
}

/// The list, as it is shipped.
pub fn tables() -> anyhow::Result<Tables> {
    serde_saphyr::from_str(include_str!("tables.yaml")).context("retention/tables.yaml")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::commands::retention::KINDS;

    #[test]
    fn the_list_says_what_the_kinds_do() {
        let list = tables().expect("the list");
        let kinds: BTreeSet<&str> = KINDS.iter().map(|kind| kind.object).collect();
        assert_eq!(kinds.len(), KINDS.len(), "each kind has a name of its own");
        for (table, of) in &list.reached {
            for kind in of {
                let kind = KINDS.iter().find(|known| known.object == kind).unwrap_or_else(|| panic!("{table}: no kind {kind}"));
                let overwrites = kind.overwritten.iter().copied().flatten().any(|one| one.relation == table);
                let deletes = kind.deleted.is_some_and(|(tables, _)| tables.contains(&table.as_str()));
                assert!(overwrites || deletes, "{} does not reach {table}", kind.object);
            }
        }
        for kind in KINDS {
            let (emptied, statement) = kind.deleted.unwrap_or_default();
            let overwritten = kind.overwritten.iter().copied().flatten().map(|one| one.relation);
            for table in overwritten.chain(emptied.iter().copied()) {
                let known = list.reached.get(table).is_some_and(|of| of.iter().any(|of| of == kind.object));
                assert!(known, "{} reaches {table}, and the list does not say so", kind.object);
            }
            assert_eq!(statement.matches("delete from ").count(), emptied.len(), "{}", kind.object);
            for table in emptied {
                assert!(statement.contains(&format!("delete from {table} ")), "{} does not empty {table}", kind.object);
            }
        }
        assert!(list.kept.iter().all(|kept| kept.because.len() > 20), "why it is kept is said");
        let mut seen = BTreeSet::new();
        assert_eq!(list.names().filter(|name| !seen.insert(*name)).collect::<Vec<_>>(), Vec::<&str>::new(), "each once");
    }

    #[test]
    fn what_is_over_is_what_the_rules_say_is_over() {
        use crate::{petitions::rules::lifecycle::State as OfPetition, requests::rules::lifecycle::State as OfRequest};

        let stands = |kind: &str, code: &str| {
            let due = KINDS.iter().find(|known| known.object == kind).map(|kind| kind.due).expect("a kind");
            due.contains(&format!("'{code}'"))
        };
        for state in OfPetition::ALL {
            assert_eq!(stands("Petition", state.code()), state.is_final(), "{state:?}");
        }
        for state in OfRequest::ALL {
            assert_eq!(stands("Request", state.code()), state.is_final(), "{state:?}");
            assert_eq!(stands("Person", state.code()), state.is_final(), "{state:?}");
        }
    }
}
