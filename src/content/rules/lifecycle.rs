//! The editorial flow of an item as one table (R-24..R-32): which action, from which states, to which, by whose hand.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where an item's working copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = ContentState)]
pub enum State {
    /// Being written by its provider.
    Draft,
    /// Its publication is asked for; the term runs.
    Submitted,
    /// Sent back to its provider with reasons.
    Returned,
    /// To be published at a time that was set.
    Scheduled,
    /// Public as it stands.
    Published,
    /// Taken off.
    Withdrawn,
    /// Given up before it was ever published.
    Discarded,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Submitted, Self::Returned, Self::Scheduled, Self::Published, Self::Withdrawn, Self::Discarded];

    /// As the database writes it: what is scheduled is published, from its time on.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "Submitted",
            Self::Returned => "Returned",
            Self::Scheduled | Self::Published => "Published",
            Self::Withdrawn => "Withdrawn",
            Self::Discarded => "Discarded",
        }
    }

    /// As it stands at an instant.
    pub fn read(code: &str, live_from: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Self> {
        let state = Self::ALL.into_iter().rev().find(|state| state.code() == code)?;
        let waits = live_from.is_some_and(|from| now < from);
        Some(if state == Self::Published && waits { Self::Scheduled } else { state })
    }
}

/// What can be done with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = ContentAction)]
pub enum Action {
    /// Change the draft.
    Edit,
    /// Ask for its publication.
    Submit,
    /// Take the request back.
    Recall,
    /// Correct what was submitted; the provider is told.
    Amend,
    /// Send it back with reasons.
    Return,
    /// Publish, now or at a time.
    Publish,
    /// Take back a publication whose time has not come.
    Postpone,
    /// The provider confirms what is public, or finds a fault in it.
    Verify,
    /// Begin a new draft of what was published.
    Revise,
    /// Make an old version the new draft.
    Restore,
    /// Take it off the site.
    Withdraw,
    /// Give the draft up; what is public stays.
    Discard,
}

/// What an action needs beside its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Something was published once.
    Version,
    /// Something is public, or will be.
    Live,
}

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Nowhere else.
    Same,
    /// To a state.
    State(State),
    /// To Published, or to Scheduled while the time has not come.
    Public,
    /// Back to what stood before the draft.
    Back,
}

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    /// What is done.
    pub action: Action,
    /// From where.
    pub from: &'static [State],
    /// To where.
    pub to: To,
    /// What it needs.
    pub needs: Needs,
    /// The permissions of which one is needed.
    pub permissions: &'static [&'static str],
}

use Action as A;
use State as S;

/// The providers' permission, of the subdivision that is the item's source.
pub const PROVIDE: &str = "content.provide";
/// The administrators' permission, of the subdivision that administers the item's section.
pub const ADMINISTER: &str = "content.administer";

const DRAFT: &[State] = &[S::Draft, S::Returned];
const BOTH: &[&str] = &[PROVIDE, ADMINISTER];
const SHOWN: &[State] = &[S::Draft, S::Submitted, S::Returned, S::Published];

/// The table. Whatever is not in it cannot be done.
pub static TABLE: &[Line] = &[
    Line { action: A::Edit, from: DRAFT, to: To::Same, needs: Needs::Nothing, permissions: &[PROVIDE] },
    Line { action: A::Submit, from: DRAFT, to: To::State(S::Submitted), needs: Needs::Nothing, permissions: &[PROVIDE] },
    Line { action: A::Recall, from: &[S::Submitted], to: To::State(S::Draft), needs: Needs::Nothing, permissions: &[PROVIDE] },
    Line { action: A::Amend, from: &[S::Submitted], to: To::Same, needs: Needs::Nothing, permissions: &[ADMINISTER] },
    Line {
        action: A::Return,
        from: &[S::Submitted],
        to: To::State(S::Returned),
        needs: Needs::Nothing,
        permissions: &[ADMINISTER],
    },
    Line { action: A::Publish, from: &[S::Submitted], to: To::Public, needs: Needs::Nothing, permissions: &[ADMINISTER] },
    Line {
        action: A::Postpone,
        from: &[S::Scheduled],
        to: To::State(S::Submitted),
        needs: Needs::Version,
        permissions: &[ADMINISTER],
    },
    Line { action: A::Verify, from: SHOWN, to: To::Same, needs: Needs::Live, permissions: &[PROVIDE] },
    Line {
        action: A::Revise,
        from: &[S::Published, S::Withdrawn],
        to: To::State(S::Draft),
        needs: Needs::Version,
        permissions: BOTH,
    },
    Line {
        action: A::Restore,
        from: &[S::Draft, S::Returned, S::Published, S::Withdrawn],
        to: To::State(S::Draft),
        needs: Needs::Version,
        permissions: BOTH,
    },
    Line {
        action: A::Withdraw,
        from: &[S::Draft, S::Submitted, S::Returned, S::Scheduled, S::Published],
        to: To::State(S::Withdrawn),
        needs: Needs::Live,
        permissions: &[ADMINISTER],
    },
    Line { action: A::Discard, from: DRAFT, to: To::Back, needs: Needs::Nothing, permissions: &[PROVIDE] },
];

