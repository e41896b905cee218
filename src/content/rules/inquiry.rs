//! A visitor's question, from receipt to answer, as a table.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InquiryState)]
pub enum State {
    /// It has come.
    Received,
    /// Somebody works on it.
    InWork,
    /// It is answered.
    Answered,
    /// It is closed without an answer, for a reason.
    Closed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Received, Self::InWork, Self::Answered, Self::Closed];

    /// As the database writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::InWork => "InWork",
            Self::Answered => "Answered",
            Self::Closed => "Closed",
        }
    }

    /// As it was written.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InquiryAction)]
pub enum Action {
    /// Given to a subdivision or an officer.
    Assign,
    /// Answered.
    Answer,
    /// Closed without an answer.
    Close,
}

static TABLE: &[(Action, &[State], State)] = &[
    (Action::Assign, &[State::Received, State::InWork], State::InWork),
    (Action::Answer, &[State::Received, State::InWork], State::Answered),
    (Action::Close, &[State::Received, State::InWork], State::Closed),
];

/// Where an action leads; `None` where it cannot be done.
pub fn after(action: Action, state: State) -> Option<State> {
    TABLE.iter().find(|(known, from, _)| *known == action && from.contains(&state)).map(|(.., to)| *to)
}

/// What can be done in a state.
pub fn possible(state: State) -> impl Iterator<Item = Action> {
    TABLE.iter().filter(move |(_, from, _)| from.contains(&state)).map(|(action, ..)| *action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_or_closed_stays_so() {
        for action in [Action::Assign, Action::Answer, Action::Close] {
            for state in State::ALL {
                let ended = matches!(state, State::Answered | State::Closed);
                assert_eq!(after(action, state).is_none(), ended, "{action:?} {state:?}");
                assert_eq!(possible(state).any(|possible| possible == action), !ended);
            }
        }
        assert!(State::ALL.into_iter().all(|state| State::read(state.code()) == Some(state)));
    }
}
