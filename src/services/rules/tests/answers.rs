use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{
    answers::{Filing, check_complete, check_types},
    classifier::Classifiers,
    definition::ServiceDefinition,
    form,
    samples::{CATALOGUE, complete, date, day, invitee, object, service},
    tariff::Priority,
};
use crate::kernel::{text::Language, violation::Violation};

const SERVICES: [&str; 3] = ["provisional-stay-work-grant", "invitation", "legal-status-attestation"];

fn classifiers() -> &'static Classifiers {
    &CATALOGUE.classifiers
}

fn file(code: &str, change: impl FnOnce(&mut Map<String, Value>, &mut BTreeMap<String, u32>)) -> Vec<Violation> {
    let (mut answers, mut attached) = complete(code);
    change(&mut answers, &mut attached);
    let filing = Filing { answers: &answers, attached: &attached, priority: Priority::Normal };
    check_complete(service(code), &filing, classifiers(), day())
}

fn found(violations: &[Violation]) -> Vec<(&str, &str)> {
    violations.iter().map(|violation| (violation.pointer.as_str(), violation.code)).collect()
}

#[test]
fn complete_answers_have_no_violation() {
    for code in SERVICES {
        assert_eq!(found(&file(code, |_, _| ())), [], "{code}");
    }
}

#[test]
fn an_empty_draft_is_well_typed_but_cannot_be_filed() {
    for code in SERVICES {
        let empty = Map::new();
        assert_eq!(check_types(service(code), &empty, classifiers(), day()), []);
        let filing = Filing { answers: &empty, attached: &BTreeMap::new(), priority: Priority::Normal };
        let violations = check_complete(service(code), &filing, classifiers(), day());
        let required = service(code).fields().filter(|field| field.required && field.visible_when.is_none());
        for field in required {
            assert!(found(&violations).contains(&(format!("/{}", field.code).as_str(), "required")), "{} {}", code, field.code);
        }
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let violations = file("provisional-stay-work-grant", |answers, attached| {
        answers.insert("surname".into(), json!(7));
        answers.insert("colour".into(), json!("blue"));
        answers.insert("citizenships".into(), json!(["UKR", "UKR", "XKX", "SUN"]));
        answers.insert("birthDate".into(), json!("2026-03-03"));
        answers.insert("documentExpiresOn".into(), json!("2026-03-02"));
        answers.insert("monthlySalary".into(), json!({"amount": "13699.99", "currency": "MDL"}));
        answers.insert("employer".into(), json!({"idno": "1018600000128", "fax": "1"}));
        answers.insert("addressInMoldova".into(), json!({"country": "ROU"}));
        answers.insert("stayTo".into(), json!("2027-04-01"));
        answers.insert("declaresTrue".into(), json!(false));
        answers.remove("email");
        attached.remove("photo");
        attached.insert("selfie".into(), 1);
        attached.insert("employer-demers".into(), 2);
    });
    let mut codes = found(&violations);
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("/addressInMoldova/country", "not-a-country"),
            ("/addressInMoldova/locality", "required"),
            ("/birthDate", "too-late"),
            ("/citizenships/1", "given-twice"),
            ("/citizenships/2", "not-a-country"),
            ("/citizenships/3", "not-a-country"),
            ("/colour", "unknown-field"),
            ("/declaresTrue", "not-accepted"),
            ("/documentExpiresOn", "too-early"),
            ("/documents/employer-demers", "too-many-items"),
            ("/documents/photo", "document-missing"),
            ("/documents/selfie", "document-unknown"),
            ("/email", "required"),
            ("/employer/fax", "unknown-field"),
            ("/employer/idno", "wrong-check-digit"),
            ("/monthlySalary", "too-small"),
            ("/stayTo", "too-late"),
            ("/surname", "wrong-type"),
        ]
    );
}

#[test]
fn a_question_that_is_not_asked_must_not_be_answered() {
    let violations = file("provisional-stay-work-grant", |answers, _| {
        answers.insert("hasVisa".into(), json!(false));
    });
    let mut codes = found(&violations);
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("/visaExemption", "required"),
            ("/visaNumber", "not-asked"),
            ("/visaValidFrom", "not-asked"),
            ("/visaValidTo", "not-asked")
        ]
    );
}

