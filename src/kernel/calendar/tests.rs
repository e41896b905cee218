use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn calendar(overrides: impl IntoIterator<Item = DayOverride>) -> Calendar {
    Calendar::new(overrides).expect("the shipped holidays")
}

fn change(date: &str, kind: DayKind, locality: Option<&str>) -> DayOverride {
    let reason = Text::new("Hotărâre de Guvern", "Постановление Правительства", "Government decision");
    DayOverride { date: day(date), kind, reason, locality: locality.map(str::to_owned) }
}

/// Easter Sundays as published (domain-facts 5.2), and some of other centuries from the church's own tables.
#[test]
fn easter_is_that_of_the_table() {
    for date in [
        "2023-04-16",
        "2024-05-05",
        "2025-04-20",
        "2026-04-12",
        "2027-05-02",
        "2028-04-16",
        "2029-04-08",
        "2030-04-28",
        "1983-05-08",
        "2000-04-30",
        "2008-04-27",
        "2010-04-04",
    ] {
        assert_eq!(orthodox_easter(day(date).year()), Some(day(date)));
    }
    assert_eq!(orthodox_easter(1582), None);
}

#[test]
fn the_holidays_of_2026_are_those_that_were_published() {
    let days = calendar([]).in_locality("Chisinau").special_days(2026);
    let dates: Vec<String> = days.iter().map(|day| day.date.format("%m-%d").to_string()).collect();
    assert_eq!(
        dates,
        [
            "01-01", "01-07", "01-08", "03-08", "04-12", "04-13", "04-20", "05-01", "05-09", "06-01", "08-27", "08-31", "10-14",
            "12-25"
        ]
    );
    assert!(days.iter().all(|day| day.kind == DayKind::NonWorking));
}

#[test]
fn the_hram_closes_the_offices_of_its_town_only() {
    let country = calendar([]);
    assert!(country.is_working_day(day("2026-10-14")));
    assert!(country.in_locality("Balti").is_working_day(day("2026-10-14")));
    assert!(!country.in_locality("Chisinau").is_working_day(day("2026-10-14")));
}

#[test]
fn a_rule_holds_from_its_date_on() {
    assert!(calendar([]).is_working_day(day("2022-06-01")), "not yet a holiday, a Wednesday");
    assert!(!calendar([]).is_working_day(day("2026-06-01")));
}

#[test]
fn what_the_government_transfers_holds_over_weekday_and_holiday() {
    let changed = calendar([
        change("2023-01-02", DayKind::NonWorking, None),
        change("2023-01-28", DayKind::Working, None),
        change("2026-08-27", DayKind::Working, None),
    ]);
    assert!(!changed.is_working_day(day("2023-01-02")));
    assert!(changed.is_working_day(day("2023-01-28")), "a Saturday worked in exchange");
    assert!(changed.is_working_day(day("2026-08-27")));
    let listed = changed.special_days(2026).into_iter().find(|special| special.date == day("2026-08-27")).expect("listed");
    assert_eq!((listed.kind, listed.holiday), (DayKind::Working, None));
}

#[test]
fn a_change_for_a_town_holds_over_one_for_the_country() {
    let changed =
        calendar([change("2026-06-05", DayKind::NonWorking, Some("Cahul")), change("2026-06-05", DayKind::Working, None)]);
    assert!(changed.is_working_day(day("2026-06-05")));
    assert!(!changed.in_locality("Cahul").is_working_day(day("2026-06-05")));
}

#[test]
fn two_holidays_on_one_day_are_both_named() {
    // Easter on 1 May (2005, 2016) falls together with Labour Day, and Memorial Easter then with 9 May.
    let together = (2000..2100).find_map(|year| {
        calendar([]).special_days(year).into_iter().find(|day| day.reason.en.contains("; ") && day.reason.en.contains("Easter"))
    });
    assert!(together.is_some_and(|day| day.reason.ro.contains(';') && day.reason.ru.contains(';')));
}

#[test]
fn a_file_with_a_fault_is_refused_and_named() {
    let rule = |on: &str| format!("- {{code: X, on: {on}, name: {{ro: a, ru: b, en: c}}, source: s}}\n");
    let refused = |yaml: String| Calendar::from_yaml(&yaml, []).expect_err("refused").to_string();
    assert_eq!(refused(rule("{month: 2, day: 30}")), "holiday X: no such day");
    assert_eq!(refused(rule("{month: 2}")), "holiday X: no such day");
    assert_eq!(refused(rule("{afterEaster: 1}").repeat(2)), "holiday X is there twice");
    assert!(refused("- {code: X}".into()).starts_with("the holidays are not readable"));
}

#[test]
fn counting_over_the_may_holidays() {
    let calendar = calendar([]);
    // From Thursday 30 April 2026: Friday 1 May is a holiday, so that the first working day is Monday the 4th.
    assert_eq!(calendar.add_working_days(day("2026-04-30"), 1), day("2026-05-04"));
    assert_eq!(calendar.add_working_days(day("2026-04-30"), 5), day("2026-05-08"));
    assert_eq!(calendar.add_working_days(day("2026-05-01"), 0), day("2026-05-04"));
    assert_eq!(calendar.working_days_between(day("2026-04-30"), day("2026-05-08")), 5);
    assert_eq!(calendar.working_days_between(day("2026-05-08"), day("2026-04-30")), 0);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u32..30_000).prop_map(|days| day_after(day("2000-01-01"), days))
}

proptest! {
    #[test]
    fn the_next_working_day_is_worked_and_none_is_left_out(start in any_day()) {
        let calendar = calendar([]).in_locality("Chisinau");
        let next = calendar.next_working_day_on_or_after(start);
        prop_assert!(calendar.is_working_day(next));
        prop_assert!(start.iter_days().take_while(|day| *day < next).all(|day| !calendar.is_working_day(day)));
        prop_assert!((next - start).num_days() <= 6, "{start}: no row of free days is longer");
    }

    #[test]
    fn adding_is_counting_backwards(start in any_day(), count in 1u32..200) {
        let calendar = calendar([]);
        let end = calendar.add_working_days(start, count);
        prop_assert!(calendar.is_working_day(end));
        prop_assert_eq!(calendar.working_days_between(start, end), count);
        prop_assert_eq!(calendar.add_working_days(calendar.add_working_days(start, count), 7), calendar.add_working_days(start, count + 7));
    }

    #[test]
    fn easter_is_a_sunday_in_spring(year in 1900i32..2100) {
        let easter = orthodox_easter(year).expect("a year with Easter");
        prop_assert_eq!(easter.weekday(), Weekday::Sun);
        let (from, to) = (NaiveDate::from_ymd_opt(year, 4, 3), NaiveDate::from_ymd_opt(year, 5, 8));
        prop_assert!(from <= Some(easter) && Some(easter) <= to);
    }

    #[test]
    fn an_override_decides(start in any_day(), working in any::<bool>()) {
        let kind = if working { DayKind::Working } else { DayKind::NonWorking };
        let changed = DayOverride { date: start, ..change("2026-01-01", kind, None) };
        prop_assert_eq!(calendar([changed]).is_working_day(start), working);
    }
}
