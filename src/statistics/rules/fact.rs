//! What is counted of a request, a person, a petition or a document: its dimensions and its days, nothing that names anybody.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::knowledge::{DocumentVersion, PersonVersion, PetitionVersion, RequestVersion};
use crate::kernel::local_time::legal_day;

/// What kind of thing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = StatisticalSubject)]
pub enum Subject {
    /// Service requests.
    Request,
    /// Persons on record.
    Person,
    /// Petitions and requests for information.
    Petition,
    /// Acts issued on requests: decisions, invitations, attestations.
    Document,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Request, Self::Person, Self::Petition, Self::Document];

    /// As the database writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Person => "Person",
            Self::Petition => "Petition",
            Self::Document => "Document",
        }
    }

    /// The events that happen to it.
    pub const fn events(self) -> &'static [Event] {
        match self {
            Self::Request => &[Event::Submitted, Event::Registered, Event::Decided, Event::Served, Event::Closed, Event::Overdue],
            Self::Person => &[Event::PutOnRecord, Event::StruckOff],
            Self::Petition => &[Event::Registered, Event::Answered, Event::Closed, Event::Overdue],
            Self::Document => &[Event::Issued, Event::Annulled, Event::Expired],
        }
    }

    /// What it can be told apart by.
    pub const fn dimensions(self) -> &'static [Dimension] {
        use Dimension as D;
        match self {
            Self::Request => &[
                D::Service,
                D::Right,
                D::Purpose,
                D::Kind,
                D::Office,
                D::Channel,
                D::Priority,
                D::Outcome,
                D::Term,
                D::State,
                D::Citizenship,
                D::Sex,
                D::AgeGroup,
            ],
            Self::Person => &[D::Citizenship, D::Sex, D::AgeGroup, D::Status, D::Source, D::StrikeOffReason],
            Self::Petition => &[D::PetitionKind, D::Office, D::Channel, D::Term, D::State],
            Self::Document => {
                &[D::DocumentType, D::Right, D::Service, D::Purpose, D::Kind, D::Office, D::Citizenship, D::Sex, D::AgeGroup]
            }
        }
    }
}

/// What happens to a subject on a day; figures count it in the period of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = StatisticalEvent)]
pub enum Event {
    /// It was submitted.
    Submitted,
    /// It got its number; the legal term began.
    Registered,
    /// The decision was signed or sealed.
    Decided,
    /// The decision was served.
    Served,
    /// The file was closed, whatever its end.
    Closed,
    /// The person was put on record.
    PutOnRecord,
    /// The person was struck off.
    StruckOff,
    /// The petition was answered.
    Answered,
    /// The legal term ran out before there was a decision or an answer; it may be a day to come. For stocks alone.
    Overdue,
    /// The document was issued.
    Issued,
    /// The document was annulled, by itself or by the one that rectifies it.
    Annulled,
    /// The day after the last on which the document is valid, if it was not annulled before; it may be a day to come. For stocks alone.
    Expired,
}

/// What figures are broken down by (facts 6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StatisticalDimension)]
pub enum Dimension {
    /// The service, a code of the catalogue.
    Service,
    /// The purpose of stay, a code of `stay-purposes`; `None` where the service has none.
    Purpose,
    /// First grant or extension.
    Kind,
    /// The office, a code of the subdivisions.
    Office,
    /// Where it was filed.
    Channel,
    /// Normal or urgent.
    Priority,
    /// The outcome of the decision.
    Outcome,
    /// Whether the legal term was kept.
    Term,
    /// The state of the request or petition.
    State,
    /// Citizenship, a code of `countries`: the first that holds.
    Citizenship,
    /// Sex as in the document.
    Sex,
    /// Age group on the day of filing, of registration, of issue.
    AgeGroup,
    /// On record, struck off.
    Status,
    /// Where a person's data come from.
    Source,
    /// Why a person was struck off.
    StrikeOffReason,
    /// What kind of petition it is.
    PetitionKind,
    /// What kind of document it is.
    DocumentType,
    /// The right or the form of protection that a favourable decision gives; `None` where it gives none. Of a request that for which it asks,
    /// of documents that of decisions alone.
    Right,
}

impl Event {
    /// So many there are.
    pub const COUNT: usize = Self::Expired as usize + 1;

    /// Whether its day may be one to come: only the end of a period that is over tells whether it came.
    pub const fn may_be_to_come(self) -> bool {
        matches!(self, Self::Overdue | Self::Expired)
    }
}

impl Dimension {
    /// So many there are.
    pub const COUNT: usize = Self::Right as usize + 1;

