//! The form and the documents.

use std::collections::BTreeSet;

use super::{
    super::{
        classifier::{COUNTRIES, RELATIONS},
        document::ContentType,
        field::{AnswerType, DateBound, FormField},
    },
    Check, FieldPlace,
    conditions::Standpoint,
};
use crate::kernel::violation::below;

/// Names that pointers of `answers::check_complete` use for something else.
const RESERVED: [&str; 2] = ["documents", "priority"];

impl<'a> Check<'a> {
    pub(super) fn form(&mut self) {
        let definition = self.definition;
        self.unique("/form", "/code", definition.form.iter().map(|section| section.code.as_str()));
        self.places();
        let mut attributes = BTreeSet::new();
        for (index, section) in definition.form.iter().enumerate() {
            for (at, field) in section.fields.iter().enumerate() {
                let pointer = format!("/form/{index}/fields/{at}");
                self.field(&pointer, field, None);
                if let Some(attribute) = field.attribute.filter(|attribute| !attributes.insert(*attribute)) {
                    self.fault(below(&pointer, "attribute"), format!("another field is already the {attribute:?}"));
                }
            }
        }
    }

    /// Learns where every field stands; a code that comes twice is a fault.
    fn places(&mut self) {
        let definition = self.definition;
        let mut order = 0;
        for (index, section) in definition.form.iter().enumerate() {
            for (at, field) in section.fields.iter().enumerate() {
                let pointer = format!("/form/{index}/fields/{at}");
                self.place(&pointer, field, &mut order, None);
                if let AnswerType::Group { fields, .. } = &field.answer {
                    for (inner, member) in fields.iter().enumerate() {
                        self.place(&format!("{pointer}/answer/fields/{inner}"), member, &mut order, Some(&field.code));
                    }
                }
            }
        }
    }

    fn place(&mut self, pointer: &str, field: &'a FormField, order: &mut usize, group: Option<&'a str>) {
        if RESERVED.contains(&field.code.as_str()) {
            self.fault(below(pointer, "code"), format!("a field cannot be called `{}`", field.code));
        }
        if self.places.contains_key(field.code.as_str()) {
            self.fault(below(pointer, "code"), format!("the field `{}` is given twice", field.code));
        } else {
            self.places.insert(&field.code, FieldPlace { field, order: *order, group });
        }
        *order += 1;
    }

    fn field(&mut self, pointer: &str, field: &'a FormField, group: Option<&'a str>) {
        let before = self.places.get(field.code.as_str()).map_or(0, |place| place.order);
        let from = Standpoint { before, group };
        self.condition(pointer, "visibleWhen", field.visible_when.as_ref(), from);
        self.condition(pointer, "requiredWhen", field.required_when.as_ref(), from);
        if field.required && field.required_when.is_some() {
            self.fault(below(pointer, "requiredWhen"), "the field is required in any case");
        }
        self.answer(&below(pointer, "answer"), field, from);
    }

