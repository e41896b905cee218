//! One encrypted file with all keys: AES-256-GCM under a key made from a passphrase with PBKDF2-HMAC-SHA256.

use std::{fs, num::NonZeroU32, path::Path};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey},
    pbkdf2, rand,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use super::{
    KeyError,
    file::{Content, trouble, write_new},
};

/// In characters.
pub const SHORTEST_PASSPHRASE: usize = 12;

const FORMAT: &str = "migratie-keys-backup-1";
/// What OWASP's Password Storage Cheat Sheet asks for PBKDF2-HMAC-SHA256.
const ITERATIONS: u32 = 600_000;
/// A file that asks for more is not ours, and would keep the machine busy.
const MOST_ITERATIONS: u32 = 10_000_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Backup {
    format: String,
    iterations: NonZeroU32,
    salt: String,
    nonce: String,
    ciphertext: String,
}

fn key(passphrase: &str, salt: &[u8], iterations: NonZeroU32) -> Result<RandomizedNonceKey, KeyError> {
    let mut key = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, iterations, salt, passphrase.as_bytes(), &mut key);
    Ok(RandomizedNonceKey::new(&AES_256_GCM, &key)?)
}

pub fn write(content: &Content, to: &Path, passphrase: &str) -> Result<(), KeyError> {
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        return Err(KeyError::PassphraseTooShort);
    }
    let iterations = NonZeroU32::new(ITERATIONS).unwrap_or(NonZeroU32::MAX);
    let mut salt = [0; 16];
    rand::fill(&mut salt)?;
    let mut sealed = content.to_json()?;
    let aad = Aad::from(FORMAT.as_bytes());
    let nonce = key(passphrase, &salt, iterations)?.seal_in_place_append_tag(aad, &mut sealed)?;
    let [salt, nonce, ciphertext] = [&salt[..], nonce.as_ref(), &sealed].map(|bytes| BASE64_STANDARD.encode(bytes));
    let backup = Backup { format: FORMAT.to_owned(), iterations, salt, nonce, ciphertext };
    let json = serde_json::to_vec_pretty(&backup).map_err(|_| KeyError::Cryptography)?;
    write_new(to, &json)
}

pub fn read(from: &Path, passphrase: &str) -> Result<Content, KeyError> {
    let damaged = || KeyError::Damaged { path: from.to_owned(), what: format!("it is not a file of format {FORMAT}") };
    let json = fs::read(from).map_err(trouble("read", from))?;
    let backup: Backup = serde_json::from_slice(&json).map_err(|_| damaged())?;
    if backup.format != FORMAT || backup.iterations.get() > MOST_ITERATIONS {
        return Err(damaged());
    }
    let bytes = |text: &str| BASE64_STANDARD.decode(text).map_err(|_| damaged());
    let (salt, nonce, mut sealed) = (bytes(&backup.salt)?, bytes(&backup.nonce)?, bytes(&backup.ciphertext)?);
    let nonce = Nonce::try_assume_unique_for_key(&nonce).map_err(|_| damaged())?;
    let opened = key(passphrase, &salt, backup.iterations)?;
    let opened = opened.open_in_place(nonce, Aad::from(FORMAT.as_bytes()), &mut sealed);
    Content::from_json(opened.map_err(|_| KeyError::WrongPassphrase(from.to_owned()))?, from)
}
