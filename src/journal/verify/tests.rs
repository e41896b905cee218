//! Ten thousand tamperings with an exported file, each of which must be found (quality.md), and what must not be found.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Duration, Utc};
use proptest::{prelude::*, sample::Index};

use super::*;
use crate::{
    journal::{
        export::{End, FORMAT, Header},
        finding::{Report, What},
        keys::PublicKeys,
        record::{Record, tests::sample},
        seal::{Batch, FULL, Seal},
    },
    kernel::{
        keys::{KeyRing, Origin, Renewed, SigningKeys},
        merkle::Hash,
    },
};

fn noon() -> DateTime<Utc> {
    "2026-11-16T12:00:00Z".parse().unwrap()
}

fn ring() -> &'static KeyRing {
    static RING: LazyLock<KeyRing> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        KeyRing::generate(folder.path(), Origin::Development).unwrap()
    });
    &RING
}

/// Batches of entries, sealed one after the other.
fn seals(batches: &[Vec<Record>], keys: impl Fn(usize) -> &'static SigningKeys) -> Vec<Seal> {
    let mut made: Vec<Seal> = Vec::new();
    for (index, batch) in batches.iter().enumerate() {
        let leaves: Vec<Hash> = batch.iter().map(Record::leaf).collect();
        let span = (batch.iter().map(|entry| entry.at).min().unwrap(), batch.iter().map(|entry| entry.at).max().unwrap());
        let previous = made.last().map(|seal| (seal.number, Hash::try_from(seal.root.as_slice()).unwrap()));
        let at = noon() + Duration::seconds(2 * index as i64);
        made.push(Seal::over(&Batch { previous, leaves: &leaves, span }, at, keys(index)));
    }
    made
}

fn batches() -> Vec<Vec<Record>> {
    let entry = |number: u8, batch: usize| Record { at: noon() + Duration::seconds(2 * batch as i64 - 1), ..sample(number) };
    [1, 4, 2, 5]
        .iter()
        .enumerate()
        .map(|(batch, count)| (0..*count).map(|n| entry(10 * batch as u8 + n, batch)).collect())
        .collect()
}

/// A file as `Export` writes it: header, entries seal by seal, end.
fn file_of(batches: &[Vec<Record>], seals: &[Seal], keys: &SigningKeys) -> Vec<u8> {
    let (first_seal, last_seal) = (seals.first().map(|seal| seal.number), seals.last().map(|seal| seal.number));
    let keys_written = PublicKeys::of(keys).written();
    let header = Header { format: FORMAT.into(), from: Some(noon()), to: None, first_seal, last_seal, keys: keys_written };
    let mut text = header.line() + "\n";
    for (batch, seal) in batches.iter().zip(seals) {
        batch.iter().for_each(|entry| text += &(entry.canonical() + "\n"));
        text += &(seal.line() + "\n");
    }
    let entries = batches.iter().map(Vec::len).sum::<usize>() as u64;
    let end = End::over(digest(&SHA256, text.as_bytes()).as_ref(), (entries, seals.len() as u64), noon(), keys);
    (text + &end.line() + "\n").into_bytes()
}

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let batches = batches();
    file_of(&batches, &seals(&batches, |_| ring().journal()), ring().journal())
});

fn verified(file: &[u8]) -> Report {
    verify_file(file, None).unwrap()
}

fn lines(file: &[u8]) -> Vec<Vec<u8>> {
    file.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

#[test]
fn an_untouched_export_verifies() {
    let report = verified(&FILE);
    assert!(report.is_clean(), "{:?}", report.findings);
    assert_eq!((report.entries, report.seals), (12, 4));
    let trusted = PublicKeys::of(ring().journal());
    assert!(verify_file(FILE.as_slice(), Some(&trusted)).unwrap().is_clean());
}

#[test]
fn an_export_made_with_other_keys_is_found_once_keys_are_trusted_from_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let forger: &'static KeyRing = Box::leak(Box::new(KeyRing::generate(folder.path(), Origin::Development).unwrap()));
    let batches = batches();
    let forged = file_of(&batches, &seals(&batches, |_| forger.journal()), forger.journal());
    assert!(verified(&forged).is_clean(), "by itself it is whole");
    let report = verify_file(forged.as_slice(), Some(&PublicKeys::of(ring().journal()))).unwrap();
    assert!(report.has(What::KeyUnknown));
}

#[test]
fn seals_of_a_key_that_was_renewed_since_still_verify() {
    let folder = tempfile::tempdir().unwrap();
    let first: &'static KeyRing = Box::leak(Box::new(KeyRing::generate(folder.path(), Origin::Development).unwrap()));
    let second: &'static KeyRing = Box::leak(Box::new(KeyRing::rotate(folder.path(), Renewed::JournalRoots).unwrap()));
    let batches = batches();
    let seals = seals(&batches, |index| if index < 2 { first.journal() } else { second.journal() });
    assert_ne!(seals[0].key_id, seals[3].key_id);
    let report = verified(&file_of(&batches, &seals, second.journal()));
    assert!(report.is_clean(), "{:?}", report.findings);
}

