//! Short messages, chats and pushes. **Provisional**: which gateways the institution will use is not settled, so this is our own protocol,
//! the same for the three: `POST messages` under a stable reference (the same reference is the same message), `GET messages/{id}`.

mod adapter;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

pub use adapter::CourierAdapter;

use super::PartnerError;

/// The port; one a channel.
#[async_trait]
pub trait Courier: Send + Sync {
    /// Hands a message over; the gateway's id of it. Safe to repeat under the same reference.
    async fn send(&self, message: &ShortMessage) -> Result<String, PartnerError>;

    /// Where a message stands; nothing if the gateway knows no such id.
    async fn state(&self, id: &str) -> Result<Option<CourierState>, PartnerError>;
}

/// A message to one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShortMessage {
    /// Ours, and stable.
    pub reference: String,
    /// A telephone number, a chat's name of the person, or a device.
    pub to: String,
    /// A title, where the channel shows one.
    pub title: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for ShortMessage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ShortMessage({})", self.reference)
    }
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CourierStatus {
    /// On its way.
    Accepted,
    /// It arrived.
    Delivered,
    /// It was read.
    Read,
    /// It will not arrive.
    Failed,
    /// There is nobody there.
    UnknownRecipient,
    /// A status that was added since.
    #[serde(other)]
    Unknown,
}

/// A message at the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierState {
    /// The gateway's id.
    pub id: String,
    /// Where it stands.
    pub status: CourierStatus,
}

#[cfg(test)]
mod tests;
