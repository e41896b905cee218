//! MSupport's words, as far as they can be guessed: **provisional**.

use serde::{Deserialize, Serialize};

/// What a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketKind {
    /// Something does not work.
    Incident,
    /// Somebody complains about a service.
    Complaint,
    /// Somebody asks.
    Question,
    /// Somebody recommends.
    Suggestion,
}

/// A ticket that is handed over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// Ours: the key under which it can be handed over again.
    pub client_reference: String,
    /// What it is.
    pub kind: TicketKind,
    /// In short.
    pub subject: String,
    /// In full.
    pub text: String,
    /// Which service it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_code: Option<String>,
    /// The trace id that the person was shown with an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// Where the person wants the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Ticket").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A ticket was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// MSupport's number.
    pub number: String,
}

/// Where a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketStatus {
    /// Somebody works on it.
    Open,
    /// It was answered.
    Answered,
    /// It is closed.
    Closed,
    /// A status that was added since.
    #[serde(other)]
    Unknown,
}

/// How a ticket stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketState {
    /// Where it stands.
    pub status: TicketStatus,
    /// The answer, once there is one.
    #[serde(default)]
    pub answer: Option<String>,
}

impl std::fmt::Debug for TicketState {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "TicketState({:?})", self.status)
    }
}
