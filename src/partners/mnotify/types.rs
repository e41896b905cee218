//! MNotify's words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{kernel::text::Text, partners::wire};

/// A notification to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// IDNP of the sender, where a person sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Subject; mail shows about 41 characters.
    pub subject: Content,
    /// Body; HTML is taken.
    pub body: Content,
    /// For messengers.
    pub body_short: Content,
    /// `High` goes over the citizen's choice of channels.
    pub priority: Priority,
    /// To whom; at least one.
    pub recipients: Vec<Recipient>,
    /// MNotify's own template instead of the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
    /// Files, 10 MB together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl std::fmt::Debug for Notification {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Notification({:?}, {} recipients)", self.priority, self.recipients.len())
    }
}

/// Text by language; Romanian is required.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Romanian.
    pub ro: String,
    /// Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl From<Text> for Content {
    fn from(text: Text) -> Self {
        Self { ro: text.ro, ru: Some(text.ru), en: Some(text.en) }
    }
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Priority {
    /// Little.
    Low,
    /// As usual.
    Medium,
    /// Reaches the person whatever channels they chose.
    High,
}

/// To whom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// What the value is.
    #[serde(rename = "type")]
    pub kind: RecipientType,
    /// The value.
    pub value: String,
}

/// What identifies a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipientType {
    /// A person.
    #[serde(rename = "IDNP")]
    Idnp,
    /// An organisation.
    #[serde(rename = "IDNO")]
    Idno,
    /// A mail address.
    Email,
    /// A telephone number.
    Telephone,
}

/// A template kept at MNotify.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Variables: JSON written as a string.
    pub variables: String,
}

/// A file sent along.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Name with its extension: jpeg, jpg, png, txt, pdf, csv or xls.
    pub file_name: String,
    /// Its bytes.
    #[serde(rename = "base64", with = "wire::base64_bytes")]
    pub bytes: Vec<u8>,
}

/// Where a notification stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotificationStatus {
    /// In the queue.
    Pending,
    /// Recipients are being found.
    Resolving,
    /// Being sent.
    Sending,
    /// Sent to its channel.
    Sent,
    /// The channel confirmed.
    Delivered,
    /// Read.
    Read,
    /// Being taken back.
    Cancelling,
    /// Taken back.
    Cancelled,
    /// Not sent.
    Failed,
    /// A status that MNotify added since.
    #[serde(other)]
    Unknown,
}

/// One of ours in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotificationSummary {
    /// MNotify's id.
    #[serde(alias = "ID")]
    pub id: String,
    /// Where it stands.
    pub status: NotificationStatus,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// One of ours in full.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationState {
    /// MNotify's id.
    pub id: String,
    /// Where it stands.
    pub status: NotificationStatus,
    /// Recipients once found.
    #[serde(default)]
    pub recipients: Vec<RecipientMessages>,
}

/// A recipient and the messages to them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecipientMessages {
    /// IDNP or IDNO.
    pub value: String,
    /// Which.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether an organisation.
    #[serde(default)]
    pub is_legal: bool,
    /// Each message.
    #[serde(default)]
    pub messages: Vec<MessageStatus>,
}

/// One message over one channel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageStatus {
    /// MNotify's id of the message.
    pub message_id: String,
    /// Its subject.
    #[serde(default)]
    pub subject: String,
    /// Where it stands.
    pub status: NotificationStatus,
    /// Over which channel (`Email`, `MCabinet` and so on; more are added over time).
    pub channel: String,
}
