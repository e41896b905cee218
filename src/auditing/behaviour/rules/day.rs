//! A day of one account in one role, as the journal tells it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// One person whom an entry of the journal concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The entry.
    pub entry: Uuid,
    /// Its instant.
    pub at: DateTime<Utc>,
    /// The person.
    pub person: Uuid,
    /// Whether a request of this person is, or a short while ago was, in the reader's office or hands.
    pub case: bool,
    /// Whether the person is the reader, a relative of the reader, or one about whom the reader declared an interest.
    pub relative: bool,
    /// Whether the person works here too.
    pub colleague: bool,
    /// Whether the person is one whose reading is watched.
    pub watched: bool,
}

/// Whom an account saw on a legal day in one of its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The account.
    pub account: Uuid,
    /// The role used, as the journal writes it.
    pub role: String,
    /// The legal day (Europe/Chisinau).
    pub date: NaiveDate,
    /// Whether offices were closed.
    pub off: bool,
    /// In the order of time.
    pub seen: Vec<Seen>,
}
