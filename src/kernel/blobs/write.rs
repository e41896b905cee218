//! Storing a file.

use std::{convert::Infallible, future::poll_fn, pin::Pin};

use actix_web::web::Bytes;
use aws_lc_rs::{
    digest::{Context, Digest, SHA256},
    rand,
};
use futures_util::{Stream, StreamExt, stream};
use object_store::buffered::BufWriter;
use tokio::io::AsyncWrite;
use uuid::Uuid;

use super::{
    BlobError, BlobRef, BlobStore,
    chunks::{self, CHUNK, Chunks, TAG},
    path,
};
use crate::kernel::failpoint;

/// Files up to this size are sent in one piece, larger ones in parts of this size. S3 takes no part below 5 MiB.
const PART: usize = 8 * 1024 * 1024;

impl BlobStore {
    /// Encrypts and stores a file that is in memory.
    pub async fn put(&self, bytes: Bytes) -> Result<BlobRef, BlobError> {
        self.put_stream(stream::iter([Ok::<_, Infallible>(bytes)]), u64::MAX).await
    }

    /// Encrypts and stores a file as its parts come, however large these are; stops and leaves nothing once there are
    /// more than `limit` bytes or a part is an error. Holds at most about two parts of 8 MiB in memory.
    pub async fn put_stream<E>(&self, parts: impl Stream<Item = Result<Bytes, E>>, limit: u64) -> Result<BlobRef, BlobError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let id = Uuid::new_v4();
        let (mut data_key, mut nonce_prefix) = ([0; 32], [0; chunks::PREFIX]);
        rand::fill(&mut data_key)?;
        rand::fill(&mut nonce_prefix)?;
        let wrapped_key = self.keys.wrapping().wrap(&data_key, id.as_bytes()).map_err(|_| BlobError::Cryptography)?;
        let object = BufWriter::with_capacity(self.objects.clone(), path(id), PART).with_max_concurrency(1);
        let mut sealing = Sealing {
            chunks: Chunks::new(&data_key, nonce_prefix, id)?,
            id,
            object,
            index: 0,
            chunk: Vec::with_capacity(CHUNK + TAG),
            size: 0,
            plaintext: Context::new(&SHA256),
            ciphertext: Context::new(&SHA256),
        };
        if let Err(error) = sealing.take(parts, limit).await {
            let _ = sealing.object.abort().await;
            return Err(error);
        }
        let stored = poll_fn(|context| Pin::new(&mut sealing.object).poll_shutdown(context)).await;
        stored.map_err(|error| BlobError::Store {
            id,
            source: object_store::Error::Generic { store: "blobs", source: error.into() },
        })?;
        failpoint::here("blob-stored");
        let (size, sha256, ciphertext_sha256) = (sealing.size, bytes(sealing.plaintext), bytes(sealing.ciphertext));
        Ok(BlobRef { id, size, sha256, ciphertext_sha256, nonce_prefix, wrapped_key: Some(wrapped_key) })
    }
}

/// A file on its way into the store.
struct Sealing {
    chunks: Chunks,
    id: Uuid,
    object: BufWriter,
    index: u64,
    chunk: Vec<u8>,
    size: u64,
    plaintext: Context,
    ciphertext: Context,
}

impl Sealing {
    async fn take<E>(&mut self, parts: impl Stream<Item = Result<Bytes, E>>, limit: u64) -> Result<(), BlobError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let mut parts = std::pin::pin!(parts);
        while let Some(part) = parts.next().await {
            let part = part.map_err(|error| BlobError::Interrupted(error.into()))?;
            self.size += part.len() as u64;
            if self.size > limit {
                return Err(BlobError::TooLarge { limit });
            }
            self.plaintext.update(&part);
            let mut rest = &part[..];
            while !rest.is_empty() {
                // A full chunk waits here until it is known not to be the last.
                if self.chunk.len() == CHUNK {
                    self.send(false).await?;
                }
                let (now, later) = rest.split_at(rest.len().min(CHUNK - self.chunk.len()));
                self.chunk.extend_from_slice(now);
                rest = later;
            }
        }
        self.send(true).await
    }

    async fn send(&mut self, last: bool) -> Result<(), BlobError> {
        let mut chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK + TAG));
        self.chunks.seal(self.index, last, &mut chunk)?;
        self.index += 1;
        self.ciphertext.update(&chunk);
        self.object.put(chunk.into()).await.map_err(|source| BlobError::Store { id: self.id, source })
    }
}

pub fn bytes(context: Context) -> [u8; 32] {
    let digest: Digest = context.finish();
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest.as_ref());
    bytes
}