#[test]
fn a_person_with_one_name_can_file() {
    let violations = file("provisional-stay-work-grant", |answers, _| {
        answers.insert("nameMissing".into(), json!("Surname"));
        answers.remove("surname");
        answers.insert("surnameLatin".into(), Value::Null);
    });
    assert_eq!(found(&violations), [], "a null is no answer");
}

#[test]
fn documents_follow_the_answers_inside_groups_too() {
    let violations = file("invitation", |answers, _| {
        answers.insert("invitees".into(), json!([invitee("Friend", "IND"), invitee("Parent", "IND")]));
    });
    assert_eq!(found(&violations), [("/documents/kinship", "document-missing")], "one relative among the invited is enough");
    let violations = file("provisional-stay-work-grant", |answers, _| {
        answers.insert("workerCategory".into(), json!("Posted"));
        answers.insert("sendingEntity".into(), json!("Sample Ltd"));
        answers.insert("sendingCountry".into(), json!("TUR"));
    });
    assert_eq!(found(&violations), [("/documents/posting-act", "document-missing")]);
}

#[test]
fn a_group_asks_by_what_stands_outside_it() {
    let violations = file("invitation", |answers, attached| {
        answers.insert("visitPurpose".into(), json!("Study"));
        answers["invitees"][1]["studyInstitution"] = json!({"idno": "1018600000127"});
        attached.insert("study-admission".into(), 1);
    });
    assert_eq!(found(&violations), [("/invitees/0/studyInstitution", "required")]);
}

#[test]
fn a_travel_document_of_an_invitee_is_valid_for_six_months() {
    for (expires, expected) in
        [("2026-09-02", vec![]), ("2026-09-01", vec![("/invitees/0/inviteeDocumentExpiresOn", "too-early")])]
    {
        let violations = file("invitation", |answers, _| {
            answers["invitees"][0]["inviteeDocumentExpiresOn"] = json!(expires);
        });
        assert_eq!(found(&violations), expected, "{expires}");
    }
}

#[test]
fn an_invitation_is_urgent_only_with_a_ground() {
    let (mut answers, mut attached) = complete("invitation");
    let check = |answers: &Map<String, Value>, attached: &BTreeMap<String, u32>, priority| {
        let filing = Filing { answers, attached, priority };
        check_complete(service("invitation"), &filing, classifiers(), day())
    };
    assert_eq!(found(&check(&answers, &attached, Priority::Urgent)), [("/priority", "priority-not-offered")]);
    answers.insert("urgentGround".into(), json!("Death"));
    attached.insert("urgency-proof".into(), 1);
    assert_eq!(check(&answers, &attached, Priority::Urgent), []);
    let (answers, attached) = complete("legal-status-attestation");
    let filing = Filing { answers: &answers, attached: &attached, priority: Priority::Urgent };
    let violations = check_complete(service("legal-status-attestation"), &filing, classifiers(), day());
    assert_eq!(found(&violations), [("/priority", "priority-not-offered")]);
}

#[test]
fn the_least_salary_is_that_of_the_filing_day() {
    let mut definition = ServiceDefinition::clone(service("provisional-stay-work-grant"));
    let mut next = definition.settings[0].clone();
    definition.settings[0].valid_to = Some(date("2026-03-02"));
    next.valid_from = date("2026-03-03");
    next.amount = crate::kernel::money::Money::from_bani(1_500_000);
    definition.settings.push(next);
    let answers = object(json!({"monthlySalary": {"amount": "14000.00", "currency": "MDL"}}));
    assert_eq!(check_types(&definition, &answers, classifiers(), date("2026-03-02")), []);
    let violations = check_types(&definition, &answers, classifiers(), date("2026-03-03"));
    assert_eq!(found(&violations), [("/monthlySalary", "too-small")]);
}

