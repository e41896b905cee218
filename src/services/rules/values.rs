//! Whether one answer is of its type and within its bounds.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;
use serde_json::{Map, Value};

use super::{
    classifier::{Classifiers, RELATIONS},
    condition::Scope,
    definition::ServiceDefinition,
    field::{AddressPlace, AnswerType, DateBound, FormField, TextFormat},
    identifiers,
    messages::Wrong,
    tariff::Dated,
};
use crate::kernel::{
    money::Money,
    violation::{Violation, below},
};

/// ISO code of the Republic of Moldova.
pub const HOME: &str = "MDA";

/// The pattern of a text format, the same in the form's JSON Schema (ECMA 262) and here.
pub fn pattern(format: Option<TextFormat>) -> &'static str {
    match format {
        None => r"^[^\u0000-\u001f\u007f]*$",
        Some(TextFormat::Name) => r"^\p{L}[\p{L}\p{M}' .\u2019-]*$",
        Some(TextFormat::LatinName) => r"^[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f' .\u2019-]*$",
        Some(TextFormat::DocumentNumber) => r"^[A-Z0-9]([A-Z0-9 /.-]*[A-Z0-9])?$",
        Some(TextFormat::Email) => r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$",
        Some(TextFormat::Phone) => r"^\+?[0-9][0-9 ()-]{4,18}[0-9]$",
        Some(TextFormat::Occupation) => r"^[0-9]{4}([0-9]{2})?$",
        Some(TextFormat::Multiline) => r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$",
    }
}

fn matches(format: Option<TextFormat>, text: &str) -> bool {
    const ALL: [Option<TextFormat>; 8] = [
        None,
        Some(TextFormat::Name),
        Some(TextFormat::LatinName),
        Some(TextFormat::DocumentNumber),
        Some(TextFormat::Email),
        Some(TextFormat::Phone),
        Some(TextFormat::Occupation),
        Some(TextFormat::Multiline),
    ];
    // A pattern that did not compile would match nothing; a test compiles them all.
    static COMPILED: LazyLock<Vec<(Option<TextFormat>, Option<Regex>)>> =
        LazyLock::new(|| ALL.iter().map(|format| (*format, Regex::new(pattern(*format)).ok())).collect());
    COMPILED.iter().find(|(known, _)| *known == format).and_then(|(_, regex)| regex.as_ref()).is_some_and(|r| r.is_match(text))
}

/// A whole date, exactly `YYYY-MM-DD`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if plain { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

