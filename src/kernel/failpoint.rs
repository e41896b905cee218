//! Places where a test can end the program at once, to show that a crash between two steps loses nothing and does nothing twice.
//!
//! `MIGRATIE_CRASH_AT=before-commit:7` ends the process the seventh time it passes there. Production refuses the variable.
//!
//! | place | between |
//! | --- | --- |
//! | `before-commit`, `after-commit` | every transaction's last statement, its commit, and what follows |
//! | `before-carry`, `after-carry` | the claim of a message of the outbox, its carrier, and the record of what became of it |
//! | `before-call`, `after-call` | every call to a partner |
//! | `blob-stored` | a stored content and its row; also `document-stored`, `signature-stored` |
//! | `petition-fetched` | files of a petition that was fetched, and its registration |
//! | `petition-closed` | the close of a petition at ePetitii and its record here |
//! | `seal-written` | a seal of the journal and its commit |

use std::sync::{
    LazyLock,
    atomic::{AtomicI64, Ordering},
};

/// The environment variable that names a place and a count.
pub const VARIABLE: &str = "MIGRATIE_CRASH_AT";

static PLAN: LazyLock<Option<(String, AtomicI64)>> = LazyLock::new(|| {
    let plan = std::env::var(VARIABLE).ok()?;
    let (place, count) = plan.split_once(':')?;
    Some((place.to_owned(), AtomicI64::new(count.parse().ok()?)))
});

/// Ends the program here if the plan says so; otherwise costs a comparison.
pub fn here(place: &str) {
    if let Some((planned, left)) = PLAN.as_ref()
        && planned == place
        && left.fetch_sub(1, Ordering::SeqCst) == 1
    {
        std::process::abort();
    }
}
