use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{
    condition::{Condition, Scalar, Scope},
    samples::{CATALOGUE, date, day, object},
};

fn holds(condition: Value, answers: Value) -> bool {
    let condition: Condition = serde_json::from_value(condition).unwrap();
    let answers = object(answers);
    condition.holds(&Scope { item: None, answers: &answers, classifiers: &CATALOGUE.classifiers, day: day() })
}

#[test]
fn each_operator_says_what_it_means() {
    let answers = json!({"kind": "A", "number": 3, "yes": true, "several": ["UKR", "SYR"], "nothing": null, "born": "2008-03-02",
        "people": [{"who": "x"}, {"who": "y"}]});
    let cases = [
        (json!({"equals": {"field": "kind", "value": "A"}}), true),
        (json!({"equals": {"field": "kind", "value": "B"}}), false),
        (json!({"equals": {"field": "number", "value": 3}}), true),
        (json!({"equals": {"field": "number", "value": "3"}}), false),
        (json!({"equals": {"field": "yes", "value": true}}), true),
        (json!({"equals": {"field": "several", "value": "SYR"}}), true),
        (json!({"equals": {"field": "absent", "value": "A"}}), false),
        (json!({"in": {"field": "kind", "values": ["B", "A"]}}), true),
        (json!({"in": {"field": "several", "values": ["MDA"]}}), false),
        (json!({"listed": {"field": "several", "classifier": "pos-countries"}}), true),
        (json!({"listed": {"field": "kind", "classifier": "pos-countries"}}), false),
        (json!({"present": {"field": "kind"}}), true),
        (json!({"present": {"field": "nothing"}}), false),
        (json!({"ageAtLeast": {"field": "born", "years": 18}}), true),
        (json!({"ageAtLeast": {"field": "born", "years": 19}}), false),
        (json!({"equals": {"field": "who", "value": "y"}}), true),
        (json!({"all": [{"present": {"field": "kind"}}, {"present": {"field": "absent"}}]}), false),
        (json!({"any": [{"present": {"field": "kind"}}, {"present": {"field": "absent"}}]}), true),
        (json!({"not": {"present": {"field": "absent"}}}), true),
    ];
    for (condition, expected) in cases {
        assert_eq!(holds(condition.clone(), answers.clone()), expected, "{condition}");
    }
}

#[test]
fn a_partial_birth_date_never_makes_anyone_older() {
    let adult = json!({"ageAtLeast": {"field": "born", "years": 18}});
    assert!(!holds(adult.clone(), json!({"born": "2008"})), "born in 2008, perhaps in December");
    assert!(!holds(adult.clone(), json!({"born": "2008-03"})));
    assert!(holds(adult, json!({"born": "2007"})));
}

#[test]
fn inside_a_group_only_the_item_counts() {
    let condition: Condition = serde_json::from_value(json!({"present": {"field": "who"}})).unwrap();
    let answers = object(json!({"people": [{"who": "x"}, {}]}));
    let item = Map::new();
    let scope = Scope { item: Some(&item), answers: &answers, classifiers: &CATALOGUE.classifiers, day: day() };
    assert!(!condition.holds(&scope));
}

#[test]
fn an_entry_that_has_ended_is_not_listed() {
    let answers = object(json!({"purpose": "NOMAD"}));
    let condition = Condition::Listed { field: "purpose".into(), classifier: "stay-purposes".into() };
    for (on, expected) in [("2025-09-19", false), ("2025-09-20", true)] {
        let scope = Scope { item: None, answers: &answers, classifiers: &CATALOGUE.classifiers, day: date(on) };
        assert_eq!(condition.holds(&scope), expected, "{on}");
    }
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        ("[ab]", "[xy]").prop_map(|(field, value)| Condition::Equals { field, value: Scalar::Text(value) }),
        "[ab]".prop_map(|field| Condition::Present { field }),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::Any),
            inner.prop_map(|condition| Condition::Not(Box::new(condition))),
        ]
    })
}

proptest! {
    #[test]
    fn de_morgan_holds_and_json_keeps_the_condition(conditions in prop::collection::vec(any_condition(), 1..4), a in prop::option::of("[xy]"), b in prop::option::of("[xy]")) {
        let answers = object(json!({"a": a, "b": b}));
        let scope = Scope { item: None, answers: &answers, classifiers: &CATALOGUE.classifiers, day: day() };
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let none = not(Condition::Any(conditions.clone()));
        let all_not = Condition::All(conditions.iter().cloned().map(not).collect());
        prop_assert_eq!(none.holds(&scope), all_not.holds(&scope));
        let json = serde_json::to_value(&none).unwrap();
        prop_assert_eq!(serde_json::from_value::<Condition>(json).unwrap(), none);
    }
}