/// The first and the last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        None if text.len() == 4 && digits(text) => {
            let year = text.parse().ok()?;
            Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
        }
        Some((year, month)) if year.len() == 4 && month.len() == 2 && digits(year) && digits(month) => {
            let first = day(&format!("{text}-01"))?;
            Some((first, last_of_month(first)?))
        }
        _ => day(text).map(|day| (day, day)),
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = if first.month() == 12 { (first.year() + 1, 1) } else { (first.year(), first.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

/// The last day that a date, perhaps partial, can mean: nobody is taken for older than they surely are.
pub fn latest_day(text: &str) -> Option<NaiveDate> {
    days(text).map(|(_, last)| last)
}

/// Collects what is wrong.
pub struct Findings<'a> {
    /// The service.
    pub definition: &'a ServiceDefinition,
    /// What has been found.
    pub found: Vec<Violation>,
}

impl Findings<'_> {
    /// Notes a finding.
    pub fn note(&mut self, pointer: &str, wrong: &Wrong) {
        self.found.push(wrong.at(pointer));
    }

    /// Checks an object against its fields: no others, each of its type.
    pub fn object(&mut self, pointer: &str, fields: &[&FormField], answers: &Map<String, Value>, scope: &Scope<'_>) {
        for (code, value) in answers {
            let at = below(pointer, code);
            match fields.iter().find(|field| field.code == *code) {
                None => self.note(&at, &Wrong::UnknownField),
                Some(_) if value.is_null() => {} // an answer taken back
                Some(field) => self.value(&at, &field.answer, value, scope),
            }
        }
    }

    fn value(&mut self, at: &str, answer: &AnswerType, value: &Value, scope: &Scope<'_>) {
        match answer {
            AnswerType::Text { min_length, max_length, format } => {
                self.text(at, value, *min_length, *max_length, *format);
            }
            AnswerType::Date { not_before, not_after, partial } => {
                self.date(at, value, (not_before.as_ref(), not_after.as_ref()), *partial, scope);
            }
            AnswerType::Country { former, special, max_items } => {
                self.codes(at, value, *max_items, &Wrong::NotACountry, |code| {
                    scope.classifiers.is_country(code, *former, *special, scope.day)
                })
            }
            AnswerType::Choice { options, classifier, max_items } => {
                self.codes(at, value, *max_items, &Wrong::NotAnOption, |code| match classifier {
                    Some(list) => scope.classifiers.in_force(list, code, scope.day),
                    None => options.iter().any(|option| option.code == code),
                });
            }
            AnswerType::Office {} => {
                let offices = &self.definition.offices;
                self.codes(at, value, 1, &Wrong::NotAnOption, |code| offices.iter().any(|office| office == code));
            }
            AnswerType::Boolean { .. } => {
                if !value.is_boolean() {
                    self.note(at, &Wrong::Type("boolean"));
                }
            }
            AnswerType::Integer { min, max } => match value.as_i64() {
                None => self.note(at, &Wrong::Type("integer")),
                Some(number) if number < *min => self.note(at, &Wrong::TooSmall(min.to_string())),
                Some(number) if number > *max => self.note(at, &Wrong::TooLarge(max.to_string())),
                Some(_) => {}
            },
            AnswerType::Money { min, max, not_under } => self.money(at, value, *min, *max, not_under.as_deref(), scope.day),
            AnswerType::Address { place } => self.address(at, value, *place, scope),
            AnswerType::Person { relation } => self.person(at, value, *relation, scope),
            AnswerType::LegalEntity {} => self.entity(at, value),
            AnswerType::Idnp {} => match value.as_str() {
                None => self.note(at, &Wrong::Type("string")),
                Some(text) if !identifiers::is_idnp(text) => self.note(at, &Wrong::CheckDigit),
                Some(_) => {}
            },
            AnswerType::Group { max_items, fields, .. } => {
                let Some(items) = value.as_array() else { return self.note(at, &Wrong::Type("array")) };
                if items.len() > *max_items as usize {
                    // Nothing beyond the bound is looked at.
                    self.note(at, &Wrong::TooMany(*max_items));
                }
                let fields: Vec<&FormField> = fields.iter().collect();
                for (index, item) in items.iter().take(*max_items as usize).enumerate() {
                    let at = below(at, index);
                    match item.as_object() {
                        Some(object) => self.object(&at, &fields, object, &Scope { item: Some(object), ..*scope }),
                        None => self.note(&at, &Wrong::Type("object")),
                    }
                }
            }
        }
    }

    fn text(&mut self, at: &str, value: &Value, least: u32, most: u32, format: Option<TextFormat>) {
        let Some(text) = value.as_str() else { return self.note(at, &Wrong::Type("string")) };
        let length = text.chars().take(most as usize + 1).count();
        if length > most as usize {
            self.note(at, &Wrong::TooLong(most));
        } else if length < least as usize || (least > 0 && text.trim().is_empty()) {
            self.note(at, &Wrong::TooShort(least));
        } else if !matches(format, text) {
            self.note(at, &Wrong::Format);
        }
    }

    fn date(
        &mut self,
        at: &str,
        value: &Value,
        bounds: (Option<&DateBound>, Option<&DateBound>),
        partial: bool,
        scope: &Scope<'_>,
    ) {
        let Some(text) = value.as_str() else { return self.note(at, &Wrong::Type("string")) };
        let meant = if partial { days(text) } else { day(text).map(|day| (day, day)) };
        let Some((first, last)) = meant else { return self.note(at, &Wrong::Format) };
        let bound = |bound: Option<&DateBound>| {
            let bound = bound?;
            let start = match (&bound.field, bound.date) {
                (Some(field), _) => latest_day(scope.answer(field)?.as_str()?)?,
                (None, Some(fixed)) => fixed,
                (None, None) => scope.day,
            };
            bound.from(start)
        };
        if bound(bounds.0).is_some_and(|earliest| last < earliest) {
            self.note(at, &Wrong::TooEarly);
        }
        if bound(bounds.1).is_some_and(|latest| first > latest) {
            self.note(at, &Wrong::TooLate);
        }
    }

    /// One code, or several where several can be given.
    fn codes(&mut self, at: &str, value: &Value, most: u32, wrong: &Wrong, known: impl Fn(&str) -> bool) {
        if most <= 1 {
            match value.as_str() {
                None => self.note(at, &Wrong::Type("string")),
                Some(code) if !known(code) => self.note(at, wrong),
                Some(_) => {}
            }
            return;
        }
        let Some(items) = value.as_array() else { return self.note(at, &Wrong::Type("array")) };
        if items.is_empty() {
            self.note(at, &Wrong::TooFew(1));
        }
        if items.len() > most as usize {
            self.note(at, &Wrong::TooMany(most));
        }
        for (index, item) in items.iter().take(most as usize).enumerate() {
            let at = below(at, index);
            match item.as_str() {
                None => self.note(&at, &Wrong::Type("string")),
                Some(code) if !known(code) => self.note(&at, wrong),
                Some(_) if items.iter().take(index).any(|earlier| earlier == item) => self.note(&at, &Wrong::Twice),
                Some(_) => {}
            }
        }
    }

    fn money(&mut self, at: &str, value: &Value, min: Option<Money>, max: Option<Money>, setting: Option<&str>, day: NaiveDate) {
        let Ok(amount) = serde_json::from_value::<Money>(value.clone()) else {
            return self.note(at, &Wrong::Type("{amount, currency}"));
        };
        let setting = setting.and_then(|code| setting_on(self.definition, code, day));
        if let Some(least) = min.max(setting).filter(|least| amount < *least) {
            self.note(at, &Wrong::under(least));
        }
        if let Some(most) = max.filter(|most| amount > *most) {
            self.note(at, &Wrong::over(most));
        }
    }

    fn address(&mut self, at: &str, value: &Value, place: AddressPlace, scope: &Scope<'_>) {
        self.parts(at, value, ADDRESS_PARTS, &["country", "locality"]);
        let Some(country) = value.get("country").and_then(Value::as_str) else { return };
        let right_side = match place {
            AddressPlace::Moldova => country == HOME,
            AddressPlace::Abroad => country != HOME,
            AddressPlace::Any => true,
        };
        if !right_side || !scope.classifiers.is_country(country, false, false, scope.day) {
            self.note(&below(at, "country"), &Wrong::NotACountry);
        }
    }

    fn person(&mut self, at: &str, value: &Value, relation: bool, scope: &Scope<'_>) {
        let required: &[&str] =
            if relation { &["surname", "givenName", "birthDate", "relation"] } else { &["surname", "givenName"] };
        self.parts(at, value, PERSON_PARTS, required);
        let part = |name: &str| value.get(name).and_then(Value::as_str);
        if part("idnp").is_some_and(|idnp| !identifiers::is_idnp(idnp)) {
            self.note(&below(at, "idnp"), &Wrong::CheckDigit);
        }
        if let Some(born) = part("birthDate") {
            let at = below(at, "birthDate");
            match days(born) {
                None => self.note(&at, &Wrong::Format),
                Some((first, _)) if first > scope.day => self.note(&at, &Wrong::TooLate),
                Some(_) => {}
            }
        }
        if part("citizenship").is_some_and(|code| !scope.classifiers.is_country(code, false, true, scope.day)) {
            self.note(&below(at, "citizenship"), &Wrong::NotACountry);
        }
        if part("relation").is_some_and(|code| !scope.classifiers.in_force(RELATIONS, code, scope.day)) {
            self.note(&below(at, "relation"), &Wrong::NotAnOption);
        }
    }

    fn entity(&mut self, at: &str, value: &Value) {
        self.parts(at, value, ENTITY_PARTS, &["idno"]);
        if value.get("idno").and_then(Value::as_str).is_some_and(|idno| !identifiers::is_idno(idno)) {
            self.note(&below(at, "idno"), &Wrong::CheckDigit);
        }
    }

    /// An object of texts: no other parts than these, each within its bound; the required ones present.
    fn parts(&mut self, at: &str, value: &Value, parts: &[Part], required: &[&str]) {
        let Some(object) = value.as_object() else { return self.note(at, &Wrong::Type("object")) };
        for (name, part) in object {
            let at = below(at, name);
            match parts.iter().find(|known| known.name == name) {
                None => self.note(&at, &Wrong::UnknownField),
                Some(known) => self.text(&at, part, 1, known.most, known.format),
            }
        }
        for name in required.iter().filter(|name| !object.contains_key(**name)) {
            self.note(&below(at, name), &Wrong::Required);
        }
    }
}

