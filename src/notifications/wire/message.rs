//! Messages of the cabinet on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    kernel::{
        id::{self, TypedId},
        problem::Problem,
        text::Text,
    },
    notifications::{MessageId, RequestId, store::messages::Shown},
};

/// The kinds of thing that messages are about, with what their identifiers begin with: most are of rooms above this one.
const ABOUT: [(&str, &str); 8] = [
    ("Request", "req"),
    ("Petition", "pet"),
    ("SupportTicket", "tkt"),
    ("ContentItem", "cit"),
    ("ContentReview", "crv"),
    ("Inquiry", "inq"),
    ("Notification", "ntf"),
    ("NotificationRequest", "nrq"),
];

/// What a message is about: the thing that its reader opens next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageAbout {
    /// What kind of thing: `Request`, `Petition`, `SupportTicket`, `ContentItem`, `ContentReview`, `Inquiry`, `Notification` or
    /// `NotificationRequest`; more are added over time.
    #[schema(max_length = 40, examples("Petition"))]
    pub kind: String,
    /// Its identifier.
    #[schema(max_length = 40, examples("pet_01kam3v5g0e5q8f0z0y6w4w4vq"))]
    pub id: String,
}

impl MessageAbout {
    /// Nothing where this version does not know what the kind's identifiers look like.
    fn of(kind: Option<&str>, uuid: Option<uuid::Uuid>) -> Option<Self> {
        let (kind, prefix) = ABOUT.into_iter().find(|(known, _)| Some(*known) == kind)?;
        Some(Self { kind: kind.to_owned(), id: id::write(prefix, uuid?) })
    }
}

/// A message in the cabinet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// The message.
    pub message_id: MessageId,
    /// The request that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<MessageAbout>,
    /// What kind of news it brings.
    #[schema(max_length = 60, examples("RequestDecided"))]
    pub kind: String,
    /// Which partner system sent it through the platform; absent: the inspectorate speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("Agenția Servicii Publice"))]
    pub sender: Option<String>,
    /// Its title.
    pub title: Text,
    /// Its text.
    pub text: Text,
    /// Whether `replyToMessage` takes a reply to it.
    pub replies_allowed: bool,
    /// When it was put there.
    pub created_at: DateTime<Utc>,
    /// When it was first read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<DateTime<Utc>>,
}

impl Message {
    /// A message as its reader sees it.
    pub fn of((row, beside): Shown) -> Result<Self, Problem> {
        Ok(Self {
            message_id: MessageId::from_uuid(row.id),
            request_id: row.request_id.map(RequestId::from_uuid),
            about: MessageAbout::of(row.about_kind.as_deref(), row.about_id),
            kind: row.kind,
            sender: beside.sender,
            title: serde_json::from_value(row.title).map_err(Problem::internal)?,
            text: serde_json::from_value(row.text).map_err(Problem::internal)?,
            replies_allowed: beside.replies_allowed,
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_is_about_has_the_identifier_of_its_kind() {
        let uuid = uuid::Uuid::now_v7();
        let about = MessageAbout::of(Some("Petition"), Some(uuid)).expect("a petition");
        assert_eq!(id::read("pet", &about.id).ok(), Some(uuid));
        assert_eq!(MessageAbout::of(Some("Weather"), Some(uuid)), None);
        assert_eq!(MessageAbout::of(None, None), None);
    }
}
