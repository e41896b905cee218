//! How long a right may last: what the service grants at most, and the days that the applicant's own answers set (`grants` of the catalogue;
//! Law 200/2010, art. 31-43).

use chrono::{Days, Months, NaiveDate};
use serde_json::{Map, Value};

use crate::{
    kernel::{text::Text, violation::Violation},
    services::rules::{
        definition::ServiceDefinition,
        tariff::{Span, SpanUnit},
    },
};

/// Where a proposal says how long the right lasts.
const PLACE: &str = "/validUntil";

/// The last day of a span that begins on a day; none beyond the calendar's end.
pub fn last_day(span: Span, day: NaiveDate) -> Option<NaiveDate> {
    match span.unit {
        SpanUnit::Hours => Some(day),
        SpanUnit::CalendarDays | SpanUnit::WorkingDays => day.checked_add_days(Days::new(u64::from(span.amount))),
        SpanUnit::Months => day.checked_add_months(Months::new(span.amount)),
        SpanUnit::Years => day.checked_add_months(Months::new(span.amount * 12)),
    }
}

/// What is wrong with the last day of a right that is proposed today: none or a past one, or beyond a limit, each limit named. Nothing where
/// the service grants no right.
pub fn faults(
    service: &ServiceDefinition,
    answers: &Map<String, Value>,
    today: NaiveDate,
    until: Option<NaiveDate>,
) -> Vec<Violation> {
    let Some(grants) = &service.grants else { return Vec::new() };
    let Some(until) = until.filter(|until| *until > today) else {
        let text = Text::new("Indicați o dată viitoare.", "Укажите будущую дату.", "Give a day in the future.");
        return vec![Violation::new(PLACE, "required", text)];
    };
    let longest = last_day(grants.at_most, today).map(|day| (day, grants.basis.clone()));
    let answered = grants.not_beyond.iter().filter_map(|code| {
        let day = answers.get(code)?.as_str()?.parse().ok()?;
        Some((day, service.field(code)?.label.clone()))
    });
    longest.into_iter().chain(answered).filter(|(limit, _)| until > *limit).map(|(limit, named)| beyond(limit, &named)).collect()
}

fn beyond(limit: NaiveDate, named: &Text) -> Violation {
    let limit = limit.format("%d.%m.%Y");
    let text = Text::new(
        format!("Cel mult până la {limit} ({}).", named.ro),
        format!("Не позднее {limit} ({}).", named.ru),
        format!("No later than {limit} ({}).", named.en),
    );
    Violation::new(PLACE, "too-late", text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::services::rules::samples::service;

    const WORK: &str = "provisional-stay-work-grant";

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn told(answers: &Value, until: Option<&str>) -> Vec<(String, String)> {
        let answers = answers.as_object().expect("answers");
        let found = faults(service(WORK), answers, day("2026-11-16"), until.map(day));
        assert!(found.iter().all(|fault| fault.pointer == "/validUntil"));
        found.into_iter().map(|fault| (fault.code.to_owned(), fault.message.en)).collect()
    }

    #[test]
    fn a_right_ends_with_the_contract_with_what_was_asked_for_and_after_five_years() {
        let answers = json!({ "contractTo": "2027-12-31", "stayTo": "2027-06-30" });
        assert_eq!(told(&answers, Some("2027-06-30")), []);
        let beyond = |limit: &str| ("too-late".to_owned(), format!("No later than {limit}."));
        assert_eq!(told(&answers, Some("2027-07-01")), [beyond("30.06.2027 (Until)")]);
        let both = [beyond("31.12.2027 (The contract ends on)"), beyond("30.06.2027 (Until)")];
        assert_eq!(told(&answers, Some("2028-01-01")), both);
        assert_eq!(told(&json!({}), Some("2031-11-16")), []);
        assert_eq!(told(&json!({}), Some("2031-11-17")), [beyond("16.11.2031 (Law 200/2010, art. 31-43)")]);
        assert_eq!(told(&answers, Some("2099-01-01")).len(), 3, "every limit is told");
    }

    #[test]
    fn a_right_ends_on_a_day_to_come() {
        for until in [None, Some("2026-11-16"), Some("2020-01-01")] {
            assert_eq!(told(&json!({}), until)[0].0, "required");
        }
        let nothing = faults(service("legal-status-attestation"), &Map::new(), day("2026-11-16"), None);
        assert_eq!(nothing, [], "where no right is granted, nothing is asked");
    }

    proptest! {
        #[test]
        fn whatever_passes_is_within_every_limit(until in 1i64..20_000, contract in 1i64..5_000, stay in 1i64..5_000) {
            let today = day("2026-11-16");
            let after = |days| today + chrono::TimeDelta::days(days);
            let answers = json!({ "contractTo": after(contract), "stayTo": after(stay) });
            let found = faults(service(WORK), answers.as_object().expect("answers"), today, Some(after(until)));
            let within = until <= contract && until <= stay && after(until) <= day("2031-11-16");
            prop_assert_eq!(found.is_empty(), within);
        }
    }
}