/// How an item stands, as far as the table asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Whether there is a version.
    pub version: bool,
    /// Whether its latest version was taken off.
    pub withdrawn: bool,
}

/// The line of an action.
pub fn line(action: Action) -> Option<&'static Line> {
    TABLE.iter().find(|line| line.action == action)
}

/// Where an action leads; `None` where it cannot be done. `waits`: it publishes at a time to come.
pub fn after(action: Action, at: Standing, waits: bool) -> Option<State> {
    let line = line(action)?;
    let met = match line.needs {
        Needs::Nothing => true,
        Needs::Version => at.version,
        Needs::Live => at.version && !at.withdrawn,
    };
    (met && line.from.contains(&at.state)).then_some(match line.to {
        To::Same => at.state,
        To::State(state) => state,
        To::Public if waits => State::Scheduled,
        To::Public => State::Published,
        To::Back if !at.version => State::Discarded,
        To::Back if at.withdrawn => State::Withdrawn,
        To::Back => State::Published,
    })
}

/// The lines that can be followed.
pub fn possible(at: Standing) -> impl Iterator<Item = &'static Line> {
    TABLE.iter().filter(move |line| after(line.action, at, false).is_some())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The same bookkeeping that the store does.
    fn step(at: Standing, action: Action, waits: bool) -> Option<Standing> {
        let state = after(action, at, waits)?;
        Some(match action {
            Action::Publish => Standing { state, version: true, withdrawn: false },
            Action::Withdraw => Standing { state, withdrawn: true, ..at },
            _ => Standing { state, ..at },
        })
    }

    const NEW: Standing = Standing { state: State::Draft, version: false, withdrawn: false };

    #[test]
    fn every_action_stands_in_the_table_once_and_every_state_is_reached() {
        let actions: BTreeSet<_> = TABLE.iter().map(|line| line.action).collect();
        assert_eq!(actions.len(), TABLE.len());
        let (mut seen, mut open) = (vec![NEW], vec![NEW]);
        while let Some(at) = open.pop() {
            for next in TABLE.iter().flat_map(|line| [step(at, line.action, true), step(at, line.action, false)]).flatten() {
                if !seen.contains(&next) {
                    seen.push(next);
                    open.push(next);
                }
            }
        }
        for state in State::ALL {
            assert!(seen.iter().any(|at| at.state == state), "{state:?} is never reached");
        }
    }

    #[test]
    fn states_are_read_as_they_are_written() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        for state in State::ALL {
            let live = Some(if state == State::Scheduled { now + chrono::Duration::seconds(1) } else { now });
            assert_eq!(State::read(state.code(), live, now), Some(state));
        }
        assert_eq!(State::read("Published", Some(now), now), Some(State::Published), "its time is now");
    }

    proptest! {
        /// Whatever is done in whatever order: nothing is published that was not submitted by its provider since it last changed,
        /// what was given up stays so, and what is given up was never public.
        #[test]
        fn nothing_is_published_unasked(choices in prop::collection::vec((0usize..TABLE.len(), any::<bool>()), 0..80)) {
            let (mut at, mut asked) = (NEW, false);
            for (choice, waits) in choices {
                let action = TABLE[choice].action;
                let Some(next) = step(at, action, waits) else { continue };
                prop_assert_ne!(at.state, State::Discarded);
                match action {
                    Action::Submit => asked = true,
                    Action::Publish => {
                        prop_assert!(asked);
                        asked = false;
                    }
                    // A publication that is taken back is asked for still.
                    Action::Postpone => asked = true,
                    Action::Recall | Action::Return => asked = false,
                    Action::Edit => prop_assert!(!asked, "what was submitted is changed by its administrator alone"),
                    Action::Discard if next.state == State::Discarded => prop_assert!(!at.version),
                    _ => {}
                }
                prop_assert!(next.state != State::Withdrawn || next.withdrawn);
                prop_assert!(!matches!(next.state, State::Published | State::Scheduled) || next.version);
                at = next;
            }
        }
    }
}
