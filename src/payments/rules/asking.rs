//! When MPay is asked about an order of which it said nothing: often at first, seldom later, and for a while after the order expired,
//! since a confirmation lost at the last minute would otherwise be lost for ever.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// First question, after the order was made.
pub const FIRST: TimeDelta = TimeDelta::minutes(10);
/// Questions go on so long after the order was due.
pub const GRACE: TimeDelta = TimeDelta::days(3);

const SHORTEST: TimeDelta = TimeDelta::minutes(5);
const LONGEST: TimeDelta = TimeDelta::hours(6);

/// How long to wait before the next question: half the order's age, from five minutes to six hours. None: it is asked no more.
pub fn next(issued_at: DateTime<Utc>, due_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Duration> {
    if now > due_at + GRACE {
        return None;
    }
    ((now - issued_at) / 2).clamp(SHORTEST, LONGEST).to_std().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn intervals_grow_and_end(term_hours in 1i64..2000) {
            let issued: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().unwrap();
            let due = issued + TimeDelta::hours(term_hours);
            let (mut now, mut last, mut questions) = (issued + FIRST, Duration::ZERO, 0);
            while let Some(wait) = next(issued, due, now) {
                prop_assert!(wait >= last && wait <= Duration::from_secs(6 * 3600));
                (last, now, questions) = (wait, now + TimeDelta::from_std(wait).unwrap(), questions + 1);
            }
            prop_assert!(now > due + GRACE, "asked beyond the last minute");
            prop_assert!(questions < 30 + term_hours / 5, "{} questions", questions);
        }
    }
}
