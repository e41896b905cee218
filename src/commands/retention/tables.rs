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
                let deletes = kind.deleted.is_some_and(|statement| statement.contains(table.as_str()));
                assert!(overwrites || deletes, "{} does not reach {table}", kind.object);
            }
        }
        for kind in KINDS {
            for one in kind.overwritten.iter().copied().flatten() {
                let known = list.reached.get(one.relation).is_some_and(|of| of.iter().any(|of| of == kind.object));
                assert!(known, "{} reaches {}, and the list does not say so", kind.object, one.relation);
            }
        }
        assert!(list.kept.iter().all(|kept| kept.because.len() > 20), "why it is kept is said");
        let mut seen = BTreeSet::new();
        assert_eq!(list.names().filter(|name| !seen.insert(*name)).collect::<Vec<_>>(), Vec::<&str>::new(), "each once");
    }
}
