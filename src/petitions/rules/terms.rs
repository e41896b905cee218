//! The terms of petitions, as data (`terms.yaml`), counted by the one deadline code of the house.

use std::sync::LazyLock;

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;

use crate::{
    kernel::{
        calendar::Calendar,
        local_time::legal_day,
        problem::Problem,
        term::{Extension, Term, TermError, TermLength, end_on},
    },
    petitions::parts::{Asked, Asking},
};

/// The terms of one register.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// The series of its registration numbers.
    pub series: String,
    /// From completeness to the answer.
    pub examination: TermLength,
    /// Units that may be added in the ordinary way, all grants together.
    pub extension: u32,
    /// Units that it lasts at most, extensions included.
    pub longest: u32,
    /// From registration until the petitioner knows that it was received.
    pub receipt: TermLength,
    /// From registration until it is passed to another authority.
    pub transfer: TermLength,
}

/// How long somebody can be given.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    petition: Terms,
    information_request: Terms,
    signing: TermLength,
    completion: Days,
    running_out: u32,
}

static WRITTEN: LazyLock<Result<Written, String>> = LazyLock::new(|| {
    let written: Written = serde_saphyr::from_str(include_str!("terms.yaml")).map_err(|error| format!("terms.yaml: {error}"))?;
    for terms in [&written.petition, &written.information_request] {
        if terms.examination.count + terms.extension > terms.longest {
            return Err(format!("terms.yaml: {}: with its extension it is longer than the longest", terms.series));
        }
    }
    if written.petition.series == written.information_request.series || written.completion.least > written.completion.most {
        return Err("terms.yaml: two registers in one series, or a term that is none".into());
    }
    Ok(written)
});

fn written() -> Result<&'static Written, Problem> {
    WRITTEN.as_ref().map_err(Problem::internal)
}

/// The terms of a petition, or of a request for information.
pub fn terms_of(is_petition: bool) -> Result<&'static Terms, Problem> {
    Ok(if is_petition { &written()?.petition } else { &written()?.information_request })
}

/// How long a petitioner can be given to supply something.
pub fn completion() -> Result<Days, Problem> {
    Ok(written()?.completion)
}

/// A term with so many days left runs out soon.
pub fn running_out() -> Result<u32, Problem> {
    Ok(written()?.running_out)
}

/// Until when what was drawn up can be signed.
pub fn signing_ends(drawn_up_at: DateTime<Utc>, calendar: &Calendar) -> Result<DateTime<Utc>, Problem> {
    end(drawn_up_at, written()?.signing, calendar)
}

/// An asking that reaches the petitioner on another day than it was written: they have as many days from then on, to the end of a working day,
/// and never fewer than before; further documents are of no use after the end of the term.
pub fn asked_again(asked: &Asked, told_at: DateTime<Utc>, term_ends: Option<DateTime<Utc>>, calendar: &Calendar) -> Asked {
    let given = (legal_day(asked.due_at) - legal_day(asked.asked_at)).max(Duration::zero());
    let due_at = end_on(legal_day(told_at) + given, calendar);
    let latest = term_ends.filter(|_| asked.reason == Asking::MoreDocuments);
    let due_at = latest.map_or(due_at, |latest| due_at.min(latest)).max(asked.due_at);
    Asked { asked_at: told_at, due_at, ..asked.clone() }
}

impl Terms {
    /// The term of examination, from completeness on.
    pub fn begin(&self, complete_at: DateTime<Utc>) -> Result<Term, Problem> {
        Term::new(complete_at, self.examination).map_err(Problem::internal)
    }

    /// Until when the petitioner must know that it was received.
    pub fn receipt_ends(&self, registered_at: DateTime<Utc>, calendar: &Calendar) -> Result<DateTime<Utc>, Problem> {
        end(registered_at, self.receipt, calendar)
    }

    /// Until when it can be passed on.
    pub fn transfer_ends(&self, registered_at: DateTime<Utc>, calendar: &Calendar) -> Result<DateTime<Utc>, Problem> {
        end(registered_at, self.transfer, calendar)
    }

    /// Days that can still be granted to a term to which so many were granted, the exceptional ones included.
    pub fn extendable(&self, granted: u32) -> u32 {
        if self.extension == 0 { 0 } else { self.longest.saturating_sub(self.examination.count + granted) }
    }

    /// Grants more time: only before the end, never beyond the longest; beyond the ordinary extension only to an exceptional case.
    pub fn extend(
        &self,
        term: &mut Term,
        extension: Extension,
        exceptional: bool,
        calendar: &Calendar,
    ) -> Result<(), NotExtended> {
        let granted: u32 = term.extensions().iter().map(|more| more.by).sum();
        let total = granted.saturating_add(extension.by);
        if self.extension == 0 {
            return Err(NotExtended::Never);
        }
        if self.examination.count.saturating_add(total) > self.longest {
            return Err(NotExtended::BeyondTheLongest { left: self.extendable(granted) });
        }
        if total > self.extension && !exceptional {
            return Err(NotExtended::OnlyExceptionally { left: self.extension.saturating_sub(granted) });
        }
        term.extend(extension, calendar)?;
        Ok(())
    }
}

fn end(from: DateTime<Utc>, length: TermLength, calendar: &Calendar) -> Result<DateTime<Utc>, Problem> {
    let term = Term::new(from, length).map_err(Problem::internal)?;
    term.end(calendar).ok_or_else(|| Problem::internal("a term without an end"))
}

