//! Day by day: what was known of a subject at the end of each day on which something about it was learnt. Made of the histories of the
//! records, so that a figure as known then does not depend on when somebody counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::fact::{Event, Fact, NONE, of_document, of_person, of_petition, of_request};
use crate::kernel::local_time::legal_day;

/// A request as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of the view")]
pub struct RequestVersion {
    pub service: String,
    /// The right that a favourable decision on the service gives.
    pub right: String,
    pub purpose: String,
    pub kind: String,
    pub state: String,
    pub priority: String,
    pub channel: String,
    pub office: Option<String>,
    pub person: Option<Uuid>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub registered_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
    /// The end that the term had while it ran.
    pub promised_at: Option<DateTime<Utc>>,
    /// The end of the term while it runs; none while it stands still.
    pub due_at: Option<DateTime<Utc>>,
    pub served_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl RequestVersion {
    /// Whether the legal term was kept: the end that it had while it ran, against the instant of the decision.
    pub fn term(&self) -> &'static str {
        kept(self.decided_at, self.promised_at)
    }

    /// The day at whose end the term has run out, or will have, unless the decision or the end of the file came or comes first.
    pub fn overdue(&self) -> Option<NaiveDate> {
        let finished = self.decided_at.or(self.closed_at);
        overdue(finished, if finished.is_some() { self.promised_at } else { self.due_at })
    }
}

/// What counts with the person it is about, as that was known at the same moment.
pub trait AboutSomebody {
    /// The record that it names.
    fn person(&self) -> Option<Uuid>;
    /// As it counts; nothing where it does not.
    fn counts(&self, person: Option<(Uuid, &PersonVersion)>) -> Option<Fact>;
}

impl AboutSomebody for RequestVersion {
    fn person(&self) -> Option<Uuid> {
        self.person
    }

    fn counts(&self, person: Option<(Uuid, &PersonVersion)>) -> Option<Fact> {
        of_request(self, person)
    }
}

/// A document as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of the view")]
pub struct DocumentVersion {
    pub document_type: String,
    pub service: Option<String>,
    pub purpose: Option<String>,
    pub kind: Option<String>,
    /// The right that a favourable decision on the service gives.
    pub right: Option<String>,
    pub office: Option<String>,
    pub person: Option<Uuid>,
    pub issued_at: Option<DateTime<Utc>>,
    /// The last day on which it is valid.
    pub valid_until: Option<NaiveDate>,
    pub annulled_at: Option<DateTime<Utc>>,
}

impl AboutSomebody for DocumentVersion {
    fn person(&self) -> Option<Uuid> {
        self.person
    }

    fn counts(&self, person: Option<(Uuid, &PersonVersion)>) -> Option<Fact> {
        of_document(self, person)
    }
}

/// Whether a term was kept.
fn kept(finished: Option<DateTime<Utc>>, promised: Option<DateTime<Utc>>) -> &'static str {
    match (finished, promised) {
        (Some(finished), Some(promised)) if finished <= promised => "Kept",
        (Some(_), Some(_)) => "Broken",
        (Some(_), None) => NONE,
        (None, _) => "Open",
    }
}

/// A term in days ends at 23:59:59: it has run out on the day after.
fn overdue(finished: Option<DateTime<Utc>>, end: Option<DateTime<Utc>>) -> Option<NaiveDate> {
    let end = end?;
    (finished.is_none_or(|finished| finished > end)).then(|| legal_day(end + TimeDelta::seconds(1)))
}

/// A petition as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of the view")]
pub struct PetitionVersion {
    pub kind: String,
    pub state: String,
    pub channel: String,
    pub office: Option<String>,
    pub registered_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// The end of the term; it stays when the term has ended.
    pub due_at: Option<DateTime<Utc>>,
}

impl PetitionVersion {
    /// Whether it was answered within its term.
    pub fn term(&self) -> &'static str {
        if self.answered_at.is_none() && self.ended_at.is_some() { NONE } else { kept(self.answered_at, self.due_at) }
    }

    /// The day at whose end the term has run out, or will have, unless an answer or another end came or comes first.
    pub fn overdue(&self) -> Option<NaiveDate> {
        overdue(self.answered_at.or(self.ended_at), self.due_at)
    }
}

/// A person's record as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of the view")]
pub struct PersonVersion {
    pub recorded_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub status: String,
    pub merged_into: Option<Uuid>,
    pub sex: String,
    pub birth_date: Option<NaiveDate>,
    pub citizenships: Vec<String>,
    pub source: String,
    pub struck_off_reason: Option<String>,
    pub struck_off_on: Option<NaiveDate>,
    /// Age groups by day, kept when retention overwrote the birth date.
    pub kept_ages: BTreeMap<NaiveDate, String>,
}

