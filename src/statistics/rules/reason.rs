//! Why a figure is other than it was known before.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fact::{Dimension, Event, Fact};

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
    /// What was counted went its ordinary course: it was examined, decided, closed.
    Progressed,
}

/// So many reasons.
pub const REASONS: usize = 8;

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
        Self::Progressed,
    ];

    /// Its place in the order.
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// Why a subject counts otherwise for an event after the period was over, in a table that tells it apart by these dimensions.
pub fn between(old: Option<&Fact>, new: Option<&Fact>, event: Event, by: &[Dimension]) -> Reason {
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
            _ => other_values(old, new, by),
        },
    }
}

/// Why the values are others: what is told wrong is corrected, what goes its course moves on.
fn other_values(old: &Fact, new: &Fact, by: &[Dimension]) -> Reason {
    let others = || by.iter().filter(|dimension| old.value(**dimension) != new.value(**dimension));
    // A step back: what had happened has not.
    let undone = || {
        old.events
            .iter()
            .any(|(event, day)| !matches!(event, Event::StruckOff | Event::Overdue) && new.events.get(event) != Some(day))
    };
    if others().any(|dimension| !dimension.is_of_person() && !dimension.is_of_its_course()) {
        Reason::RequestCorrected
    } else if others().any(|dimension| dimension.is_of_person()) {
        Reason::PersonCorrected
    } else if undone() {
        Reason::Reopened
    } else {
        Reason::Progressed
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn fact(values: &[(Dimension, &str)], events: &[(Event, &str)]) -> Fact {
        Fact {
            dimensions: values.iter().map(|(dimension, value)| (*dimension, (*value).to_owned())).collect(),
            events: events.iter().map(|(event, day)| (*event, day.parse().expect("a day"))).collect::<BTreeMap<_, _>>(),
            person: None,
            struck_off: false,
        }
    }

    #[test]
    fn the_course_of_a_request_is_no_correction() {
        use Dimension as D;
        let filed = (Event::Submitted, "2026-11-03");
        let before = fact(&[(D::State, "InExamination"), (D::Office, "CHI"), (D::Sex, "Male")], &[filed]);
        let decided =
            fact(&[(D::State, "Decided"), (D::Office, "CHI"), (D::Sex, "Male")], &[filed, (Event::Decided, "2026-12-01")]);
        let why = |old: &Fact, new: &Fact, by: &[Dimension]| between(Some(old), Some(new), Event::Submitted, by);
        assert_eq!(why(&before, &decided, &[D::State]), Reason::Progressed);
        assert_eq!(why(&decided, &before, &[D::State]), Reason::Reopened, "a signature given up");
        let mut corrected = decided.clone();
        corrected.dimensions.insert(D::Sex, "Female".into());
        assert_eq!(why(&before, &corrected, &[D::State]), Reason::Progressed, "sex is not in this table");
        assert_eq!(why(&before, &corrected, &[D::State, D::Sex]), Reason::PersonCorrected);
        corrected.dimensions.insert(D::Office, "BAL".into());
        assert_eq!(why(&before, &corrected, &[D::State, D::Office]), Reason::RequestCorrected);
    }
}
