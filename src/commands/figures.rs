//! `migratie figures`: counts what has changed since it was counted last, as the worker does all the time, and ends when nothing waits.

use std::sync::Arc;

use crate::{
    config::Settings,
    kernel::{clock::Clock, keys::KeyRing},
    platform, serve,
};

/// Counts, and says how many changes there were.
pub fn run(settings: &Settings, keys: Arc<KeyRing>) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let figures = platform::assemble(settings, &database.url, Clock::system(), keys)?.figures;
    let counted = actix_web::rt::System::new().block_on(figures.catch_up());
    let counted = counted.map_err(|problem| anyhow::anyhow!("the figures were not counted ({})", problem.code()))?;
    Ok(format!("{counted} changes counted"))
}
