//! The worklists of an office (lista de lucru): each a narrowing of what the officer may see.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{rules::lifecycle::State, store::list::Narrowed};

/// A worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Worklist {
    /// To be taken by an examiner.
    Unassigned,
    /// In the caller's hands.
    Mine,
    /// Waiting for the applicant.
    AwaitingCompletion,
    /// Waiting for a consulted body.
    InConsultation,
    /// Waiting for the head's decision.
    ToDecide,
    /// Waiting for a signature.
    ToSign,
    /// The legal term has ended.
    Overdue,
}

impl Worklist {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unassigned,
        Self::Mine,
        Self::AwaitingCompletion,
        Self::InConsultation,
        Self::ToDecide,
        Self::ToSign,
        Self::Overdue,
    ];

    /// What is in it now.
    pub fn narrowed(self, now: DateTime<Utc>) -> Narrowed {
        let in_state = |states: &[State]| Narrowed { states: states.to_vec(), ..Narrowed::default() };
        match self {
            Self::Unassigned => Narrowed { mine: Some(false), ..in_state(&[State::InExamination]) },
            Self::Mine => Narrowed {
                mine: Some(true),
                ..in_state(&[State::InExamination, State::AwaitingCompletion, State::InConsultation, State::Proposed])
            },
            Self::AwaitingCompletion => in_state(&[State::AwaitingCompletion]),
            Self::InConsultation => in_state(&[State::InConsultation]),
            Self::ToDecide => in_state(&[State::Proposed]),
            Self::ToSign => in_state(&[State::AwaitingSignature]),
            Self::Overdue => Narrowed {
                due_before: Some(now),
                ..in_state(&[State::InExamination, State::InConsultation, State::Proposed, State::AwaitingSignature])
            },
        }
    }
}
