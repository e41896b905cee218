//! Conditions look only at earlier fields, and compare them with values that they can have.

use super::{
    super::condition::{Condition, Scalar},
    super::field::AnswerType,
    super::tariff::Dated as _,
    Check, FieldPlace,
};
use crate::kernel::violation::below;

/// From where a condition looks.
#[derive(Clone, Copy)]
pub(super) struct Standpoint<'a> {
    /// It sees the fields before this one.
    pub before: usize,
    /// The group in which it stands.
    pub group: Option<&'a str>,
}

impl Standpoint<'_> {
    /// Outside the form: sees all of it, and into groups (any item counts).
    pub const OUTSIDE: Self = Self { before: usize::MAX, group: None };
}

impl<'a> Check<'a> {
    /// Checks a condition, where there is one.
    pub(super) fn condition(&mut self, pointer: &str, name: &str, condition: Option<&Condition>, from: Standpoint<'_>) {
        let Some(condition) = condition else { return };
        let pointer = below(pointer, name);
        self.each(&pointer, condition, from);
        let groups: Vec<_> =
            condition.fields().iter().filter_map(|code| self.places.get(code)).map(|place| place.group).collect();
        if from.before != usize::MAX && groups.windows(2).any(|pair| pair.first() != pair.last()) {
            self.fault(pointer, "one condition looks both into the group and outside it; use two fields");
        }
    }

    fn each(&mut self, pointer: &str, condition: &Condition, from: Standpoint<'_>) {
        let under = |name: &str| below(pointer, name);
        match condition {
            Condition::All(several) => self.several(&under("all"), several, from),
            Condition::Any(several) => self.several(&under("any"), several, from),
            Condition::Not(other) => self.each(&under("not"), other, from),
            Condition::Present { field } => {
                self.seen(&under("present"), field, from);
            }
            Condition::Equals { field, value } => {
                let at = under("equals");
                if let Some(place) = self.seen(&at, field, from) {
                    self.comparable(&below(&at, "value"), place, value);
                }
            }
            Condition::In { field, values } => {
                let at = under("in");
                if let Some(place) = self.seen(&at, field, from) {
                    for (index, value) in values.iter().enumerate() {
                        self.comparable(&format!("{at}/values/{index}"), place, value);
                    }
                }
            }
            Condition::Listed { field, classifier } => {
                let at = under("listed");
                if self.classifiers.get(classifier).is_none() {
                    self.fault(below(&at, "classifier"), format!("there is no classifier `{classifier}`"));
                }
                let coded =
                    |place: FieldPlace<'_>| matches!(place.field.answer, AnswerType::Choice { .. } | AnswerType::Country { .. });
                if self.seen(&at, field, from).is_some_and(|place| !coded(place)) {
                    self.fault(below(&at, "field"), format!("`{field}` has no codes that could be listed"));
                }
            }
            Condition::AgeAtLeast { field, .. } => {
                let at = under("ageAtLeast");
                let date = |place: FieldPlace<'_>| matches!(place.field.answer, AnswerType::Date { .. });
                if self.seen(&at, field, from).is_some_and(|place| !date(place)) {
                    self.fault(below(&at, "field"), format!("`{field}` is not a date"));
                }
            }
        }
    }

    fn several(&mut self, pointer: &str, several: &[Condition], from: Standpoint<'_>) {
        for (index, condition) in several.iter().enumerate() {
            self.each(&below(pointer, index), condition, from);
        }
    }

    /// The field, if the condition can see it.
    fn seen(&mut self, pointer: &str, code: &str, from: Standpoint<'_>) -> Option<FieldPlace<'a>> {
        let at = below(pointer, "field");
        let Some(place) = self.places.get(code).copied() else {
            self.fault(at, format!("the form has no field `{code}`"));
            return None;
        };
        if place.order >= from.before {
            self.fault(at, format!("`{code}` comes later in the form; a condition looks only at earlier fields"));
        } else if place.group.is_some() && place.group != from.group && from.before != usize::MAX {
            self.fault(at, format!("`{code}` is inside a repeated group and cannot be seen from here"));
        }
        Some(place)
    }

    /// A value that the field can have.
    fn comparable(&mut self, pointer: &str, place: FieldPlace<'_>, value: &Scalar) {
        let possible = match (&place.field.answer, value) {
            (AnswerType::Boolean { .. }, Scalar::Flag(_)) => true,
            (AnswerType::Integer { min, max }, Scalar::Number(number)) => (min..=max).contains(&number),
            (AnswerType::Text { .. }, Scalar::Text(_)) => true,
            (AnswerType::Choice { options, classifier, .. }, Scalar::Text(code)) => match classifier {
                Some(list) => self.classifiers.entry(list, code).is_some(),
                None => options.iter().any(|option| option.code == *code),
            },
            (AnswerType::Country { former, special, .. }, Scalar::Text(code)) => {
                let entry = self.classifiers.entry(super::super::classifier::COUNTRIES, code);
                entry.is_some_and(|entry| self.classifiers.is_country(code, *former, *special, entry.period().0))
            }
            (AnswerType::Office {}, Scalar::Text(code)) => self.definition.offices.contains(code),
            _ => false,
        };
        if !possible {
            self.fault(pointer, format!("`{}` can never have this value", place.field.code));
        }
    }
}
