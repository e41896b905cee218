use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::notifications::rules::variable::{VariableKind, sample};

fn wording(text: &str) -> Wording {
    let same = || Text::new(text, text, text);
    Wording { subject: same(), body: same(), short: same() }
}

fn declared(names: &[(&str, VariableKind)]) -> Variables {
    names.iter().map(|(name, kind)| ((*name).to_owned(), Variable { kind: *kind, about: "x".into() })).collect()
}

fn codes(faults: &[Violation]) -> Vec<(String, &'static str)> {
    faults.iter().map(|fault| (fault.pointer.clone(), fault.code)).collect()
}

#[test]
fn every_fault_of_a_template_is_named_at_its_place() {
    let mut wrong = wording("nr. {{number}}");
    wrong.body.ru = "без номера".into();
    wrong.subject.en = "two\nlines {{number}}".into();
    wrong.short.ro = "{{Number}}".into();
    let faults = check(&wrong, &declared(&[("number", VariableKind::Text), ("day", VariableKind::Date)]));
    assert_eq!(
        codes(&faults),
        [
            ("/subject/en".to_owned(), "bad-characters"),
            ("/body".to_owned(), "languages-differ"),
            ("/short/ro".to_owned(), "bad-placeholder"),
            ("/variables/day".to_owned(), "unused-variable"),
        ]
    );
    assert_eq!(codes(&check(&wording("{{other}}"), &Variables::new())).len(), 9, "undeclared in each text of each language");
}

#[test]
fn missing_unknown_and_wrong_values_are_told_at_once() {
    let variables = declared(&[("number", VariableKind::Text), ("day", VariableKind::Date)]);
    let values = json!({ "day": "31.12.2026", "nubmer": "1" });
    let faults = fill(&wording("{{number}} {{day}}"), &variables, values.as_object().expect("an object")).expect_err("faults");
    assert_eq!(
        codes(&faults),
        [
            ("/day".to_owned(), "wrong-kind"),
            ("/number".to_owned(), "missing-variable"),
            ("/nubmer".to_owned(), "unknown-variable")
        ]
    );
}

#[test]
fn values_are_written_as_each_language_writes_them() {
    let variables = declared(&[("day", VariableKind::Date), ("sum", VariableKind::Money), ("at", VariableKind::Instant)]);
    let values = json!({ "day": "2026-03-02", "sum": { "amount": "450.00", "currency": "MDL" }, "at": "2026-03-02T22:30:00Z" });
    let filled = fill(&wording("{{day}}; {{sum}}; {{at}}"), &variables, values.as_object().expect("an object")).expect("filled");
    assert_eq!(filled.body.ro, "02.03.2026; 450,00 lei; 03.03.2026, ora 00:30");
    assert_eq!(filled.body.ru, "02.03.2026; 450,00 лея; 03.03.2026, 00:30");
    assert_eq!(filled.body.en, "2 March 2026; MDL 450.00; 3 March 2026, 00:30");
}

#[test]
fn what_would_begin_a_header_or_fill_itself_in_is_refused() {
    for bad in ["a\r\nBcc: x", "{{number}}", "", " "] {
        assert_eq!(written(VariableKind::Text, &json!(bad)), None, "{bad:?}");
    }
    for bad in ["javascript:alert(1)", "http://igm.gov.md/", "https://a:b@igm.gov.md/"] {
        assert_eq!(written(VariableKind::Link, &json!(bad)), None, "{bad:?}");
    }
}

#[test]
fn each_kind_has_a_sample_that_is_of_it() {
    use VariableKind as K;
    for kind in [K::Text, K::Words, K::Number, K::Date, K::Instant, K::Money, K::Link] {
        assert!(written(kind, &sample(kind, "x")).is_some(), "{kind:?}");
    }
}

proptest! {
    #[test]
    fn a_checked_template_with_its_values_leaves_no_braces(name in "[a-z][A-Za-z0-9]{0,10}", value in "[ -z]{1,40}", around in "[a-zăâîșț .]{1,40}") {
        prop_assume!(!value.trim().is_empty());
        let wording = wording(&format!("{around}{{{{{name}}}}}{around}"));
        let variables = declared(&[(&name, VariableKind::Text)]);
        prop_assert_eq!(codes(&check(&wording, &variables)), vec![]);
        let mut values = Map::new();
        values.insert(name, json!(value));
        let filled = fill(&wording, &variables, &values).expect("filled");
        prop_assert_eq!(filled.subject.ru, format!("{around}{value}{around}"));
    }

    #[test]
    fn no_text_makes_the_reader_of_templates_fall(text in ".{0,80}") {
        let _ = check(&wording(&text), &Variables::new());
        let _ = put(&text, &BTreeMap::new(), Language::Ro);
    }
}
