//! E-mail over SMTP (RFC 5321), by us: real, with STARTTLS or TLS by setting. A letter's Message-ID is stable, so that a letter whose
//! acceptance was lost on the way and that is sent again is the same letter to every mail system.

mod adapter;
pub mod report;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

pub use adapter::{MailSecurity, MailSettings, SmtpMail};

use super::PartnerError;
use crate::kernel::text::Language;

/// The port.
#[async_trait]
pub trait Mail: Send + Sync {
    /// Hands a letter to the mail server.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;
}

/// Why a letter is not on its way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server says that the address does not exist or takes nothing (RFC 3463, X.1.* and X.2.*).
    #[error("the address takes no mail ({code})")]
    Bounced {
        /// The reply code.
        code: u16,
    },
    /// As with any partner.
    #[error(transparent)]
    Partner(#[from] PartnerError),
}

/// A letter to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// What the Message-ID begins with: ours, and stable.
    pub reference: String,
    /// To which address.
    pub address: String,
    /// Whom.
    pub name: Option<String>,
    /// In which language.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As a page.
    pub html: String,
    /// Files: name, type and content.
    pub files: Vec<EnclosedFile>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Letter({})", self.reference)
    }
}

/// A file that goes along.
#[derive(Clone, PartialEq, Eq)]
pub struct EnclosedFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

#[cfg(test)]
mod tests;
