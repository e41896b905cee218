//! ePetitii's words.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::partners::wire;

/// What is listed, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// What can be read.
    pub items: Vec<T>,
    /// So many entries cannot.
    pub unreadable: usize,
}

/// A petition as it is listed. Its number is documented; the other names are our reading, so each may be absent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Petition {
    /// Its number there.
    #[serde(deserialize_with = "number_or_text")]
    pub petition_number: String,
    /// Who writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub petitioner_name: Option<String>,
    /// IDNP of who writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub petitioner_idnp: Option<String>,
    /// Where the petitioner is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The same by post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When it was filed.
    #[serde(default, deserialize_with = "instant_if_it_is_one", skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
}

/// A time in another form than ours is as good as none: the petition is taken all the same.
fn instant_if_it_is_one<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(value.as_str().and_then(|text| text.parse().ok()))
}

/// A number or an id, which may be written as a number.
fn number_or_text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(from)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("neither a text nor a number")),
    }
}

impl std::fmt::Debug for Petition {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Petition").finish_non_exhaustive()
    }
}

/// An attached file as it is listed (our reading).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentInfo {
    /// Its id there.
    #[serde(deserialize_with = "number_or_text")]
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

/// A file.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Content({} bytes)", self.bytes.len())
    }
}

/// That a petition is registered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// Its number there.
    pub petition_number: String,
    /// Our number.
    pub registration_number: String,
    /// Our day.
    pub registration_date: NaiveDate,
    /// Who answers for it (IDNP).
    pub responsible_person_idnp: String,
    /// The day by which it is answered.
    pub estimated_resolve_date: NaiveDate,
}

/// How a petition ended there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// What was asked for is done.
    Satisfaction,
    /// It is not.
    Rejection,
    /// It cannot be.
    Refuse,
    /// It was not examined.
    Unexamined,
    /// It went to another authority.
    Redirected,
}

/// That a petition is closed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closing {
    /// Its number there.
    pub petition_number: String,
    /// The number of our letter.
    pub petition_exit_number: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The signed answer, where there is one.
    #[serde(default, with = "wire::optional_base64_bytes", skip_serializing_if = "Option::is_none")]
    pub file: Option<Vec<u8>>,
    /// Who answers for it (IDNP).
    pub responsible_person_idnp: String,
    /// The day of our letter.
    pub response_date: NaiveDate,
}
