//! Tells this copy's outbox that a commit left it something to do, so that nothing waits for the next look. A hint only: what it misses
//! (another copy's messages, a crash) is found by looking.

use std::{cell::Cell, sync::Arc};

use tokio::sync::Notify;

thread_local! {
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Who waits for the hint.
#[derive(Clone, Default)]
pub struct Nudge(Arc<Notify>);

/// The present transaction, which runs on this thread, wrote a message that is due.
pub fn wanted() {
    WANTED.set(true);
}

/// A transaction begins: nothing is wanted yet.
pub(super) fn forget() {
    WANTED.set(false);
}

impl Nudge {
    /// The transaction has committed: passes the hint on, if there is one.
    pub(super) fn after_commit(&self) {
        if WANTED.take() {
            self.give();
        }
    }

    /// Passes a hint on: there is something to look at.
    pub(super) fn give(&self) {
        self.0.notify_one();
    }

    /// Waits for the next hint; one given meanwhile counts.
    pub async fn given(&self) {
        self.0.notified().await;
    }
}
