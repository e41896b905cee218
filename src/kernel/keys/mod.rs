//! The key ring: every secret of the system, in one file outside the database (`ring.json` in the folder of keys), so
//! that a copy of the database alone neither opens a file nor makes a token nor seals a journal.
//!
//! | keys | for | when renewed |
//! |---|---|---|
//! | access tokens | Ed25519, signs tokens | the former's public half is kept: tokens live five minutes |
//! | journal roots | Ed25519, signs the chained roots of the journal | public halves are kept for ever |
//! | blob wrapping | AES-256, encrypts the key of each blob | all are kept; new blobs take the newest |
//! | cursors | seals positions in lists | lists begun before start again |
//!
//! A running program follows the file: what `migratie keys rotate` writes is used within ten seconds. It is looked for at once where a token or a
//! file names a key that is not known, so that copies which share the folder accept and open what the first of them made with a new one. A ring
//! without the keys that were in use is not taken over.

mod backup;
mod file;
mod signing;
#[cfg(test)]
mod tests;
mod tokens;
mod wrapping;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use jsonwebtoken::DecodingKey;

use super::cursor::CursorKey;
pub use signing::SigningKeys;
pub use tokens::TokenKeys;
pub use wrapping::{NotUnwrapped, WrappedKey, WrappingKeys};

/// Where keys may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Made by the program itself for a developer's machine or a test; production refuses them.
    Development,
    /// Made by an administrator's command.
    Production,
}

/// The keys that can be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewed {
    /// Those that sign access tokens.
    AccessTokens,
    /// Those that sign the roots of the journal.
    JournalRoots,
    /// Those that wrap the keys of blobs.
    BlobWrapping,
    /// The secret that seals cursors.
    Cursors,
}

/// How often the file is looked at.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(10);

/// The keys, ready for use, as the file has them.
#[derive(Debug)]
pub struct KeyRing {
    // A ring changes a few times a year. The former one stays in memory: whoever still uses it needs no lock.
    keys: RwLock<&'static Keys>,
    followed: Option<Followed>,
}

/// The file that a ring was read from.
#[derive(Debug)]
struct Followed {
    folder: PathBuf,
    every: Duration,
    last: Mutex<Look>,
}

/// The last look at the file.
#[derive(Debug)]
struct Look {
    at: Instant,
    /// What the file was that is in use,
    taken: Option<file::Stamp>,
    /// and what one was that could not be used (there may be none): it is tried again, and told once.
    refused: Option<Option<file::Stamp>>,
}

#[derive(Debug)]
struct Keys {
    origin: Origin,
    tokens: TokenKeys,
    journal: SigningKeys,
    wrapping: WrappingKeys,
    cursors: CursorKey,
}

/// Why there is no key ring. Names files, never what is in them.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No ring yet.
    #[error("{0} is missing; `migratie keys generate` makes it")]
    Missing(PathBuf),
    /// Restoring never overwrites keys.
    #[error("{0} exists already; move it away first if it is really to be replaced")]
    Exists(PathBuf),
    /// Others can read the secrets.
    #[error("{path} is open to other users (mode {mode:04o}); chmod 600 it")]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The system refused.
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not what it should be.
    #[error("{path} is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Which part, without its content.
        what: String,
    },
    /// The backup does not open.
    #[error("{0} does not open: the passphrase is another one, or the file is damaged")]
    WrongPassphrase(PathBuf),
    /// A passphrase somebody could guess.
    #[error("the passphrase of a backup has at least {} characters", backup::SHORTEST_PASSPHRASE)]
    PassphraseTooShort,
    /// The cryptographic library failed: no randomness.
    #[error("no key could be made")]
    Cryptography,
}

impl From<aws_lc_rs::error::Unspecified> for KeyError {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Cryptography
    }
}

impl KeyRing {
    /// Makes the keys of the folder, or loads those that are there: of copies that start at once, one makes them.
    pub fn generate(folder: &Path, origin: Origin) -> Result<Self, KeyError> {
        let _lock = file::lock(folder)?;
        match file::read(folder) {
            Err(KeyError::Missing(_)) => {
                let content = file::Content::generate(origin)?;
                file::write(folder, &content)?;
            }
            found => drop(found?),
        }
        Self::load(folder)
    }

    /// Reads the keys of the folder, and follows them.
    pub fn load(folder: &Path) -> Result<Self, KeyError> {
        let last = Mutex::new(Look { at: Instant::now(), taken: file::stamp(folder), refused: None });
        let keys = Keys::from_content(&file::read(folder)?, folder)?;
        Ok(Self { followed: Some(Followed { folder: folder.to_owned(), every: LOOKED_AT_EVERY, last }), ..Self::of(keys) })
    }

    fn of(keys: Keys) -> Self {
        Self { keys: RwLock::new(Box::leak(Box::new(keys))), followed: None }
    }

    /// Renews one kind of keys, keeping of the former what the table above says.
    pub fn rotate(folder: &Path, renewed: Renewed) -> Result<Self, KeyError> {
        let _lock = file::lock(folder)?;
        let mut content = file::read(folder)?;
        content.rotate(renewed)?;
        let keys = Keys::from_content(&content, folder)?;
        file::write(folder, &content)?;
        Ok(Self::of(keys))
    }