#[test]
fn an_export_of_a_later_period_verifies_without_what_came_before() {
    let batches = batches();
    let seals = seals(&batches, |_| ring().journal());
    assert!(verified(&file_of(&batches[2..], &seals[2..], ring().journal())).is_clean());
    let gap = [seals[0].clone(), seals[2].clone()];
    let report = verified(&file_of(&[batches[0].clone(), batches[2].clone()], &gap, ring().journal()));
    assert!(report.has(What::SealMissing));
}

#[test]
fn an_empty_export_says_so() {
    assert!(verified(&file_of(&[], &[], ring().journal())).is_clean());
}

#[test]
fn nothing_and_nonsense_are_findings_not_errors() {
    for file in [b"".as_slice(), b"\n", b"{}", b"\xff\xfe\n{}\n", b"[]\n[]\n"] {
        assert!(!verified(file).is_clean());
    }
}

#[test]
fn an_entry_added_later_with_an_earlier_instant_is_found_also_when_it_is_properly_sealed() {
    let mut batches = batches();
    batches[3][0].at = noon() - Duration::minutes(5);
    let seals = seals(&batches, |_| ring().journal());
    let report = verified(&file_of(&batches, &seals, ring().journal()));
    assert_eq!(report.findings.iter().map(|finding| finding.what).collect::<Vec<_>>(), [What::EntryBackdated]);
}

#[test]
fn entries_that_waited_while_nobody_sealed_are_not_backdated() {
    // The sealer was away for an hour: a full seal, then the rest, all at once.
    let waited = |number: usize| Record { at: noon() - Duration::hours(1) + Duration::seconds(number as i64), ..sample(1) };
    let batches: Vec<Vec<Record>> = vec![(0..FULL).map(waited).collect(), (0..3).map(|number| waited(FULL + number)).collect()];
    let report = verified(&file_of(&batches, &seals(&batches, |_| ring().journal()), ring().journal()));
    assert!(report.is_clean(), "{:?}", report.findings);
}

#[derive(Debug, Clone)]
enum Tampering {
    Byte(Index, u8),
    Cut(Index),
    LineGone(Index),
    LineTwice(Index, Index),
    LinesSwapped(Index, Index),
    EntryForged(Index),
}

fn tampering() -> impl Strategy<Value = Tampering> {
    prop_oneof![
        6 => (any::<Index>(), 1..=255_u8).prop_map(|(at, flip)| Tampering::Byte(at, flip)),
        1 => any::<Index>().prop_map(Tampering::Cut),
        1 => any::<Index>().prop_map(Tampering::LineGone),
        1 => any::<(Index, Index)>().prop_map(|(from, to)| Tampering::LineTwice(from, to)),
        1 => any::<(Index, Index)>().prop_map(|(a, b)| Tampering::LinesSwapped(a, b)),
        1 => any::<Index>().prop_map(Tampering::EntryForged),
    ]
}

/// The tampered file, and whether something before its last line is different.
fn tampered(file: &[u8], tampering: &Tampering) -> Option<(Vec<u8>, bool)> {
    let mut lines = lines(file);
    let count = lines.len();
    let mut touched = usize::MAX;
    match tampering {
        Tampering::Byte(at, flip) => {
            let mut changed = file.to_vec();
            let at = at.index(changed.len());
            changed[at] ^= flip;
            let inner = at >= lines[0].len() && at < file.len() - lines[count - 1].len();
            return Some((changed, inner));
        }
        Tampering::Cut(at) => return Some((file[..at.index(file.len())].to_vec(), false)),
        Tampering::LineGone(at) => {
            touched = at.index(count);
            lines.remove(touched);
        }
        Tampering::LineTwice(from, to) => {
            let line = lines[from.index(count)].clone();
            lines.insert(to.index(count), line);
        }
        Tampering::LinesSwapped(a, b) => lines.swap(a.index(count), b.index(count)),
        Tampering::EntryForged(at) => lines.insert(at.index(count), (sample(99).canonical() + "\n").into_bytes()),
    }
    let changed = lines.concat();
    (changed != file).then_some((changed, (1..count - 1).contains(&touched)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_200, ..ProptestConfig::default() })]

    #[test]
    fn every_tampering_with_an_export_is_found(tampering in tampering()) {
        let Some((changed, inner)) = tampered(&FILE, &tampering) else { return Ok(()) };
        let report = verified(&changed);
        prop_assert!(!report.is_clean(), "{tampering:?}");
        if inner {
            // Leaves, chain and seals' signatures find it by themselves; they do not lean on the last line.
            let by_itself = report.findings.iter().any(|finding| !matches!(finding.what, What::ExportChanged | What::ExportCut));
            prop_assert!(by_itself, "{tampering:?}: {:?}", report.findings);
        }
    }
}
