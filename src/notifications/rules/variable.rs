//! The variables of a template: their kinds, and how each is written in each language.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Europe::Chisinau;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::kernel::{
    money::Money,
    text::{Language, Text},
};

/// The longest line of text that a variable brings,
pub const LONGEST: usize = 1000;
/// and the longest text of paragraphs: as much as people may write where they answer somebody.
pub const LONGEST_PARAGRAPHS: usize = 4000;

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum VariableKind {
    /// A line of text, the same in every language.
    Text,
    /// A text as somebody wrote it, with its line breaks, the same in every language; in a `body` only.
    Paragraphs,
    /// A text in three languages: `{ "ro": ..., "ru": ..., "en": ... }`.
    Words,
    /// A whole number.
    Number,
    /// A day: `2026-11-22`.
    Date,
    /// An instant (RFC 3339), written in local time.
    Instant,
    /// An amount: `{ "amount": "450.00", "currency": "MDL" }`.
    Money,
    /// An address of a page, https.
    Link,
}

/// A variable that a template declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = TemplateVariable)]
pub struct Variable {
    /// What it holds.
    pub kind: VariableKind,
    /// What it is, for whoever fills it in.
    #[schema(min_length = 1, max_length = 200, examples("Registration number of the request"))]
    pub about: String,
}

/// A value as it stands in the texts; nothing when it is not of the kind.
pub fn written(kind: VariableKind, value: &Value) -> Option<Text> {
    match kind {
        VariableKind::Text => plain(value.as_str()?).map(same),
        VariableKind::Paragraphs => whole(value.as_str()?).map(same),
        VariableKind::Words => {
            let words: Text = serde_json::from_value(value.clone()).ok()?;
            Some(Text::new(plain(&words.ro)?, plain(&words.ru)?, plain(&words.en)?))
        }
        VariableKind::Number => value.as_i64().map(|number| same(number.to_string())),
        VariableKind::Date => value.as_str()?.parse::<NaiveDate>().ok().map(day),
        VariableKind::Instant => value.as_str()?.parse::<DateTime<Utc>>().ok().map(instant),
        VariableKind::Money => serde_json::from_value::<Money>(value.clone()).ok().map(amount),
        VariableKind::Link => link(value.as_str()?).map(same),
    }
}

fn same(text: impl Into<String>) -> Text {
    let text = text.into();
    Text::new(text.clone(), text.clone(), text)
}

/// No control characters (a line break in a subject begins a header) and no braces that a later hand would fill in.
fn plain(text: &str) -> Option<String> {
    let fits = !text.trim().is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    (fits && !text.contains("{{")).then(|| text.to_owned())
}

/// Line breaks stay; otherwise as [`plain`].
fn whole(text: &str) -> Option<String> {
    let fits = !text.trim().is_empty()
        && text.chars().count() <= LONGEST_PARAGRAPHS
        && !text.chars().any(|letter| letter.is_control() && letter != '\n');
    (fits && !text.contains("{{")).then(|| text.to_owned())
}

/// A text that somebody wrote, fit for [`VariableKind::Paragraphs`]: nothing of it is lost but characters that are not seen, and pairs of
/// braces, which a later hand would fill in. What is longer than any operation takes ends with an ellipsis, for all to see.
pub fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let seen: String = text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let seen = seen.replace("{{", "((").replace("}}", "))");
    let seen = seen.trim();
    if seen.chars().count() > LONGEST_PARAGRAPHS {
        return seen.chars().take(LONGEST_PARAGRAPHS - 1).chain(['…']).collect();
    }
    if seen.is_empty() { "—".into() } else { seen.to_owned() }
}

fn link(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    (text.len() <= LONGEST && url.scheme() == "https" && url.username().is_empty() && url.password().is_none())
        .then(|| url.to_string())
}

/// A day as each language writes it.
pub fn day(day: NaiveDate) -> Text {
    let figures = day.format("%d.%m.%Y").to_string();
    Text::new(figures.clone(), figures, format!("{} {}", day.day(), day.format("%B %Y")))
}

/// An instant as each language writes it, in local time.
pub fn instant(instant: DateTime<Utc>) -> Text {
    let local = instant.with_timezone(&Chisinau);
    let (day, time) = (day(local.date_naive()), local.format("%H:%M"));
    Text::new(format!("{}, ora {time}", day.ro), format!("{}, {time}", day.ru), format!("{}, {time}", day.en))
}

fn amount(money: Money) -> Text {
    let figures = money.to_string();
    let comma = figures.replace('.', ",");
    Text::new(format!("{comma} lei"), format!("{comma} лея"), format!("MDL {figures}"))
}

/// A sample of a kind, for previews and for checking a template.
pub fn sample(kind: VariableKind, name: &str) -> Value {
    use serde_json::json;
    match kind {
        VariableKind::Text | VariableKind::Paragraphs => json!(name),
        VariableKind::Words => json!({ "ro": name, "ru": name, "en": name }),
        VariableKind::Number => json!(30),
        VariableKind::Date => json!("2026-12-31"),
        VariableKind::Instant => json!("2026-12-31T10:00:00Z"),
        VariableKind::Money => json!({ "amount": "450.00", "currency": "MDL" }),
        VariableKind::Link => json!("https://igm.gov.md/"),
    }
}

/// The languages, to do a thing for each.
pub const LANGUAGES: [Language; 3] = [Language::Ro, Language::Ru, Language::En];
