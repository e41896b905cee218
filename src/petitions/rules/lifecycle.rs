//! The lifecycle of a petition as one table (content regulation, par. 36-43; Administrative Code 116/2018, art. 60, 72-76; facts 5.1).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::lifecycle::{self, Lifecycle};

/// Where a petition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionState)]
pub enum State {
    /// Drawn up; the petitioner has yet to sign it.
    AwaitingSignature,
    /// Filed with a signature of its own, which is being checked.
    CheckingSignature,
    /// It has its number.
    Registered,
    /// The petitioner was told of shortcomings; it is not examined before they are mended.
    AwaitingCompletion,
    /// A subdivision examines it.
    InExamination,
    /// The answer is drafted; the head decides on it.
    AnswerDrafted,
    /// The answer is at its signer.
    AwaitingAnswerSignature,
    /// The answer is signed; it is being sent.
    Answered,
    /// The answer was sent.
    Closed,
    /// Passed to the authority that is competent.
    Transferred,
    /// Not examined, with the reason.
    LeftUnexamined,
    /// Joined to an earlier one that was answered.
    Joined,
    /// Withdrawn by the petitioner.
    Withdrawn,
    /// Never registered: its signature is not good.
    SignatureRefused,
    /// Never registered: it was not signed in time.
    Lapsed,
}

use State as S;

impl State {
    /// Every state.
    pub const ALL: [Self; 15] = [
        S::AwaitingSignature,
        S::CheckingSignature,
        S::Registered,
        S::AwaitingCompletion,
        S::InExamination,
        S::AnswerDrafted,
        S::AwaitingAnswerSignature,
        S::Answered,
        S::Closed,
        S::Transferred,
        S::LeftUnexamined,
        S::Joined,
        S::Withdrawn,
        S::SignatureRefused,
        S::Lapsed,
    ];

    /// Nothing happens after it.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            S::Closed | S::Transferred | S::LeftUnexamined | S::Joined | S::Withdrawn | S::SignatureRefused | S::Lapsed
        )
    }

    /// As the database writes it.
    pub fn code(self) -> &'static str {
        match self {
            S::AwaitingSignature => "AwaitingSignature",
            S::CheckingSignature => "CheckingSignature",
            S::Registered => "Registered",
            S::AwaitingCompletion => "AwaitingCompletion",
            S::InExamination => "InExamination",
            S::AnswerDrafted => "AnswerDrafted",
            S::AwaitingAnswerSignature => "AwaitingAnswerSignature",
            S::Answered => "Answered",
            S::Closed => "Closed",
            S::Transferred => "Transferred",
            S::LeftUnexamined => "LeftUnexamined",
            S::Joined => "Joined",
            S::Withdrawn => "Withdrawn",
            S::SignatureRefused => "SignatureRefused",
            S::Lapsed => "Lapsed",
        }
    }

    /// As it was written; nothing else is in the database (a constraint holds it).
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What can be done with a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = PetitionAction)]
pub enum Action {
    /// It was filed (the first event of each).
    File,
    /// The petitioner signed what was drawn up.
    Sign,
    /// Its own signature was found good.
    AcceptSignature,
    /// Its own signature was found bad.
    RefuseSignature,
    /// A registered one's signature was checked.
    NoteSignature,
    /// Nobody signed in time.
    Lapse,
    /// The petitioner withdraws it.
    Withdraw,
    /// It is given to one or several subdivisions.
    Assign,
    /// An examiner takes it in hand.
    Claim,
    /// The head gives it to an examiner, or back to the worklist.
    AssignExaminer,
    /// A subdivision gives its contribution.
    Contribute,
    /// The petitioner is told of shortcomings: the petition is not examined before they are mended.
    AskPetitioner,
    /// The shortcomings are mended.
    Complete,
    /// They were not mended in time.
    EndWaiting,
    /// The petitioner is asked for further documents, while the examination goes on.
    AskForDocuments,
    /// The petitioner supplies them.
    SupplyDocuments,
    /// They did not come in time.
    GiveUpDocuments,
    /// More time is granted.
    Extend,
    /// It is passed to the competent authority.
    Transfer,
    /// It is joined to an earlier one.
    Join,
    /// It is left without examination.
    LeaveUnexamined,
    /// Its threats are passed to law enforcement.
    ReportThreat,
    /// The answer is drafted.
    DraftAnswer,
    /// The draft goes back to the examiner.
    ReturnAnswer,
    /// The answer is approved and goes to its signature.
    ApproveAnswer,
    /// The signing of the answer is given up.
    GiveUpSigning,
    /// The answer is signed.
    IssueAnswer,
    /// The answer was sent by the program.
    Send,
    /// The answer was posted by hand.
    RecordPosting,
    /// What was registered wrong is put right.
    Correct,
}

type Line = lifecycle::Line<State, Action>;

use Action as A;

const fn line(action: A, from: &'static [S], to: Option<S>, permission: Option<&'static str>) -> Line {
    Line { action, from, to, permission, guards: &[], effects: &[] }
}

