//! The file of the key ring: readable by its owner only, replaced as a whole.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use aws_lc_rs::rand;
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    KeyError, Origin, Renewed,
    signing::{KeyPair, PublicKey},
};

const FORMAT: &str = "migratie-keys-1";

/// What `ring.json` holds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Content {
    format: String,
    /// Made by the program for itself.
    pub development: bool,
    pub access_tokens: Signing,
    pub journal_roots: Signing,
    /// The newest last.
    pub blob_wrapping: Vec<Symmetric>,
    pub cursors: Symmetric,
}

/// A key pair in use, and the public halves of those before it, the newest first.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    pub current: KeyPair,
    pub retired: Vec<PublicKey>,
}

/// A secret of 32 bytes.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Symmetric {
    pub kid: String,
    created_at: DateTime<Utc>,
    /// Base64.
    secret: String,
}

impl Symmetric {
    fn generate() -> Result<Self, KeyError> {
        let (mut kid, mut secret) = ([0; 8], [0; 32]);
        rand::fill(&mut kid)?;
        rand::fill(&mut secret)?;
        Ok(Self { kid: hex::encode(kid), created_at: Utc::now(), secret: BASE64_STANDARD.encode(secret) })
    }

    pub fn secret(&self) -> Option<[u8; 32]> {
        BASE64_STANDARD.decode(&self.secret).ok()?.try_into().ok()
    }
}

impl Content {
    pub fn generate(origin: Origin) -> Result<Self, KeyError> {
        let signing = || Ok::<_, KeyError>(Signing { current: KeyPair::generate()?, retired: Vec::new() });
        Ok(Self {
            format: FORMAT.to_owned(),
            development: origin == Origin::Development,
            access_tokens: signing()?,
            journal_roots: signing()?,
            blob_wrapping: vec![Symmetric::generate()?],
            cursors: Symmetric::generate()?,
        })
    }

    pub fn rotate(&mut self, renewed: Renewed) -> Result<(), KeyError> {
        match renewed {
            Renewed::AccessTokens => {
                self.access_tokens.rotate()?;
                self.access_tokens.retired.truncate(1);
            }
            Renewed::JournalRoots => self.journal_roots.rotate()?,
            Renewed::BlobWrapping => self.blob_wrapping.push(Symmetric::generate()?),
            Renewed::Cursors => self.cursors = Symmetric::generate()?,
        }
        Ok(())
    }

    pub fn to_json(&self) -> Result<Vec<u8>, KeyError> {
        serde_json::to_vec_pretty(self).map_err(|_| KeyError::Cryptography)
    }

    /// Says where a text is wrong but not what stands there, as it may be a key.
    pub fn from_json(json: &[u8], source: &Path) -> Result<Self, KeyError> {
        let damaged = |what: String| KeyError::Damaged { path: source.to_owned(), what };
        let content: Self = serde_json::from_slice(json)
            .map_err(|error| damaged(format!("no key ring at line {}, column {}", error.line(), error.column())))?;
        if content.format == FORMAT { Ok(content) } else { Err(damaged(format!("its format is not {FORMAT}"))) }
    }
}

impl Signing {
    /// The private half of the former key is forgotten.
    fn rotate(&mut self) -> Result<(), KeyError> {
        let former = std::mem::replace(&mut self.current, KeyPair::generate()?);
        self.retired.insert(0, former.public_key().ok_or(KeyError::Cryptography)?);
        Ok(())
    }
}

pub fn path(folder: &Path) -> PathBuf {
    folder.join("ring.json")
}

/// Keeps other programs from changing the ring until dropped; makes the folder.
pub fn lock(folder: &Path) -> Result<File, KeyError> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(trouble("make", folder))?;
    let path = folder.join("ring.lock");
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
    let file = file.map_err(trouble("open", &path))?;
    file.lock().map_err(trouble("lock", &path))?;
    Ok(file)
}

/// By what a file that was replaced is told from the one before: it is another one, of another instant.
pub type Stamp = (u64, i64, i64);

/// The stamp of the ring's file; none while it is not there.
pub fn stamp(folder: &Path) -> Option<Stamp> {
    fs::metadata(path(folder)).ok().map(|found| (found.ino(), found.mtime(), found.mtime_nsec()))
}

pub fn read(folder: &Path) -> Result<Content, KeyError> {
    let path = path(folder);
    let mode = match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing(path)),
        found => found.map_err(trouble("read", &path))?.permissions().mode() & 0o777,
    };
    // Reading by the group is left to the administrator: mounted secrets often come so.
    if mode & 0o037 != 0 {
        return Err(KeyError::TooOpen { path, mode });
    }
    let json = fs::read(&path).map_err(trouble("read", &path))?;
    Content::from_json(&json, &path)
}

pub fn write(folder: &Path, content: &Content) -> Result<(), KeyError> {
    replace(&path(folder), &content.to_json()?)
}

/// Writes a file beside and renames it: there is the old one or the new one, never half of it. The caller holds the lock,
/// so that what stands beside was left by a crash.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let beside = path.with_extension("json.new");
    let _ = fs::remove_file(&beside);
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path).map_err(trouble("rename", &beside)));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written?;
    sync_folder_of(path)
}

/// Writes a file that was not there.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(KeyError::Exists(path.to_owned())),
        file => file.map_err(trouble("make", path))?,
    };
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(trouble("write", path))?;
    sync_folder_of(path)
}

/// So that the name survives a crash too.
fn sync_folder_of(path: &Path) -> Result<(), KeyError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(trouble("write", folder))
}

pub fn trouble(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> KeyError {
    let path = path.to_owned();
    move |source| KeyError::Io { action, path, source }
}
