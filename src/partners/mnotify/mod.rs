//! MNotify: notifications to people. The contract is the real one (REST JSON): send, follow, list, cancel.
//!
//! MNotify has no idempotency key and its list cannot be searched by content, only by its own id; after a lost answer
//! `notifications::carriers` looks by recipient and subject among those of the time when it was sent, before anything is sent again.

mod adapter;
mod types;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

pub use adapter::MNotifyAdapter;
pub use types::{
    Attachment, Content, MessageStatus, Notification, NotificationState, NotificationStatus, NotificationSummary, Priority,
    Recipient, RecipientMessages, RecipientType, Template,
};

use super::PartnerError;

/// The port.
#[async_trait]
pub trait MNotify: Send + Sync {
    /// Hands a notification over; MNotify's id of it.
    async fn send(&self, notification: &Notification) -> Result<String, PartnerError>;

    /// Where a notification stands; nothing if MNotify knows no such id.
    async fn state(&self, id: &str) -> Result<Option<NotificationState>, PartnerError>;

    /// Ours, newest first, created between two instants (both included): what to look through before sending again. However many newer
    /// ones there are, they are leapt over.
    async fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<NotificationSummary>, PartnerError>;

    /// Takes a notification back; `Refused` with 409 when it is too late.
    async fn cancel(&self, id: &str) -> Result<(), PartnerError>;
}

#[cfg(test)]
mod tests;
