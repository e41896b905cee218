//! The command line.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Parser, Subcommand};
use migratie::{
    app,
    commands::{
        administrator::{self, AdministratorCommand},
        content::{self, ContentCommand},
        demo::{self, DemoCommand},
        figures::{self, FiguresCommand},
        keys::{self, KeysCommand},
        outbox::{self, OutboxCommand},
        retention::{self, RetentionTerms},
    },
    config::{Settings, Source},
    journal_command::{self, JournalCommand},
    kernel::{database::migrate, telemetry},
    serve,
    services::rules::load,
};

// A call asks for thousands of small pieces of memory: the system's own allocator took a quarter of the program's time. Without huge pages,
// which make 118 MiB at 200 connections 176 (docs/measured.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "migratie", version, about = "The information system of Moldova's General Inspectorate for Migration")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API (and, unless told not to, run the background workers).
    Serve,
    /// Bring the database to this version.
    Migrate,
    /// Print the contract (OpenAPI 3.1).
    Openapi,
    /// The catalogue of services as files.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// The journal: verify, export, seal.
    #[command(subcommand)]
    Journal(JournalCommand),
    /// The keys outside the database: generate, rotate, backup, restore.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Messages that the workers gave up: show them, try them again.
    #[command(subcommand)]
    Outbox(OutboxCommand),
    /// Overwrite what the law does not let us keep any longer.
    Retention(RetentionTerms),
    /// Public content: verify its integrity, export it, import it into an empty system, publish what the program carries.
    #[command(subcommand)]
    Content(ContentCommand),
    /// Count what has changed since the figures of statistics were counted last, as the worker does all the time; or make every figure
    /// again.
    Figures(FiguresCommand),
    /// The first administrator.
    #[command(subcommand)]
    Administrator(AdministratorCommand),
    /// Fill a development database with synthetic persons and requests, by COPY. Indexes and triggers are set aside meanwhile, so the
    /// rows have neither history nor journal entries of their own (`journal verify` finds that); one sealed entry, `fillDemo`, and the
    /// schema `demo` say so, and production refuses such a database. Goes on where it was interrupted; refuses to fill twice.
    Demo(DemoCommand),
}

#[derive(Subcommand)]
enum CatalogueCommand {
    /// Check a folder of services (and, under `classifiers`, of classifiers); prints `file:line: message`, ends with 1 if anything is wrong.
    Check {
        /// The folder.
        folder: PathBuf,
    },
}

#[allow(clippy::print_stdout, clippy::print_stderr)]
fn main() -> ExitCode {
    let line = Line::parse();
    let command = match line.command {
        Command::Journal(command) => return journal_command::main(command),
        other => other,
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("migratie: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stdout)]
fn run(command: Command) -> anyhow::Result<()> {
    if let Command::Openapi = command {
        println!("{}", serde_json::to_string_pretty(&app::openapi()?)?);
        return Ok(());
    }
    if let Command::Catalogue(CatalogueCommand::Check { folder }) = &command {
        let errors = load::check_folder(folder).with_context(|| folder.display().to_string())?;
        errors.iter().for_each(|error| println!("{error}"));
        anyhow::ensure!(errors.is_empty(), "{} faults", errors.len());
        return Ok(());
    }
    if let Command::Keys(command) = &command {
        println!("{}", keys::run(command)?);
        return Ok(());
    }
    let settings = Settings::read(Source::environment()?).map_err(|bad| {
        let told = bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ");
        anyhow::anyhow!("the configuration is wrong:\n  {told}")
    })?;
    telemetry::start(!settings.is_development());
    match command {
        Command::Serve => serve::serve(settings),
        Command::Migrate => {
            let database = serve::database(&settings)?;
            for name in migrate::migrate(&database.owner_url)? {
                println!("applied {name}");
            }
            Ok(())
        }
        Command::Administrator(command) => {
            println!("{}", administrator::run(&settings, serve::keys(&settings)?, &command)?);
            Ok(())
        }
        Command::Outbox(command) => {
            println!("{}", outbox::run(&settings, serve::keys(&settings)?, &command)?);
            Ok(())
        }
        Command::Content(command) => {
            println!("{}", content::run(&settings, serve::keys(&settings)?, &command)?);
            Ok(())
        }
        Command::Figures(command) => {
            println!("{}", figures::run(&settings, serve::keys(&settings)?, &command)?);
            Ok(())
        }
        Command::Demo(command) => {
            println!("{}", demo::run(&settings, serve::keys(&settings)?, &command)?);
            Ok(())
        }
        Command::Retention(terms) => {
            println!("{}", retention::run(&settings, &terms)?);
            Ok(())
        }
        Command::Openapi | Command::Catalogue(_) | Command::Journal(_) | Command::Keys(_) => Ok(()),
    }
}
