//! How a file is encrypted: in chunks, so that any part of it can be read and checked alone.
//!
//! The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: the nonce of a chunk is a random
//! prefix of 7 bytes, the chunk's number and whether it is the last, so that chunks neither move nor go missing, at the
//! end either. The blob's id is authenticated with each, so that chunks do not move between blobs.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    error::Unspecified,
};
use uuid::Uuid;

/// Bytes of a file in each chunk but the last.
pub const CHUNK: usize = 64 * 1024;
/// Bytes the encryption adds to each chunk.
pub const TAG: usize = 16;
/// Random bytes at the start of each nonce.
pub const PREFIX: usize = 7;

/// How many chunks a file has; an empty one has one, so that its end is authenticated too.
pub fn count(size: u64) -> u64 {
    size.div_ceil(CHUNK as u64).max(1)
}

/// How many bytes the encrypted file has.
pub fn sealed_size(size: u64) -> u64 {
    size + count(size) * TAG as u64
}

/// Encrypts and decrypts the chunks of one blob.
pub struct Chunks {
    key: LessSafeKey,
    prefix: [u8; PREFIX],
    id: Uuid,
}

impl Chunks {
    pub fn new(data_key: &[u8; 32], prefix: [u8; PREFIX], id: Uuid) -> Result<Self, Unspecified> {
        Ok(Self { key: LessSafeKey::new(UnboundKey::new(&AES_256_GCM, data_key)?), prefix, id })
    }

    /// Fails past chunk 2^32 (256 TiB), where the nonces would repeat.
    fn nonce(&self, index: u64, last: bool) -> Result<Nonce, Unspecified> {
        let index = u32::try_from(index).map_err(|_| Unspecified)?;
        let mut nonce = [0; NONCE_LEN];
        nonce[..PREFIX].copy_from_slice(&self.prefix);
        nonce[PREFIX..NONCE_LEN - 1].copy_from_slice(&index.to_be_bytes());
        nonce[NONCE_LEN - 1] = u8::from(last);
        Ok(Nonce::assume_unique_for_key(nonce))
    }

    /// Encrypts a chunk where it is and appends its tag.
    pub fn seal(&self, index: u64, last: bool, chunk: &mut Vec<u8>) -> Result<(), Unspecified> {
        self.key.seal_in_place_append_tag(self.nonce(index, last)?, Aad::from(self.id.as_bytes()), chunk)
    }

    /// Decrypts a chunk where it is.
    pub fn open<'a>(&self, index: u64, last: bool, sealed: &'a mut [u8]) -> Result<&'a [u8], Unspecified> {
        Ok(self.key.open_in_place(self.nonce(index, last)?, Aad::from(self.id.as_bytes()), sealed)?)
    }
}
