//! `migratie content`: integrity, copies and restoring of public content.

use std::{fs, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Context, bail};
use clap::Subcommand;

use crate::{
    access::store::users,
    config::Settings,
    content::{archive, shipped},
    files::FileId,
    kernel::{clock::Clock, id::TypedId, keys::KeyRing, problem::Problem},
    platform::{self, Platform},
    serve,
};

/// What can be done with public content.
#[derive(Debug, Subcommand)]
pub enum ContentCommand {
    /// Compute the digest of every published version again and read every attached file back; ends with 1 if anything is wrong.
    Verify,
    /// Write sections, items and versions to a new file, as lines of JSON with the digests of versions and files.
    Export {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Read such a file into a system without content: all of it or nothing.
    Import {
        /// The file to read.
        file: PathBuf,
    },
    /// Publish the frequent questions and pages that the program carries, as the decision of an officer who administers content. What is
    /// there already stays as it is.
    LoadShipped {
        /// The officer's login.
        login: String,
    },
}

/// Does it and says what was done.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &ContentCommand) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let platform = platform::assemble(settings, &database.url, Clock::system(), keys)?;
    match command {
        ContentCommand::Verify => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(verify(&platform))
        }
        ContentCommand::Export { file } => {
            let lines = export(&platform)?;
            let mut out = fs::File::create_new(file).with_context(|| file.display().to_string())?;
            for line in &lines {
                writeln!(out, "{line}")?;
            }
            out.sync_all()?;
            Ok(format!("{} lines written", lines.len()))
        }
        ContentCommand::Import { file } => {
            let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            import(&platform, &text)
        }
        ContentCommand::LoadShipped { login } => load_shipped(&platform, login),
    }
}

/// Publishes what the program carries.
pub fn load_shipped(platform: &Platform, login: &str) -> anyhow::Result<String> {
    serve::load_structure(platform)?;
    let published =
        platform.door.by_system_here("loadShippedContent", |unit| match users::by_login_for_change(unit, login)? {
            Some(account) => shipped::load_as(unit, account.id).map(Some),
            None => Ok(None),
        })?;
    let published = published.with_context(|| "there is no account with this login")?;
    Ok(format!("{published} items published"))
}

/// Looks at every version and reads every file back.
pub async fn verified(platform: &Platform) -> Result<archive::Verified, Problem> {
    let mut found = platform.door.by_system("verifyContent", archive::verify).await?;
    for (id, blob) in std::mem::take(&mut found.blobs) {
        if let Err(error) = platform.files.blobs.verify(&blob).await {
            found.faults.push(format!("file {}: {error}", FileId::from_uuid(id)));
        }
    }
    Ok(found)
}

/// Checks everything; what is wrong is the error, each in a line.
pub async fn verify(platform: &Platform) -> anyhow::Result<String> {
    let found = verified(platform).await?;
    if !found.faults.is_empty() {
        bail!(
            "{}\n{} faults in {} versions and {} files",
            found.faults.join("\n"),
            found.faults.len(),
            found.versions,
            found.files
        );
    }
    Ok(format!("{} versions and {} files are what was published", found.versions, found.files))
}

/// The lines of a copy.
pub fn export(platform: &Platform) -> anyhow::Result<Vec<String>> {
    Ok(platform.door.by_system_here("exportContent", archive::export)?)
}

/// Reads a copy.
pub fn import(platform: &Platform, text: &str) -> anyhow::Result<String> {
    serve::load_structure(platform)?;
    // A refused copy must leave nothing behind, so that the refusal is the transaction's error.
    let told = std::sync::Mutex::new(None);
    let done = platform.door.by_system_here("importContent", |unit| match archive::import(unit, text)? {
        Ok(done) => Ok(done),
        Err(fault) => {
            *told.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(fault);
            Err(crate::kernel::problem::Problem::new(crate::kernel::problem::Kind::BAD_INPUT))
        }
    });
    match (done, told.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)) {
        (_, Some(fault)) => bail!("{fault}"),
        (done, None) => {
            let done = done?;
            let missing: Vec<String> = done.files_missing.iter().map(|id| FileId::from_uuid(*id).to_string()).collect();
            let files =
                if missing.is_empty() { String::new() } else { format!("; files to be restored: {}", missing.join(", ")) };
            Ok(format!("{} items with {} versions read{files}", done.items, done.versions))
        }
    }
}
