//! Texts in three languages of which Romanian alone must be there, each with its own length.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::removable;
use crate::content::rules::content::Texts;

macro_rules! texts {
    ($(#[$about:meta])* $name:ident, $(#[$about_patch:meta])* $patch:ident, $most:tt, $ro:tt, $ru:tt, $en:tt) => {
        $(#[$about])*
        #[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(examples(json!({ "ro": $ro, "ru": $ru, "en": $en })))]
        pub struct $name {
            /// Romanian.
            #[schema(min_length = 1, max_length = $most)]
            pub ro: String,
            /// Russian, where it was translated.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[schema(min_length = 1, max_length = $most)]
            pub ru: Option<String>,
            /// English, where it was translated.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[schema(min_length = 1, max_length = $most)]
            pub en: Option<String>,
        }

        impl From<$name> for Texts {
            fn from(text: $name) -> Self {
                Self { ro: text.ro, ru: text.ru, en: text.en }
            }
        }

        impl From<Texts> for $name {
            fn from(text: Texts) -> Self {
                Self { ro: text.ro, ru: text.ru, en: text.en }
            }
        }

        $(#[$about_patch])*
        #[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(examples(json!({ "ru": $ru })))]
        pub struct $patch {
            /// Romanian.
            #[schema(value_type = String, required = false, min_length = 1, max_length = $most)]
            pub ro: Option<String>,
            /// Russian.
            #[serde(default, deserialize_with = "removable")]
            #[schema(value_type = Option<String>, min_length = 1, max_length = $most)]
            pub ru: Option<Option<String>>,
            /// English.
            #[serde(default, deserialize_with = "removable")]
            #[schema(value_type = Option<String>, min_length = 1, max_length = $most)]
            pub en: Option<Option<String>>,
        }

        impl $patch {
            /// The text with what was patched.
            pub fn over(&self, before: Option<Texts>) -> Texts {
                let before = before.unwrap_or_default();
                Texts {
                    ro: self.ro.clone().unwrap_or(before.ro),
                    ru: self.ru.clone().unwrap_or(before.ru),
                    en: self.en.clone().unwrap_or(before.en),
                }
            }
        }
    };
}

texts!(
    /// A title.
    ContentTitle,
    /// What is to change of a title; null removes a translation.
    ContentTitlePatch, 300, "Cum obțin o invitație", "Как получить приглашение", "How to get an invitation"
);
texts!(
    /// A sentence or two that lead into it.
    ContentLead,
    /// What is to change of a lead; null removes a translation.
    ContentLeadPatch, 1000, "Pe scurt despre invitații.", "Коротко о приглашениях.", "Invitations in short."
);
texts!(
    /// Rich text: a small HTML (paragraphs, headings, lists, tables, links to the public internet); anything else is refused by name.
    ContentBody,
    /// What is to change of a body; null removes a translation.
    ContentBodyPatch, 30000, "<p>Invitația se eliberează în 10 zile lucrătoare.</p>", "<p>Приглашение выдаётся за 10 рабочих дней.</p>",
    "<p>An invitation is issued within 10 working days.</p>"
);
texts!(
    /// Understandings, notes, clauses (Regulation, 11.3).
    ContentNotes,
    /// What is to change of the notes; null removes a translation.
    ContentNotesPatch, 2000, "Se aplică din 01.01.2026.", "Применяется с 01.01.2026.", "Applies from 1 January 2026."
);