    /// Its name in definitions and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Purpose => "purpose",
            Self::Kind => "kind",
            Self::Office => "office",
            Self::Channel => "channel",
            Self::Priority => "priority",
            Self::Outcome => "outcome",
            Self::Term => "term",
            Self::State => "state",
            Self::Citizenship => "citizenship",
            Self::Sex => "sex",
            Self::AgeGroup => "ageGroup",
            Self::Status => "status",
            Self::Source => "source",
            Self::StrikeOffReason => "strikeOffReason",
            Self::PetitionKind => "petitionKind",
            Self::DocumentType => "documentType",
            Self::Right => "right",
        }
    }

    /// The dimension of a name.
    pub fn named(name: &str) -> Option<Self> {
        let all = Subject::ALL.into_iter().flat_map(Subject::dimensions);
        all.copied().find(|dimension| dimension.name() == name)
    }

    /// Whether it moves by itself as what is counted goes its course.
    pub const fn is_of_its_course(self) -> bool {
        matches!(self, Self::Outcome | Self::Term | Self::State)
    }

    /// Whether it says what has happened to the subject, so that it was another while that had not.
    pub const fn follows_events(self) -> bool {
        self.is_of_its_course() || matches!(self, Self::Status | Self::StrikeOffReason)
    }

    /// Whether it is the person's, so that a correction of the person moves it.
    pub const fn is_of_person(self) -> bool {
        matches!(self, Self::Citizenship | Self::Sex | Self::AgeGroup | Self::Status | Self::Source | Self::StrikeOffReason)
    }
}

/// Where a value is not known.
pub const UNKNOWN: &str = "Unknown";
/// Where there is nothing to be known.
pub const NONE: &str = "None";

/// A subject as it is counted. How it is kept, [`super::written`] says; by these names it was kept before.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Fact {
    /// Its dimensions.
    #[serde(rename = "d")]
    pub dimensions: BTreeMap<Dimension, String>,
    /// Its days.
    #[serde(rename = "e")]
    pub events: BTreeMap<Event, NaiveDate>,
    /// The record of the person that it counts under; another one after a merge.
    #[serde(rename = "p", default)]
    pub person: Option<Uuid>,
    /// The person is struck off.
    #[serde(rename = "s", default)]
    pub struck_off: bool,
}

impl Fact {
    /// The same with what another one says of the person.
    pub fn about_whom(mut self, other: &Self) -> Self {
        let of_person = other.dimensions.iter().filter(|(dimension, _)| dimension.is_of_person());
        self.dimensions.extend(of_person.map(|(dimension, value)| (*dimension, value.clone())));
        Self { person: other.person, struck_off: other.struck_off, ..self }
    }

    /// A dimension's value.
    pub fn value(&self, dimension: Dimension) -> &str {
        self.dimensions.get(&dimension).map_or(UNKNOWN, String::as_str)
    }
}

/// The age groups of the published tables: minors apart (facts 6.3).
pub fn age_group(born: Option<NaiveDate>, on: NaiveDate) -> &'static str {
    let Some(born) = born else { return UNKNOWN };
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    match on.year() - born.year() - i32::from(!had_birthday) {
        ..0 => UNKNOWN,
        0..=13 => "0-13",
        14..=17 => "14-17",
        18..=34 => "18-34",
        35..=64 => "35-64",
        _ => "65+",
    }
}

/// A request as it counts, with the person it is about as that was known at the same moment; nothing before it is submitted.
pub fn of_request(request: &RequestVersion, person: Option<(Uuid, &PersonVersion)>) -> Option<Fact> {
    use Dimension as D;
    let submitted = legal_day(request.submitted_at?);
    let day = |at: Option<DateTime<Utc>>| at.map(legal_day);
    let decided = day(request.decided_at);
    let mut dimensions = BTreeMap::from([
        (D::Service, request.service.clone()),
        (D::Right, request.right.clone()),
        (D::Purpose, request.purpose.clone()),
        (D::Kind, request.kind.clone()),
        (D::Office, request.office.clone().unwrap_or_else(|| NONE.into())),
        (D::Channel, request.channel.clone()),
        (D::Priority, request.priority.clone()),
        (D::Outcome, request.outcome.clone().filter(|_| decided.is_some()).unwrap_or_else(|| NONE.into())),
        (D::Term, request.term().into()),
        (D::State, request.state.clone()),
    ]);
    dimensions.extend(personal(person.map(|(_, person)| person), submitted));
    let events = [
        (Event::Submitted, Some(submitted)),
        (Event::Registered, day(request.registered_at)),
        (Event::Decided, decided),
        (Event::Served, day(request.served_at)),
        (Event::Closed, day(request.closed_at)),
        (Event::Overdue, request.overdue()),
    ];
    Some(Fact {
        dimensions,
        events: events.into_iter().filter_map(|(event, day)| Some((event, day?))).collect(),
        person: person.map(|(id, _)| id),
        struck_off: person.is_some_and(|(_, person)| person.status == "StruckOff"),
    })
}

