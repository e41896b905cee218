use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::*;

fn calendar() -> Calendar {
    static CALENDAR: std::sync::LazyLock<Calendar> =
        std::sync::LazyLock::new(|| Calendar::new([]).expect("the shipped holidays").in_locality("Chisinau"));
    CALENDAR.clone()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn term(start: &str, count: u32, unit: TermUnit) -> Term {
    Term::new(at(start), TermLength::new(count, unit)).expect("a term")
}

fn last_day(term: &Term) -> NaiveDate {
    legal_day(term.end(&calendar()).expect("an end"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn thirty_days_end_in_the_evening_of_the_thirtieth_day_after() {
    let term = term("2026-02-02T09:00:00Z", 30, TermUnit::CalendarDays);
    assert_eq!(term.end(&calendar()), Some(at("2026-03-04T21:59:59Z")));
}

#[test]
fn an_end_on_a_holiday_moves_on() {
    // 1 April and 30 days is 1 May 2026, a Friday and a holiday; then the weekend; then Monday the 4th.
    assert_eq!(last_day(&term("2026-04-01T09:00:00Z", 30, TermUnit::CalendarDays)), day("2026-05-04"));
}

#[test]
fn ten_working_days_leave_out_easter() {
    // From Tuesday 7 April 2026; the 13th and the 20th are holidays.
    assert_eq!(last_day(&term("2026-04-07T09:00:00Z", 10, TermUnit::WorkingDays)), day("2026-04-23"));
}

#[test]
fn a_term_counts_from_the_local_day() {
    // 22:30 UTC is already the next day in Chișinău.
    assert_eq!(last_day(&term("2026-02-01T22:30:00Z", 1, TermUnit::CalendarDays)), day("2026-02-03"));
}

#[test]
fn hours_run_by_the_clock() {
    let mut term = term("2026-05-01T06:00:00Z", 72, TermUnit::Hours);
    assert_eq!(term.end(&calendar()), Some(at("2026-05-04T06:00:00Z")));
    term.pause(at("2026-05-02T06:00:00Z"), "awaited", &calendar()).expect("paused");
    term.resume(at("2026-05-02T18:00:00Z")).expect("resumed");
    assert_eq!(term.end(&calendar()), Some(at("2026-05-04T18:00:00Z")));
}

#[test]
fn a_life_of_a_term() {
    let calendar = calendar();
    let mut term = term("2026-02-02T09:00:00Z", 30, TermUnit::CalendarDays);
    let state = |term: &Term, when: &str| {
        let status = term.status(at(when), &calendar);
        (status.state, status.days_left)
    };
    assert_eq!(state(&term, "2026-02-02T09:00:00Z"), (TermState::Running, 30));
    assert_eq!(state(&term, "2026-03-04T21:59:59Z"), (TermState::Running, 0));
    assert_eq!(state(&term, "2026-03-04T22:00:00Z"), (TermState::Overdue, -1));

    term.pause(at("2026-02-10T10:00:00Z"), "the applicant completes the file", &calendar).expect("paused");
    assert_eq!(term.end(&calendar), None);
    assert_eq!(state(&term, "2026-02-12T10:00:00Z"), (TermState::Paused, 22), "what was left stays left");
    assert_eq!(term.pause(at("2026-02-13T10:00:00Z"), "again", &calendar), Err(TermError::AlreadyPaused));
    term.resume(at("2026-02-17T08:00:00Z")).expect("resumed");
    assert_eq!(last_day(&term), day("2026-03-11"));
    assert_eq!(term.resume(at("2026-02-18T08:00:00Z")), Err(TermError::NotPaused));
    assert_eq!(term.pause(at("2026-02-16T08:00:00Z"), "before", &calendar), Err(TermError::Order));

    let more = Extension { by: 15, unit: None, granted_at: at("2026-03-11T20:00:00Z"), reason: "a complex case".into() };
    term.extend(more.clone(), &calendar).expect("in the last hour");
    assert_eq!(last_day(&term), day("2026-03-26"));
    let late = Extension { granted_at: at("2026-03-27T20:00:00Z"), ..more };
    assert_eq!(term.extend(late, &calendar), Err(TermError::TooLate));

    assert_eq!(state(&term, "2026-03-05T10:00:00Z"), (TermState::Running, 6), "as it was known then");
    term.finish(at("2026-03-30T10:00:00Z")).expect("finished");
    assert_eq!(state(&term, "2026-04-30T10:00:00Z"), (TermState::Ended, -4), "four days late, for ever");
    assert_eq!(state(&term, "2026-03-29T10:00:00Z"), (TermState::Overdue, -3));
    assert_eq!(term.pause(at("2026-03-31T10:00:00Z"), "late", &calendar), Err(TermError::Finished));

    let json = serde_json::to_string(&term).expect("json");
    assert_eq!(serde_json::from_str::<Term>(&json).expect("the same"), term);
}

#[test]
fn days_that_the_law_adds_in_another_unit_follow_the_end() {
    let calendar = calendar();
    let ten = Term::new(at("2026-02-02T10:00:00Z"), TermLength::new(10, TermUnit::WorkingDays)).expect("a term");
    let mut term = ten.extensible(1);
    assert_eq!(term.end(&calendar).map(legal_day), Some(day("2026-02-16")));
    let more =
        Extension { by: 10, unit: Some(TermUnit::CalendarDays), granted_at: at("2026-02-10T10:00:00Z"), reason: "r".into() };
    let json = serde_json::to_value(&term).expect("json");
    assert_eq!(json["extensionsLeft"], 1);
    term.extend(more, &calendar).expect("extended");
    assert_eq!(term.end(&calendar).map(legal_day), Some(day("2026-02-26")));
    assert_eq!(legal_day(term.end_as_of(at("2026-02-09T10:00:00Z"), &calendar)), day("2026-02-16"), "as it was known then");
    let json = serde_json::to_value(&term).expect("json");
    assert_eq!(json.get("extensionsLeft"), None, "none is left");
    assert_eq!(serde_json::from_value::<Term>(json).expect("the same"), term);
}

#[test]
fn a_pause_in_the_days_that_were_added_keeps_what_was_left_of_them() {
    let calendar = calendar();
    let ten = TermLength::new(10, TermUnit::WorkingDays);
    let added = || Extension {
        by: 10,
        unit: Some(TermUnit::CalendarDays),
        granted_at: at("2026-02-10T10:00:00Z"),
        reason: "further verification".into(),
    };
    let paused = |from: &str, to: &str| {
        let mut term = Term::new(at("2026-02-02T10:00:00Z"), ten).expect("a term");
        term.extend(added(), &calendar).expect("extended");
        term.pause(at(from), "r", &calendar).expect("paused");
        let left = term.status(at(from), &calendar).ends_at;
        term.resume(at(to)).expect("resumed");
        (legal_day(left), term.end(&calendar).map(legal_day))
    };
    // Without a pause: ten working days to Monday 16 February, ten calendar days more to Thursday 26.
    assert_eq!(paused("2026-02-24T10:00:00Z", "2026-03-01T10:00:00Z"), (day("2026-02-26"), Some(day("2026-03-03"))));
    assert_eq!(paused("2026-02-26T10:00:00Z", "2026-03-03T10:00:00Z"), (day("2026-02-26"), Some(day("2026-03-03"))));
    // In the own days it counts as they do: from Friday to Monday one working day.
    assert_eq!(paused("2026-02-13T10:00:00Z", "2026-02-16T10:00:00Z"), (day("2026-02-26"), Some(day("2026-02-27"))));
}

#[test]
fn stored_nonsense_is_refused() {
    let length = TermLength::new(10, TermUnit::WorkingDays);
    let pause = |from: &str, to: Option<&str>| Pause { from: at(from), to: to.map(at), reason: "r".into() };
    let from = |pauses: Vec<Pause>| Term::from_parts(at("2026-02-02T09:00:00Z"), length, pauses, Vec::new(), None);
    assert_eq!(from(vec![pause("2026-02-01T00:00:00Z", None)]), Err(TermError::Order));
    assert_eq!(from(vec![pause("2026-02-03T00:00:00Z", Some("2026-02-02T23:00:00Z"))]), Err(TermError::Order));
    assert_eq!(
        from(vec![pause("2026-02-03T00:00:00Z", Some("2026-02-05T00:00:00Z")), pause("2026-02-04T00:00:00Z", None)]),
        Err(TermError::Order)
    );
    assert_eq!(
        from(vec![pause("2026-02-03T00:00:00Z", None), pause("2026-02-04T00:00:00Z", None)]),
        Err(TermError::AlreadyPaused)
    );
    assert_eq!(Term::new(at("2026-02-02T09:00:00Z"), TermLength::new(0, TermUnit::Hours)), Err(TermError::Length));
    assert_eq!(Term::new(at("2026-02-02T09:00:00Z"), TermLength::new(LONGEST + 1, TermUnit::Hours)), Err(TermError::Length));
}

fn any_start() -> impl Strategy<Value = DateTime<Utc>> {
    (0u32..3650, 0i64..86_400).prop_map(|(days, seconds)| {
        day_after(day("2022-01-01"), days).and_time(Default::default()).and_utc() + TimeDelta::seconds(seconds)
    })
}

fn days_unit() -> impl Strategy<Value = TermUnit> {
    prop_oneof![Just(TermUnit::CalendarDays), Just(TermUnit::WorkingDays)]
}

proptest! {
    #[test]
    fn a_term_in_days_ends_on_the_evening_of_a_working_day(start in any_start(), count in 1u32..120, unit in days_unit()) {
        let calendar = calendar();
        let end = Term::new(start, TermLength::new(count, unit)).expect("a term").end(&calendar).expect("an end");
        prop_assert!(calendar.is_working_day(legal_day(end)));
        prop_assert_eq!(end, end_of_day(legal_day(end)));
        prop_assert!(end > start);
    }

    #[test]
    fn a_pause_of_n_days_moves_the_end_by_n_and_then_to_a_working_day(
        start in any_start(), count in 2u32..60, after in 0u32..2, paused in 0u32..100,
    ) {
        let calendar = calendar();
        let from = start + TimeDelta::days(after.into());
        let mut term = Term::new(start, TermLength::new(count, TermUnit::CalendarDays)).expect("a term");
        term.pause(from, "r", &calendar).expect("paused");
        term.resume(end_of_day(day_after(legal_day(from), paused))).expect("resumed");
        let expected = calendar.next_working_day_on_or_after(day_after(legal_day(start), count + paused));
        prop_assert_eq!(legal_day(term.end(&calendar).expect("an end")), expected);
    }

    /// A term paused as soon as it starts is the same as one that starts when the pause ends.
    #[test]
    fn to_pause_at_once_is_to_start_later(start in any_start(), count in 1u32..60, paused in 0i64..100, unit in days_unit()) {
        let calendar = calendar();
        let later = start + TimeDelta::days(paused);
        let mut term = Term::new(start, TermLength::new(count, unit)).expect("a term");
        term.pause(start, "r", &calendar).expect("paused");
        term.resume(later).expect("resumed");
        let fresh = Term::new(later, TermLength::new(count, unit)).expect("a term");
        prop_assert_eq!(term.end(&calendar), fresh.end(&calendar));
    }

    #[test]
    fn what_is_left_stays_left_while_paused(start in any_start(), count in 5u32..60, waited in 0i64..60) {
        let calendar = calendar();
        let mut term = Term::new(start, TermLength::new(count, TermUnit::WorkingDays)).expect("a term");
        let left = term.status(start, &calendar).days_left;
        term.pause(start, "r", &calendar).expect("paused");
        let status = term.status(start + TimeDelta::days(waited), &calendar);
        prop_assert_eq!((status.state, status.days_left), (TermState::Paused, left));
    }

    #[test]
    fn longer_or_later_never_ends_earlier(start in any_start(), count in 1u32..90, more in 0u32..30, unit in days_unit()) {
        let calendar = calendar();
        let end = |start, count| Term::new(start, TermLength::new(count, unit)).expect("a term").end(&calendar);
        prop_assert!(end(start, count) <= end(start, count + more));
        prop_assert!(end(start, count) <= end(start + TimeDelta::days(more.into()), count));
    }

    #[test]
    fn an_extension_is_a_longer_term(start in any_start(), count in 1u32..60, by in 1u32..30, unit in days_unit()) {
        let calendar = calendar();
        let mut term = Term::new(start, TermLength::new(count, unit)).expect("a term");
        term.extend(Extension { by, unit: None, granted_at: start, reason: "r".into() }, &calendar).expect("extended");
        let longer = Term::new(start, TermLength::new(count + by, unit)).expect("a term");
        prop_assert_eq!(term.end(&calendar), longer.end(&calendar));
    }

    #[test]
    fn overdue_begins_the_second_after_the_end(start in any_start(), count in 1u32..60, unit in days_unit()) {
        let calendar = calendar();
        let term = Term::new(start, TermLength::new(count, unit)).expect("a term");
        let end = term.end(&calendar).expect("an end");
        prop_assert_eq!(term.status(end, &calendar).state, TermState::Running);
        prop_assert_eq!(term.status(end, &calendar).days_left, 0);
        let after = term.status(end + TimeDelta::seconds(1), &calendar);
        prop_assert_eq!(after.state, TermState::Overdue);
        prop_assert!(after.days_left <= 0 && legal_day(end).year() >= 2022);
    }
}
