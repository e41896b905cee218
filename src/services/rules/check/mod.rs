//! Whether a definition makes sense: everything that its schema cannot say. All faults at once, each at its place.

mod conditions;
mod course;
mod form;
mod tariff;

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{
    classifier::Classifiers,
    definition::ServiceDefinition,
    field::{AnswerType, FormField},
};
use crate::kernel::{
    text::Text,
    violation::{Violation, below},
};

/// A fault of the catalogue's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON pointer into the definition or classifier.
    pub pointer: String,
    /// What, in English; the data's authors read it.
    pub message: String,
}

impl Fault {
    /// As a violation of an input, for the administration API.
    pub fn violation(&self) -> Violation {
        let say = |before: &str| format!("{before}: {}", self.message);
        let message = Text::new(
            say("Datele catalogului nu sunt corecte"),
            say("Данные каталога неверны"),
            say("The data of the catalogue is not sound"),
        );
        Violation::new(self.pointer.clone(), "unsound-data", message)
    }
}

/// Checks a definition against itself and against the classifiers (offices, registers, legal grounds, templates ...).
pub fn definition(definition: &ServiceDefinition, classifiers: &Classifiers) -> Vec<Fault> {
    let mut check = Check { definition, classifiers, places: HashMap::new(), faults: Vec::new() };
    check.form();
    check.documents();
    check.tariff();
    check.course();
    check.faults
}

/// Checks every text of a value: none blank, Romanian with comma below, Russian in Cyrillic letters.
pub fn texts(value: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    walk("", value, &mut faults);
    faults
}

fn walk(pointer: &str, value: &Value, faults: &mut Vec<Fault>) {
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| walk(&below(pointer, index), item, faults)),
        Value::Object(members) => {
            let languages = ["ro", "ru", "en"].map(|name| members.get(name).and_then(Value::as_str));
            if let [Some(ro), Some(ru), Some(en)] = languages {
                text(pointer, [("ro", ro), ("ru", ru), ("en", en)], faults);
            } else {
                members.iter().for_each(|(name, member)| walk(&below(pointer, name), member, faults));
            }
        }
        _ => {}
    }
}

fn text(pointer: &str, languages: [(&str, &str); 3], faults: &mut Vec<Fault>) {
    let mut fault = |name: &str, message: &str| faults.push(Fault { pointer: below(pointer, name), message: message.to_owned() });
    for (name, text) in languages {
        if text.trim().is_empty() {
            fault(name, "a translation is missing");
        }
        if text.contains("TODO") {
            fault(name, "the text is not finished");
        }
    }
    let [(_, ro), (_, ru), _] = languages;
    if ro.contains(['ş', 'Ş', 'ţ', 'Ţ']) {
        fault("ro", "Romanian is written with a comma below (ș, ț), not a cedilla");
    }
    let small = |letter: char| letter.is_lowercase() && letter.is_alphabetic();
    if ru.contains(small) && !ru.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter)) {
        fault("ru", "the Russian text has no Cyrillic letter");
    }
}

/// A check under way.
struct Check<'a> {
    definition: &'a ServiceDefinition,
    classifiers: &'a Classifiers,
    places: HashMap<&'a str, FieldPlace<'a>>,
    faults: Vec<Fault>,
}

/// Where a field stands in the form.
#[derive(Clone, Copy)]
struct FieldPlace<'a> {
    field: &'a FormField,
    order: usize,
    group: Option<&'a str>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.faults.push(Fault { pointer: pointer.into(), message: message.into() });
    }

    /// Notes every code that comes twice.
    fn unique(&mut self, pointer: &str, name: &str, codes: impl Iterator<Item = impl Into<String>>) {
        let mut seen = BTreeSet::new();
        for (index, code) in codes.enumerate() {
            let code: String = code.into();
            if seen.contains(&code) {
                self.fault(format!("{pointer}/{index}{name}"), format!("`{code}` is given twice"));
            }
            seen.insert(code);
        }
    }

    /// A code of a classifier.
    fn known(&mut self, pointer: &str, classifier: &str, code: &str) {
        if self.classifiers.entry(classifier, code).is_none() {
            self.fault(pointer, format!("`{code}` is not in the classifier `{classifier}`"));
        }
    }

    /// A field of the top level that is a group.
    fn known_group(&mut self, pointer: &str, code: &str) {
        if self.definition.group(code).is_none() {
            self.fault(pointer, format!("`{code}` is not a group of the form"));
        }
    }

    /// A date of the top level.
    fn known_date(&mut self, pointer: &str, code: &str) {
        let is_date = matches!(self.definition.field(code), Some(FormField { answer: AnswerType::Date { .. }, .. }));
        if !is_date {
            self.fault(pointer, format!("`{code}` is not a date of the form"));
        }
    }
}
