use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Map, json};

use super::super::{
    course::RightKind,
    definition::ServiceDefinition,
    fees::order_lines,
    samples::{CATALOGUE, complete, date, day, service},
    tariff::{FeeKind, Priority, Span, SpanUnit},
    terms::term_on,
};
use crate::kernel::money::Money;

fn lei(lei: i64) -> Money {
    Money::from_bani(lei * 100)
}

fn order(definition: &ServiceDefinition, priority: Priority, day: NaiveDate) -> Vec<(String, FeeKind, Money, u32)> {
    let (answers, _) = complete(&definition.code);
    let lines = order_lines(definition, &answers, priority, &CATALOGUE.classifiers, day);
    lines.into_iter().map(|line| (line.code.clone(), line.kind, line.amount, line.quantity)).collect()
}

#[test]
fn provisional_stay_for_work_costs_the_state_fee_and_the_tariff_of_its_priority() {
    let work = service("provisional-stay-work-grant");
    let state_fee = ("state-fee".to_owned(), FeeKind::StateFee, lei(3600), 1);
    let tariff = |days, amount| (format!("service-tariff-{days}-days"), FeeKind::ServiceTariff, lei(amount), 1);
    assert_eq!(order(work, Priority::Normal, day()), [state_fee.clone(), tariff(30, 90)]);
    assert_eq!(order(work, Priority::Urgent, day()), [state_fee, tariff(10, 169)]);
}

#[test]
fn an_invitation_costs_two_hundred_lei_for_each_person_invited() {
    let (answers, _) = complete("invitation");
    let lines = order_lines(service("invitation"), &answers, Priority::Normal, &CATALOGUE.classifiers, day());
    assert_eq!(lines.iter().map(super::super::fees::OrderLine::sum).sum::<Money>(), lei(400));
    assert_eq!(lines.len(), 1);
    let nobody = order_lines(service("invitation"), &Map::new(), Priority::Normal, &CATALOGUE.classifiers, day());
    assert_eq!(nobody, []);
}

#[test]
fn a_fee_that_is_not_public_is_asked_for_only_once_it_is_set() {
    let mut attestation = ServiceDefinition::clone(service("legal-status-attestation"));
    assert_eq!(order(&attestation, Priority::Normal, day()), []);
    attestation.fees[0].amount = Some(lei(50));
    assert_eq!(order(&attestation, Priority::Normal, day()).len(), 1);
}

#[test]
fn a_condition_decides_over_a_line() {
    let mut work = ServiceDefinition::clone(service("provisional-stay-work-grant"));
    work.fees[0].when = serde_json::from_value(json!({"equals": {"field": "workerCategory", "value": "Seasonal"}})).ok();
    assert_eq!(order(&work, Priority::Normal, day()).len(), 1);
}

#[test]
fn terms_are_those_of_the_law() {
    let span = |code: &str, priority| term_on(service(code), priority, day()).and_then(|term| term.length);
    let days = |amount, unit| Some(Span { amount, unit });
    assert_eq!(span("provisional-stay-work-grant", Priority::Normal), days(30, SpanUnit::CalendarDays));
    assert_eq!(span("provisional-stay-work-grant", Priority::Urgent), days(10, SpanUnit::CalendarDays));
    assert_eq!(span("invitation", Priority::Normal), days(10, SpanUnit::WorkingDays));
    assert_eq!(span("invitation", Priority::Urgent), days(1, SpanUnit::WorkingDays));
    let invitation = term_on(service("invitation"), Priority::Normal, day()).unwrap();
    assert_eq!(invitation.refusal_told_within, days(3, SpanUnit::WorkingDays));
    assert_eq!(invitation.extensions.len(), 1);
    assert!(term_on(service("legal-status-attestation"), Priority::Normal, day()).unwrap().automatic);
    assert_eq!(term_on(service("legal-status-attestation"), Priority::Urgent, day()), None);
    assert_eq!(service("provisional-stay-work-grant").grants.as_ref().unwrap().right, RightKind::ProvisionalStay);
}

proptest! {
    /// One line ends, the next begins the day after: on every day exactly one is owed, and the right one.
    #[test]
    fn on_every_day_around_a_change_exactly_one_amount_is_owed(offset in -400i64..400, before in 1i64..10_000, after in 1i64..10_000) {
        let change = date("2026-01-01");
        let mut work = ServiceDefinition::clone(service("provisional-stay-work-grant"));
        let mut next = work.fees[0].clone();
        work.fees[0].amount = Some(lei(before));
        work.fees[0].valid_to = change.checked_sub_days(Days::new(1));
        next.amount = Some(lei(after));
        next.valid_from = change;
        work.fees.push(next);
        let on = change + chrono::TimeDelta::days(offset);
        let owed: Vec<Money> =
            order(&work, Priority::Normal, on).into_iter().filter(|line| line.0 == "state-fee").map(|line| line.2).collect();
        prop_assert_eq!(owed, vec![lei(if offset < 0 { before } else { after })]);
    }
}

#[test]
fn before_the_first_day_nothing_is_in_force() {
    let work = service("provisional-stay-work-grant");
    assert_eq!(order(work, Priority::Normal, date("2023-02-18")), []);
    assert_eq!(order(work, Priority::Normal, date("2023-02-19")).len(), 2);
    assert_eq!(term_on(work, Priority::Normal, date("2023-02-18")), None);
}

#[test]
fn a_concept_and_an_unpublished_version_are_not_open() {
    let mut work = ServiceDefinition::clone(service("provisional-stay-work-grant"));
    assert!(!work.open_on(date("2025-12-01")) && work.open_on(date("2025-12-02")));
    work.valid_to = Some(date("2026-12-31"));
    assert!(work.open_on(date("2026-12-31")) && !work.open_on(date("2027-01-01")));
    work.concept = true;
    assert!(!work.open_on(day()));
}
