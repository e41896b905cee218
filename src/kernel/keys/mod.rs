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
//! A running program reads the ring when it starts; [`KeyRing::load`] reads it again.

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
};

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

/// The keys, ready for use.
#[derive(Debug)]
pub struct KeyRing {
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
                Self::from_content(&content, folder)
            }
            found => Self::from_content(&found?, folder),
        }
    }

    /// Reads the keys of the folder.
    pub fn load(folder: &Path) -> Result<Self, KeyError> {
        Self::from_content(&file::read(folder)?, folder)
    }

    /// Renews one kind of keys, keeping of the former what the table above says.
    pub fn rotate(folder: &Path, renewed: Renewed) -> Result<Self, KeyError> {
        let _lock = file::lock(folder)?;
        let mut content = file::read(folder)?;
        content.rotate(renewed)?;
        let ring = Self::from_content(&content, folder)?;
        file::write(folder, &content)?;
        Ok(ring)
    }

    /// Writes all keys to one new file, encrypted by a passphrase.
    pub fn backup(folder: &Path, to: &Path, passphrase: &str) -> Result<(), KeyError> {
        backup::write(&file::read(folder)?, to, passphrase)
    }

    /// Brings back what [`KeyRing::backup`] wrote, into a folder that has no keys.
    pub fn restore(from: &Path, passphrase: &str, folder: &Path) -> Result<Self, KeyError> {
        let content = backup::read(from, passphrase)?;
        let ring = Self::from_content(&content, from)?;
        let _lock = file::lock(folder)?;
        let path = file::path(folder);
        if path.exists() {
            return Err(KeyError::Exists(path));
        }
        file::write(folder, &content)?;
        Ok(ring)
    }

    /// Whether the program made these keys by itself; production must refuse them.
    pub fn is_development(&self) -> bool {
        self.origin == Origin::Development
    }

    /// Signs and verifies access tokens.
    pub fn tokens(&self) -> &TokenKeys {
        &self.tokens
    }

    /// Signs and verifies the roots of the journal.
    pub fn journal(&self) -> &SigningKeys {
        &self.journal
    }

    /// Wraps the keys of blobs.
    pub fn wrapping(&self) -> &WrappingKeys {
        &self.wrapping
    }

    /// Seals cursors.
    pub fn cursors(&self) -> &CursorKey {
        &self.cursors
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
