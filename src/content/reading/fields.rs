//! What a type has of its own, on the plain page: each field with its label, written as a person reads it.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Chisinau;
use serde_json::{Map, Value};

use super::{feed::tag, mark::escaped, wire::PublishedText};
use crate::{
    content::rules::{content::Texts, labels::resolved, structure::ItemType},
    kernel::text::{Language, Text},
};

/// Fields that are for programs, or that the page says otherwise.
const UNSHOWN: [&str; 9] =
    ["order", "keywords", "service", "subdivision", "questions", "interactive", "resultsPublic", "latitude", "longitude"];

/// The fields of a publication as HTML; nothing where it has none to show.
pub fn html(kind: &ItemType, fields: &Map<String, Value>, language: Language) -> String {
    Page { kind, language }.list(fields, &kind.fields, "")
}

struct Page<'a> {
    kind: &'a ItemType,
    language: Language,
}

impl Page<'_> {
    /// In the order of the type; the database has an order of its own.
    fn list(&self, fields: &Map<String, Value>, schema: &Value, path: &str) -> String {
        let mut rows = String::new();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            let Some(value) = fields.get(name).filter(|_| !path.is_empty() || !UNSHOWN.contains(&name.as_str())) else {
                continue;
            };
            let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let label = self.kind.label(&path, None).map(|label| label.in_language(self.language));
            let shown = self.value(value, schema, &path);
            let _ = write!(rows, "<dt>{}</dt><dd>{shown}</dd>", escaped(label.unwrap_or(name)));
        }
        if rows.is_empty() { rows } else { format!("<dl>{rows}</dl>") }
    }

    fn value(&self, value: &Value, schema: &Value, path: &str) -> String {
        let (schema, named) = resolved(schema, &self.kind.fields);
        match (named, value) {
            (Some("text"), _) => self.text(value),
            (Some("money"), Value::Object(_)) => {
                let part = |name: &str| value[name].as_str().unwrap_or_default();
                escaped(&format!("{} {}", part("amount"), part("currency")))
            }
            (Some("hours"), Value::Object(_)) => self.hours(value),
            // Its form is the type's: https, without white space.
            (Some("address"), Value::String(link)) => format!("<a href=\"{0}\">{0}</a>", escaped(link)),
            (Some("day"), Value::String(day)) => {
                day.parse::<NaiveDate>().map_or_else(|_| escaped(day), |day| day.format("%d.%m.%Y").to_string())
            }
            (Some("instant"), Value::String(at)) => match at.parse::<DateTime<Utc>>() {
                Ok(at) => at.with_timezone(&Chisinau).format("%d.%m.%Y, %H:%M").to_string(),
                Err(_) => escaped(at),
            },
            (_, Value::String(choice)) if schema["enum"].is_array() => {
                let label = self.kind.label(path, Some(choice)).map(|label| label.in_language(self.language));
                escaped(label.unwrap_or(choice))
            }
            (_, Value::Object(members)) => self.list(members, schema, path),
            (_, Value::Array(items)) => {
                let items = items.iter().map(|item| format!("<li>{}</li>", self.value(item, &schema["items"], path)));
                format!("<ul>{}</ul>", items.collect::<String>())
            }
            (_, Value::Bool(yes)) => {
                let word = if *yes { Text::new("Da", "Да", "Yes") } else { Text::new("Nu", "Нет", "No") };
                word.in_language(self.language).to_owned()
            }
            (_, Value::String(text)) => escaped(text),
            (_, other) => escaped(&other.to_string()),
        }
    }

    fn text(&self, value: &Value) -> String {
        let Ok(texts) = serde_json::from_value::<Texts>(value.clone()) else { return String::new() };
        let shown = PublishedText::of(&texts, self.language);
        format!("<span lang=\"{}\">{}</span>", tag(shown.language), escaped(&shown.text))
    }

    fn hours(&self, value: &Value) -> String {
        let at = |name: &str| value[name].as_str();
        let span = |from: &str, to: &str| Some(format!("{}–{}", at(from)?, at(to)?));
        let lunch = Text::new("pauză", "перерыв", "break");
        let whole = span("opens", "closes").unwrap_or_default();
        let whole = match span("breakFrom", "breakTo") {
            Some(rest) => format!("{whole} ({} {rest})", lunch.in_language(self.language)),
            None => whole,
        };
        escaped(&whole)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::content::place;

    fn shown(kind: &str, fields: Value, language: Language) -> String {
        html(place::kind(kind).expect("a type"), fields.as_object().expect("fields"), language)
    }

    #[test]
    fn each_field_stands_under_its_label_as_a_person_reads_it() {
        let vacancy = json!({ "position": { "ro": "Specialist <superior>" }, "deadline": "2026-12-10T15:00:00Z", "stage": "Announced",
            "documents": [{ "ro": "CV", "en": "CV" }], "contact": { "name": "Secția", "phone": "022 820 007" } });
        assert_eq!(
            shown("vacancy", vacancy, Language::En),
            "<dl><dt>Position</dt><dd><span lang=\"ro\">Specialist &lt;superior&gt;</span></dd><dt>Documents</dt><dd><ul><li><span lang=\"en\">CV</span></li></ul></dd>\
             <dt>Deadline</dt><dd>10.12.2026, 17:00</dd><dt>Contact</dt><dd><dl><dt>Name</dt><dd>Secția</dd><dt>Telephone</dt><dd>022 820 007</dd></dl></dd>\
             <dt>Stage</dt><dd>Announced</dd></dl>"
        );
        let office = json!({ "subdivision": "BAL", "desk": { "monday": { "opens": "08:00", "closes": "16:30", "breakFrom": "12:00", "breakTo": "12:30" } } });
        assert_eq!(
            shown("office", office, Language::Ro),
            "<dl><dt>Program de lucru</dt><dd><dl><dt>Luni</dt><dd>08:00–16:30 (pauză 12:00–12:30)</dd></dl></dd></dl>"
        );
        let link = json!({ "address": "https://servicii.gov.md/?a=1&b=2", "order": 3 });
        assert!(shown("link", link, Language::Ru).contains("<a href=\"https://servicii.gov.md/?a=1&amp;b=2\">"));
        assert_eq!(shown("faq", json!({ "service": "invitation" }), Language::Ro), "");
    }
}
