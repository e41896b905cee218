//! Publication terms and when a publication may take effect.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value};

use super::structure::ItemType;
use crate::kernel::term::TermLength;

/// So far ahead a publication may be scheduled.
pub const FARTHEST: Duration = Duration::days(366);

/// The term of a publication request: since when it runs, and for how long. `told` are the fields that a version which was public had: the
/// term for what came of an event is met once that was told, and a correction of it is a publication like any other.
pub fn term(
    kind: &ItemType,
    fields: &Map<String, Value>,
    told: &BTreeSet<String>,
    asked_at: DateTime<Utc>,
) -> Option<(DateTime<Utc>, TermLength)> {
    let news = |field: &String| fields.contains_key(field) && !told.contains(field);
    let rule = kind.terms.iter().find(|rule| rule.when.as_ref().is_none_or(news))?;
    let since = rule.from.as_ref().and_then(|field| fields.get(field)?.as_str()?.parse().ok());
    Some((since.unwrap_or(asked_at), rule.length()))
}

/// Why an instant is none at which something can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongTime {
    /// It has passed.
    Past,
    /// Its provider wants it later.
    BeforeWanted,
    /// Too far ahead.
    TooFar,
}

/// From when it is public: at a time to come, or now; in no case before its provider wants it.
pub fn effective(
    at: Option<DateTime<Utc>>,
    wanted: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, WrongTime> {
    match at {
        None => Ok(wanted.map_or(now, |wanted| wanted.max(now))),
        Some(at) if at < now => Err(WrongTime::Past),
        Some(at) if at > now + FARTHEST => Err(WrongTime::TooFar),
        Some(at) if wanted.is_some_and(|wanted| at < wanted) => Err(WrongTime::BeforeWanted),
        Some(at) => Ok(at),
    }
}

/// Whether the term was missed: what the provider wanted later is not late before that.
pub fn is_late(live_from: DateTime<Utc>, due_at: DateTime<Utc>, wanted_at: Option<DateTime<Utc>>) -> bool {
    live_from > wanted_at.map_or(due_at, |wanted| wanted.max(due_at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{content::rules::structure::Structure, kernel::term::TermUnit};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn term_of(kind: &str, fields: Value) -> (DateTime<Utc>, u32, TermUnit) {
        term_after(kind, fields, &[])
    }

    fn term_after(kind: &str, fields: Value, told: &[&str]) -> (DateTime<Utc>, u32, TermUnit) {
        let structure = Structure::shipped().expect("the structure");
        let fields = fields.as_object().cloned().unwrap_or_default();
        let told = told.iter().map(|field| (*field).to_owned()).collect();
        let (since, length) =
            term(structure.item_type(kind).expect("a type"), &fields, &told, at("2026-11-16T08:00:00Z")).expect("a term");
        (since, length.count, length.unit)
    }

    #[test]
    fn each_type_has_the_term_of_the_regulation() {
        let asked = at("2026-11-16T08:00:00Z");
        assert_eq!(term_of("page", json!({})), (asked, 4, TermUnit::Hours));
        assert_eq!(term_of("news", json!({})), (asked, 1, TermUnit::Hours));
        assert_eq!(term_of("announcement", json!({})), (asked, 1, TermUnit::Hours));
        assert_eq!(term_of("vacancy", json!({})), (asked, 5, TermUnit::CalendarDays));
        assert_eq!(term_of("event", json!({ "endsAt": "2026-11-13T12:00:00Z" })), (asked, 1, TermUnit::Hours), "an announcement");
        let results = json!({ "endsAt": "2026-11-13T12:00:00Z", "decisions": [{ "text": { "ro": "a" } }] });
        assert_eq!(term_of("event", results.clone()), (at("2026-11-13T12:00:00Z"), 1, TermUnit::WorkingDays));
        assert_eq!(
            term_after("event", results.clone(), &["endsAt"]).2,
            TermUnit::WorkingDays,
            "what came of it is told first now"
        );
        assert_eq!(term_after("event", results, &["endsAt", "decisions"]), (asked, 1, TermUnit::Hours), "a correction of it");
    }

    proptest! {
        /// Nothing is ever published in the past, and without a time it is published now.
        #[test]
        fn no_publication_lies_in_the_past(offset in -1_000_000i64..100_000_000) {
            let now = at("2026-11-16T08:00:00Z");
            let wanted = now + Duration::seconds(offset);
            match effective(Some(wanted), None, now) {
                Ok(from) => prop_assert!(from == wanted && from >= now && from - now <= FARTHEST),
                Err(WrongTime::Past) => prop_assert!(wanted < now),
                Err(WrongTime::TooFar) => prop_assert!(wanted - now > FARTHEST),
                Err(WrongTime::BeforeWanted) => prop_assert!(false, "nobody wants it later"),
            }
            prop_assert_eq!(effective(None, None, now), Ok(now));
            prop_assert_eq!(effective(None, Some(wanted), now), Ok(wanted.max(now)));
            let early = effective(Some(now), Some(wanted), now);
            prop_assert_eq!(early, if now < wanted { Err(WrongTime::BeforeWanted) } else { Ok(now) });
        }
    }

    #[test]
    fn what_was_wanted_later_is_late_only_after_that() {
        let (due, later) = (at("2026-11-16T12:00:00Z"), at("2026-11-20T06:00:00Z"));
        assert!(!is_late(due, due, None));
        assert!(is_late(due + Duration::seconds(1), due, None));
        assert!(!is_late(later, due, Some(later)));
        assert!(is_late(later + Duration::seconds(1), due, Some(later)));
    }
}
