//! An event in MLog's own words, and how it is made to fit MLog's limits.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize, Serializer};

use super::{EventType, catalogue::Level};
use crate::partners::{Partner, PartnerError, wire::cut};

/// No string may be longer, in bytes (the guide's 32 KB less two).
pub const STRING_LIMIT: usize = 32_766;
/// No message may be longer. The guide says "256 KB"; the smaller reading of it is kept.
pub const MESSAGE_LIMIT: usize = 256_000;
/// Identifiers of ours are far shorter; a longer one is a mistake, not something to cut.
const IDENTIFIER_LIMIT: usize = 512;
const OWN_FIELDS: usize = 32;

/// One value or several: MLog takes an array in any field.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "OneOrMany", into = "OneOrMany")]
pub struct Values(Vec<String>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Values {
    fn from(values: OneOrMany) -> Self {
        match values {
            OneOrMany::One(value) => Self(vec![value]),
            OneOrMany::Many(values) => Self(values),
        }
    }
}

impl From<Values> for OneOrMany {
    fn from(mut values: Values) -> Self {
        if values.0.len() == 1 { Self::One(values.0.remove(0)) } else { Self::Many(values.0) }
    }
}

impl Values {
    /// None at all.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl<S: Into<String>> FromIterator<S> for Values {
    fn from_iter<I: IntoIterator<Item = S>>(values: I) -> Self {
        Self(values.into_iter().map(Into::into).collect())
    }
}

impl<S: Into<String>> From<S> for Values {
    fn from(value: S) -> Self {
        Self(vec![value.into()])
    }
}

/// An event. Field names are MLog's; `event_time` and `event_type` are required by it, `event_id` by us.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened here.
    #[serde(serialize_with = "milliseconds")]
    pub event_time: DateTime<Utc>,
    /// Its type, of the catalogue.
    pub event_type: EventType,
    /// Our stable identifier (the outbox message's).
    pub event_id: String,
    /// One for everything that came of one action, across systems (the trace id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_correlation: Option<String>,
    /// Relevance, from the catalogue unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_level: Option<Level>,
    /// Which part of the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_source: Option<String>,
    /// Free text; MLog indexes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_message: Option<String>,
    /// Details; not indexed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_details: Option<String>,
    /// IDNO on whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_entity: Option<String>,
    /// Legal basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_reason: Option<String>,
    /// IDNP of who acted; `system` for jobs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The session in which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_session: Option<String>,
    /// Network address of who acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_address: Option<String>,
    /// Whom it concerns (usually IDNPs); several where a search or a list was read.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub subject: Values,
    /// Type of the subject (`Person`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_type: Option<String>,
    /// Name of the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// The thing acted upon (a request's id, a document's number).
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub object: Values,
    /// Type of the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_type: Option<String>,
    /// Name of the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_name: Option<String>,
    /// Fields of our own; not beginning with `_` or `@`, which MLog keeps for itself.
    #[serde(flatten)]
    pub own: BTreeMap<String, String>,
}

impl std::fmt::Debug for Event {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Event").field("event_type", &self.event_type).field("event_id", &self.event_id).finish_non_exhaustive()
    }
}

fn milliseconds<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&in_mlogs_form(*time))
}

