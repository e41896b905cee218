//! The lifecycle of a request as one table: which action, from which states, to which, by whose hand (facts 1.4; Concept par. 16, 25.2).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::lifecycle::{self, Lifecycle};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = RequestState)]
pub enum State {
    /// Being written by whoever files.
    Draft,
    /// Submitted; the order is not paid yet.
    AwaitingPayment,
    /// Registered; the legal term runs.
    InExamination,
    /// Something is missing; the term stands still.
    AwaitingCompletion,
    /// A body is consulted.
    InConsultation,
    /// The examiner has proposed; the head decides.
    Proposed,
    /// Decided; the act is being signed or sealed.
    AwaitingSignature,
    /// The signed decision exists.
    Decided,
    /// The decision was served on the applicant.
    Served,
    /// An appeal was recorded.
    Appealed,
    /// Finished.
    Closed,
    /// The applicant withdrew it.
    Withdrawn,
    /// Not examined: what was missing did not come in time.
    LeftUnexamined,
    /// Never registered: the draft or its order expired.
    Lapsed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::AwaitingPayment,
        Self::InExamination,
        Self::AwaitingCompletion,
        Self::InConsultation,
        Self::Proposed,
        Self::AwaitingSignature,
        Self::Decided,
        Self::Served,
        Self::Appealed,
        Self::Closed,
        Self::Withdrawn,
        Self::LeftUnexamined,
        Self::Lapsed,
    ];

    /// Nothing happens after it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn | Self::LeftUnexamined | Self::Lapsed)
    }

    /// It has a registration number.
    pub fn is_registered(self) -> bool {
        !matches!(self, Self::Draft | Self::AwaitingPayment | Self::Lapsed)
    }

    /// As the database writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::AwaitingPayment => "AwaitingPayment",
            Self::InExamination => "InExamination",
            Self::AwaitingCompletion => "AwaitingCompletion",
            Self::InConsultation => "InConsultation",
            Self::Proposed => "Proposed",
            Self::AwaitingSignature => "AwaitingSignature",
            Self::Decided => "Decided",
            Self::Served => "Served",
            Self::Appealed => "Appealed",
            Self::Closed => "Closed",
            Self::Withdrawn => "Withdrawn",
            Self::LeftUnexamined => "LeftUnexamined",
            Self::Lapsed => "Lapsed",
        }
    }

    /// As it was written; nothing else is in the database (a constraint holds it).
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What can be done with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = RequestAction)]
pub enum Action {
    /// Change the answers of a draft.
    Edit,
    /// Attach a file, or take one off.
    Attach,
    /// Submit the draft.
    Submit,
    /// Everything is paid: it is registered.
    Register,
    /// Withdraw it.
    Withdraw,
    /// Take it from the office's worklist.
    Claim,
    /// Give it to an examiner.
    Assign,
    /// Ask the registers.
    CheckRegisters,
    /// Ask the applicant for what is missing.
    AskCompletion,
    /// Supply what was missing.
    Complete,
    /// Nothing came in time.
    LeaveUnexamined,
    /// Consult a body.
    Consult,
    /// Give the consulted body's opinion.
    GiveOpinion,
    /// Draw up a paper of the dossier: a report, a record sheet.
    DrawUp,
    /// Propose a decision.
    Propose,
    /// Send the proposal back to the examiner.
    ReturnProposal,
    /// Decide.
    Decide,
    /// The system decides, by the service's table.
    DecideAutomatically,
    /// The act was signed or sealed.
    Issue,
    /// The decision will not be signed: it is taken again.
    GiveUpSigning,
    /// Record that the decision reached the applicant.
    Serve,
    /// Record an appeal.
    Appeal,
    /// Record how the appeal ended.
    SettleAppeal,
    /// Close the file.
    Close,
    /// The draft or its order expired.
    Lapse,
}

impl Action {
    /// Whether what was noted with it is for whoever filed. Of the others it is for officers: numbers of acts that are not signed yet, which
    /// tell how it was decided, reasons for whoever decides again, whom a request was given to and why, who is consulted.
    pub const fn tells_its_note(self) -> bool {
        match self {
            Self::Attach
            | Self::Withdraw
            | Self::AskCompletion
            | Self::Complete
            | Self::LeaveUnexamined
            | Self::Serve
            | Self::Appeal
            | Self::SettleAppeal => true,
            Self::Edit
            | Self::Submit
            | Self::Register
            | Self::Claim
            | Self::Assign
            | Self::CheckRegisters
            | Self::Consult
            | Self::GiveOpinion
            | Self::DrawUp
            | Self::Propose
            | Self::ReturnProposal
            | Self::Decide
            | Self::DecideAutomatically
            | Self::Issue
            | Self::GiveUpSigning
            | Self::Close
            | Self::Lapse => false,
        }
    }
}

type Line = lifecycle::Line<State, Action>;

use Action as A;
use State as S;

/// States in which an examiner works.
const OPEN: &[State] = &[S::InExamination];

