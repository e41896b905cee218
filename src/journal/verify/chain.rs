//! Walks seals in their order: numbers, chain, trees, signatures, and entries that came too late.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::{
    journal::{
        finding::{Report, What},
        keys::PublicKeys,
        seal::{FULL, Seal},
    },
    kernel::merkle::{self, Hash},
};

/// An entry must be sealed within this time (settled.md).
pub const PATIENCE: Duration = Duration::seconds(60);

/// An entry as the chain sees it.
pub struct Leaf {
    /// Which entry.
    pub id: Uuid,
    /// Its instant.
    pub at: DateTime<Utc>,
    /// Recomputed.
    pub hash: Hash,
}

/// The state between two seals.
pub struct Chain<'k> {
    keys: &'k PublicKeys,
    last: Option<(i64, Vec<u8>)>,
    /// When the queue was last emptied: whatever was committed by then is in a seal up to that one.
    emptied: Option<DateTime<Utc>>,
}

impl<'k> Chain<'k> {
    /// From the very first seal on.
    pub fn from_genesis(keys: &'k PublicKeys) -> Self {
        Self { keys, last: Some((0, merkle::GENESIS.to_vec())), emptied: None }
    }

    /// From whatever seal comes first, as in an export of a period; what came before it is taken on its signature.
    pub fn from_anywhere(keys: &'k PublicKeys) -> Self {
        Self { keys, last: None, emptied: None }
    }

    /// Checks the next seal with the entries that were read for it.
    pub fn seal(&mut self, seal: &Seal, leaves: &[Leaf], report: &mut Report) {
        let place = format!("seal {}", seal.number);
        report.seals += 1;
        report.entries += leaves.len() as u64;
        if let Some((last, root)) = &self.last {
            if last.checked_add(1) != Some(seal.number) {
                report.find(What::SealMissing, format!("between seal {last} and seal {}", seal.number));
            } else if seal.previous_root != *root {
                report.find(What::ChainBroken, &place);
            }
        } else if seal.number == 1 && seal.previous_root != merkle::GENESIS {
            report.find(What::ChainBroken, &place);
        }
        if chained(seal).is_none_or(|root| seal.root != root) {
            report.find(What::ChainBroken, &place);
        }
        if !self.keys.knows(&seal.key_id) {
            report.find(What::KeyUnknown, &place);
        } else if !seal.is_signed(self.keys) {
            report.find(What::SignatureWrong, &place);
        }
        self.entries(seal, leaves, &place, report);
        if leaves.len() < FULL {
            self.emptied = Some(self.emptied.map_or(seal.sealed_at, |emptied| emptied.max(seal.sealed_at)));
        }
        self.last = Some((seal.number, seal.root.clone()));
        report.head = Some((seal.number, hex::encode(&seal.root)));
    }

    fn entries(&self, seal: &Seal, leaves: &[Leaf], place: &str, report: &mut Report) {
        let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf.hash).collect();
        let first = leaves.iter().map(|leaf| leaf.at).min();
        let last = leaves.iter().map(|leaf| leaf.at).max();
        if usize::try_from(seal.entries) != Ok(leaves.len())
            || seal.tree_root != merkle::root(&hashes)
            || (first, last) != (Some(seal.first_at), Some(seal.last_at))
        {
            report.find(What::TreeChanged, place);
        }
        for leaf in leaves {
            if self.emptied.is_some_and(|emptied| leaf.at + PATIENCE < emptied) {
                report.find(What::EntryBackdated, format!("entry {} in {place}", leaf.id));
            }
        }
    }
}

/// The chain with this seal, as its own numbers give it.
fn chained(seal: &Seal) -> Option<Hash> {
    let previous = Hash::try_from(seal.previous_root.as_slice()).ok()?;
    let tree = Hash::try_from(seal.tree_root.as_slice()).ok()?;
    Some(merkle::chain(&previous, u64::try_from(seal.number).ok()?, &tree))
}
