//! How a fact is kept between two countings: values and days by their places instead of by name, which is half as long to write and to read.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fact::{Dimension, Event, Fact};

/// The place of each value. What is kept depends on it: new ones come at the end, none goes.
const VALUES: [Dimension; Dimension::COUNT] = [
    Dimension::Service,
    Dimension::Purpose,
    Dimension::Kind,
    Dimension::Office,
    Dimension::Channel,
    Dimension::Priority,
    Dimension::Outcome,
    Dimension::Term,
    Dimension::State,
    Dimension::Citizenship,
    Dimension::Sex,
    Dimension::AgeGroup,
    Dimension::Status,
    Dimension::Source,
    Dimension::StrikeOffReason,
    Dimension::PetitionKind,
    Dimension::DocumentType,
    Dimension::Right,
];

/// The place of each day; the same holds of it.
const DAYS: [Event; Event::COUNT] = [
    Event::Submitted,
    Event::Registered,
    Event::Decided,
    Event::Served,
    Event::Closed,
    Event::Overdue,
    Event::Answered,
    Event::PutOnRecord,
    Event::StruckOff,
    Event::Issued,
    Event::Annulled,
    Event::Expired,
];

/// Values, days counted from the beginning of the calendar, the person, and whether that person is struck off.
#[derive(Serialize, Deserialize)]
struct Written<V>(Vec<Option<V>>, Vec<Option<i32>>, Option<Uuid>, bool);

/// A fact as it is kept.
pub fn write(fact: &Fact) -> Result<String, serde_json::Error> {
    let values = VALUES.iter().map(|place| fact.dimensions.get(place).map(String::as_str));
    let days = DAYS.iter().map(|place| fact.events.get(place).map(Datelike::num_days_from_ce));
    serde_json::to_string(&Written(to_the_last(values), to_the_last(days), fact.person, fact.struck_off))
}

/// A kept fact. What was kept before facts were written by place has names.
pub fn read(text: &str) -> Result<Fact, serde_json::Error> {
    if text.starts_with('{') {
        return serde_json::from_str(text);
    }
    let Written(values, days, person, struck_off) = serde_json::from_str::<Written<String>>(text)?;
    let day = |number: Option<i32>| NaiveDate::from_num_days_from_ce_opt(number?);
    Ok(Fact {
        dimensions: VALUES.into_iter().zip(values).filter_map(|(place, value)| Some((place, value?))).collect(),
        events: DAYS.into_iter().zip(days).filter_map(|(place, number)| Some((place, day(number)?))).collect(),
        person,
        struck_off,
    })
}

/// Places without anything are left out at the end.
fn to_the_last<V>(places: impl Iterator<Item = Option<V>>) -> Vec<Option<V>> {
    let mut places: Vec<Option<V>> = places.collect();
    places.truncate(places.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::btree_map, prelude::*, sample::select};

    use super::*;

    fn any_fact() -> impl Strategy<Value = Fact> {
        let values = btree_map(select(VALUES.to_vec()), "\\PC{0,12}", 0..=VALUES.len());
        let days = btree_map(select(DAYS.to_vec()), 1..3_000_000i32, 0..=DAYS.len());
        (values, days, proptest::option::of(any::<u128>()), any::<bool>()).prop_map(|(dimensions, days, person, struck_off)| {
            let day = |number| NaiveDate::from_num_days_from_ce_opt(number).expect("a day");
            let events = days.into_iter().map(|(event, number)| (event, day(number))).collect();
            Fact { dimensions, events, person: person.map(Uuid::from_u128), struck_off }
        })
    }

    proptest! {
        #[test]
        fn a_fact_is_read_as_it_was_written(fact in any_fact()) {
            let text = write(&fact).expect("written");
            prop_assert_eq!(read(&text).expect("read"), fact);
        }
    }

    #[test]
    fn what_was_kept_by_name_is_the_same_by_place() {
        let named = r#"{"d":{"service":"invitation","state":"Closed","sex":"Male"},"e":{"Submitted":"2026-01-05","Closed":"2026-02-03"},
            "p":"01970814-5000-7000-8006-000000011dc5","s":true}"#;
        let fact = read(named).expect("read");
        // Literally: what is kept must be read as long as it stands.
        let placed = r#"[["invitation",null,null,null,null,null,null,null,"Closed",null,"Male"],[739621,null,null,null,739650],"01970814-5000-7000-8006-000000011dc5",true]"#;
        assert_eq!(write(&fact).expect("written"), placed);
        assert_eq!(read(placed).expect("read"), fact);
        assert!(read("[[],[]").is_err() && read("").is_err());
        let (values, days): (BTreeSet<_>, BTreeSet<_>) = (VALUES.into_iter().collect(), DAYS.into_iter().collect());
        assert_eq!((values.len(), days.len()), (VALUES.len(), DAYS.len()), "each has a place of its own");
    }
}
