//! `migratie figures`: counts what has changed since it was counted last and releases what is due, as the worker does all the time, and ends
//! when nothing waits; or makes every figure again.

use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::{
    config::Settings,
    kernel::{clock::Clock, keys::KeyRing},
    platform, serve,
};

/// What is to be done with figures; to count and release what waits unless said.
#[derive(Debug, Args)]
pub struct FiguresCommand {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make every figure again from all records and their histories, beside what stands; what is made takes its place. Serving goes on
    /// meanwhile, with or without workers. Interrupted, it goes on where it was when it is called again.
    Rebuild,
}

/// Does it and says what was done.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &FiguresCommand) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let figures = platform::assemble(settings, &database.url, Clock::system(), keys)?.figures;
    let done = actix_web::rt::System::new().block_on(async {
        match command.what {
            None => {
                let counted = figures.catch_up().await?;
                Ok(format!("{counted} changes counted, {} data sets released", figures.release().await?))
            }
            Some(What::Rebuild) => figures.rebuild_beside().await.map(|()| "every figure was made again".to_owned()),
        }
    });
    done.map_err(|problem: crate::kernel::problem::Problem| anyhow::anyhow!("the figures were not counted ({})", problem.code()))
}
