//! The lifecycle of a request as one table: which action, from which states, to which, by whose hand, under which guards, with which effects
//! (facts 1.4; Concept par. 16, 25.2).

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
    /// Give more time, before the legal term ends.
    ExtendTerm,
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
            | Self::ExtendTerm
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

/// What must hold for a step besides the state of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The officer has declared no interest in a person whom it is for (settled.md, "Identity").
    NoInterest,
    /// Nobody has it in hand.
    Unclaimed,
    /// Who proposed does not decide.
    NotProposer,
    /// The service's term may be extended once more (`terms[].extensions`).
    ExtensionLeft,
    /// A head decided it; what is decided without a human is under the seal.
    DecidedByHead,
    /// Nothing is due on its order. This one and those below are the system's, which takes the step because they hold.
    NothingDue,
    /// The service's table decides it, and nothing is in doubt.
    Certain,
    /// Each act of the decision is signed or sealed.
    ActsSigned,
    /// The time is over that there was to supply, to pay, or to go on with a draft.
    TimeOver,
}

/// What follows of itself from a step. What a step writes of its own (answers, a proposal, a number and the legal term with registration) is
/// in the file of the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The legal term stands still.
    TermPauses,
    /// It runs again.
    TermResumes,
    /// It ends, running or not.
    TermEnds,
    /// What is unpaid of its order is cancelled; what was paid in part is due back.
    OrderCancelled,
    /// A conclusion that its examiner has not signed yet is signed no more.
    ConclusionGivenUp,
    /// The file is closed.
    FileCloses,
    /// Whoever filed is told.
    ApplicantTold(Telling),
    /// The officer who has it in hand is told.
    OfficerTold,
}

/// What the applicant is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// It is registered.
    Registered,
    /// Something is missing.
    CompletionAsked,
    /// There is more time for it.
    TermExtended,
    /// It is decided.
    Decided,
    /// It was left unexamined.
    LeftUnexamined,
}

/// A line of the table.
pub type Line = lifecycle::Line<State, Action, Guard, Effect>;

use Action as A;
use Effect as E;
use Guard as G;
use State as S;

/// A step of somebody who holds a permission.
const fn step(
    action: Action,
    from: &'static [State],
    to: Option<State>,
    permission: &'static str,
    guards: &'static [Guard],
    effects: &'static [Effect],
) -> Line {
    Line { action, from, to, permission: Some(permission), guards, effects }
}

/// A step of the system itself.
const fn of_itself(
    action: Action,
    from: &'static [State],
    to: State,
    guards: &'static [Guard],
    effects: &'static [Effect],
) -> Line {
    Line { action, from, to: Some(to), permission: None, guards, effects }
}

/// States in which an examiner works.
const OPEN: &[S] = &[S::InExamination];
/// Registered, no decision proposed.
const EXAMINED: &[S] = &[S::InExamination, S::AwaitingCompletion, S::InConsultation];
/// Not decided.
const UNDECIDED: &[S] = &[S::Draft, S::AwaitingPayment, S::InExamination, S::AwaitingCompletion, S::InConsultation, S::Proposed];
const FILE: &str = "requests.file";
const EXAMINE: &str = "requests.examine";
const DECIDE: &str = "requests.decide";
/// Nobody takes a step who has an interest.
const IMPARTIAL: &[G] = &[G::NoInterest];
const WITHDRAWN: &[E] = &[E::OrderCancelled, E::ConclusionGivenUp, E::TermEnds, E::FileCloses, E::OfficerTold];

/// The table. Whatever is not in it cannot be done.
pub static TABLE: Lifecycle<State, Action, Guard, Effect> = Lifecycle(&[
    step(A::Edit, &[S::Draft], None, FILE, IMPARTIAL, &[]),
    step(A::Attach, &[S::Draft, S::AwaitingCompletion], None, FILE, IMPARTIAL, &[]),
    step(A::Submit, &[S::Draft], Some(S::AwaitingPayment), FILE, IMPARTIAL, &[]),
    of_itself(A::Register, &[S::AwaitingPayment], S::InExamination, &[G::NothingDue], &[E::ApplicantTold(Telling::Registered)]),
    step(A::Withdraw, UNDECIDED, Some(S::Withdrawn), FILE, IMPARTIAL, WITHDRAWN),
    step(A::Claim, OPEN, None, "requests.claim", &[G::NoInterest, G::Unclaimed], &[]),
    step(A::Assign, EXAMINED, None, "requests.assign", IMPARTIAL, &[]),
    step(A::CheckRegisters, OPEN, None, EXAMINE, IMPARTIAL, &[]),
    step(
        A::AskCompletion,
        OPEN,
        Some(S::AwaitingCompletion),
        EXAMINE,
        IMPARTIAL,
        &[E::TermPauses, E::ApplicantTold(Telling::CompletionAsked)],
    ),
    step(A::Complete, &[S::AwaitingCompletion], Some(S::InExamination), FILE, IMPARTIAL, &[E::TermResumes, E::OfficerTold]),
    of_itself(
        A::LeaveUnexamined,
        &[S::AwaitingCompletion],
        S::LeftUnexamined,
        &[G::TimeOver],
        &[E::FileCloses, E::ApplicantTold(Telling::LeftUnexamined)],
    ),
    step(A::Consult, OPEN, Some(S::InConsultation), EXAMINE, IMPARTIAL, &[]),
    step(A::GiveOpinion, &[S::InConsultation], Some(S::InExamination), "requests.consult", IMPARTIAL, &[E::OfficerTold]),
    step(A::DrawUp, EXAMINED, None, EXAMINE, IMPARTIAL, &[]),
    step(
        A::ExtendTerm,
        &[S::InExamination, S::InConsultation, S::Proposed],
        None,
        DECIDE,
        &[G::NoInterest, G::ExtensionLeft],
        &[E::ApplicantTold(Telling::TermExtended)],
    ),
    step(A::Propose, OPEN, Some(S::Proposed), EXAMINE, IMPARTIAL, &[]),
    step(A::ReturnProposal, &[S::Proposed], Some(S::InExamination), DECIDE, IMPARTIAL, &[E::OfficerTold]),
    step(A::Decide, &[S::Proposed], Some(S::AwaitingSignature), DECIDE, &[G::NoInterest, G::NotProposer], &[]),
    of_itself(A::DecideAutomatically, OPEN, S::AwaitingSignature, &[G::Certain], &[]),
    of_itself(
        A::Issue,
        &[S::AwaitingSignature],
        S::Decided,
        &[G::ActsSigned],
        &[E::TermEnds, E::ApplicantTold(Telling::Decided)],
    ),
    step(A::GiveUpSigning, &[S::AwaitingSignature], Some(S::Proposed), DECIDE, &[G::NoInterest, G::DecidedByHead], &[]),
    step(A::Serve, &[S::Decided], Some(S::Served), FILE, IMPARTIAL, &[]),
    step(A::Appeal, &[S::Decided, S::Served], Some(S::Appealed), FILE, IMPARTIAL, &[E::OfficerTold]),
    step(A::SettleAppeal, &[S::Appealed], Some(S::Closed), DECIDE, IMPARTIAL, &[E::FileCloses]),
    step(A::Close, &[S::Served], Some(S::Closed), EXAMINE, IMPARTIAL, &[E::FileCloses]),
    of_itself(A::Lapse, &[S::Draft, S::AwaitingPayment], S::Lapsed, &[G::TimeOver], &[E::OrderCancelled, E::FileCloses]),
]);

#[cfg(test)]
mod tests;
