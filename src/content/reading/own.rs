//! What a publication says of its own time and place among others, by the fields of its type: where a list puts it, and whether it is over.

use std::cmp::Reverse;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::snapshot::Published;
use crate::kernel::local_time::{legal_day, start_of_day};

/// The fields that are a publication's own date, the first that is there.
const DATES: [&str; 7] = ["deadline", "startsAt", "eventOn", "happenedOn", "date", "closesAt", "from"];
/// The fields after which it is over.
const ENDS: [&str; 5] = ["deadline", "endsAt", "validUntil", "closesAt", "inForceUntil"];

/// Where a publication stands in an order: its place, then the latest published first.
pub type Place = (i64, Reverse<DateTime<Utc>>, Reverse<Uuid>);

impl Published {
    /// Its place in an order in which something else comes first.
    pub fn place(&self, first: i64) -> Place {
        (first, Reverse(self.published_at), Reverse(self.id))
    }

    /// The number by which its editors order it among its like; those without one stand last.
    pub fn own_order(&self) -> i64 {
        self.content.fields.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX)
    }

    /// Its own date: of the event, the deadline, the act; of its publication where it has none.
    pub fn own_date(&self) -> DateTime<Utc> {
        DATES.iter().find_map(|name| beginning(self.content.fields.get(*name)?)).unwrap_or(self.published_at)
    }

    /// The year that it names, otherwise that of its own date.
    pub fn own_year(&self) -> i64 {
        let named = self.content.fields.get("year").and_then(Value::as_i64);
        named.unwrap_or_else(|| legal_day(self.own_date()).year().into())
    }

    /// Whether its end has passed; what has no end is never over.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        ENDS.iter().find_map(|name| end(self.content.fields.get(*name)?)).is_some_and(|end| end <= now)
    }
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

fn instant(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str()?.parse().ok()
}

fn beginning(value: &Value) -> Option<DateTime<Utc>> {
    instant(value).or_else(|| day(value).map(start_of_day))
}

/// A day ends with it, by the calendar of Chișinău.
fn end(value: &Value) -> Option<DateTime<Utc>> {
    instant(value).or_else(|| day(value)?.checked_add_days(Days::new(1)).map(start_of_day))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_day_is_over_when_it_has_ended_and_an_instant_when_it_has_come() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        assert_eq!(beginning(&json!("2026-11-20")), Some(at("2026-11-19T22:00:00Z")));
        assert_eq!(end(&json!("2026-11-20")), Some(at("2026-11-20T22:00:00Z")));
        assert_eq!(end(&json!("2026-11-20T10:00:00Z")), Some(at("2026-11-20T10:00:00Z")));
        assert_eq!(beginning(&json!({ "ro": "mâine" })), None);
    }
}