    /// Writes all keys to one new file, encrypted by a passphrase.
    pub fn backup(folder: &Path, to: &Path, passphrase: &str) -> Result<(), KeyError> {
        backup::write(&file::read(folder)?, to, passphrase)
    }

    /// Brings back what [`KeyRing::backup`] wrote, into a folder that has no keys.
    pub fn restore(from: &Path, passphrase: &str, folder: &Path) -> Result<Self, KeyError> {
        let content = backup::read(from, passphrase)?;
        let keys = Keys::from_content(&content, from)?;
        let _lock = file::lock(folder)?;
        let path = file::path(folder);
        if path.exists() {
            return Err(KeyError::Exists(path));
        }
        file::write(folder, &content)?;
        Ok(Self::of(keys))
    }

    /// Whether the program made these keys by itself; production must refuse them.
    pub fn is_development(&self) -> bool {
        self.now().origin == Origin::Development
    }

    /// Signs and verifies access tokens.
    pub fn tokens(&self) -> &TokenKeys {
        &self.now().tokens
    }

    /// The key that the header of a token names, if it is ours.
    pub fn token_key(&self, kid: &str) -> Option<&DecodingKey> {
        self.tokens().decoding_key(kid).or_else(|| {
            self.follow();
            self.tokens().decoding_key(kid)
        })
    }

    /// Signs and verifies the roots of the journal; what is begun with these keys can be ended with them, whatever was renewed meanwhile.
    pub fn journal(&self) -> &'static SigningKeys {
        &self.now().journal
    }

    /// Wraps the keys of blobs.
    pub fn wrapping(&self) -> &WrappingKeys {
        &self.now().wrapping
    }

    /// Decrypts the key of a blob; `context` is what it belongs to.
    pub fn unwrap(&self, wrapped: &WrappedKey, context: &[u8]) -> Result<[u8; 32], NotUnwrapped> {
        if !self.wrapping().knows(&wrapped.kid) {
            self.follow();
        }
        self.wrapping().unwrap(wrapped, context)
    }

    /// Seals cursors.
    pub fn cursors(&self) -> &CursorKey {
        &self.now().cursors
    }

    fn now(&self) -> &'static Keys {
        let due =
            |followed: &Followed| followed.last.lock().unwrap_or_else(PoisonError::into_inner).at.elapsed() > followed.every;
        if self.followed.as_ref().is_some_and(due) {
            self.follow();
        }
        *self.keys.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the file again if it is another one. Where it cannot be used the keys stay.
    fn follow(&self) {
        let Some(followed) = &self.followed else { return };
        let mut last = followed.last.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = file::stamp(&followed.folder);
        last.at = Instant::now();
        if stamp == last.taken {
            return;
        }
        // Whoever uses the keys meanwhile does not wait for the file; of those who look, one does.
        let present = *self.keys.read().unwrap_or_else(PoisonError::into_inner);
        match file::read(&followed.folder).and_then(|content| Keys::from_content(&content, &followed.folder)) {
            Ok(keys) if keys.continues(present) => {
                *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Box::leak(Box::new(keys));
                (last.taken, last.refused) = (stamp, None);
                tracing::info!("the key ring was read again");
                return;
            }
            Ok(_) if last.refused != Some(stamp) => {
                tracing::error!("the key ring is another one now, without keys that are in use; those stay in use");
            }
            Err(error) if last.refused != Some(stamp) => {
                tracing::error!(%error, "the key ring cannot be read again; the keys stay in use");
            }
            _ => {}
        }
        last.refused = Some(stamp);
    }
}

impl Keys {
    /// Whether these are those keys, some of them renewed: what those wrapped still opens, what they signed is still proven.
    fn continues(&self, former: &Self) -> bool {
        let signed = |kid| self.journal.public_keys().any(|(known, _)| known == kid);
        self.origin == former.origin
            && former.wrapping.names().all(|kid| self.wrapping.knows(kid))
            && former.journal.public_keys().all(|(kid, _)| signed(kid))
    }

    /// The ring whose text this is; `source` is named where it is damaged.
    fn from_content(content: &file::Content, source: &Path) -> Result<Self, KeyError> {
        let damaged = |what: &str| KeyError::Damaged { path: source.to_owned(), what: format!("{what} cannot be read") };
        let tokens = TokenKeys::new(&content.access_tokens).ok_or_else(|| damaged("accessTokens"))?;
        let journal = SigningKeys::new(&content.journal_roots).ok_or_else(|| damaged("journalRoots"))?;
        let wrapping = WrappingKeys::new(&content.blob_wrapping).ok_or_else(|| damaged("blobWrapping"))?;
        let cursors = content.cursors.secret().and_then(|secret| CursorKey::new(&secret).ok());
        let cursors = cursors.ok_or_else(|| damaged("cursors"))?;
        let origin = if content.development { Origin::Development } else { Origin::Production };
        Ok(Self { origin, tokens, journal, wrapping, cursors })
    }
}