/// Why no more time was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotExtended {
    /// This register's term is not extended.
    #[error("this term is never extended")]
    Never,
    /// More than there is in the ordinary way.
    #[error("only {left} more in the ordinary way")]
    OnlyExceptionally {
        /// What is left.
        left: u32,
    },
    /// More than there is at all.
    #[error("only {left} more at all")]
    BeyondTheLongest {
        /// What is left.
        left: u32,
    },
    /// The term itself refuses.
    #[error(transparent)]
    Term(#[from] TermError),
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::local_time::{end_of_day, start_of_day};

    fn calendar() -> Calendar {
        Calendar::new([]).expect("a calendar").in_locality("Chisinau")
    }

    fn at(day: &str) -> DateTime<Utc> {
        start_of_day(day.parse().expect("a day")) + Duration::hours(9)
    }

    fn day(day: &str) -> NaiveDate {
        day.parse().expect("a day")
    }

    fn more(by: u32, granted_at: DateTime<Utc>) -> Extension {
        Extension { by, unit: None, granted_at, reason: "complexitate".into() }
    }

    #[test]
    fn thirty_days_end_on_the_next_working_day() {
        let terms = terms_of(true).expect("terms");
        let ends = |from: &str| legal_day(terms.begin(at(from)).expect("a term").end(&calendar()).expect("an end"));
        assert_eq!(ends("2026-11-16"), day("2026-12-16"));
        assert_eq!(ends("2026-11-25"), day("2026-12-28"), "25 December is a holiday, 26 and 27 a weekend");
        assert_eq!(ends("2026-12-02"), day("2027-01-04"), "1 January is a holiday, 2 and 3 a weekend");
    }

    #[test]
    fn a_request_for_information_has_ten_working_days_and_no_more() {
        let terms = terms_of(false).expect("terms");
        let mut term = terms.begin(at("2026-12-18")).expect("a term");
        // 25 December and 1 January are not worked.
        assert_eq!(legal_day(term.end(&calendar()).expect("an end")), day("2027-01-05"));
        assert_eq!(terms.extend(&mut term, more(5, at("2026-12-21")), true, &calendar()), Err(NotExtended::Never));
    }

    #[test]
    fn a_transfer_has_five_working_days() {
        let ends = terms_of(true).expect("terms").transfer_ends(at("2026-12-22"), &calendar()).expect("an end");
        assert_eq!(legal_day(ends), day("2026-12-30"));
    }

    #[test]
    fn more_time_is_granted_before_the_end_only() {
        let terms = terms_of(true).expect("terms");
        let mut term = terms.begin(at("2026-11-16")).expect("a term");
        let late = more(15, at("2026-12-17"));
        assert_eq!(terms.extend(&mut term, late, false, &calendar()), Err(NotExtended::Term(TermError::TooLate)));
        terms.extend(&mut term, more(15, at("2026-12-16")), false, &calendar()).expect("more time");
        assert_eq!(legal_day(term.end(&calendar()).expect("an end")), day("2026-12-31"));
        let again = more(1, at("2026-12-20"));
        assert_eq!(terms.extend(&mut term, again.clone(), false, &calendar()), Err(NotExtended::OnlyExceptionally { left: 0 }));
        terms.extend(&mut term, again, true, &calendar()).expect("an exceptional case");
    }

    #[test]
    fn an_asking_that_is_told_again_gives_the_same_time_anew() {
        let asked = |reason| Asked {
            id: uuid::Uuid::nil(),
            reason,
            text: "contractul".into(),
            asked_at: at("2026-11-16"),
            due_at: end_of_day(day("2026-11-26")),
        };
        let term_ends = Some(end_of_day(day("2026-12-01")));
        let again = |reason, told: &str| legal_day(asked_again(&asked(reason), at(told), term_ends, &calendar()).due_at);
        // Ten days from Saturday 28 November.
        assert_eq!(again(Asking::Shortcomings, "2026-11-28"), day("2026-12-08"));
        assert_eq!(again(Asking::Shortcomings, "2026-11-25"), day("2026-12-07"), "5 December is a Saturday");
        assert_eq!(again(Asking::MoreDocuments, "2026-11-28"), day("2026-12-01"));
        assert_eq!(again(Asking::MoreDocuments, "2026-11-10"), day("2026-11-26"), "never fewer than before");
    }

    proptest! {
        /// However it is extended, it never lasts more than 90 days, and the ordinary way adds no more than 15.
        #[test]
        fn never_longer_than_the_longest(grants in prop::collection::vec((1u32..80, any::<bool>()), 0..12)) {
            let terms = terms_of(true).expect("terms");
            let start = at("2026-03-02");
            let mut term = terms.begin(start).expect("a term");
            for (by, exceptional) in grants {
                let before: u32 = term.extensions().iter().map(|more| more.by).sum();
                let done = terms.extend(&mut term, more(by, start), exceptional, &calendar());
                let after: u32 = term.extensions().iter().map(|more| more.by).sum();
                prop_assert_eq!(after, if done.is_ok() { before + by } else { before });
                prop_assert!(done.is_err() || exceptional || after <= terms.extension);
                prop_assert!(terms.examination.count + after <= terms.longest);
            }
        }
    }
}
