//! The worker: takes links down, asks those that are due a few at a time, records what it found, tells of what is broken.

use std::time::Duration;

use futures_util::future::join_all;
use url::Url;

use super::{
    Asking, Finding,
    store::{self, Leased},
    tell::tell_of_broken,
};
use crate::{access::door::Door, content::reading::Publications, kernel::problem::Problem};

/// How often it is looked whether anything is due.
pub const PAUSE: Duration = Duration::from_secs(60);
/// So many links are asked side by side.
const AT_ONCE: i64 = 8;

/// Checks links.
#[derive(Clone)]
pub struct Checker {
    door: Door,
    asking: Asking,
    publications: Publications,
}

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Versions whose links were taken down.
    pub versions: usize,
    /// Links that were asked.
    pub asked: usize,
    /// Notices of broken links.
    pub told: usize,
}

impl Checker {
    /// Through the door, asking in this way; our own pages are looked up in what is published.
    pub fn new(door: Door, asking: Asking, publications: Publications) -> Self {
        Self { door, asking, publications }
    }

    /// Everything that is due now.
    pub async fn round(&self) -> Result<Round, Problem> {
        let mut round = Round::default();
        self.publications.up_to_date().await;
        loop {
            let versions = self.door.open(store::take_down).await?;
            round.versions += versions;
            if versions == 0 {
                break;
            }
        }
        loop {
            let links = self.door.open(|conn, now| store::claim(conn, now, AT_ONCE)).await?;
            if links.is_empty() {
                break;
            }
            round.asked += links.len();
            let found = join_all(links.iter().map(|link| self.find(link))).await;
            let found: Vec<(Leased, Finding)> = links.into_iter().zip(found).collect();
            self.door
                .open(move |conn, now| found.iter().try_for_each(|(link, finding)| store::record(conn, now, link, *finding)))
                .await?;
        }
        // The journal hears of it where there is something to tell, not each minute.
        if self.door.open(store::is_untold).await? {
            round.told = self.door.by_system("tellOfBrokenLinks", tell_of_broken).await?;
        }
        Ok(round)
    }

    async fn find(&self, link: &Leased) -> Finding {
        if link.address.starts_with('/') {
            // 404 as whoever followed it would be told.
            return if self.publications.leads(&link.address) { Finding::Answered(200) } else { Finding::Status(404) };
        }
        match Url::parse(&link.address) {
            Ok(url) => self.asking.ask(&url).await,
            Err(_) => Finding::NotReached,
        }
    }

    /// Works for ever.
    pub async fn run(self, pause: Duration) {
        loop {
            tokio::time::sleep(pause).await;
            match self.round().await {
                Ok(round) if round.asked > 0 => tracing::info!(?round, "links were checked"),
                Ok(_) => {}
                Err(problem) => tracing::warn!(code = problem.code(), "the check of links waits for the next time"),
            }
        }
    }
}
