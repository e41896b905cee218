//! What can go wrong with a partner, by meaning. No variant carries a URL, a message of the partner or personal data.

use serde::{Deserialize, Serialize};

/// A system outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Partner {
    /// Legal audit.
    MLog,
    /// Sign-in.
    MPass,
    /// Payments.
    MPay,
    /// Signatures.
    MSign,
    /// Powers of representation.
    MPower,
    /// Notifications.
    MNotify,
    /// State registers, through MConnect.
    Registers,
    /// The malware scanner.
    Scanner,
    /// E-mail.
    Mail,
    /// Short messages.
    Sms,
    /// Chats.
    Chat,
    /// Pushes to devices.
    Push,
    /// The government's petitions.
    EPetitii,
    /// Support of users of public services.
    MSupport,
    /// The open data portal.
    Ckan,
}

impl Partner {
    /// Every partner, in the order of the settings.
    pub const ALL: [Self; 15] = [
        Self::MLog,
        Self::MPass,
        Self::MPay,
        Self::MSign,
        Self::MPower,
        Self::MNotify,
        Self::Registers,
        Self::Scanner,
        Self::Mail,
        Self::Sms,
        Self::Chat,
        Self::Push,
        Self::EPetitii,
        Self::MSupport,
        Self::Ckan,
    ];

    /// The name in settings, metrics and stand-in paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MLog => "mlog",
            Self::MPass => "mpass",
            Self::MPay => "mpay",
            Self::MSign => "msign",
            Self::MPower => "mpower",
            Self::MNotify => "mnotify",
            Self::Registers => "registers",
            Self::Scanner => "scanner",
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Chat => "chat",
            Self::Push => "push",
            Self::EPetitii => "epetitii",
            Self::MSupport => "msupport",
            Self::Ckan => "ckan",
        }
    }

    /// The partner of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partner| partner.name() == name)
    }
}

impl std::fmt::Display for Partner {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// Why a call to a partner gave no answer to work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartnerError {
    /// No connection was made: nothing arrived.
    #[error("{partner} cannot be reached")]
    Unreachable {
        /// Who.
        partner: Partner,
    },
    /// No answer in the time allowed.
    #[error("{partner} did not answer in time")]
    TimedOut {
        /// Who.
        partner: Partner,
        /// Whether the partner may have acted on the call all the same.
        may_have_arrived: bool,
    },
    /// The connection broke after the call was sent: the partner may have acted.
    #[error("the answer of {partner} was lost")]
    AnswerLost {
        /// Who.
        partner: Partner,
    },
    /// The partner understood and said no (4xx, or a fault of its contract). The same call will be refused again.
    #[error("{partner} refused the call ({status}{})", code.as_deref().map(|code| format!(", {code}")).unwrap_or_default())]
    Refused {
        /// Who.
        partner: Partner,
        /// HTTP status.
        status: u16,
        /// Fault code of the partner's contract: letters only, never free text.
        code: Option<String>,
    },
    /// The partner failed (5xx, 429): worth another try; it may have acted.
    #[error("{partner} failed ({status})")]
    Failed {
        /// Who.
        partner: Partner,
        /// HTTP status.
        status: u16,
    },
    /// What was asked for is not there.
    #[error("{partner} knows nothing of it")]
    NotFound {
        /// Who.
        partner: Partner,
    },
    /// An answer that its contract does not allow.
    #[error("{partner} answered what cannot be read: {what}")]
    Nonsense {
        /// Who.
        partner: Partner,
        /// Which part; never its content.
        what: &'static str,
    },
    /// Our own message breaks the partner's contract; nothing was sent.
    #[error("the message for {partner} breaks its contract: {what}")]
    Invalid {
        /// Who.
        partner: Partner,
        /// The field and the rule; never the value.
        what: &'static str,
    },
}

impl PartnerError {
    /// Who.
    pub const fn partner(&self) -> Partner {
        match self {
            Self::Unreachable { partner }
            | Self::TimedOut { partner, .. }
            | Self::AnswerLost { partner }
            | Self::Refused { partner, .. }
            | Self::Failed { partner, .. }
            | Self::NotFound { partner }
            | Self::Nonsense { partner, .. }
            | Self::Invalid { partner, .. } => *partner,
        }
    }

    /// Whether the partner may have acted on the call, so that doing it again could do it twice.
    pub const fn may_have_arrived(&self) -> bool {
        match self {
            Self::TimedOut { may_have_arrived, .. } => *may_have_arrived,
            // Who is asked too much does nothing (RFC 6585, 4).
            Self::Failed { status, .. } => *status != 429,
            Self::AnswerLost { .. } | Self::Nonsense { .. } => true,
            Self::Unreachable { .. } | Self::Refused { .. } | Self::NotFound { .. } | Self::Invalid { .. } => false,
        }
    }

    /// Whether another try may end otherwise.
    pub const fn is_worth_another_try(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::TimedOut { .. }
                | Self::AnswerLost { .. }
                | Self::Failed { .. }
                | Self::Nonsense { .. }
        )
    }

    /// Whether it is we who are refused (certificate, right, account), not what was sent: that is good once somebody has mended it.
    /// 530: RFC 4954, "Authentication required".
    pub const fn is_about_us(&self) -> bool {
        matches!(self, Self::Refused { status: 401 | 403 | 530, .. })
    }

    /// A short code for metrics and the outbox.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::TimedOut { .. } => "timed-out",
            Self::AnswerLost { .. } => "answer-lost",
            Self::Refused { .. } => "refused",
            Self::Failed { .. } => "failed",
            Self::NotFound { .. } => "not-found",
            Self::Nonsense { .. } => "nonsense",
            Self::Invalid { .. } => "invalid",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_partner_is_found_by_its_name() {
        for partner in Partner::ALL {
            assert_eq!(Partner::named(partner.name()), Some(partner));
        }
        assert_eq!(Partner::named("nobody"), None);
    }

    #[test]
    fn what_never_arrived_may_be_sent_again_without_fear() {
        let partner = Partner::MNotify;
        assert!(!PartnerError::Unreachable { partner }.may_have_arrived());
        assert!(PartnerError::Unreachable { partner }.is_worth_another_try());
        assert!(PartnerError::AnswerLost { partner }.may_have_arrived());
        assert!(!PartnerError::Refused { partner, status: 400, code: None }.is_worth_another_try());
        assert!(!PartnerError::Failed { partner, status: 429 }.may_have_arrived());
        assert!(PartnerError::Failed { partner, status: 503 }.may_have_arrived());
    }
}
