//! The life of a power of representation, as a table.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a power stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = RepresentationState)]
pub enum State {
    /// It waits for MPower's answer, or for an officer.
    Pending,
    /// It counts, within its days.
    Accepted,
    /// It does not count.
    Refused,
    /// It counted, or waited, and does no more.
    Ended,
}

/// Who vouches for a power.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = RepresentationSource)]
pub enum Source {
    /// The state's register of powers: it is asked, no officer decides.
    MPower,
    /// A paper: an officer looks at it.
    Upload,
}

/// What can happen to a power.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// An officer finds it good.
    OfficerAccepts,
    /// An officer finds it wanting.
    OfficerRefuses,
    /// MPower confirms it.
    RegisterConfirms,
    /// MPower does not know it, or it names others.
    RegisterDenies,
    /// One of the two sides ends it.
    SideEnds,
}

/// Where a power goes; none where the event cannot happen to it.
pub const fn next(source: Source, state: State, event: Event) -> Option<State> {
    match (source, state, event) {
        (Source::Upload, State::Pending, Event::OfficerAccepts) => Some(State::Accepted),
        (Source::Upload, State::Pending, Event::OfficerRefuses) => Some(State::Refused),
        (Source::MPower, State::Pending, Event::RegisterConfirms) => Some(State::Accepted),
        (Source::MPower, State::Pending, Event::RegisterDenies) => Some(State::Refused),
        (Source::MPower, State::Accepted, Event::RegisterConfirms) => Some(State::Accepted),
        // A power that was taken back at MPower ends here too.
        (Source::MPower, State::Accepted, Event::RegisterDenies) => Some(State::Ended),
        (_, State::Pending | State::Accepted, Event::SideEnds) => Some(State::Ended),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::OfficerAccepts),
            Just(Event::OfficerRefuses),
            Just(Event::RegisterConfirms),
            Just(Event::RegisterDenies),
            Just(Event::SideEnds),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_what_is_over_stays_over_and_only_the_right_voice_accepts(
            upload in any::<bool>(), events in proptest::collection::vec(any_event(), 0..12)
        ) {
            let source = if upload { Source::Upload } else { Source::MPower };
            let (mut state, mut accepted) = (State::Pending, false);
            for event in events {
                let before = state;
                if let Some(after) = next(source, state, event) {
                    state = after;
                }
                if matches!(before, State::Refused | State::Ended) {
                    prop_assert_eq!(state, before);
                }
                if state == State::Accepted && before != State::Accepted {
                    let voice = if upload { Event::OfficerAccepts } else { Event::RegisterConfirms };
                    prop_assert_eq!((before, event), (State::Pending, voice));
                    prop_assert!(!accepted, "nothing is accepted twice");
                    accepted = true;
                }
                prop_assert!(state != State::Refused || !accepted, "what was accepted is ended, not refused");
            }
        }
    }
}
