use proptest::prelude::*;

use super::*;
use crate::{kernel::money::Money, payments::rules::ledger::Ledger};

/// What can happen to a request and its order.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// Somebody tries the step of this line.
    Step(usize, u8),
    /// Money comes, whenever.
    Pays(Money),
    /// Whoever decided signs, or the seal is set.
    Signs,
    /// Whatever there was time for is over.
    TimePasses,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (0..TABLE.0.len(), 0u8..3).prop_map(|(line, actor)| Event::Step(line, actor)),
        2 => (1i64..400_000).prop_map(|bani| Event::Pays(Money::from_bani(bani))),
        2 => Just(Event::Signs),
        1 => Just(Event::TimePasses),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LegalTerm {
    None,
    Runs,
    Paused,
    Ended,
}

/// A request as far as the table moves it.
#[derive(Debug)]
struct World {
    fee: Money,
    state: State,
    order: Ledger,
    term: LegalTerm,
    extensions_left: u8,
    holder: Option<u8>,
    proposed_by: Option<u8>,
    decided_by: Option<u8>,
    signed: bool,
    time_over: bool,
    closed: bool,
}

impl World {
    fn new(fee: Money) -> Self {
        Self {
            fee,
            state: State::Draft,
            order: Ledger::owing(Money::ZERO),
            term: LegalTerm::None,
            extensions_left: 0,
            holder: None,
            proposed_by: None,
            decided_by: None,
            signed: false,
            time_over: false,
            closed: false,
        }
    }

    fn holds(&self, guard: Guard, actor: u8) -> bool {
        match guard {
            Guard::NoInterest => true,
            Guard::Unclaimed | Guard::Certain => self.holder.is_none(),
            Guard::NotProposer => self.proposed_by != Some(actor),
            Guard::ExtensionLeft => self.extensions_left > 0,
            Guard::DecidedByHead => self.decided_by.is_some(),
            Guard::NothingDue => self.order.due() == Money::ZERO,
            Guard::ActsSigned => self.signed,
            Guard::TimeOver => self.time_over,
        }
    }

    fn meet(&mut self, event: Event) {
        match event {
            Event::Pays(amount) => drop(self.order.receive(amount)),
            Event::Signs => self.signed |= self.state == State::AwaitingSignature,
            Event::TimePasses => {
                self.time_over = true;
                self.order.expired |= self.state == State::AwaitingPayment;
            }
            Event::Step(line, actor) => self.step(&TABLE.0[line], actor),
        }
    }

    fn step(&mut self, line: &Line, actor: u8) {
        if !line.from.contains(&self.state) || !line.guards.iter().all(|guard| self.holds(*guard, actor)) {
            return;
        }
        line.effects.iter().for_each(|effect| self.follow(*effect));
        match line.action {
            Action::Submit => self.order = Ledger::owing(self.fee),
            Action::Register => (self.term, self.extensions_left) = (LegalTerm::Runs, 1),
            Action::ExtendTerm => self.extend(),
            Action::Claim => self.holder = Some(actor),
            Action::Propose => self.proposed_by = Some(actor),
            Action::Decide => (self.decided_by, self.signed) = (Some(actor), false),
            Action::DecideAutomatically => self.signed = false,
            Action::GiveUpSigning => self.decided_by = None,
            _ => {}
        }
        self.time_over &= line.to.is_none();
        self.state = line.to.unwrap_or(self.state);
    }

    /// Time is given while the term runs, and no more often than the service says (`Standing` counts as this does).
    fn extend(&mut self) {
        assert_eq!(self.term, LegalTerm::Runs, "{self:?}");
        self.extensions_left -= 1;
    }

    fn follow(&mut self, effect: Effect) {
        match effect {
            Effect::TermPauses => self.term = LegalTerm::Paused,
            Effect::TermResumes => self.term = LegalTerm::Runs,
            Effect::TermEnds => self.term = LegalTerm::Ended,
            Effect::OrderCancelled => drop(self.order.cancel()),
            Effect::FileCloses => self.closed = true,
            Effect::ConclusionGivenUp | Effect::ApplicantTold(_) | Effect::OfficerTold => {}
        }
    }
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

#[test]
fn nobody_with_an_interest_takes_a_step_and_what_the_system_does_has_a_reason() {
    let system = [Guard::NothingDue, Guard::Certain, Guard::ActsSigned, Guard::TimeOver];
    for line in TABLE.0 {
        assert_eq!(line.permission.is_some(), line.guards.contains(&Guard::NoInterest), "{:?}", line.action);
        assert_eq!(line.permission.is_none(), line.guards.iter().any(|guard| system.contains(guard)), "{:?}", line.action);
    }
}

proptest! {
    /// Whatever happens in whatever order, by whosever hand.
    #[test]
    fn a_request_is_what_its_state_says(
        fee in prop_oneof![Just(0i64), 1i64..400_000],
        events in prop::collection::vec(event(), 0..120),
    ) {
        let mut world = World::new(Money::from_bani(fee));
        for event in events {
            world.meet(event);
            let World { state, term, .. } = world;
            // None is registered with an amount due, none decided unsigned.
            prop_assert!(!state.is_registered() || world.order.due() == Money::ZERO, "{:?}", world);
            let decided = matches!(state, State::Decided | State::Served | State::Appealed | State::Closed);
            prop_assert!(!decided || world.signed, "{:?}", world);
            // Nobody decides what they proposed.
            prop_assert!(world.decided_by.is_none() || world.decided_by != world.proposed_by, "{:?}", world);
            // The file is closed when nothing can happen any more.
            prop_assert_eq!(world.closed, state.is_final(), "{:?}", world);
            // The legal term runs while the inspectorate is to act, and stands still while it waits for the applicant.
            let expected = match state {
                State::Draft | State::AwaitingPayment | State::Lapsed => LegalTerm::None,
                State::AwaitingCompletion | State::LeftUnexamined => LegalTerm::Paused,
                State::InExamination | State::InConsultation | State::Proposed | State::AwaitingSignature => LegalTerm::Runs,
                State::Decided | State::Served | State::Appealed | State::Closed | State::Withdrawn => LegalTerm::Ended,
            };
            prop_assert_eq!(term, expected, "{:?}", world);
        }
    }
}
