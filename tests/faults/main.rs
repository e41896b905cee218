//! The real program, killed: at every place where a step ends, at random moments, together with its database, and replaced while it works.
//! Whatever was acknowledged is there afterwards, and nothing was done twice. And brought back from its backup.

#![recursion_limit = "256"]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout)] // tests and their helpers

#[allow(dead_code)]
#[path = "../support/answer.rs"]
mod answer;
#[path = "../requests/answers.rs"]
mod answers;
#[path = "../support/folder.rs"]
mod folder;
#[allow(dead_code)]
#[path = "../uploads/samples.rs"]
mod samples;

mod calls;
mod case;
mod crashes;
mod driver;
mod journeys;
mod kills;
mod ledger;
mod moment;
mod operator;
mod petitions;
mod postgres;
mod program;
mod restore;
mod rolling;
mod stand_ins;
mod world;

use std::time::{Duration, Instant};

/// Asks until it is so; gives up after a minute.
async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "waited for a minute: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A number that the environment sets.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}