/// A petition as it counts; nothing before it is registered. Who wrote it counts nowhere.
pub fn of_petition(petition: &PetitionVersion) -> Option<Fact> {
    use Dimension as D;
    let registered = legal_day(petition.registered_at?);
    let day = |at: Option<DateTime<Utc>>| at.map(legal_day);
    let events = [
        (Event::Registered, Some(registered)),
        (Event::Answered, day(petition.answered_at)),
        (Event::Closed, day(petition.ended_at)),
        (Event::Overdue, petition.overdue()),
    ];
    Some(Fact {
        dimensions: BTreeMap::from([
            (D::PetitionKind, petition.kind.clone()),
            (D::Office, petition.office.clone().unwrap_or_else(|| NONE.into())),
            (D::Channel, petition.channel.clone()),
            (D::Term, petition.term().into()),
            (D::State, petition.state.clone()),
        ]),
        events: events.into_iter().filter_map(|(event, day)| Some((event, day?))).collect(),
        person: None,
        struck_off: false,
    })
}

/// A document as it counts, with the person it was drawn up for as that was known at the same moment; nothing before it is issued.
pub fn of_document(document: &DocumentVersion, person: Option<(Uuid, &PersonVersion)>) -> Option<Fact> {
    use Dimension as D;
    let issued = legal_day(document.issued_at?);
    let annulled = document.annulled_at.map(legal_day);
    let expired = document.valid_until.and_then(|last| last.succ_opt());
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| NONE.into());
    // A refusal of the same service gives nothing, nor does what is printed beside the decision.
    let right = document.right.clone().filter(|_| document.document_type == "Decision");
    let mut dimensions = BTreeMap::from([
        (D::DocumentType, document.document_type.clone()),
        (D::Right, or_none(&right)),
        (D::Service, or_none(&document.service)),
        (D::Purpose, or_none(&document.purpose)),
        (D::Kind, or_none(&document.kind)),
        (D::Office, or_none(&document.office)),
    ]);
    dimensions.extend(personal(person.map(|(_, person)| person), issued));
    let events = [
        (Event::Issued, Some(issued)),
        (Event::Annulled, annulled),
        (Event::Expired, expired.filter(|expired| annulled.is_none_or(|annulled| annulled > *expired))),
    ];
    Some(Fact {
        dimensions,
        events: events.into_iter().filter_map(|(event, day)| Some((event, day?))).collect(),
        person: person.map(|(id, _)| id),
        struck_off: person.is_some_and(|(_, person)| person.status == "StruckOff"),
    })
}

/// A person as they count; a record that leads to another does not count any more.
pub fn of_person(id: Uuid, person: &PersonVersion) -> Option<Fact> {
    use Dimension as D;
    if person.status == "Merged" {
        return None;
    }
    let recorded = legal_day(person.created_at);
    let mut dimensions = personal(Some(person), recorded);
    dimensions.extend([
        (D::Status, person.status.clone()),
        (D::Source, person.source.clone()),
        (D::StrikeOffReason, person.struck_off_reason.clone().unwrap_or_else(|| NONE.into())),
    ]);
    let mut events = BTreeMap::from([(Event::PutOnRecord, recorded)]);
    let struck_off = person.status == "StruckOff";
    if struck_off {
        events.insert(Event::StruckOff, person.struck_off_on.unwrap_or_else(|| legal_day(person.recorded_at)));
    }
    Some(Fact { dimensions, events, person: Some(id), struck_off })
}

fn personal(person: Option<&PersonVersion>, on: NaiveDate) -> BTreeMap<Dimension, String> {
    let known = |value: Option<String>| value.unwrap_or_else(|| UNKNOWN.into());
    BTreeMap::from([
        (Dimension::Citizenship, known(person.and_then(|person| person.citizenships.first().cloned()))),
        (Dimension::Sex, known(person.map(|person| person.sex.clone()))),
        (Dimension::AgeGroup, age_of(person, on).to_owned()),
    ])
}

/// The age group on a day; once the birth date is overwritten, the one that was kept.
fn age_of(person: Option<&PersonVersion>, on: NaiveDate) -> &str {
    let Some(person) = person else { return UNKNOWN };
    person.kept_ages.get(&on).map_or_else(|| age_group(person.birth_date, on), String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_birthday_changes_the_group_on_the_day_itself() {
        let born = Some(day("2012-11-16"));
        assert_eq!(age_group(born, day("2026-11-15")), "0-13");
        assert_eq!(age_group(born, day("2026-11-16")), "14-17");
        assert_eq!(age_group(Some(day("2030-01-01")), day("2026-11-16")), UNKNOWN);
        assert_eq!(age_group(None, day("2026-11-16")), UNKNOWN);
        assert_eq!(age_group(Some(day("1961-11-16")), day("2026-11-16")), "65+");
    }

    #[test]
    fn every_dimension_is_found_by_its_name() {
        for dimension in Subject::ALL.into_iter().flat_map(Subject::dimensions) {
            assert_eq!(Dimension::named(dimension.name()), Some(*dimension));
            assert_eq!(serde_json::to_value(dimension).expect("json"), dimension.name());
        }
        assert_eq!(Dimension::named("name"), None);
    }
}
