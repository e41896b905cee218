//! Quiet hours: when a recipient does not want to be disturbed, by the clock of Chisinau. What is urgent passes.

use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc, offset::LocalResult};
use chrono_tz::Europe::Chisinau;

/// From, and to; over midnight where `to` is before `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: NaiveTime,
    /// The first minute after them.
    pub to: NaiveTime,
}

impl QuietHours {
    /// Until when to wait at an instant; nothing outside the quiet hours.
    pub fn rest_until(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let local = now.with_timezone(&Chisinau);
        let (time, day) = (local.time(), local.date_naive());
        let (is_quiet, ends_tomorrow) = if self.from < self.to {
            (self.from <= time && time < self.to, false)
        } else {
            (time >= self.from || time < self.to, time >= self.from)
        };
        if !is_quiet {
            return None;
        }
        let day = if ends_tomorrow { day.checked_add_days(Days::new(1))? } else { day };
        let end = match Chisinau.from_local_datetime(&day.and_time(self.to)) {
            LocalResult::Single(end) | LocalResult::Ambiguous(end, _) => end.to_utc(),
            // The clock jumps over it: an hour later it has surely ended.
            LocalResult::None => now + chrono::Duration::hours(1),
        };
        // On the night when the clock is put back, the end may seem to lie behind us.
        Some(end.max(now + chrono::Duration::minutes(1)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(from: (u32, u32), to: (u32, u32)) -> QuietHours {
        let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
        QuietHours { from: time(from), to: time(to) }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_night_ends_in_the_morning() {
        let night = hours((22, 0), (7, 0));
        assert_eq!(night.rest_until(at("2026-11-16T20:30:00Z")), Some(at("2026-11-17T05:00:00Z")), "22:30 local");
        assert_eq!(night.rest_until(at("2026-11-17T04:59:00Z")), Some(at("2026-11-17T05:00:00Z")), "06:59 local");
        assert_eq!(night.rest_until(at("2026-11-17T05:00:00Z")), None, "07:00 local");
        assert_eq!(night.rest_until(at("2026-07-01T19:30:00Z")), Some(at("2026-07-02T04:00:00Z")), "summer time");
        assert_eq!(hours((13, 0), (14, 0)).rest_until(at("2026-11-16T11:30:00Z")), Some(at("2026-11-16T12:00:00Z")));
    }

    proptest! {
        #[test]
        fn a_rest_ends_after_now_and_within_a_day(from in 0u32..1440, to in 0u32..1440, minutes in 0i64..1_000_000) {
            prop_assume!(from != to);
            let quiet = hours((from / 60, from % 60), (to / 60, to % 60));
            let now = at("2026-01-01T00:00:00Z") + chrono::Duration::minutes(minutes);
            if let Some(end) = quiet.rest_until(now) {
                prop_assert!(end > now && end - now <= chrono::Duration::hours(26));
                prop_assert!(quiet.rest_until(end).is_none_or(|again| again - end <= chrono::Duration::hours(2)));
            }
        }
    }
}