#[test]
fn dates_are_dates() {
    let bad = [
        "2026-2-1",
        "2026-02-30",
        "26-02-01",
        "+026-02-01",
        "2026-02-01T00:00:00Z",
        "",
        " 2026-01-01",
        "１９９０-01-01",
        "1990-13",
        "199",
    ];
    for text in bad {
        let answers = object(json!({"birthDate": text}));
        assert_eq!(found(&check_types(service("invitation"), &answers, classifiers(), day())), [("/birthDate", "unknown-field")]);
        let violations = check_types(service("legal-status-attestation"), &answers, classifiers(), day());
        assert_eq!(found(&violations), [("/birthDate", "wrong-format")], "{text}");
    }
    for text in ["1990", "1990-05", "1990-05-12", "2026", "2026-03", "2026-03-02"] {
        let answers = object(json!({"birthDate": text}));
        assert_eq!(check_types(service("legal-status-attestation"), &answers, classifiers(), day()), [], "{text}");
    }
}

/// Any JSON; strings that are often almost right.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,40}".prop_map(Value::from),
        prop::sample::select(vec![
            "MDA",
            "UKR",
            "XXA",
            "SUN",
            "2026-02-30",
            "2026-03-02",
            "1990",
            "Posted",
            "Beneficiary",
            "CHI",
            "2004000123455",
            "a@b.md",
            "99999-12-31",
            "0000-00-00",
            "+373",
            "\u{0}",
            "Ștefan",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    let known =
        ["country", "locality", "idno", "amount", "currency", "surname", "relation", "relative", "previousSurname", "idnp"];
    prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), ".{0,6}"]
}

/// A shipped service with complete answers, some of which are replaced, taken away or added.
fn changed() -> impl Strategy<Value = (&'static str, Map<String, Value>)> {
    prop::sample::select(SERVICES.to_vec()).prop_flat_map(|code| {
        let codes: Vec<String> = service(code).fields().map(|field| field.code.clone()).collect();
        let key = prop_oneof![9 => prop::sample::select(codes), 1 => any_key()];
        let change = (key, prop_oneof![2 => any_json().prop_map(Some), 1 => Just(None)]);
        prop::collection::vec(change, 0..5).prop_map(move |changes| {
            let (mut answers, _) = complete(code);
            for (key, value) in changes {
                match value {
                    Some(value) => answers.insert(key, value),
                    None => answers.shift_remove(&key),
                };
            }
            (code, answers)
        })
    })
}

proptest! {
    #[test]
    fn no_answers_make_the_checks_panic_or_echo((code, answers) in changed()) {
        let (_, attached) = complete(code);
        let filing = Filing { answers: &answers, attached: &attached, priority: Priority::Urgent };
        let types = check_types(service(code), &answers, classifiers(), day());
        let complete = check_complete(service(code), &filing, classifiers(), day());
        prop_assert!(types.iter().all(|violation| complete.contains(violation)), "filing finds all that saving finds");
        for violation in &complete {
            prop_assert!(violation.pointer.starts_with('/'));
            for (_, value) in &answers {
                if let Some(text) = value.as_str().filter(|text| text.chars().count() > 20) {
                    prop_assert!(!violation.message.en.contains(text) && !violation.message.ro.contains(text));
                }
            }
        }
    }

    #[test]
    fn arbitrary_objects_never_panic(members in prop::collection::vec((any_key(), any_json()), 0..6), code in prop::sample::select(SERVICES.to_vec())) {
        let answers: Map<String, Value> = members.into_iter().collect();
        let filing = Filing { answers: &answers, attached: &BTreeMap::new(), priority: Priority::Normal };
        prop_assert!(!check_complete(service(code), &filing, classifiers(), day()).is_empty());
    }

    #[test]
    fn what_the_checks_accept_the_published_schema_accepts((code, mut answers) in changed()) {
        answers.retain(|_, value| !value.is_null());
        let filing = Filing { answers: &answers, attached: &complete(code).1, priority: Priority::Normal };
        let violations = check_complete(service(code), &filing, classifiers(), day());
        if violations.iter().all(|violation| violation.pointer.starts_with("/documents/")) {
            let schema = form::json_schema(service(code), Language::Ro, classifiers(), day());
            let schema = jsonschema::draft202012::new(&schema).unwrap();
            let answers = Value::Object(answers);
            let refused: Vec<String> = schema.iter_errors(&answers).map(|error| error.to_string()).collect();
            prop_assert_eq!(refused, Vec::<String>::new());
        }
    }
}
