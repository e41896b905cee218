//! What auditors see.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::caller::{AccountId, SessionId, SubdivisionId},
    journal::{
        record::{Record, Write},
        seal::Seal,
    },
    kernel::{id::TypedId, problem::Problem, text::Text},
    typed_id,
};

typed_id!(EntryId, "jrn", "an entry of the journal");
typed_id!(ExportId, "jex", "an export of the journal");
typed_id!(SubjectId, "per", "a person whom an entry concerns");

/// How the work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum JournalOutcome {
    /// It was done.
    Done,
    /// It was refused; nothing was changed.
    Refused,
}

/// Something that was read or written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalObject {
    /// `Read` or `Write`.
    #[schema(examples("Read"))]
    pub access: String,
    /// What kind of thing.
    #[schema(examples("Request"))]
    pub kind: String,
    /// Which.
    #[schema(examples("req_01ja4ttz8ze3ks9nvd5efz1s8d"))]
    pub id: String,
}

/// One unit of work: who, when, for which office, on which legal ground, what, and whom it concerned.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntry {
    /// The entry.
    pub entry_id: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// `Person`, `Officer`, `System`; `Account` where a call was refused before more was known.
    #[schema(examples("Officer"))]
    pub actor_kind: String,
    /// The account; absent for the program's own work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<AccountId>,
    /// The actor's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LUNGU Andrei"))]
    pub actor_name: Option<String>,
    /// The session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
    /// The role used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Examiner"))]
    pub role: Option<String>,
    /// The subdivision acted for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// The operation of this contract (its operationId), or the program's name for work of its own.
    #[schema(examples("readRequest"))]
    pub operation: String,
    /// How it ended.
    pub outcome: JournalOutcome,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("forbidden"))]
    pub problem: Option<String>,
    /// Code of the legal ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("LAW-200-2010-EXAMINATION"))]
    pub legal_basis: Option<String>,
    /// The purpose in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("verificarea dosarului"))]
    pub legal_reason: Option<String>,
    /// Whether it is withheld from the persons until lifted.
    pub undisclosed: bool,
    /// The persons concerned.
    pub person_ids: Vec<SubjectId>,
    /// What was read or written.
    pub objects: Vec<JournalObject>,
    /// Quoted in the answer that the caller got.
    #[schema(examples("0196a1c4d0b77a3c8f3d1d0f7b6f3a52"))]
    pub trace_id: String,
}

impl From<&Record> for JournalEntry {
    fn from(record: &Record) -> Self {
        Self {
            entry_id: EntryId::from_uuid(record.id),
            at: record.at,
            actor_kind: record.actor_kind.clone(),
            actor_id: record.actor_id.map(AccountId::from_uuid),
            actor_name: record.actor_name.clone(),
            session_id: record.session_id.map(SessionId::from_uuid),
            role: record.role.clone(),
            subdivision_id: record.office_id.map(SubdivisionId::from_uuid),
            operation: record.operation.clone(),
            outcome: if record.outcome == "Refused" { JournalOutcome::Refused } else { JournalOutcome::Done },
            problem: record.problem.clone(),
            legal_basis: record.legal_basis.clone(),
            legal_reason: record.legal_reason.clone(),
            undisclosed: record.undisclosed,
            person_ids: record.persons.iter().flatten().copied().map(SubjectId::from_uuid).collect(),
            objects: serde_json::from_value(record.objects.clone()).unwrap_or_default(),
            trace_id: record.trace_id.clone(),
        }
    }
}

/// A digest of a row version that the work wrote.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalWrite {
    /// The table.
    #[schema(examples("requests"))]
    pub relation: String,
    /// The row's own key.
    pub row_id: Uuid,
    /// Which version of it.
    #[schema(examples(1))]
    pub row_version: i32,
    /// Salted SHA-256 of the row, in hexadecimal.
    #[schema(examples("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))]
    pub digest: String,
}

impl From<&Write> for JournalWrite {
    fn from(write: &Write) -> Self {
        let Write { relation, row_id, row_version, digest } = write.clone();
        Self { relation, row_id, row_version, digest }
    }
}

/// A seal over a batch of entries: a Merkle root, chained to the seal before and signed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalSeal {
    /// Counts from 1 without gaps.
    #[schema(examples(17))]
    pub number: i64,
    /// When it was made.
    pub sealed_at: DateTime<Utc>,
    /// How many entries it seals.
    #[schema(examples(8))]
    pub entries: i32,
    /// The chain before it, in hexadecimal; zeros before the first.
    #[schema(examples("0000000000000000000000000000000000000000000000000000000000000000"))]
    pub previous_root: String,
    /// Root of the tree of its entries (RFC 6962).
    #[schema(examples("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"))]
    pub tree_root: String,
    /// The chain with it.
    #[schema(examples("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"))]
    pub root: String,
    /// The key that signed it.
    #[schema(examples("9f86d081884c7d65"))]
    pub key_id: String,
    /// The seal as one line of canonical JSON. Without its member `signature` it is what is signed (Ed25519).
    #[schema(examples("{\"line\":\"seal\"}"))]
    pub line: String,
}

