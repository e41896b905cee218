//! `migratie outbox`: what the workers gave up, and trying it again.

use std::sync::Arc;

use anyhow::Context;
use clap::Subcommand;

use crate::{
    config::Settings,
    kernel::{clock::Clock, dead_letters, keys::KeyRing},
    platform::{self, Platform},
    serve,
};

/// What can be done with messages that were given up.
#[derive(Debug, Clone, Subcommand)]
pub enum OutboxCommand {
    /// Say which messages were given up, by kind and reason.
    Dead,
    /// Put messages that were given up into the queue again, once why they failed is mended. Journalled.
    Replay {
        /// Of one kind only.
        #[arg(long, required_unless_present = "all")]
        kind: Option<String>,
        /// Of every kind.
        #[arg(long, conflicts_with = "kind")]
        all: bool,
    },
}

/// Does it and says what was done.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &OutboxCommand) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let platform = platform::assemble(settings, &database.url, Clock::system(), keys)?;
    match command {
        OutboxCommand::Dead => dead(&platform),
        OutboxCommand::Replay { kind, .. } => {
            Ok(format!("{} messages are in the queue again", replay(&platform, kind.as_deref())?))
        }
    }
}

/// A line for each kind and reason.
pub fn dead(platform: &Platform) -> anyhow::Result<String> {
    let dead = platform.door.by_system_here("listDeadMessages", |unit| dead_letters::list(unit.conn));
    let lines: Vec<String> = dead
        .context("the database refused")?
        .into_iter()
        .map(|dead| format!("{}\t{}\t{}\t{}", dead.kind, dead.messages, dead.oldest.to_rfc3339(), dead.why.unwrap_or_default()))
        .collect();
    Ok(if lines.is_empty() { "nothing was given up".to_owned() } else { lines.join("\n") })
}

/// How many are in the queue again. The operation in the journal says when; the figures of the outbox say what.
pub fn replay(platform: &Platform, kind: Option<&str>) -> anyhow::Result<usize> {
    let replayed = platform.door.by_system_here("replayDeadMessages", |unit| dead_letters::replay(unit.conn, unit.now, kind));
    replayed.context("the database refused")
}
