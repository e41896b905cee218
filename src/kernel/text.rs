//! Texts for people, in the three languages of the platform.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language in which the platform speaks to people (ISO 639-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Romanian, the language of every act.
    #[default]
    Ro,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// A text for people in Romanian, Russian and English; all three are present.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"ro": "Invitație", "ru": "Приглашение", "en": "Invitation"})))]
pub struct Text {
    /// Romanian.
    #[schema(min_length = 1, max_length = 4000)]
    pub ro: String,
    /// Russian.
    #[schema(min_length = 1, max_length = 4000)]
    pub ru: String,
    /// English.
    #[schema(min_length = 1, max_length = 4000)]
    pub en: String,
}

impl Text {
    /// The three languages at once, in the order in which they are always given.
    pub fn new(ro: impl Into<String>, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ro: ro.into(), ru: ru.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Ro => &self.ro,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}
