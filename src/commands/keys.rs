//! `migratie keys`: the key ring outside the database.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};

use crate::kernel::keys::{KeyRing, Origin, Renewed};

/// What can be done with the keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make the keys of an installation; keys that exist stay as they are.
    Generate {
        #[command(flatten)]
        folder: Folder,
    },
    /// Renew one kind of keys. The running copies of the folder use them within ten seconds; where copies have folders of their own, renew in
    /// one that no copy uses, and give the file to all.
    Rotate {
        /// Which.
        #[arg(value_enum)]
        kind: Kind,
        #[command(flatten)]
        folder: Folder,
    },
    /// Write all keys to one new file, encrypted by the passphrase in MIGRATIE_KEYS_PASSPHRASE or in a file.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Bring back what `backup` wrote, into a folder without keys.
    Restore {
        /// The file to read.
        file: PathBuf,
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

/// Where the keys lie.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of the keys.
    #[arg(long, env = "MIGRATIE_KEYS_DIR")]
    keys_dir: PathBuf,
}

/// Where the passphrase comes from: never from the command line, which every user of the machine can read.
#[derive(Debug, Args)]
pub struct Passphrase {
    /// A file whose first line is the passphrase; otherwise MIGRATIE_KEYS_PASSPHRASE is read.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    fn read(&self) -> anyhow::Result<String> {
        let Some(path) = &self.passphrase_file else {
            return std::env::var("MIGRATIE_KEYS_PASSPHRASE")
                .context("MIGRATIE_KEYS_PASSPHRASE must be set, or --passphrase-file");
        };
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        match text.lines().next() {
            Some(line) if !line.is_empty() => Ok(line.to_owned()),
            _ => bail!("{} is empty", path.display()),
        }
    }
}

/// Kinds of keys.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Those that sign access tokens.
    AccessTokens,
    /// Those that sign the roots of the journal.
    JournalRoots,
    /// Those that wrap the keys of files.
    BlobWrapping,
    /// The secret that seals cursors.
    Cursors,
}

impl From<Kind> for Renewed {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::AccessTokens => Self::AccessTokens,
            Kind::JournalRoots => Self::JournalRoots,
            Kind::BlobWrapping => Self::BlobWrapping,
            Kind::Cursors => Self::Cursors,
        }
    }
}

/// Does it and says what was done.
pub fn run(command: &KeysCommand) -> anyhow::Result<String> {
    Ok(match command {
        KeysCommand::Generate { folder } => {
            let ring = KeyRing::generate(&folder.keys_dir, Origin::Production)?;
            if ring.is_development() {
                bail!("{} holds development keys; choose another folder", folder.keys_dir.display());
            }
            format!("the keys lie in {}; keep a backup elsewhere (migratie keys backup)", folder.keys_dir.display())
        }
        KeysCommand::Rotate { kind, folder } => {
            KeyRing::rotate(&folder.keys_dir, (*kind).into())?;
            "renewed; the running copies of this folder use it within ten seconds. Make a new backup".to_owned()
        }
        KeysCommand::Backup { file, folder, passphrase } => {
            KeyRing::backup(&folder.keys_dir, file, &passphrase.read()?)?;
            format!("all keys are in {}", told(file))
        }
        KeysCommand::Restore { file, folder, passphrase } => {
            KeyRing::restore(file, &passphrase.read()?, &folder.keys_dir)?;
            format!("the keys of {} lie in {}", told(file), folder.keys_dir.display())
        }
    })
}

fn told(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
