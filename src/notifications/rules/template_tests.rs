use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::notifications::rules::variable::{VariableKind, paragraphs, sample};

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
fn a_text_of_paragraphs_keeps_its_lines_and_stands_in_the_body_only() {
    let variables = declared(&[("answer", VariableKind::Paragraphs)]);
    let faults = check(&wording("{{answer}}"), &variables);
    let lines: Vec<(String, &str)> = codes(&faults);
    assert_eq!(lines.len(), 6, "subject and short, in each language: {lines:?}");
    assert!(lines.iter().all(|(at, code)| *code == "paragraphs-in-a-line" && !at.starts_with("/body")));
    let good = Wording { body: Text::new("A: {{answer}}", "A: {{answer}}", "A: {{answer}}"), ..wording("x") };
    assert_eq!(codes(&check(&good, &variables)), vec![]);
    let values = json!({ "answer": "One.\n\nTwo,\nthree." });
    let filled = fill(&good, &variables, values.as_object().expect("an object")).expect("filled");
    assert_eq!(filled.body.ru, "A: One.\n\nTwo,\nthree.");
    for bad in [json!("a\rb"), json!("{{x}}"), json!(" \n "), json!("x".repeat(4001))] {
        assert_eq!(written(VariableKind::Paragraphs, &bad), None);
    }
}

#[test]
fn what_is_too_long_once_filled_is_told_or_shortened_for_all_to_see() {
    let variables = declared(&[("name", VariableKind::Text)]);
    let filled = |length: usize| {
        let values = json!({ "name": "ș".repeat(length) });
        fill(&wording("{{name}}"), &variables, values.as_object().expect("an object")).expect("filled")
    };
    assert_eq!(codes(&too_long(&filled(120))), vec![]);
    assert_eq!(codes(&too_long(&filled(121))), [("/subject".to_owned(), "too-long-when-filled")]);
    assert_eq!(too_long(&filled(301)).len(), 2);
    let short = shortened(filled(900));
    assert_eq!(
        (short.subject.ru.chars().count(), short.short.en.chars().count(), short.body.ro.chars().count()),
        (120, 300, 900)
    );
    assert!(short.subject.ro.ends_with('…') && too_long(&short).is_empty());
    assert_eq!(shortened(filled(100)), filled(100));
}

#[test]
fn each_kind_has_a_sample_that_is_of_it() {
    use VariableKind as K;
    for kind in [K::Text, K::Paragraphs, K::Words, K::Number, K::Date, K::Instant, K::Money, K::Link] {
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
    fn whatever_somebody_wrote_is_fit_for_a_body(text in "\\PC{0,5000}|[\\x00-\\x20{}]{0,60}") {
        let fit = paragraphs(&text);
        prop_assert!(written(VariableKind::Paragraphs, &json!(fit)).is_some(), "{fit:?}");
        if text.chars().count() <= 4000 {
            let seen = |text: &str| text.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).count();
            prop_assert!(fit == "—" || seen(&fit) == seen(&text));
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_templates_fall(text in ".{0,80}") {
        let _ = check(&wording(&text), &Variables::new());
        let _ = put(&text, &BTreeMap::new(), Language::Ro);
    }
}