/// A part of an answer that is an object of texts.
pub struct Part {
    /// Name of the part.
    pub name: &'static str,
    /// Most characters.
    pub most: u32,
    /// What it looks like.
    pub format: Option<TextFormat>,
}

const fn part(name: &'static str, most: u32, format: Option<TextFormat>) -> Part {
    Part { name, most, format }
}

/// The parts of an address (Concept, par. 25, person's attribute 10).
pub const ADDRESS_PARTS: &[Part] = &[
    part("country", 3, None),
    part("district", 100, None),
    part("locality", 100, None),
    part("sector", 100, None),
    part("street", 150, None),
    part("house", 20, None),
    part("block", 20, None),
    part("flat", 20, None),
    part("postalCode", 20, None),
];

/// The parts of another person.
pub const PERSON_PARTS: &[Part] = &[
    part("idnp", 13, None),
    part("surname", 100, Some(TextFormat::Name)),
    part("givenName", 100, Some(TextFormat::Name)),
    part("birthDate", 10, None),
    part("citizenship", 3, None),
    part("relation", 60, None),
];

/// The parts of a legal entity.
pub const ENTITY_PARTS: &[Part] = &[part("idno", 13, None), part("name", 300, None)];

/// The amount of a setting in force on this day; none is no bound.
pub fn setting_on(definition: &ServiceDefinition, code: &str, day: NaiveDate) -> Option<Money> {
    definition.settings.iter().find(|setting| setting.code == code && setting.in_force(day)).map(|setting| setting.amount)
}