    fn answer(&mut self, at: &str, field: &'a FormField, from: Standpoint<'a>) {
        match &field.answer {
            AnswerType::Text { min_length, max_length, .. } => self.ordered(at, "minLength", min_length, max_length),
            AnswerType::Integer { min, max } => self.ordered(at, "min", min, max),
            AnswerType::Date { not_before, not_after, .. } => {
                self.bound(at, "notBefore", not_before.as_ref(), from);
                self.bound(at, "notAfter", not_after.as_ref(), from);
            }
            AnswerType::Money { min, max, not_under } => {
                if let (Some(min), Some(max)) = (min, max) {
                    self.ordered(at, "min", min, max);
                }
                if let Some(code) = not_under
                    && !self.definition.settings.iter().any(|setting| setting.code == *code)
                {
                    self.fault(below(at, "notUnder"), format!("there is no setting `{code}`"));
                }
            }
            AnswerType::Choice { options, classifier, max_items } => {
                self.unique(&below(at, "options"), "/code", options.iter().map(|option| option.code.as_str()));
                match classifier {
                    Some(_) if !options.is_empty() => self.fault(at, "a choice has options or a classifier, not both"),
                    None if options.is_empty() => self.fault(at, "a choice needs options or a classifier"),
                    Some(list) if self.classifiers.get(list).is_none() => {
                        self.fault(below(at, "classifier"), format!("there is no classifier `{list}`"));
                    }
                    None if options.len() < *max_items as usize => {
                        self.fault(below(at, "maxItems"), "more can be chosen than there are options");
                    }
                    _ => {}
                }
            }
            AnswerType::Country { .. } | AnswerType::Address { .. } => self.needs(at, COUNTRIES),
            AnswerType::Person { relation } => {
                self.needs(at, COUNTRIES);
                if *relation {
                    self.needs(at, RELATIONS);
                }
            }
            AnswerType::Group { min_items, max_items, fields } => {
                self.ordered(at, "minItems", min_items, max_items);
                for (index, member) in fields.iter().enumerate() {
                    let pointer = format!("{at}/fields/{index}");
                    if matches!(member.answer, AnswerType::Group { .. }) {
                        self.fault(below(&pointer, "answer"), "no groups within groups");
                    } else {
                        self.field(&pointer, member, Some(&field.code));
                    }
                }
            }
            AnswerType::Office {} | AnswerType::Boolean { .. } | AnswerType::LegalEntity {} | AnswerType::Idnp {} => {}
        }
    }

    fn needs(&mut self, at: &str, classifier: &str) {
        if self.classifiers.get(classifier).is_none() {
            self.fault(at, format!("this type needs the classifier `{classifier}`, which is not there"));
        }
    }

    fn ordered<T: PartialOrd>(&mut self, at: &str, name: &str, least: &T, most: &T) {
        if least > most {
            self.fault(below(at, name), "the least is above the most");
        }
    }

    /// A bound from another date: an earlier one, of the same group or of the whole form.
    fn bound(&mut self, at: &str, name: &str, bound: Option<&DateBound>, from: Standpoint<'_>) {
        let Some(bound) = bound else { return };
        let at = below(at, name);
        if bound.field.is_some() && bound.date.is_some() {
            self.fault(&at, "a bound counts from a field or from a day, not from both");
        }
        let Some(code) = &bound.field else { return };
        let at = below(&at, "field");
        match self.places.get(code.as_str()).copied() {
            None => self.fault(at, format!("the form has no field `{code}`")),
            Some(place) if !matches!(place.field.answer, AnswerType::Date { .. }) => {
                self.fault(at, format!("`{code}` is not a date"));
            }
            Some(place) if place.order >= from.before => self.fault(at, format!("`{code}` comes later in the form")),
            Some(place) if place.group.is_some() && place.group != from.group => {
                self.fault(at, format!("`{code}` is inside a repeated group and cannot be seen from here"));
            }
            Some(_) => {}
        }
    }

    pub(super) fn documents(&mut self) {
        let definition = self.definition;
        self.unique("/documents", "/code", definition.documents.iter().map(|document| document.code.as_str()));
        for (index, document) in definition.documents.iter().enumerate() {
            let at = format!("/documents/{index}");
            self.condition(&at, "requiredWhen", document.required_when.as_ref(), Standpoint::OUTSIDE);
            if document.required && document.required_when.is_some() {
                self.fault(below(&at, "requiredWhen"), "the document is required in any case");
            }
            let pdf = document.content_types.contains(&ContentType::Pdf);
            let image = document.content_types.iter().any(|kind| *kind != ContentType::Pdf);
            if pdf != document.max_pages.is_some() {
                self.fault(&at, "maxPages is given exactly where PDF is accepted");
            }
            if image != document.max_pixels.is_some() {
                self.fault(&at, "maxPixels is given exactly where images are accepted");
            }
            if document.photo.is_some() && pdf {
                self.fault(below(&at, "photo"), "a photograph is an image, not a PDF");
            }
        }
    }
}
