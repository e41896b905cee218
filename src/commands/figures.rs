//! `migratie figures`: what administrators do to statistics from the command line.

use std::sync::Arc;

use clap::Subcommand;

use crate::{
    config::Settings,
    kernel::{clock::Clock, keys::KeyRing},
    platform, serve,
};

/// What can be done with figures.
#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    /// Make every figure again from all records and their histories, beside what stands; what is made takes its place. Serving goes on
    /// meanwhile, with or without workers. Interrupted, it goes on where it was when it is called again.
    Rebuild,
}

/// Does it and says what was done.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &FiguresCommand) -> anyhow::Result<String> {
    let FiguresCommand::Rebuild = command;
    let database = serve::database(settings)?;
    let platform = platform::assemble(settings, &database.url, Clock::system(), keys)?;
    let made = actix_web::rt::System::new().block_on(platform.figures.rebuild_beside());
    made.map_err(|problem| anyhow::anyhow!("the figures were not made ({})", problem.code()))?;
    Ok("every figure was made again".to_owned())
}
