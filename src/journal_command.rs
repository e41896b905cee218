//! `migratie journal`: verify, export, seal. Ends with 0 when nothing was found, 1 when something was, 2 when it could not be looked at.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Write, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Utc};
use clap::Subcommand;
use diesel::{PgConnection, RunQueryDsl};

use crate::{
    config::{Settings, Source},
    journal::{
        export::{self, Bounds, Export},
        finding::Report,
        keys::PublicKeys,
        sealer::Sealer,
        store,
        verify::{BlobWitness, DatabaseCheck, StoredBlobs, verify_database, verify_file},
    },
    kernel::{
        clock::Clock,
        database::guard::refuse_other_keys,
        keys::KeyRing,
        problem::Problem,
        work::{PoolSettings, Work, connect},
    },
    platform, serve,
};

/// What can be done with the journal from the command line.
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Check an exported file, or (without FILE) the database: journal, history, current rows, contents of files.
    Verify {
        /// The export. Needs neither a database nor keys.
        file: Option<PathBuf>,
        /// Check the database. The default without FILE.
        #[arg(long, conflicts_with = "file")]
        database: bool,
        /// A public key that may have signed, in base64 (from GET /api/v1/journal/keys, kept elsewhere); may be repeated. Without it an
        /// export is checked with the keys it holds, the database with the key ring's.
        #[arg(long = "public-key", value_name = "BASE64")]
        public_keys: Vec<String>,
        /// A seal as it was registered in MLog: the database must have it. Shows a journal whose end was cut off.
        #[arg(long, value_name = "NUMBER:ROOT", conflicts_with = "file")]
        mirrored: Option<String>,
        /// Do not read the contents of files.
        #[arg(long, conflicts_with = "file")]
        without_files: bool,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the sealed journal as a file that verifies by itself.
    Export {
        /// First instant of the period; without it, from the beginning.
        #[arg(long)]
        from: Option<DateTime<Utc>>,
        /// Its end, excluded; without it, up to now.
        #[arg(long)]
        to: Option<DateTime<Utc>>,
        /// Where to; without it, standard output.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Seal what waits now, without waiting for `serve`.
    Seal,
}

/// Runs a command.
#[allow(clippy::print_stderr)]
pub fn main(command: JournalCommand) -> ExitCode {
    match run(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("migratie: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: JournalCommand) -> anyhow::Result<ExitCode> {
    match command {
        JournalCommand::Verify { file: Some(file), public_keys, json, .. } => {
            let trusted = if public_keys.is_empty() { None } else { Some(keys_of(&public_keys)?) };
            let opened = File::open(&file).with_context(|| file.display().to_string())?;
            let report = verify_file(BufReader::new(opened), trusted.as_ref()).with_context(|| file.display().to_string())?;
            tell(&report, json, trusted.is_none())
        }
        JournalCommand::Verify { file: None, public_keys, mirrored, without_files, json, .. } => {
            let settings = settings()?;
            let ring = serve::keys(&settings)?;
            let keys = if public_keys.is_empty() { PublicKeys::of(ring.journal()) } else { keys_of(&public_keys)? };
            let mirrored = mirrored.map(|text| seal_of(&text)).transpose()?;
            let files = if without_files { None } else { Some(StoredBlobs::new(platform::blobs(&settings, ring)?)?) };
            with_connection(&settings, |conn| {
                let check = DatabaseCheck {
                    keys: &keys,
                    now: Utc::now(),
                    blobs: files.as_ref().map(|files| files as &dyn BlobWitness),
                    mirrored,
                };
                let report = verify_database(conn, &check)?;
                tell(&report, json, false)
            })
        }
        JournalCommand::Export { from, to, output } => {
            let settings = settings()?;
            let keys = serve::keys(&settings)?;
            with_connection(&settings, |conn| {
                write_export(conn, &keys, from, to, output.as_deref())?;
                Ok(ExitCode::SUCCESS)
            })
        }
        JournalCommand::Seal => {
            let settings = settings()?;
            let keys = serve::keys(&settings)?;
            let database = serve::database(&settings)?;
            // A seal is for ever: none under the keys of another database.
            refuse_other_keys(&database.url, &keys)?;
            let patience = Duration::from_secs(5);
            let pool =
                PoolSettings { url: database.url.clone(), size: 1, statement_timeout: settings.statement_timeout, patience };
            let sealer = Sealer::new(Work::open(&pool, Clock::system())?, keys);
            let runtime = actix_web::rt::System::new();
            let made = runtime.block_on(sealer.seal_waiting()).map_err(failed)?;
            print(&format!("{made} seals"))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn failed(problem: Problem) -> anyhow::Error {
    anyhow!("the database did not do it ({})", problem.code())
}

fn settings() -> anyhow::Result<Settings> {
    Settings::read(Source::environment()?).map_err(|bad| {
        let told = bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ");
        anyhow!("the configuration is wrong:\n  {told}")
    })
}

/// A connection of its own: it may take hours, and needs none of the pool's limits.
fn with_connection<T>(settings: &Settings, work: impl FnOnce(&mut PgConnection) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let database = serve::database(settings)?;
    let mut conn = connect(&database.url).context("the database cannot be reached")?;
    diesel::sql_query("select set_config('statement_timeout', '0', false), set_config('timezone', 'UTC', false)")
        .execute(&mut conn)?;
    work(&mut conn)
}

fn keys_of(written: &[String]) -> anyhow::Result<PublicKeys> {
    let mut keys = PublicKeys::default();
    if let Some(wrong) = written.iter().find(|key| !keys.trust(key)) {
        bail!("--public-key {wrong} is not 32 bytes in base64");
    }
    Ok(keys)
}

fn seal_of(text: &str) -> anyhow::Result<(i64, Vec<u8>)> {
    let parts = text.split_once(':').and_then(|(number, root)| Some((number.parse().ok()?, hex::decode(root).ok()?)));
    parts.context("--mirrored is not NUMBER:ROOT")
}

fn write_export(
    conn: &mut PgConnection,
    keys: &KeyRing,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    output: Option<&Path>,
) -> anyhow::Result<()> {
    let now = Utc::now();
    let (period, bounds) = match (from, to) {
        (None, None) => {
            let last = store::last_seal(conn)?.map(|seal| seal.number);
            (None, Bounds { first_seal: last.map(|_| 1), last_seal: last, ..Bounds::default() })
        }
        (from, to) => {
            let period = (from.unwrap_or_default(), to.unwrap_or(now));
            (Some(period), export::bounds(conn, period.0, period.1).map_err(failed)?)
        }
    };
    let mut out: Box<dyn Write> = match output {
        Some(path) => Box::new(BufWriter::new(File::create(path).with_context(|| path.display().to_string())?)),
        None => Box::new(BufWriter::new(stdout())),
    };
    let mut export = Export::new(period, &bounds, now, keys);
    while let Some((text, next)) = export.piece(conn).map_err(failed)? {
        out.write_all(text.as_bytes())?;
        export = next;
    }
    out.flush()?;
    Ok(())
}

fn print(text: &str) -> anyhow::Result<()> {
    Ok(writeln!(stdout(), "{text}")?)
}

fn tell(report: &Report, json: bool, untrusted: bool) -> anyhow::Result<ExitCode> {
    if json {
        print(&serde_json::to_string_pretty(report)?)?;
    } else {
        for finding in &report.findings {
            print(&finding.to_string())?;
        }
        if let Some((number, root)) = &report.head {
            print(&format!("last seal {number}, root {root}"))?;
        }
        print(&format!(
            "{} entries in {} seals, {} row versions ({} redacted), {} files: {} findings",
            report.entries, report.seals, report.row_versions, report.redacted, report.blobs, report.found
        ))?;
        if untrusted {
            print("checked with the keys in the file itself; give --public-key to know who signed")?;
        }
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
