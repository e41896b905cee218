//! What verification finds, and where.

use serde::Serialize;

/// Kinds of findings. The names are stable: programs branch on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum What {
    /// A line is not what its place asks for.
    LineUnreadable,
    /// A line holds the right values in another form, or the header does not fit what follows.
    LineChanged,
    /// The export ends without its last line, or goes on after it.
    ExportCut,
    /// The export as a whole is not what was signed.
    ExportChanged,
    /// A number is missing in the row of seals.
    SealMissing,
    /// A seal does not follow from the one before it.
    ChainBroken,
    /// The entries of a seal do not give its root, or are not as many as it says.
    TreeChanged,
    /// A seal is signed by a key that is not known or not trusted.
    KeyUnknown,
    /// The signature is not of this seal.
    SignatureWrong,
    /// The last seal is not the one that was mirrored outside.
    NotAsMirrored,
    /// The list of a seal's members has a gap, or lists for no seal.
    MembersChanged,
    /// A sealed entry is gone.
    EntryMissing,
    /// An entry, or the digests of what it wrote, are not those that were sealed.
    EntryChanged,
    /// An entry came later than its instant says: a seal in between did not have it.
    EntryBackdated,
    /// An entry is unsealed after 60 seconds, or does not even wait for a seal.
    EntryUnsealed,
    /// A digest belongs to no entry.
    WriteWithoutEntry,
    /// A row version was written, and its history is gone.
    WriteWithoutHistory,
    /// History that no unit of work wrote.
    HistoryWithoutWrite,
    /// A row of history is not what was written.
    HistoryChanged,
    /// A row of history names another instant, actor or work than its entry.
    HistoryMisattributed,
    /// A record has no history.
    RecordWithoutHistory,
    /// A record is gone; its history is there.
    RecordMissing,
    /// A record is not its latest history.
    RecordChanged,
    /// A file's content is gone.
    BlobMissing,
    /// A file's content is not what was stored.
    BlobChanged,
    /// A file's key is under a key that the ring has not.
    BlobKeyUnknown,
}

impl What {
    /// In words, for people at a terminal.
    pub fn told(self) -> &'static str {
        match self {
            Self::LineUnreadable => "a line cannot be read",
            Self::LineChanged => "a line has been changed",
            Self::ExportCut => "the export is not whole",
            Self::ExportChanged => "the export is not the one that was signed",
            Self::SealMissing => "a seal is missing",
            Self::ChainBroken => "a seal does not follow from the one before it",
            Self::TreeChanged => "the entries are not those that were sealed",
            Self::KeyUnknown => "the seal's key is not known or not trusted",
            Self::SignatureWrong => "the signature is not of this seal",
            Self::NotAsMirrored => "the seal is not the one that was mirrored",
            Self::MembersChanged => "the members of a seal have been changed",
            Self::EntryMissing => "a sealed entry is gone",
            Self::EntryChanged => "an entry or what it says it wrote has been changed",
            Self::EntryBackdated => "an entry was added later than its instant says",
            Self::EntryUnsealed => "an entry is not sealed",
            Self::WriteWithoutEntry => "a digest belongs to no entry",
            Self::WriteWithoutHistory => "the history of a written row is gone",
            Self::HistoryWithoutWrite => "history that no unit of work wrote",
            Self::HistoryChanged => "history has been changed",
            Self::HistoryMisattributed => "history names another instant, actor or work than the journal",
            Self::RecordWithoutHistory => "a record has no history",
            Self::RecordMissing => "a record is gone",
            Self::RecordChanged => "a record is not its latest history",
            Self::BlobMissing => "a file's content is gone",
            Self::BlobChanged => "a file's content has been changed",
            Self::BlobKeyUnknown => "a file cannot be opened: its key is under a key that is not in the key ring",
        }
    }
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub what: What,
    /// Where: `seal 17`, `entry <id>`, `history.persons <id> version 3`, `line 12`. Ids only, never data.
    pub place: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?}: {}: {}", self.what, self.place, self.what.told())
    }
}

/// Findings that are listed one by one; beyond, they are counted.
const LISTED: usize = 1000;

/// What was looked at, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Sealed entries recomputed.
    pub entries: u64,
    /// Seals checked.
    pub seals: u64,
    /// Versions of rows whose digest was recomputed.
    pub row_versions: u64,
    /// Row versions that the retention role has overwritten since.
    pub redacted: u64,
    /// Files whose content was read.
    pub blobs: u64,
    /// The last seal: number and root, to compare with what was mirrored outside.
    pub head: Option<(i64, String)>,
    /// The first thousand findings.
    pub findings: Vec<Finding>,
    /// How many there are in all.
    pub found: u64,
}

impl Report {
    /// Adds a finding.
    pub fn find(&mut self, what: What, place: impl Into<String>) {
        self.found += 1;
        if self.findings.len() < LISTED {
            self.findings.push(Finding { what, place: place.into() });
        }
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.found == 0
    }

    /// Whether something of this kind was found.
    pub fn has(&self, what: What) -> bool {
        self.findings.iter().any(|finding| finding.what == what)
    }
}
