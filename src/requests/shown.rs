//! Answers as papers print them: in Romanian, codes by their names.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Chisinau;
use serde_json::Value;

use crate::services::rules::{
    classifier::{COUNTRIES, Classifiers, RELATIONS},
    field::AnswerType,
};

/// `16.11.2026`.
pub fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// `16.11.2026, ora 10:00`, by the clock of Chisinau.
pub fn day_and_hour(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Chisinau).format("%d.%m.%Y, ora %H:%M").to_string()
}

/// At most so many characters.
pub fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A code by its name in a list; as it is where the list has no such code.
pub fn named(classifiers: &Classifiers, list: &str, code: &str) -> String {
    classifiers.entry(list, code).map_or_else(|| code.to_owned(), |entry| entry.label.ro.clone())
}

/// An answer of a field; a group's items are shown one by one by whoever prints it.
pub fn answer(kind: &AnswerType, value: &Value, classifiers: &Classifiers) -> String {
    let text = |name: &str| value[name].as_str();
    match kind {
        AnswerType::Text { .. } | AnswerType::Idnp {} => value.as_str().unwrap_or_default().to_owned(),
        AnswerType::Date { .. } => date(value.as_str().unwrap_or_default()),
        AnswerType::Country { .. } => each(value, |code| named(classifiers, COUNTRIES, code)),
        AnswerType::Choice { options, classifier, .. } => each(value, |code| match classifier {
            Some(list) => named(classifiers, list, code),
            None => {
                let option = options.iter().find(|option| option.code == code);
                option.map_or_else(|| code.to_owned(), |option| option.label.ro.clone())
            }
        }),
        AnswerType::Office {} => each(value, |code| named(classifiers, "offices", code)),
        AnswerType::Boolean { .. } => if value == &Value::Bool(true) { "da" } else { "nu" }.to_owned(),
        AnswerType::Integer { .. } => value.to_string(),
        AnswerType::Money { .. } => format!("{} {}", text("amount").unwrap_or_default(), text("currency").unwrap_or_default()),
        AnswerType::Address { .. } => address(value, classifiers),
        AnswerType::Person { .. } => joined([
            Some([text("surname"), text("givenName")].into_iter().flatten().collect::<Vec<_>>().join(" ")),
            text("birthDate").map(date),
            text("citizenship").map(|code| named(classifiers, COUNTRIES, code)),
            text("idnp").map(|idnp| format!("IDNP {idnp}")),
            text("relation").map(|code| named(classifiers, RELATIONS, code)),
        ]),
        AnswerType::LegalEntity {} => {
            let idno = value.as_str().or_else(|| text("idno")).map(|idno| format!("IDNO {idno}"));
            joined([text("name").map(str::to_owned), idno])
        }
        AnswerType::Group { .. } => String::new(),
    }
}

/// An address on one line.
pub fn address(value: &Value, classifiers: &Classifiers) -> String {
    let part = |name: &str| value[name].as_str().map(str::to_owned);
    let numbered = |word: &str, name: &str| part(name).map(|number| format!("{word} {number}"));
    joined([
        part("street"),
        part("house"),
        numbered("bl.", "block"),
        numbered("ap.", "flat"),
        numbered("sect.", "sector"),
        part("locality"),
        part("district").filter(|district| Some(district) != part("locality").as_ref()),
        part("postalCode"),
        part("country").filter(|code| code != "MDA").map(|code| named(classifiers, COUNTRIES, &code)),
    ])
}

/// `17.05.1990`, `05.1990`, `1990`: as far as it is known.
fn date(written: &str) -> String {
    written.rsplit('-').collect::<Vec<_>>().join(".")
}

fn each(value: &Value, shown: impl Fn(&str) -> String) -> String {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(shown).collect::<Vec<_>>().join(", "),
        other => other.as_str().map(shown).unwrap_or_default(),
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dates_are_written_as_far_as_they_are_known() {
        assert_eq!(["1990-05-17", "1990-05", "1990"].map(date), ["17.05.1990", "05.1990", "1990"]);
    }

    #[test]
    fn an_address_is_one_line_without_what_is_absent() {
        let none = Classifiers::default();
        let home = json!({ "country": "MDA", "district": "mun. Chișinău", "locality": "Chișinău", "street": "bd. Dacia", "house": "16" });
        assert_eq!(address(&home, &none), "bd. Dacia, 16, Chișinău, mun. Chișinău");
        assert_eq!(address(&json!({ "country": "TUR", "locality": "Ankara" }), &none), "Ankara, TUR");
    }

    #[test]
    fn whatever_was_answered_is_shown_without_a_fault() {
        let none = Classifiers::default();
        for value in [json!(null), json!([]), json!({}), json!(7), json!("x")] {
            for kind in ["Office", "LegalEntity", "Idnp"] {
                let kind: AnswerType = serde_json::from_value(json!({ "type": kind })).expect("a kind");
                answer(&kind, &value, &none);
            }
        }
    }
}
