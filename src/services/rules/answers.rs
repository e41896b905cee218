//! The two checks of a request's answers: of types when a draft is saved, of completeness when it is filed.
//! Both return everything that is wrong at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{
    classifier::Classifiers,
    condition::{Condition, Scope},
    definition::ServiceDefinition,
    field::{AnswerType, FormField},
    messages::Wrong,
    tariff::Priority,
    values::{Findings, whole},
};
use crate::kernel::violation::{Violation, below};

/// What is about to be filed.
#[derive(Debug, Clone, Copy)]
pub struct Filing<'a> {
    /// The answers.
    pub answers: &'a Map<String, Value>,
    /// How many files are attached under each document code.
    pub attached: &'a BTreeMap<String, u32>,
    /// How quickly it is asked for.
    pub priority: Priority,
}

/// Of a draft: unknown fields, wrong types, bounds, malformed values. Nothing is required yet.
/// `day` is the filing day, today for a draft (Europe/Chisinau).
pub fn check_types(
    definition: &ServiceDefinition,
    answers: &Map<String, Value>,
    classifiers: &Classifiers,
    day: NaiveDate,
) -> Vec<Violation> {
    let mut findings = Findings { definition, found: Vec::new() };
    let fields: Vec<&FormField> = definition.fields().collect();
    findings.object("", &fields, answers, &whole(answers, classifiers, day));
    findings.found
}

/// Of a request about to be filed: all that [`check_types`] finds, and required answers, questions that were not asked,
/// declarations, documents and priority. Pointers of answers begin at the answers (`/surname`), those of documents with
/// `/documents/`, that of the priority is `/priority`; no field can have these two names (`check`).
pub fn check_complete(
    definition: &ServiceDefinition,
    filing: &Filing<'_>,
    classifiers: &Classifiers,
    day: NaiveDate,
) -> Vec<Violation> {
    let mut findings = Findings { definition, found: check_types(definition, filing.answers, classifiers, day) };
    let scope = whole(filing.answers, classifiers, day);
    complete("", definition.fields(), filing.answers, &scope, &mut findings);
    documents(definition, filing, &scope, &mut findings);
    if !priority_offered(definition, filing.priority, &scope) {
        findings.note("/priority", &Wrong::PriorityNotOffered);
    }
    findings.found
}

/// Whether the service is offered at this speed for these answers.
pub fn priority_offered(definition: &ServiceDefinition, priority: Priority, scope: &Scope<'_>) -> bool {
    definition.priorities.iter().any(|offer| offer.priority == priority && holds(offer.when.as_ref(), scope))
}

fn holds(condition: Option<&Condition>, scope: &Scope<'_>) -> bool {
    condition.is_none_or(|condition| condition.holds(scope))
}

fn complete<'f>(
    pointer: &str,
    fields: impl Iterator<Item = &'f FormField>,
    answers: &Map<String, Value>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) {
    for field in fields {
        let at = below(pointer, &field.code);
        let value = answers.get(&field.code).filter(|value| !value.is_null());
        let asked = holds(field.visible_when.as_ref(), scope);
        let required = field.required || field.required_when.as_ref().is_some_and(|condition| condition.holds(scope));
        match value {
            Some(_) if !asked => findings.note(&at, &Wrong::NotAsked),
            None if asked && required => findings.note(&at, &Wrong::Required),
            Some(value) => answered(&at, field, value, scope, findings),
            None => {}
        }
    }
}

fn answered(at: &str, field: &FormField, value: &Value, scope: &Scope<'_>, findings: &mut Findings<'_>) {
    match &field.answer {
        AnswerType::Boolean { must_be_true: true } if value == &Value::Bool(false) => findings.note(at, &Wrong::NotAccepted),
        AnswerType::Group { min_items, max_items, fields } => {
            let Some(items) = value.as_array() else { return };
            if items.len() < *min_items as usize {
                findings.note(at, &Wrong::TooFew(*min_items));
            }
            for (index, item) in items.iter().take(*max_items as usize).enumerate() {
                let Some(item) = item.as_object() else { continue };
                complete(&below(at, index), fields.iter(), item, &Scope { item: Some(item), ..*scope }, findings);
            }
        }
        _ => {}
    }
}

fn documents(definition: &ServiceDefinition, filing: &Filing<'_>, scope: &Scope<'_>, findings: &mut Findings<'_>) {
    for rule in &definition.documents {
        let at = below("/documents", &rule.code);
        let required = rule.required || rule.required_when.as_ref().is_some_and(|condition| condition.holds(scope));
        match filing.attached.get(&rule.code).copied().unwrap_or(0) {
            0 if required => findings.note(&at, &Wrong::DocumentMissing),
            files if files > rule.max_files => findings.note(&at, &Wrong::TooMany(rule.max_files)),
            _ => {}
        }
    }
    for code in filing.attached.keys() {
        if !definition.documents.iter().any(|rule| rule.code == *code) {
            findings.note(&below("/documents", code), &Wrong::DocumentUnknown);
        }
    }
}
