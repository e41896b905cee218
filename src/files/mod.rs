//! Files received: uploaded whole or in parts, checked by content, kept encrypted. A low room: persons, powers and requests refer to files.
//!
//! Doors for rooms above: [`find`] (facts), [`open`] (content, under the caller's own visibility), [`answer::answer`] (content as an
//! answer with Range), [`admit`] and [`keep`] (what a partner brings), [`sweep`] (what nobody needs any more).

pub mod answer;
mod body;
mod brought;
mod purpose;
mod refusal;
pub mod routes;
mod scanner;
mod scanning;
mod schema;
mod store;
mod sweep;

use std::sync::Arc;

pub use brought::{Admitted, admit, keep};
pub use purpose::Purpose;
pub use scanner::{Off, Scanner, ScannerSilent, Scanning, Verdict};
pub use scanning::ThroughPort;
pub use store::{FileFacts, Opened, contents, exactly, find, find_all, known_blobs, open, open_all, pages, published};
pub use sweep::{KnownBlobs, Swept, sweep};

use crate::{kernel::blobs::BlobStore, typed_id};

typed_id!(FileId, "fil", "a received file");
typed_id!(UploadId, "upl", "an upload");

/// The largest part of an upload: 5 MiB.
pub const LARGEST_PART: usize = 5 * 1024 * 1024;

/// What this room stands on outside the database.
#[derive(Clone)]
pub struct Files {
    /// Where content is kept.
    pub blobs: Arc<BlobStore>,
    /// Who looks for malware.
    pub scanner: Arc<dyn Scanner>,
}