/// `YYYY-MM-ddTHH:mm:ss.SSSZ`.
pub(super) fn in_mlogs_form(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Event {
    /// An event with what is required; the rest is set field by field.
    pub fn new(event_type: EventType, event_id: impl Into<String>, event_time: DateTime<Utc>) -> Self {
        let level = super::Catalogue::shipped().ok().and_then(|catalogue| catalogue.entry(event_type)).map(|entry| entry.level);
        Self {
            event_time,
            event_type,
            event_id: event_id.into(),
            event_correlation: None,
            event_level: level,
            event_source: None,
            event_message: None,
            event_details: None,
            legal_entity: None,
            legal_basis: None,
            legal_reason: None,
            user: None,
            user_session: None,
            user_address: None,
            subject: Values::default(),
            subject_type: None,
            subject_name: None,
            object: Values::default(),
            object_type: None,
            object_name: None,
            own: BTreeMap::new(),
        }
    }

    /// The lines that MLog gets for this event; usually one. Free text that is too long is cut (marked `…`); an event
    /// with too many subjects becomes several, `id.1`, `id.2` and so on, always the same for the same event; only then are
    /// details cut further. Identifiers are never cut.
    pub fn lines(mut self) -> Result<Vec<String>, PartnerError> {
        self.check()?;
        for text in [
            &mut self.event_message,
            &mut self.event_details,
            &mut self.legal_basis,
            &mut self.legal_reason,
            &mut self.subject_name,
            &mut self.object_name,
            &mut self.event_source,
        ] {
            *text = text.take().map(|text| cut(&text, STRING_LIMIT));
        }
        self.own.values_mut().for_each(|text| *text = cut(text, STRING_LIMIT));
        let mut lines = Vec::new();
        self.split_into(&mut lines)?;
        Ok(lines)
    }

    fn split_into(mut self, lines: &mut Vec<String>) -> Result<(), PartnerError> {
        let line = serde_json::to_string(&self).map_err(|_| invalid("the event cannot be written"))?;
        if line.len() <= MESSAGE_LIMIT {
            lines.push(line);
            return Ok(());
        }
        for values in
            [|event: &mut Self| &mut event.subject, |event: &mut Self| &mut event.object] as [fn(&mut Self) -> &mut Values; 2]
        {
            if values(&mut self).0.len() > 1 {
                let mut second = self.clone();
                let middle = values(&mut self).0.len() / 2;
                values(&mut second).0.drain(..middle);
                values(&mut self).0.truncate(middle);
                second.event_id.push_str(".2");
                self.event_id.push_str(".1");
                self.split_into(lines)?;
                return second.split_into(lines);
            }
        }
        let excess = line.len() - MESSAGE_LIMIT;
        match self.event_details.take() {
            // Escapes make a text longer on the wire than in memory, so what is cut here is always enough.
            Some(details) => {
                self.event_details =
                    details.len().checked_sub(excess + 3).filter(|left| *left > 3).map(|left| cut(&details, left));
                self.split_into(lines)
            }
            None => Err(invalid("the event is over 256 KB without its details")),
        }
    }

    fn check(&self) -> Result<(), PartnerError> {
        let identifiers = [
            Some(&self.event_id),
            self.event_correlation.as_ref(),
            self.legal_entity.as_ref(),
            self.user.as_ref(),
            self.user_session.as_ref(),
            self.user_address.as_ref(),
            self.subject_type.as_ref(),
            self.object_type.as_ref(),
        ];
        if identifiers.into_iter().flatten().chain(&self.subject.0).chain(&self.object.0).any(|id| id.len() > IDENTIFIER_LIMIT) {
            return Err(invalid("an identifier is too long"));
        }
        if self.event_id.is_empty() {
            return Err(invalid("event_id is empty"));
        }
        if self.event_type.is_on_personal_data()
            && (self.legal_basis.is_none() || self.legal_reason.is_none() || self.user.is_none())
        {
            return Err(invalid("an event on personal data needs user, legal_basis and legal_reason"));
        }
        if self.own.len() > OWN_FIELDS || self.own.keys().any(|name| !may_be_ours(name)) {
            return Err(invalid("a field of our own has a name that is not allowed"));
        }
        Ok(())
    }
}

fn may_be_ours(name: &str) -> bool {
    const THEIRS: [&str; 4] = ["event_", "legal_", "user", "UID"];
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with('_')
        && !THEIRS.iter().any(|prefix| name.starts_with(prefix))
        && !name.starts_with("subject")
        && !name.starts_with("object")
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MLog, what }
}