/// At the clerks' or in examination, nothing under way.
const OPEN: &[S] = &[S::Registered, S::InExamination];
const MANAGE: Option<&str> = Some("petitions.manage");
const EXAMINE: Option<&str> = Some("petitions.examine");
const DECIDE: Option<&str> = Some("petitions.decide");
/// In examination, its answer not approved yet.
const EXAMINED: &[S] = &[S::InExamination, S::AnswerDrafted];
/// Registered, and no answer approved yet: its term runs.
const RUNNING: &[S] = &[S::Registered, S::InExamination, S::AnswerDrafted];
/// Registered, its answer not approved, whether its term runs or not.
const REGISTERED: &[S] = &[S::Registered, S::AwaitingCompletion, S::InExamination, S::AnswerDrafted];
const COMPLETE: Option<&str> = Some("petitions.complete");

/// The table. Whatever is not in it cannot be done.
pub static TABLE: Lifecycle<State, Action> = Lifecycle(&[
    line(A::Sign, &[S::AwaitingSignature], Some(S::Registered), None),
    line(A::AcceptSignature, &[S::CheckingSignature], Some(S::Registered), None),
    line(A::RefuseSignature, &[S::CheckingSignature], Some(S::SignatureRefused), None),
    line(A::NoteSignature, REGISTERED, None, None),
    line(A::Lapse, &[S::AwaitingSignature], Some(S::Lapsed), None),
    line(
        A::Withdraw,
        &[S::AwaitingSignature, S::CheckingSignature, S::Registered, S::AwaitingCompletion, S::InExamination, S::AnswerDrafted],
        Some(S::Withdrawn),
        Some("petitions.withdraw"),
    ),
    line(A::Assign, OPEN, Some(S::InExamination), MANAGE),
    line(A::Claim, EXAMINED, None, Some("petitions.claim")),
    line(A::AssignExaminer, EXAMINED, None, DECIDE),
    line(A::Contribute, EXAMINED, None, Some("petitions.contribute")),
    line(A::AskPetitioner, OPEN, Some(S::AwaitingCompletion), MANAGE),
    line(A::Complete, &[S::AwaitingCompletion], Some(S::Registered), COMPLETE),
    line(A::EndWaiting, &[S::AwaitingCompletion], Some(S::LeftUnexamined), None),
    line(A::AskForDocuments, RUNNING, None, Some("petitions.ask")),
    line(A::SupplyDocuments, RUNNING, None, COMPLETE),
    line(A::GiveUpDocuments, RUNNING, None, None),
    line(A::Extend, EXAMINED, None, DECIDE),
    line(A::Transfer, OPEN, Some(S::Transferred), MANAGE),
    line(A::Join, OPEN, Some(S::Joined), MANAGE),
    line(A::LeaveUnexamined, OPEN, Some(S::LeftUnexamined), MANAGE),
    line(A::ReportThreat, OPEN, Some(S::LeftUnexamined), MANAGE),
    line(A::DraftAnswer, EXAMINED, Some(S::AnswerDrafted), EXAMINE),
    line(A::ReturnAnswer, &[S::AnswerDrafted], Some(S::InExamination), DECIDE),
    line(A::ApproveAnswer, &[S::AnswerDrafted], Some(S::AwaitingAnswerSignature), DECIDE),
    line(A::GiveUpSigning, &[S::AwaitingAnswerSignature], Some(S::InExamination), DECIDE),
    line(A::IssueAnswer, &[S::AwaitingAnswerSignature], Some(S::Answered), None),
    line(A::Send, &[S::Answered], Some(S::Closed), None),
    line(A::RecordPosting, &[S::Answered], Some(S::Closed), MANAGE),
    // Once the answer is approved its text is fixed: the signing is given up first.
    line(A::Correct, REGISTERED, None, Some("petitions.register")),
]);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Drawn up, filed signed, or registered by a clerk.
    const BEGINNINGS: [State; 3] = [S::AwaitingSignature, S::CheckingSignature, S::Registered];

    #[test]
    fn every_state_is_reached_and_can_end_once_and_for_all() {
        lifecycle::assert_sound(&TABLE, &State::ALL, &BEGINNINGS, State::is_final);
        assert!(TABLE.line(Action::File).is_none(), "filing begins it and has no state before");
    }

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in State::ALL {
            assert_eq!(State::read(state.code()), Some(state));
            assert_eq!(serde_json::to_value(state).expect("json"), state.code());
        }
    }

    proptest! {
        /// Whatever is done in whatever order: nothing is examined before it is signed, no answer goes out that was not approved and signed.
        #[test]
        fn none_is_examined_unsigned_and_none_answered_without_a_signature(choices in prop::collection::vec(0usize..TABLE.0.len(), 0..60)) {
            let (mut state, mut accepted, mut approved, mut issued) = (S::AwaitingSignature, false, false, false);
            for choice in choices {
                let action = TABLE.0[choice].action;
                let Some(next) = TABLE.after(action, state) else { continue };
                accepted |= action == A::Sign;
                match action {
                    A::ApproveAnswer => approved = true,
                    A::GiveUpSigning => approved = false,
                    A::IssueAnswer => issued = approved,
                    _ => {}
                }
                state = next;
                prop_assert!(!matches!(state, S::Registered | S::InExamination | S::AnswerDrafted) || accepted);
                prop_assert!(!matches!(state, S::Answered | S::Closed) || (approved && issued));
            }
        }
    }
}
