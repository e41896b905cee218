//! Contents of files: the room that keeps them says which there must be, and checks one.

use diesel::{PgConnection, QueryResult};
use uuid::Uuid;

use crate::journal::finding::{Report, What};

/// A content that a record speaks of. The record itself is covered by history, so what it says can be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Orders the list; the record's id.
    pub id: Uuid,
    /// What it is, for the finding's place (`file fil_...`); no personal data.
    pub what: String,
    /// SHA-256 of the encrypted content.
    pub ciphertext_sha256: [u8; 32],
}

/// What is wrong with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobFault {
    /// There is nothing.
    Missing,
    /// It has another digest.
    Changed,
}

/// Whoever keeps contents answers for them to `journal verify`.
pub trait BlobWitness: Send + Sync {
    /// The next contents that must exist, by id, after one; an empty list ends it. A content whose key was destroyed is still listed:
    /// its encrypted form stays and is proved.
    fn list(&self, conn: &mut PgConnection, after: Option<Uuid>, limit: i64) -> QueryResult<Vec<Blob>>;

    /// Reads the encrypted content and compares its digest. A store that does not answer is an error in words, not a fault.
    fn check(&self, blob: &Blob) -> Result<Result<(), BlobFault>, String>;
}

/// Checks every content; a store that does not answer ends it with its words.
pub fn verify(conn: &mut PgConnection, witness: &dyn BlobWitness, report: &mut Report) -> Result<(), super::database::NotVerified> {
    let mut after = None;
    loop {
        let blobs = witness.list(conn, after, 500)?;
        let Some(last) = blobs.last() else { return Ok(()) };
        after = Some(last.id);
        for blob in &blobs {
            report.blobs += 1;
            match witness.check(blob).map_err(super::database::NotVerified::Store)? {
                Ok(()) => {}
                Err(BlobFault::Missing) => report.find(What::BlobMissing, &blob.what),
                Err(BlobFault::Changed) => report.find(What::BlobChanged, &blob.what),
            }
        }
    }
}