/// States by the day at whose end they held, the last of each day alone.
pub type ByDay<T> = BTreeMap<NaiveDate, T>;
/// What was known of a subject, by day; none where it did not count (any more).
pub type Chain = Vec<(NaiveDate, Option<Fact>)>;

/// The state at the end of a day.
pub fn as_of<T>(states: &ByDay<T>, day: NaiveDate) -> Option<&T> {
    states.range(..=day).next_back().map(|(_, state)| state)
}

/// The record that stands for a person at the end of a day: their own, or the one it was merged into.
fn standing(persons: &HashMap<Uuid, ByDay<PersonVersion>>, id: Uuid, day: NaiveDate) -> Option<(Uuid, &PersonVersion)> {
    let own = as_of(persons.get(&id)?, day)?;
    match own.merged_into {
        Some(survivor) => as_of(persons.get(&survivor)?, day).map(|person| (survivor, person)).or(Some((id, own))),
        None => Some((id, own)),
    }
}

/// The days on which something about a person was learnt, through the record that it leads to.
fn days_of(persons: &HashMap<Uuid, ByDay<PersonVersion>>, id: Uuid, days: &mut BTreeSet<NaiveDate>) {
    let Some(own) = persons.get(&id) else { return };
    days.extend(own.keys());
    for survivor in own.values().filter_map(|person| person.merged_into) {
        days.extend(persons.get(&survivor).into_iter().flat_map(BTreeMap::keys));
    }
}

/// What was known of a subject and of the person it is about, day by day.
pub fn with_person<T: AboutSomebody>(versions: &ByDay<T>, persons: &HashMap<Uuid, ByDay<PersonVersion>>) -> Chain {
    let mut days: BTreeSet<NaiveDate> = versions.keys().copied().collect();
    versions.values().filter_map(AboutSomebody::person).for_each(|person| days_of(persons, person, &mut days));
    tidy(days.into_iter().map(|day| {
        let fact = as_of(versions, day)
            .and_then(|version| version.counts(version.person().and_then(|person| standing(persons, person, day))));
        (day, fact)
    }))
}

/// The same where nothing was learnt about the person since the request counted as this: none where it was about another record or filed on
/// another day, which says how old they were.
pub fn of_the_same_person(versions: &ByDay<RequestVersion>, counted: &Fact) -> Option<Chain> {
    let submitted = counted.events.get(&Event::Submitted)?;
    let same = |version: &RequestVersion| {
        version.person.is_some() && version.person == counted.person && version.submitted_at.map(legal_day) == Some(*submitted)
    };
    let like = |version: &RequestVersion| of_request(version, None).map(|fact| fact.about_whom(counted));
    versions.values().all(same).then(|| tidy(versions.iter().map(|(day, version)| (*day, like(version)))))
}

/// What was known of a petition, day by day.
pub fn of_petitions(versions: &ByDay<PetitionVersion>) -> Chain {
    tidy(versions.iter().map(|(day, version)| (*day, of_petition(version))))
}

/// What was known of a person, day by day.
pub fn of_persons(id: Uuid, versions: &ByDay<PersonVersion>) -> Chain {
    tidy(versions.iter().map(|(day, version)| (*day, of_person(id, version))))
}

/// Days on which nothing became otherwise are left out; the first stays, whatever it says.
fn tidy(states: impl Iterator<Item = (NaiveDate, Option<Fact>)>) -> Chain {
    let mut chain: Chain = Vec::new();
    for (day, fact) in states {
        let before = chain.last().and_then(|(_, fact)| fact.as_ref());
        if chain.is_empty() || before != fact.as_ref() {
            chain.push((day, fact));
        }
    }
    chain
}

/// The part of a chain from a day on, the state at the end of that day first.
pub fn since(chain: &Chain, from: NaiveDate) -> Chain {
    let at = chain.iter().rposition(|(day, _)| *day <= from);
    let mut rest: Chain = at.map(|at| (from, chain[at].1.clone())).into_iter().collect();
    rest.extend(chain.iter().filter(|(day, _)| *day > from).cloned());
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_run_out_on_the_day_after_its_last_unless_there_was_a_decision() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        // 23:59:59 in Chisinau.
        let end = Some(at("2026-11-20T21:59:59Z"));
        let day = |text: &str| Some(text.parse::<NaiveDate>().expect("a day"));
        assert_eq!(overdue(None, end), day("2026-11-21"));
        assert_eq!(overdue(end, end), None, "in time");
        assert_eq!(overdue(Some(at("2026-11-21T06:00:00Z")), end), day("2026-11-21"), "it had run out before");
        assert_eq!(overdue(None, Some(at("2026-11-20T09:00:00Z"))), day("2026-11-20"), "a term in hours");
        assert_eq!(overdue(None, None), None, "none, or it stands still");
    }
}