/// The table. Whatever is not in it cannot be done.
pub static TABLE: Lifecycle<State, Action> = Lifecycle(&[
    Line { action: A::Edit, from: &[S::Draft], to: None, permission: Some("requests.file") },
    Line { action: A::Attach, from: &[S::Draft, S::AwaitingCompletion], to: None, permission: Some("requests.file") },
    Line { action: A::Submit, from: &[S::Draft], to: Some(S::AwaitingPayment), permission: Some("requests.file") },
    Line { action: A::Register, from: &[S::AwaitingPayment], to: Some(S::InExamination), permission: None },
    Line {
        action: A::Withdraw,
        from: &[S::Draft, S::AwaitingPayment, S::InExamination, S::AwaitingCompletion, S::InConsultation, S::Proposed],
        to: Some(S::Withdrawn),
        permission: Some("requests.file"),
    },
    Line { action: A::Claim, from: OPEN, to: None, permission: Some("requests.claim") },
    Line {
        action: A::Assign,
        from: &[S::InExamination, S::AwaitingCompletion, S::InConsultation],
        to: None,
        permission: Some("requests.assign"),
    },
    Line { action: A::CheckRegisters, from: OPEN, to: None, permission: Some("requests.examine") },
    Line { action: A::AskCompletion, from: OPEN, to: Some(S::AwaitingCompletion), permission: Some("requests.examine") },
    Line { action: A::Complete, from: &[S::AwaitingCompletion], to: Some(S::InExamination), permission: Some("requests.file") },
    Line { action: A::LeaveUnexamined, from: &[S::AwaitingCompletion], to: Some(S::LeftUnexamined), permission: None },
    Line { action: A::Consult, from: OPEN, to: Some(S::InConsultation), permission: Some("requests.examine") },
    Line { action: A::GiveOpinion, from: &[S::InConsultation], to: Some(S::InExamination), permission: Some("requests.consult") },
    Line {
        action: A::DrawUp,
        from: &[S::InExamination, S::AwaitingCompletion, S::InConsultation],
        to: None,
        permission: Some("requests.examine"),
    },
    Line { action: A::Propose, from: OPEN, to: Some(S::Proposed), permission: Some("requests.examine") },
    Line { action: A::ReturnProposal, from: &[S::Proposed], to: Some(S::InExamination), permission: Some("requests.decide") },
    Line { action: A::Decide, from: &[S::Proposed], to: Some(S::AwaitingSignature), permission: Some("requests.decide") },
    Line { action: A::DecideAutomatically, from: OPEN, to: Some(S::AwaitingSignature), permission: None },
    Line { action: A::Issue, from: &[S::AwaitingSignature], to: Some(S::Decided), permission: None },
    Line { action: A::GiveUpSigning, from: &[S::AwaitingSignature], to: Some(S::Proposed), permission: Some("requests.decide") },
    Line { action: A::Serve, from: &[S::Decided], to: Some(S::Served), permission: Some("requests.file") },
    Line { action: A::Appeal, from: &[S::Decided, S::Served], to: Some(S::Appealed), permission: Some("requests.file") },
    Line { action: A::SettleAppeal, from: &[S::Appealed], to: Some(S::Closed), permission: Some("requests.decide") },
    Line { action: A::Close, from: &[S::Served], to: Some(S::Closed), permission: Some("requests.examine") },
    Line { action: A::Lapse, from: &[S::Draft, S::AwaitingPayment], to: Some(S::Lapsed), permission: None },
]);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{kernel::money::Money, payments::rules::ledger::Ledger};

    /// What can happen to a request and its order.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        /// Whoever may takes the step of this line.
        Step(usize),
        /// Money comes, whenever.
        Pays(Money),
        /// The order's time is over.
        Expires,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            4 => (0..TABLE.0.len()).prop_map(Event::Step),
            2 => (1i64..400_000).prop_map(|bani| Event::Pays(Money::from_bani(bani))),
            1 => Just(Event::Expires),
        ]
    }

    #[test]
    fn every_state_is_reached_from_the_draft_and_can_end_once_and_for_all() {
        lifecycle::assert_sound(&TABLE, &State::ALL, &[State::Draft], State::is_final);
    }

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in State::ALL {
            assert_eq!(State::read(state.code()), Some(state));
            assert_eq!(serde_json::to_value(state).expect("json"), state.code());
        }
    }

    proptest! {
        /// Whatever is done in whatever order: a request is decided only after it was registered and signed.
        #[test]
        fn none_is_decided_unsigned_or_unregistered(choices in prop::collection::vec(0usize..TABLE.0.len(), 0..60)) {
            let (mut state, mut registered, mut issued) = (State::Draft, false, false);
            for choice in choices {
                let action = TABLE.0[choice].action;
                let Some(next) = TABLE.after(action, state) else { continue };
                registered |= action == Action::Register;
                issued = match action {
                    Action::Issue => true,
                    Action::Decide | Action::DecideAutomatically => false,
                    _ => issued,
                };
                state = next;
                prop_assert!(!matches!(state, State::Decided | State::Served | State::Appealed) || issued);
                prop_assert!(!matches!(state, State::InExamination | State::Proposed | State::Decided) || registered);
            }
        }

        /// Whatever is owed, paid, too late or in part, and whatever else is done: only what settles an order registers its request.
        #[test]
        fn none_is_registered_with_an_amount_due(
            fee in prop_oneof![Just(0i64), 1i64..400_000],
            events in prop::collection::vec(event(), 0..60),
        ) {
            let (mut state, mut order) = (State::Draft, Ledger::owing(Money::ZERO));
            for event in events {
                let (action, settled) = match event {
                    Event::Expires => {
                        order.expired = state != State::Draft;
                        continue;
                    }
                    Event::Pays(amount) => (Action::Register, order.receive(amount).settles),
                    Event::Step(line) => (TABLE.0[line].action, false),
                };
                // Nobody registers at will.
                if action == Action::Register && !settled {
                    continue;
                }
                let Some(next) = TABLE.after(action, state) else { continue };
                state = next;
                match action {
                    Action::Submit => order = Ledger::owing(Money::from_bani(fee)),
                    Action::Withdraw | Action::Lapse => {
                        order.cancel();
                    }
                    _ => {}
                }
                // What costs nothing is registered with its submission.
                if action == Action::Submit && order.due() == Money::ZERO {
                    state = TABLE.after(Action::Register, state).unwrap_or(state);
                }
                prop_assert!(!state.is_registered() || order.due() == Money::ZERO, "{:?} with {:?}", state, order);
            }
        }
    }
}
