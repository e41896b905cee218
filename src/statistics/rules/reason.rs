//! Why a figure is other than it was known before.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fact::{Event, Fact};

/// Why a figure changed. The order is that of `statistics.cell_history.by_reason`: new ones at the end only, with a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = StatisticalReason)]
pub enum Reason {
    /// It happened, and was known before the period was over.
    Entry,
    /// It happened in the period and became known after it.
    LateEntry,
    /// What is known of the request was corrected.
    RequestCorrected,
    /// What is known of the person was corrected.
    PersonCorrected,
    /// Two records of one person became one.
    Merged,
    /// The person was struck off.
    StruckOff,
    /// What had happened was undone or happened again: a signature given up, a file opened again.
    Reopened,
}

/// So many reasons.
pub const REASONS: usize = 7;

impl Reason {
    /// All, in their order.
    pub const ALL: [Self; REASONS] = [
        Self::Entry,
        Self::LateEntry,
        Self::RequestCorrected,
        Self::PersonCorrected,
        Self::Merged,
        Self::StruckOff,
        Self::Reopened,
    ];

    /// Its place in the order.
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// Why a subject counts otherwise for an event after the period was over.
pub fn between(old: Option<&Fact>, new: Option<&Fact>, event: Event) -> Reason {
    match (old, new) {
        (None, _) => Reason::LateEntry,
        // Only a record that leads to another ceases to count.
        (Some(_), None) => Reason::Merged,
        (Some(old), Some(new)) => match (old.events.get(&event), new.events.get(&event)) {
            (None, _) => Reason::LateEntry,
            (Some(_), None) => Reason::Reopened,
            (Some(before), Some(after)) if before != after && event != Event::StruckOff => Reason::Reopened,
            _ if old.person != new.person => Reason::Merged,
            _ if old.struck_off != new.struck_off => Reason::StruckOff,
            _ if only_person(old, new) => Reason::PersonCorrected,
            _ => Reason::RequestCorrected,
        },
    }
}

fn only_person(old: &Fact, new: &Fact) -> bool {
    new.dimensions.iter().all(|(dimension, value)| dimension.is_of_person() || old.value(*dimension) == value)
}
