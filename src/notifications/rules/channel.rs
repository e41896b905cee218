//! Ways to a person.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::text::Text;

/// A way to a person (N-27; the cabinet is the citizen's portal of N-29.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Channel {
    /// The cabinet of this platform.
    Cabinet,
    /// The government's service, which reaches the person as they chose there. The law makes it the first way.
    MNotify,
    /// E-mail, sent by us.
    Email,
    /// Short message.
    Sms,
    /// Chat.
    Chat,
    /// Push to a device.
    Push,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Cabinet, Self::MNotify, Self::Email, Self::Sms, Self::Chat, Self::Push];
    /// Those that we reach ourselves, and that a recipient can choose.
    pub const DIRECT: [Self; 4] = [Self::Email, Self::Sms, Self::Chat, Self::Push];

    /// As rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cabinet => "Cabinet",
            Self::MNotify => "MNotify",
            Self::Email => "Email",
            Self::Sms => "Sms",
            Self::Chat => "Chat",
            Self::Push => "Push",
        }
    }

    /// Read back.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// For people.
    pub fn words(self) -> Text {
        match self {
            Self::Cabinet => Text::new("cabinetul personal", "личный кабинет", "the personal cabinet"),
            Self::MNotify => Text::new("MNotify", "MNotify", "MNotify"),
            Self::Email => Text::new("e-mail", "электронная почта", "e-mail"),
            Self::Sms => Text::new("SMS", "SMS", "SMS"),
            Self::Chat => Text::new("chat", "чат", "chat"),
            Self::Push => Text::new("notificări push", "push-уведомления", "push notifications"),
        }
    }

    /// The message of the outbox that carries a delivery over it; the cabinet needs none.
    pub const fn carried_by(self) -> Option<&'static str> {
        match self {
            Self::Cabinet => None,
            Self::MNotify => Some("notifications.mnotify"),
            Self::Email => Some("notifications.email"),
            Self::Sms => Some("notifications.sms"),
            Self::Chat => Some("notifications.chat"),
            Self::Push => Some("notifications.push"),
        }
    }
}
