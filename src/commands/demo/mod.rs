//! `migratie demo`: a synthetic world of any size, to measure and to try the system with. Never for a database that serves people.

mod aside;
mod copy;
mod dice;
mod dossiers;
mod figures;
mod fill;
mod ledger;
mod names;
mod officers;
mod people;
mod tables;

use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};

pub use fill::{Filled, Size, fill};

use crate::{
    config::Settings,
    journal::sealer::Sealer,
    kernel::{clock::Clock, database::migrate, keys::KeyRing},
    platform, serve,
};

/// What can be done with the demo world.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DemoCommand {
    #[command(subcommand)]
    what: Option<What>,
    /// Thousands of persons; three times as many requests.
    #[arg(long, value_name = "THOUSANDS", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    scale: u64,
    /// Connections that write at the same time.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=16))]
    workers: u8,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say what a database was filled with, if it was.
    Told,
}

/// Fills the development database and says with what.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &DemoCommand) -> anyhow::Result<String> {
    ensure!(
        settings.is_development(),
        "a database that serves people is not filled with synthetic ones (MIGRATIE_MODE is production)"
    );
    let database = serve::database(settings)?;
    migrate::migrate(&database.owner_url)?;
    if let Some(What::Told) = command.what {
        let told = ledger::told(&database.owner_url)?;
        return Ok(told.map_or_else(|| "no synthetic world".to_owned(), |filled| filled.to_string()));
    }
    fill::refuse_company(&database.owner_url)?;
    let platform = platform::assemble(settings, &database.url, Clock::system(), keys.clone())?;
    serve::load_reference_data(&platform).context("the reference data")?;
    let filled = fill(
        &platform,
        &database.owner_url,
        &Size { persons: command.scale * 1000, batch: 5000, workers: command.workers.into() },
    )?;
    let sealer = Sealer::new(platform.door.work().clone(), keys);
    let sealed = actix_web::rt::System::new().block_on(sealer.seal_waiting());
    sealed.map_err(|problem| anyhow::anyhow!("the journal was not sealed ({})", problem.code()))?;
    Ok(filled.to_string())
}