/// What a condition sees outside any group.
pub fn whole<'a>(answers: &'a Map<String, Value>, classifiers: &'a Classifiers, day: NaiveDate) -> Scope<'a> {
    Scope { item: None, answers, classifiers, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_admit_what_they_say() {
        let cases = [
            (None, "str. Exemplului 1, ap. 2", true),
            (None, "two\nlines", false),
            (Some(TextFormat::Multiline), "two\nlines", true),
            (Some(TextFormat::Multiline), "a\u{0}", false),
            (Some(TextFormat::Name), "Ștefan-Țurcanu", true),
            (Some(TextFormat::Name), "O'Brien д’Артаньян", true),
            (Some(TextFormat::Name), "R2D2", false),
            (Some(TextFormat::LatinName), "Țurcanu", true),
            (Some(TextFormat::LatinName), "Цуркану", false),
            (Some(TextFormat::DocumentNumber), "AB 123-45/6", true),
            (Some(TextFormat::DocumentNumber), "ab123", false),
            (Some(TextFormat::Email), "a.b@c.example.org", true),
            (Some(TextFormat::Email), "a@b", false),
            (Some(TextFormat::Email), "a@b@c.d", false),
            (Some(TextFormat::Phone), "+373 (22) 000-000", true),
            (Some(TextFormat::Phone), "call me", false),
            (Some(TextFormat::Occupation), "2144", true),
            (Some(TextFormat::Occupation), "21440", false),
        ];
        for (format, text, expected) in cases {
            assert_eq!(matches(format, text), expected, "{format:?} {text:?}");
        }
    }

    #[test]
    fn partial_dates_span_all_that_they_can_mean() {
        let span = |text| days(text).map(|(first, last)| (first.to_string(), last.to_string()));
        assert_eq!(span("2024-02"), Some(("2024-02-01".into(), "2024-02-29".into())));
        assert_eq!(span("2023-12"), Some(("2023-12-01".into(), "2023-12-31".into())));
        assert_eq!(span("2023"), Some(("2023-01-01".into(), "2023-12-31".into())));
        assert_eq!(span("2023-06-07"), Some(("2023-06-07".into(), "2023-06-07".into())));
    }
}
