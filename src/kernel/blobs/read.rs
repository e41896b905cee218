//! Reading a file, whole or in part, and checking it.

use std::ops::Range;

use actix_web::web::{Bytes, BytesMut};
use aws_lc_rs::digest::{Context, SHA256, digest};
use futures_util::{Stream, TryStreamExt, stream};
use object_store::ObjectStoreExt;

use super::{
    BlobError, BlobRef, BlobStore,
    chunks::{self, CHUNK, Chunks, TAG},
    path, write,
};
use crate::kernel::keys::NotUnwrapped;

/// How many chunks are fetched at a time: 1 MiB.
const GROUP: u64 = 16;
const SEALED: u64 = (CHUNK + TAG) as u64;

impl BlobStore {
    /// The whole file, compared with its SHA-256.
    pub async fn get(&self, blob: &BlobRef) -> Result<Bytes, BlobError> {
        let bytes = self.get_range(blob, 0..blob.size).await?;
        let intact = digest(&SHA256, &bytes).as_ref() == blob.sha256;
        if intact { Ok(bytes) } else { Err(BlobError::Tampered(blob.id)) }
    }

    /// A part of the file; its bytes are authenticated, no others are read.
    pub async fn get_range(&self, blob: &BlobRef, range: Range<u64>) -> Result<Bytes, BlobError> {
        let collect = |mut all: BytesMut, part: Bytes| async move {
            all.extend_from_slice(&part);
            Ok(all)
        };
        let all = self.read(blob, range)?.try_fold(BytesMut::new(), collect).await?;
        Ok(all.freeze())
    }

    /// The same as a stream of at most 1 MiB at a time, for the body of an answer. Every piece is authenticated before
    /// it is given out. An error after the first piece means that the answer must be broken off.
    pub fn read(
        &self,
        blob: &BlobRef,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes, BlobError>> + use<>, BlobError> {
        if range.start > range.end || range.end > blob.size {
            return Err(BlobError::OutOfRange { size: blob.size });
        }
        let reader = Reader { store: self.clone(), chunks: self.chunks_of(blob)?, blob: blob.clone(), range: range.clone() };
        // An empty range still has its chunk checked.
        let last = chunks::count(blob.size) - 1;
        let first = (range.start / CHUNK as u64).min(last);
        let end = chunks::count(range.end).max(first + 1);
        Ok(stream::try_unfold((reader, first), move |(reader, next)| async move {
            if next >= end {
                return Ok(None);
            }
            let group_end = end.min(next + GROUP);
            let bytes = reader.fetch(next..group_end).await?;
            Ok(Some((bytes, (reader, group_end))))
        }))
    }

    /// Whether object and reference are what was stored: both digests and every chunk. Of an erased blob, whose file
    /// cannot be read any more, the digest of the encrypted file.
    pub async fn verify(&self, blob: &BlobRef) -> Result<(), BlobError> {
        let tampered = || BlobError::Tampered(blob.id);
        let chunks = match self.chunks_of(blob) {
            Err(BlobError::Erased(_)) => None,
            chunks => Some(chunks?),
        };
        let got = self.objects.get(&path(blob.id)).await.map_err(|error| store_error(blob, error))?;
        if got.meta.size != chunks::sealed_size(blob.size) {
            return Err(tampered());
        }
        let (mut ciphertext, mut plaintext) = (Context::new(&SHA256), Context::new(&SHA256));
        let (mut waiting, mut index, last) = (Vec::new(), 0, chunks::count(blob.size) - 1);
        let mut parts = got.into_stream();
        loop {
            let part = parts.try_next().await.map_err(|error| store_error(blob, error))?;
            let ended = part.is_none();
            let part = part.unwrap_or_default();
            ciphertext.update(&part);
            let Some(chunks) = &chunks else {
                if ended {
                    break;
                } else {
                    continue;
                };
            };
            waiting.extend_from_slice(&part);
            while waiting.len() >= SEALED as usize || (ended && !waiting.is_empty()) {
                let later = waiting.split_off(waiting.len().min(SEALED as usize));
                plaintext.update(chunks.open(index, index == last, &mut waiting).map_err(|_| tampered())?);
                waiting = later;
                index += 1;
            }
            if ended {
                break;
            }
        }
        let intact = write::bytes(ciphertext) == blob.ciphertext_sha256
            && (chunks.is_none() || (index == last + 1 && write::bytes(plaintext) == blob.sha256));
        if intact { Ok(()) } else { Err(tampered()) }
    }

    fn chunks_of(&self, blob: &BlobRef) -> Result<Chunks, BlobError> {
        let wrapped = blob.wrapped_key.as_ref().ok_or(BlobError::Erased(blob.id))?;
        let data_key = self.keys.unwrap(wrapped, blob.id.as_bytes()).map_err(|error| match error {
            NotUnwrapped::UnknownKey(kid) => BlobError::UnknownKey { id: blob.id, kid },
            NotUnwrapped::Changed => BlobError::Tampered(blob.id),
        })?;
        Ok(Chunks::new(&data_key, blob.nonce_prefix, blob.id)?)
    }
}

/// A range on its way out of the store.
struct Reader {
    store: BlobStore,
    chunks: Chunks,
    blob: BlobRef,
    range: Range<u64>,
}

impl Reader {
    /// The bytes of these chunks that are within the range.
    async fn fetch(&self, wanted: Range<u64>) -> Result<Bytes, BlobError> {
        let blob = &self.blob;
        let last = chunks::count(blob.size) - 1;
        let sealed_range = wanted.start * SEALED..(wanted.end * SEALED).min(chunks::sealed_size(blob.size));
        let length = sealed_range.end - sealed_range.start;
        let got = match self.store.objects.get_range(&path(blob.id), sealed_range).await {
            Ok(got) => got,
            Err(error) => return Err(self.why(error).await),
        };
        if got.len() as u64 != length {
            return Err(BlobError::Tampered(blob.id));
        }
        let mut sealed = BytesMut::from(got);
        let mut opened = BytesMut::with_capacity(sealed.len());
        for (index, chunk) in wanted.clone().zip(sealed.chunks_mut(SEALED as usize)) {
            let chunk = self.chunks.open(index, index == last, chunk).map_err(|_| BlobError::Tampered(blob.id))?;
            opened.extend_from_slice(chunk);
        }
        let offset = wanted.start * CHUNK as u64;
        let within = |position: u64| (position.max(offset) - offset).min(opened.len() as u64) as usize;
        let (start, end) = (within(self.range.start), within(self.range.end));
        Ok(opened.freeze().slice(start..end))
    }

    /// A range that cannot be read because the object has another size is tampering, not a fault of the store.
    async fn why(&self, error: object_store::Error) -> BlobError {
        match self.store.objects.head(&path(self.blob.id)).await {
            Ok(meta) if meta.size != chunks::sealed_size(self.blob.size) => BlobError::Tampered(self.blob.id),
            _ => store_error(&self.blob, error),
        }
    }
}

fn store_error(blob: &BlobRef, error: object_store::Error) -> BlobError {
    match error {
        object_store::Error::NotFound { .. } => BlobError::Missing(blob.id),
        source => BlobError::Store { id: blob.id, source },
    }
}
