//! Contacts on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    kernel::problem::Problem,
    notifications::{
        ContactId,
        rules::{channel::Channel, contact::ContactState},
        store::contacts::ContactRow,
    },
};

/// Which contact.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct ContactPath {
    /// The contact.
    #[param(inline)]
    pub contact_id: ContactId,
}

/// A channel over which a recipient has contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContactChannel {
    /// E-mail.
    Email,
    /// Short message.
    Sms,
    /// Chat.
    Chat,
    /// Push to a device.
    Push,
}

impl From<ContactChannel> for Channel {
    fn from(channel: ContactChannel) -> Self {
        match channel {
            ContactChannel::Email => Self::Email,
            ContactChannel::Sms => Self::Sms,
            ContactChannel::Chat => Self::Chat,
            ContactChannel::Push => Self::Push,
        }
    }
}

/// A contact of the caller.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationContact {
    /// The contact.
    pub contact_id: ContactId,
    /// Its channel.
    pub channel: ContactChannel,
    /// The address, number or device.
    #[schema(max_length = 300, examples("ana@example.md"))]
    pub value: String,
    /// Where it stands; only what is verified is used.
    pub state: ContactState,
    /// Since when.
    pub state_at: DateTime<Utc>,
}

impl TryFrom<&ContactRow> for NotificationContact {
    type Error = Problem;

    fn try_from(row: &ContactRow) -> Result<Self, Problem> {
        let channel = match row.channel()? {
            Channel::Email => ContactChannel::Email,
            Channel::Sms => ContactChannel::Sms,
            Channel::Chat => ContactChannel::Chat,
            Channel::Push => ContactChannel::Push,
            Channel::Cabinet | Channel::MNotify => return Err(Problem::internal("a contact of no channel of ours")),
        };
        Ok(Self {
            contact_id: ContactId::from(row.id),
            channel,
            value: row.value.clone(),
            state: ContactState::of_name(&row.state).ok_or_else(|| Problem::internal("a contact stands nowhere"))?,
            state_at: row.state_at,
        })
    }
}
