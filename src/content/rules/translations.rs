//! Which translations an item has, and whether they still say what the Romanian says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::content::{Content, digest_of};
use crate::kernel::text::Language;

/// How a translation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum TranslationStatus {
    /// A text of the item is not there in this language.
    Missing,
    /// The Romanian text changed after it was translated.
    Stale,
    /// It says what the Romanian text says.
    Current,
}

impl TranslationStatus {
    /// As the database writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Stale => "Stale",
            Self::Current => "Current",
        }
    }

    /// As it was written; a constraint lets nothing else in.
    pub fn read(code: &str) -> Self {
        match code {
            "Stale" => Self::Stale,
            "Current" => Self::Current,
            _ => Self::Missing,
        }
    }
}

/// Of each translation the digest of the Romanian text that it translates.
pub type Translated = BTreeMap<String, String>;

/// The languages into which is translated.
pub const TRANSLATED: [(Language, &str); 2] = [(Language::Ru, "ru"), (Language::En, "en")];

/// Everything that an item says in one language, by its place; none where a text is not there.
fn said(content: &Content, code: &str) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    // The stored form has every text as an object with its languages.
    walk(&serde_json::to_value(content).unwrap_or_default(), "", code, &mut found);
    found
}

fn walk(value: &Value, at: &str, code: &str, found: &mut BTreeMap<String, Option<String>>) {
    match value {
        Value::Object(members) if members.get("ro").is_some_and(Value::is_string) => {
            found.insert(at.to_owned(), members.get(code).and_then(Value::as_str).map(str::to_owned));
        }
        Value::Object(members) => members.iter().for_each(|(name, value)| walk(value, &format!("{at}/{name}"), code, found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{at}/{index}"), code, found))
        }
        _ => {}
    }
}

fn digest_in(content: &Content, code: &str) -> String {
    hex::encode(digest_of(&json!(said(content, code))))
}

/// What is to be kept after a change: a translation that was touched, or that its translator confirms, translates the Romanian of now.
pub fn settle(before: Option<(&Content, &Translated)>, after: &Content, confirmed: &[Language]) -> Translated {
    let romanian = digest_in(after, "ro");
    let mut kept = Translated::new();
    for (language, code) in TRANSLATED {
        if said(after, code).values().any(Option::is_none) {
            continue;
        }
        let untouched = before.filter(|(content, _)| said(content, code) == said(after, code));
        let of = match untouched.and_then(|(_, translated)| translated.get(code)) {
            Some(of) if !confirmed.contains(&language) => of.clone(),
            _ => romanian.clone(),
        };
        kept.insert(code.to_owned(), of);
    }
    kept
}

/// How the translation into a language stands.
pub fn status(content: &Content, translated: &Translated, code: &str) -> TranslationStatus {
    match translated.get(code) {
        None => TranslationStatus::Missing,
        Some(of) if *of == digest_in(content, "ro") => TranslationStatus::Current,
        Some(_) => TranslationStatus::Stale,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::rules::content::Texts;

    fn content(ro: &str, ru: Option<&str>) -> Content {
        let texts = Texts { ro: ro.into(), ru: ru.map(Into::into), en: None };
        Content { title: texts.clone(), lead: Some(texts), ..Content::default() }
    }

    fn status_of(content: &Content, translated: &Translated) -> TranslationStatus {
        status(content, translated, "ru")
    }

    #[test]
    fn a_translation_is_missing_current_stale_and_current_again() {
        let bare = content("unu", None);
        assert_eq!(status_of(&bare, &settle(None, &bare, &[])), TranslationStatus::Missing);
        let whole = content("unu", Some("один"));
        let first = settle(None, &whole, &[]);
        assert_eq!(status_of(&whole, &first), TranslationStatus::Current);
        let changed = content("doi", Some("один"));
        let second = settle(Some((&whole, &first)), &changed, &[]);
        assert_eq!(status_of(&changed, &second), TranslationStatus::Stale);
        let confirmed = settle(Some((&changed, &second)), &changed, &[Language::Ru]);
        assert_eq!(status_of(&changed, &confirmed), TranslationStatus::Current);
        let redone = content("doi", Some("два"));
        assert_eq!(status_of(&redone, &settle(Some((&changed, &second)), &redone, &[])), TranslationStatus::Current);
    }

    #[test]
    fn the_texts_of_fields_count_too() {
        let mut item = content("unu", Some("один"));
        item.fields.insert("place".into(), json!({ "ro": "Chișinău" }));
        assert_eq!(status_of(&item, &settle(None, &item, &[])), TranslationStatus::Missing);
        item.fields.insert("place".into(), json!({ "ro": "Chișinău", "ru": "Кишинёв" }));
        assert_eq!(status_of(&item, &settle(None, &item, &[])), TranslationStatus::Current);
    }

    proptest! {
        /// A change of nothing leaves every translation as it stood.
        #[test]
        fn saving_without_change_changes_no_status(first in "[a-z]{1,6}", second in "[a-z]{1,6}", ru in "[а-я]{1,6}") {
            let (one, two) = (content(&first, Some(&ru)), content(&second, Some(&ru)));
            let kept = settle(Some((&one, &settle(None, &one, &[]))), &two, &[]);
            let again = settle(Some((&two, &kept)), &two, &[]);
            prop_assert_eq!(&kept, &again);
            prop_assert_eq!(status_of(&two, &kept) == TranslationStatus::Current, first == second);
        }
    }
}
