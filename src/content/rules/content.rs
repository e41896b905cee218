//! What an item says: its texts in three languages, the fields of its type, its attachments. Stored as JSON with items and versions.

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::kernel::text::Language;

/// A text: Romanian always, Russian and English where it was translated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Romanian.
    pub ro: String,
    /// Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Texts {
    /// In a language, where it is there.
    pub fn of(&self, language: Language) -> Option<&str> {
        match language {
            Language::Ro => Some(&self.ro),
            Language::Ru => self.ru.as_deref(),
            Language::En => self.en.as_deref(),
        }
    }

    /// In a language, otherwise in Romanian.
    pub fn in_language(&self, language: Language) -> &str {
        self.of(language).unwrap_or(&self.ro)
    }

    /// Each language that is there.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("ro", Some(&self.ro)), ("ru", self.ru.as_ref()), ("en", self.en.as_ref())]
            .into_iter()
            .filter_map(|(code, text)| Some((code, text?.as_str())))
    }
}

/// A file that goes with an item, as it was when it was attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttachedFile {
    /// The received file.
    pub file_id: Uuid,
    /// What it is, for people.
    pub title: Texts,
    /// Its name as it was sent.
    pub name: String,
    /// Media type, by content.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
}

/// What an item says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Content {
    /// Title.
    pub title: Texts,
    /// A sentence or two that lead into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Texts>,
    /// Rich text: the small HTML that `rules::sanitise` leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Texts>,
    /// Understandings, notes, clauses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Texts>,
    /// What only its type has (`types.yaml`).
    #[serde(default)]
    pub fields: Map<String, Value>,
    /// Files.
    #[serde(default)]
    pub attachments: Vec<AttachedFile>,
}

/// JSON with its members in order, so that one thing has one form.
pub fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            names.into_iter().map(|name| (name.clone(), canonical(&members[name]))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(canonical).collect(),
        other => other.clone(),
    }
}

/// SHA-256 of a value in its one form.
pub fn digest_of(value: &Value) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, canonical(value).to_string().as_bytes()).as_ref());
    bytes
}

/// The digest of a published version: of what it says, and of what it is. Instants in microseconds, as the database keeps them.
pub fn version_digest(
    item: Uuid,
    number: i32,
    kind: &str,
    section: &str,
    live_from: chrono::DateTime<chrono::Utc>,
    content: &Value,
) -> [u8; 32] {
    digest_of(&serde_json::json!({
        "item": item, "number": number, "type": kind, "section": section,
        "liveFrom": live_from.timestamp_micros(), "content": content,
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_members_changes_no_digest_and_anything_else_does() {
        let one = json!({ "b": [1, { "y": 1, "x": 2 }], "a": "ș" });
        let same = json!({ "a": "ș", "b": [1, { "x": 2, "y": 1 }] });
        assert_eq!(digest_of(&one), digest_of(&same));
        assert_ne!(digest_of(&one), digest_of(&json!({ "a": "s", "b": [1, { "x": 2, "y": 1 }] })));
        assert_ne!(digest_of(&json!([1, 2])), digest_of(&json!([2, 1])));
        let at = chrono::DateTime::UNIX_EPOCH;
        assert_ne!(
            version_digest(Uuid::nil(), 1, "page", "about", at, &one),
            version_digest(Uuid::nil(), 2, "page", "about", at, &one)
        );
    }
}
