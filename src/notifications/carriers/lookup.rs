//! What MNotify has of us, asked once for all who look for something: after an outage thousands do, each for its own, in the same minutes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Duration, DurationRound, Utc};

use crate::{
    kernel::clock::Clock,
    partners::{
        PartnerError,
        mnotify::{MNotify, NotificationState as Theirs},
    },
};

/// A list is good for so long,
const GOOD_FOR: Duration = Duration::seconds(10);
/// and holds whole spans of this length, so that those who look for neighbours share it.
const SPAN: Duration = Duration::minutes(5);
/// One whose recipients are not found yet is asked for again after so long; the others do not change.
const UNRESOLVED_FOR: Duration = Duration::seconds(30);
/// So many are remembered.
const REMEMBERED: usize = 10_000;

/// A list of theirs, the oldest first, and when it was asked for.
#[derive(Clone)]
pub struct Listed {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    items: Arc<Vec<(String, DateTime<Utc>)>>,
}

impl Listed {
    /// The ids of those created between two instants.
    pub fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<String> {
        self.items.iter().filter(|(_, created)| (from..=to).contains(created)).map(|(id, _)| id.clone()).collect()
    }
}

/// One of theirs, as it was at an instant.
type Seen = (Arc<Theirs>, DateTime<Utc>);

/// Asks MNotify and remembers.
pub struct Lookup {
    mnotify: Arc<dyn MNotify>,
    clock: Clock,
    listed: tokio::sync::Mutex<Option<Listed>>,
    seen: Mutex<HashMap<String, Seen>>,
}

impl Lookup {
    /// Over MNotify.
    pub fn new(mnotify: Arc<dyn MNotify>, clock: Clock) -> Self {
        Self { mnotify, clock, listed: tokio::sync::Mutex::default(), seen: Mutex::default() }
    }

    /// A list that holds everything created between two instants. Who comes while another asks waits for that answer.
    pub async fn list(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Listed, PartnerError> {
        let mut listed = self.listed.lock().await;
        let now = self.clock.now();
        let good = |listed: &Listed| listed.from <= from && to <= listed.to && now - listed.at < GOOD_FOR;
        if let Some(listed) = listed.as_ref().filter(|listed| good(listed)) {
            return Ok(listed.clone());
        }
        let from = from.duration_trunc(SPAN).unwrap_or(from);
        let to = to.duration_trunc(SPAN).map_or(to, |begun| begun + SPAN);
        let found = self.mnotify.between(from, to).await?;
        let items = Arc::new(found.into_iter().rev().map(|summary| (summary.id, summary.created_at)).collect());
        Ok(listed.insert(Listed { from, to, at: now, items }).clone())
    }

    /// What is remembered of one of theirs, where it still holds.
    pub fn remembered(&self, id: &str) -> Option<Arc<Theirs>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (state, at) = seen.get(id)?;
        let resolved = state.recipients.iter().any(|recipient| !recipient.messages.is_empty());
        (resolved || self.clock.now() - *at < UNRESOLVED_FOR).then(|| state.clone())
    }

    /// Asks for one of theirs; nothing where it is gone.
    pub async fn ask(&self, id: &str) -> Result<Option<Arc<Theirs>>, PartnerError> {
        let Some(state) = self.mnotify.state(id).await? else { return Ok(None) };
        let (state, now) = (Arc::new(state), self.clock.now());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= REMEMBERED {
            seen.clear();
        }
        seen.insert(id.to_owned(), (state.clone(), now));
        Ok(Some(state))
    }
}