impl From<&Seal> for JournalSeal {
    fn from(seal: &Seal) -> Self {
        Self {
            number: seal.number,
            sealed_at: seal.sealed_at,
            entries: seal.entries,
            previous_root: hex::encode(&seal.previous_root),
            tree_root: hex::encode(&seal.tree_root),
            root: hex::encode(&seal.root),
            key_id: seal.key_id.clone(),
            line: seal.line(),
        }
    }
}

/// That an entry is in a seal, provable without the other entries (RFC 9162, 2.1.3).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalInclusion {
    /// The leaf's place, from 0.
    #[schema(examples(3))]
    pub position: i32,
    /// The leaf: SHA-256 over a zero byte and the entry's `line`.
    #[schema(examples("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"))]
    pub leaf: String,
    /// Hashes from the leaf to the tree's root, nearest first.
    pub path: Vec<String>,
    /// The seal.
    pub seal: JournalSeal,
}

/// An entry with the digests of what it wrote, and the proof that it is sealed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntryProof {
    /// The entry.
    pub entry: JournalEntry,
    /// Digests of the row versions written.
    pub writes: Vec<JournalWrite>,
    /// Digests that stand in place of earlier ones, because personal data whose term had ended was overwritten.
    pub redactions: Vec<JournalWrite>,
    /// The entry as one line of canonical JSON: what its leaf is made of.
    #[schema(examples("{\"line\":\"entry\"}"))]
    pub line: String,
    /// Absent for the few seconds until it is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inclusion: Option<JournalInclusion>,
}

/// A period of at most so many days can be searched at once.
pub const LONGEST_SEARCH: i64 = 366;

/// What to look for in the journal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, validator::Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z", "operation": "readCurrentSession" })))]
pub struct JournalSearch {
    /// First instant of the period.
    #[schema(max_length = 40, examples("2026-11-01T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Its end, excluded; at most 366 days later.
    #[schema(max_length = 40, examples("2026-12-01T00:00:00Z"))]
    pub to: DateTime<Utc>,
    /// The account that acted.
    pub actor_id: Option<AccountId>,
    /// The person concerned.
    pub person_id: Option<SubjectId>,
    /// The operation (operationId).
    #[schema(min_length = 1, max_length = 100, pattern = "^[A-Za-z][A-Za-z0-9]*$", examples("readCurrentSession"))]
    pub operation: Option<String>,
    /// How it ended.
    pub outcome: Option<JournalOutcome>,
    /// Code of the legal ground.
    #[schema(min_length = 2, max_length = 64, pattern = "^[A-Z][A-Z0-9-]{1,63}$", examples("LAW-200-2010-EXAMINATION"))]
    pub legal_basis: Option<String>,
    /// Rows at most.
    #[schema(minimum = 1, maximum = 200, default = 25, examples(25))]
    pub limit: Option<u32>,
    /// `nextCursor` of the page before.
    #[schema(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Entries, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntries {
    /// A page of them.
    pub entries: Vec<JournalEntry>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Seals, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalSeals {
    /// A page of them.
    pub seals: Vec<JournalSeal>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// A public key that seals are verified with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalKey {
    /// Its name: the first 16 hexadecimal digits of its SHA-256.
    #[schema(examples("9f86d081884c7d65"))]
    pub key_id: String,
    /// Always `Ed25519`.
    #[schema(examples("Ed25519"))]
    pub algorithm: String,
    /// The 32 bytes in base64.
    #[schema(examples("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="))]
    pub public_key: String,
    /// Whether new seals are signed with it.
    pub current: bool,
}

/// All public keys of seals, the current one first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalKeys {
    /// The keys.
    pub keys: Vec<JournalKey>,
}

/// The period of an export.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, validator::Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewJournalExport {
    /// First instant of the period.
    #[schema(max_length = 40, examples("2026-11-01T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Its end, excluded; not in the future.
    #[schema(max_length = 40, examples("2026-11-02T00:00:00Z"))]
    pub to: DateTime<Utc>,
}

/// An export: all seals that hold an entry of the period, whole, so that it verifies without this system.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalExport {
    /// The export.
    pub export_id: ExportId,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: AccountId,
    /// The period's first instant.
    pub from: DateTime<Utc>,
    /// Its end, excluded.
    pub to: DateTime<Utc>,
    /// The first seal in it; absent where the period has no sealed entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(1))]
    pub first_seal: Option<i64>,
    /// The last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(17))]
    pub last_seal: Option<i64>,
    /// Entries in it.
    #[schema(examples(240))]
    pub entries: i64,
    /// Entries of the period that were not sealed yet and are not in it; ask again a minute later.
    #[schema(examples(0))]
    pub waiting: i64,
}

/// A period that ends before it begins.
pub fn check_order(from: DateTime<Utc>, to: DateTime<Utc>) -> Result<(), Problem> {
    if from < to {
        return Ok(());
    }
    Err(Problem::violation(
        "/to",
        "before-from",
        Text::new(
            "Sfârșitul perioadei trebuie să fie după începutul ei.",
            "Конец периода должен быть позже его начала.",
            "The end of the period must be after its beginning.",
        ),
    ))
}

/// The path of an entry.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntryPath {
    /// The entry.
    #[param(value_type = EntryId)]
    #[param(inline)]
    pub entry_id: EntryId,
}

/// The path of an export.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct JournalExportPath {
    /// The export.
    #[param(value_type = ExportId)]
    #[param(inline)]
    pub export_id: ExportId,
}
