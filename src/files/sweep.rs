//! What nobody needs any more: uploads whose day is over, objects in the store that no row knows.

use std::collections::HashSet;

use chrono::Duration;
use diesel::PgConnection;
use uuid::Uuid;

use super::store;
use crate::{
    access::door::Door,
    kernel::{
        blobs::{BlobError, BlobStore},
        problem::Problem,
    },
};

/// Says which of these objects a room has a row of. Every room that keeps content gives one.
pub type KnownBlobs = fn(&mut PgConnection, &[Uuid]) -> Result<HashSet<Uuid>, Problem>;

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Uploads forgotten.
    pub uploads: usize,
    /// Objects deleted.
    pub objects: usize,
}

struct Failed(Problem);

impl From<BlobError> for Failed {
    fn from(error: BlobError) -> Self {
        Self(super::answer::problem_of(&error))
    }
}

/// Sweeps once. To be run every hour or so; any number of copies may do so at the same time.
pub async fn sweep(door: &Door, blobs: &BlobStore, rooms: &'static [KnownBlobs]) -> Result<Swept, Problem> {
    let uploads = door.by_system("sweepUploads", |unit| store::forget_expired(unit.conn, unit.now)).await?;
    let cutoff = door.clock().now() - Duration::days(1);
    let known = async |ids: &[Uuid]| {
        let ids = ids.to_vec();
        let asked = door.open(move |conn, _| {
            let mut known = HashSet::new();
            for room in rooms {
                known.extend(room(conn, &ids)?);
            }
            Ok(known)
        });
        asked.await.map_err(Failed)
    };
    let orphans = blobs.orphans(cutoff, known).await.map_err(|failed: Failed| failed.0)?;
    for orphan in &orphans {
        blobs.delete(*orphan).await.map_err(|error| super::answer::problem_of(&error))?;
    }
    Ok(Swept { uploads, objects: orphans.len() })
}
