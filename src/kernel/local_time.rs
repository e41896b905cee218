//! Legal days: the civil days of Europe/Chisinau, by which every term, age, year number and statistics month is counted
//! (design/settled.md, "Time").

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, offset::LocalResult};
use chrono_tz::{Europe::Chisinau, GapInfo};

/// The legal day in which an instant falls.
pub fn legal_day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&Chisinau).date_naive()
}

/// The first instant of a legal day. Midnight, or, where the clock jumps over midnight, the instant after the jump.
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    match Chisinau.from_local_datetime(&midnight) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.to_utc(),
        LocalResult::None => GapInfo::new(&midnight, &Chisinau)
            .and_then(|gap| gap.end)
            .map_or_else(|| midnight.and_utc(), |instant| instant.to_utc()),
    }
}

/// The last second of a legal day, 23:59:59 local: the instant at which a term that ends on that day ends.
pub fn end_of_day(day: NaiveDate) -> DateTime<Utc> {
    start_of_day(day_after(day, 1)) - TimeDelta::seconds(1)
}

/// The day so many days later; the calendar's last day where there is none.
pub fn day_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        // From the first day after the clock changes of the nineteen-eighties at midnight to well past any term.
        (0u32..50_000).prop_map(|days| day_after(NaiveDate::from_ymd_opt(1970, 1, 2).expect("a day"), days))
    }

    proptest! {
        #[test]
        fn days_follow_each_other_without_a_gap(day in any_day()) {
            prop_assert_eq!(legal_day(start_of_day(day)), day);
            prop_assert_eq!(legal_day(end_of_day(day)), day);
            prop_assert_eq!(end_of_day(day) + TimeDelta::seconds(1), start_of_day(day_after(day, 1)));
            prop_assert_eq!(end_of_day(day).with_timezone(&Chisinau).format("%H:%M:%S").to_string(), "23:59:59");
        }

        #[test]
        fn every_instant_is_within_its_day(seconds in 0i64..4_000_000_000) {
            let instant = DateTime::from_timestamp(seconds, 0).expect("an instant");
            let day = legal_day(instant);
            prop_assert!(start_of_day(day) <= instant && instant <= end_of_day(day));
        }

        #[test]
        fn a_day_lasts_23_24_or_25_hours(day in any_day()) {
            let seconds = (end_of_day(day) - start_of_day(day)).num_seconds() + 1;
            prop_assert!([23, 24, 25].map(|hours| hours * 3600).contains(&seconds), "{day}: {seconds}");
        }
    }

    #[test]
    fn summer_and_winter_have_their_own_offset() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(end_of_day(day("2026-01-15")), at("2026-01-15T21:59:59Z"));
        assert_eq!(end_of_day(day("2026-07-15")), at("2026-07-15T20:59:59Z"));
        assert_eq!(end_of_day(day("2026-03-29")), at("2026-03-29T20:59:59Z"), "the day on which summer time begins");
        assert_eq!(end_of_day(day("2026-10-25")), at("2026-10-25T21:59:59Z"), "the day on which it ends");
        assert_eq!(legal_day(at("2026-12-31T22:00:00Z")), day("2027-01-01"));
    }
}
