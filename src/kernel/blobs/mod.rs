//! Files, encrypted in an object store: a local folder or S3.
//!
//! **Order.** The encrypted file first, then its row: [`BlobStore::put`] returns the [`BlobRef`] that the caller stores in
//! its transaction. If that never commits, the file is an orphan; the sweeper finds it by [`BlobStore::orphans`] after a
//! day and deletes it. An upload broken off leaves nothing behind, but a killed program can leave a part: on S3 a
//! lifecycle rule ("abort incomplete multipart uploads after 2 days") removes it.
//!
//! **Erasure.** Each blob has a key of its own, kept in its row only, wrapped under the key ring. To erase a file the
//! caller overwrites that wrapped key (in live and history rows): what is left in the object store and in its backups
//! cannot be read by anyone, while [`BlobStore::verify`] still proves that it is unchanged.

mod chunks;
mod read;
#[cfg(test)]
mod s3_tests;
#[cfg(test)]
mod tests;
mod write;

use std::{collections::HashSet, fs::DirBuilder, io, os::unix::fs::DirBuilderExt, sync::Arc};

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path, prefix::PrefixStore};
use url::Url;
use uuid::Uuid;

use super::keys::{KeyRing, WrappedKey};

/// Where a file is and how it is read again; one row of the caller's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRef {
    /// Names the object; random.
    pub id: Uuid,
    /// Of the file, in bytes.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// SHA-256 of the encrypted file.
    pub ciphertext_sha256: [u8; 32],
    /// Random start of the nonces.
    pub nonce_prefix: [u8; chunks::PREFIX],
    /// The key of this file, under a key of the ring; `None` once the file has been erased.
    pub wrapped_key: Option<WrappedKey>,
}

/// Why a file was not stored or cannot be read. Names the blob's id, which is no personal data.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No such object.
    #[error("blob {0} is missing from the object store")]
    Missing(Uuid),
    /// The object or its row has been changed.
    #[error("blob {0} has been tampered with")]
    Tampered(Uuid),
    /// Its key has been destroyed.
    #[error("blob {0} has been erased")]
    Erased(Uuid),
    /// The key ring is another one.
    #[error("blob {id}: the key ring has no wrapping key {kid}")]
    UnknownKey {
        /// The blob.
        id: Uuid,
        /// The key that is wanted.
        kid: String,
    },
    /// The range is not within the file.
    #[error("the range is outside of the file of {size} bytes")]
    OutOfRange {
        /// Of the file.
        size: u64,
    },
    /// More bytes came than the caller allows.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// The parts stopped coming.
    #[error("the file did not arrive in full: {0}")]
    Interrupted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The object store failed; trying again may help.
    #[error("the object store failed on blob {id}: {source}")]
    Store {
        /// The blob.
        id: Uuid,
        /// What the store said.
        source: object_store::Error,
    },
    /// The object store could not be listed.
    #[error("the object store cannot be listed: {0}")]
    Listing(#[source] object_store::Error),
    /// The cryptographic library failed: no randomness.
    #[error("no key could be made")]
    Cryptography,
}

/// Why there is no store at that address.
#[derive(Debug, thiserror::Error)]
pub enum BlobStoreError {
    /// Neither `file:///folder` nor `s3://bucket/prefix`.
    #[error("{0} is not the address of a blob store: file:///folder or s3://bucket/prefix")]
    Address(Url),
    /// The folder cannot be made.
    #[error("cannot make the folder of {address}: {source}")]
    Folder {
        /// As configured.
        address: Url,
        /// What the system said.
        source: io::Error,
    },
    /// The store's settings are wrong.
    #[error("cannot use the blob store {address}: {source}")]
    Settings {
        /// As configured.
        address: Url,
        /// What the library said.
        source: Box<object_store::Error>,
    },
}

impl From<aws_lc_rs::error::Unspecified> for BlobError {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Cryptography
    }
}

/// Stores and reads files.
#[derive(Debug, Clone)]
pub struct BlobStore {
    objects: Arc<dyn ObjectStore>,
    keys: Arc<KeyRing>,
}

impl BlobStore {
    /// The store at an address: `file:///folder` (made if it is not there, for this user only), `s3://bucket/prefix` or,
    /// in tests, `memory:///`. `settings` are those of S3 by their usual names (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT`,
    /// `AWS_REGION`, ...); others are ignored, so that the environment may be given whole.
    pub fn open<K: AsRef<str>, V: Into<String>>(
        address: &Url,
        settings: impl IntoIterator<Item = (K, V)>,
        keys: Arc<KeyRing>,
    ) -> Result<Self, BlobStoreError> {
        let trouble = |source| BlobStoreError::Settings { address: address.clone(), source: Box::new(source) };
        let objects: Arc<dyn ObjectStore> = match address.scheme() {
            "file" => {
                let folder = address.to_file_path().map_err(|()| BlobStoreError::Address(address.clone()))?;
                let made = DirBuilder::new().recursive(true).mode(0o700).create(&folder);
                made.map_err(|source| BlobStoreError::Folder { address: address.clone(), source })?;
                Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(trouble)?.with_fsync(true))
            }
            "s3" | "memory" => {
                let (store, prefix) = object_store::parse_url_opts(address, settings).map_err(trouble)?;
                Arc::new(PrefixStore::new(store, prefix))
            }
            _ => return Err(BlobStoreError::Address(address.clone())),
        };
        Ok(Self { objects, keys })
    }

    /// Deletes an object; one that is gone already is no error. For orphans: a file that has a row is erased by
    /// destroying its key.
    pub async fn delete(&self, id: Uuid) -> Result<(), BlobError> {
        match self.objects.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(source) => Err(BlobError::Store { id, source }),
        }
    }

    /// The objects last written before `cutoff` (a day ago) that no row knows. `known` is asked about up to 1000 ids
    /// at a time and answers with those that have a row.
    pub async fn orphans<E: From<BlobError>>(
        &self,
        cutoff: DateTime<Utc>,
        mut known: impl AsyncFnMut(&[Uuid]) -> Result<HashSet<Uuid>, E>,
    ) -> Result<Vec<Uuid>, E> {
        let listing = |error| BlobError::Listing(error);
        let mut old = self
            .objects
            .list(Some(&Path::from(FOLDER)))
            .try_filter(|object| std::future::ready(object.last_modified < cutoff))
            .try_filter_map(|object| {
                std::future::ready(Ok(object.location.filename().and_then(|name| name.parse::<Uuid>().ok())))
            })
            .try_chunks(1000);
        let mut orphans = Vec::new();
        while let Some(ids) = old.try_next().await.map_err(|error| listing(error.1))? {
            let known = known(&ids).await?;
            orphans.extend(ids.into_iter().filter(|id| !known.contains(id)));
        }
        Ok(orphans)
    }
}

const FOLDER: &str = "blobs";

/// `blobs/3f/<id>`: spread over 256 folders.
fn path(id: Uuid) -> Path {
    Path::from(format!("{FOLDER}/{:02x}/{id}", id.as_bytes()[15]))
}
