use proptest::prelude::*;

use super::{super::names::name_key, *};

fn person(name: &str, born: &str, citizenship: &str) -> PersonSummary {
    PersonSummary {
        names: vec![name_key(&[name])],
        birth_date: BirthDate::parse(born).expect("a date"),
        sex: Some(Sex::Female),
        citizenships: vec![citizenship.to_owned()],
        documents: Vec::new(),
        idnp: None,
    }
}

fn document(number: &str) -> DocumentReference {
    DocumentReference { issuer: "UKR".into(), number_key: number.into() }
}

fn level(one: &PersonSummary, other: &PersonSummary) -> Option<DuplicateLevel> {
    compare(one, other).map(|found| found.level)
}

#[test]
fn the_usual_cases() {
    let iulia = person("Iulia Țurcan", "1990-05-07", "UKR");
    assert_eq!(level(&iulia, &person("Юлия Цуркан", "1990-05-07", "UKR")), Some(DuplicateLevel::Certain));
    assert_eq!(level(&iulia, &person("Юлия Цуркан", "1990-05-07", "RUS")), Some(DuplicateLevel::Likely));
    assert_eq!(level(&iulia, &person("Iulia Țurcanu", "1990-05-07", "UKR")), Some(DuplicateLevel::Likely));
    assert_eq!(level(&iulia, &person("Iulia Țurcan", "1990", "UKR")), Some(DuplicateLevel::Likely));
    assert_eq!(level(&iulia, &person("Iulia Țurcan", "1990-07-05", "UKR")), Some(DuplicateLevel::Likely));
    assert_eq!(level(&iulia, &person("Iulia Țurcan", "unknown", "UKR")), Some(DuplicateLevel::Possible));
    assert_eq!(level(&iulia, &person("Iulia Țurcan", "1971-01-30", "UKR")), None, "a namesake");
    assert_eq!(level(&iulia, &person("Vasile Rusu", "1990-05-07", "UKR")), None, "born on the same day");
}

#[test]
fn numbers_weigh_most() {
    let iulia = person("Iulia Țurcan", "1990-05-07", "UKR");
    let with = |idnp: Option<u64>, documents: &[&str], person: &PersonSummary| PersonSummary {
        idnp: idnp.map(Idnp::synthetic),
        documents: documents.iter().map(|number| document(number)).collect(),
        ..person.clone()
    };
    let married = person("Iulia Kovalenko", "1991-01-01", "ROU");
    assert_eq!(level(&with(Some(1), &[], &iulia), &with(Some(1), &[], &married)), Some(DuplicateLevel::Certain));
    assert_eq!(level(&with(Some(1), &[], &iulia), &with(Some(2), &[], &iulia)), Some(DuplicateLevel::Possible));
    assert_eq!(level(&with(None, &["A1"], &iulia), &with(None, &["B2", "A1"], &iulia)), Some(DuplicateLevel::Certain));
    assert_eq!(level(&with(None, &["A1"], &iulia), &with(None, &["A1"], &married)), Some(DuplicateLevel::Possible));
}

#[test]
fn what_counts_most_is_told_first() {
    let found = compare(&person("Iulia Țurcan", "1990-05-07", "UKR"), &person("Turcan Iulia", "1990-05-07", "RUS"));
    let codes: Vec<_> = found.expect("likely").reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [DuplicateReason::SameName, DuplicateReason::SameBirthDate, DuplicateReason::DifferentCitizenship]);
}

fn any_person() -> impl Strategy<Value = PersonSummary> {
    let names = prop::collection::vec("[A-D][a-e]{2,5} [K-M][a-e]{2,5}", 0..3);
    let born = prop_oneof![Just("unknown".to_owned()), "19[0-3]0", "1990-0[1-3]", "1990-0[1-3]-0[1-3]"];
    let sex = prop::option::of(prop_oneof![Just(Sex::Female), Just(Sex::Male), Just(Sex::Unspecified)]);
    let states = prop::collection::vec(prop_oneof![Just("UKR"), Just("RUS"), Just("TUR")], 0..3);
    (names, born, sex, states, prop::collection::vec(0u8..4, 0..3), prop::option::of(0u64..3)).prop_map(
        |(names, born, sex, states, documents, idnp)| PersonSummary {
            names: names.iter().map(|name| name_key(&[name])).collect(),
            birth_date: BirthDate::parse(&born).expect("a date"),
            sex,
            citizenships: states.into_iter().map(str::to_owned).collect(),
            documents: documents.into_iter().map(|number| document(&number.to_string())).collect(),
            idnp: idnp.map(Idnp::synthetic),
        },
    )
}

proptest! {
    #[test]
    fn it_is_the_same_both_ways(one in any_person(), other in any_person()) {
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn whoever_is_fully_described_is_certainly_themselves(
        mut one in any_person(), name in "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", born in "19[0-9]{2}-0[1-9]-1[0-9]",
    ) {
        one.names.push(name_key(&[&name]));
        one.birth_date = BirthDate::parse(&born).expect("a date");
        one.citizenships.push("UKR".into());
        prop_assert_eq!(level(&one, &one), Some(DuplicateLevel::Certain));
    }

    #[test]
    fn scores_and_reasons_are_bounded(one in any_person(), other in any_person()) {
        if let Some(found) = compare(&one, &other) {
            prop_assert!((0.5..=1.0).contains(&found.score));
            prop_assert!(found.reasons.iter().any(|reason| reason.weight > 0.0));
            prop_assert!(found.reasons.iter().all(|reason| !reason.code.text().ro.is_empty()));
        }
    }

    #[test]
    fn one_more_shared_document_never_lowers(one in any_person(), other in any_person()) {
        let with = |person: &PersonSummary| {
            let mut person = person.clone();
            person.documents.push(document("shared"));
            person
        };
        let score = |one: &PersonSummary, other: &PersonSummary| compare(one, other).map_or(0.0, |found| found.score);
        prop_assert!(score(&with(&one), &with(&other)) >= score(&one, &other));
    }
}
