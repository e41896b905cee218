//! Copies of all content: written as lines of JSON with the digest of every version and of every attached file, checked
//! against those digests, and read into an empty system.

mod export;
mod import;
mod verify;

pub use export::export;
pub use import::{Imported, import};
pub use verify::{Verified, verify};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What the first line says.
const FORMAT: &str = "migratie-content";
/// The version of the form of the lines.
const FORMAT_VERSION: u32 = 1;

/// A line of a copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields)]
enum Line {
    /// The first.
    Header { format: String, version: u32, at: DateTime<Utc> },
    /// What administrators set of a section.
    Section { code: String, subdivision: String, administrator: String, update_count: i32, update_unit: String, reason: String },
    /// An item.
    Item(Box<ItemLine>),
    /// A published version.
    Version(Box<VersionLine>),
    /// A file that a version refers to; its content is copied with the files' store.
    Attachment { file_id: Uuid, sha256: String, name: String, content_type: String, size: i64 },
    /// The last: how many lines come before it, and their digest.
    End { lines: u64, sha256: String },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemLine {
    id: Uuid,
    created_at: DateTime<Utc>,
    r#type: String,
    section: String,
    slug: String,
    state: String,
    classification: String,
    subdivision: String,
    content: Value,
    translated: Value,
    ru_status: String,
    en_status: String,
    submitted_at: Option<DateTime<Utc>>,
    wanted_at: Option<DateTime<Utc>>,
    term: Option<Value>,
    due_at: Option<DateTime<Utc>>,
    latest: Option<i32>,
    live_from: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawal_reason: Option<String>,
    return_reason: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionLine {
    id: Uuid,
    created_at: DateTime<Utc>,
    item: Uuid,
    number: i32,
    r#type: String,
    section: String,
    subdivision: String,
    content: Value,
    translated: Value,
    digest: String,
    live_from: DateTime<Utc>,
    live_until: Option<DateTime<Utc>>,
    first_live_from: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
    late: bool,
    verified_at: Option<DateTime<Utc>>,
    verification: Option<String>,
    verification_note: Option<String>,
    announced_at: Option<DateTime<Utc>>,
}

impl VersionLine {
    /// Whether it says what was published.
    fn is_whole(&self) -> bool {
        let digest = super::rules::content::version_digest(
            self.item,
            self.number,
            &self.r#type,
            &self.section,
            self.live_from,
            &self.content,
        );
        hex::encode(digest) == self.digest
    }
}
