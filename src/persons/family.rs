//! Family links as they are read and written; what cannot be is said by [`super::rules::family`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    FamilyLinkId, PersonId,
    person::full_name,
    rules::family::{FamilyFault, FamilyLink, Member, faults},
    store::{family, read, row::PersonRow},
    wording::Findings,
};
use crate::{
    access::door::Unit,
    kernel::{id::TypedId, local_time::legal_day, problem::Problem, text::Text, violation::Violation},
};

/// A family link to be put on record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "relativeId": "per_01ja4ttz8ze3ks9nvd5efz1s8d", "link": "Spouse", "since": "2019-07-06",
    "basis": "Certificat de căsătorie nr. 312/2019",
})))]
pub struct NewFamilyLink {
    /// The relative.
    pub relative_id: PersonId,
    /// What the relative is to the person.
    pub link: FamilyLink,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Until when; absent while it lasts.
    pub until: Option<NaiveDate>,
    /// The act that states it.
    #[schema(min_length = 1, max_length = 200, examples("Certificat de căsătorie nr. 312/2019"))]
    pub basis: Option<String>,
    /// Why it is put on record, for the history.
    #[schema(min_length = 1, max_length = 500, examples("Cerere de reîntregire a familiei"))]
    pub reason: Option<String>,
}

/// A family link as the person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonFamilyLink)]
pub struct SeenFamilyLink {
    /// Its id; the same from both sides.
    pub family_link_id: FamilyLinkId,
    /// The relative.
    pub relative_id: PersonId,
    /// Their name.
    #[schema(examples("Yılmaz Deniz"))]
    pub relative_name: String,
    /// What the relative is to the person.
    pub link: FamilyLink,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Until when; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The act that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A link in the one form in which it is stored: who is the person, who the relative, and which link.
pub fn stored_form(person: Uuid, relative: Uuid, link: FamilyLink) -> (Uuid, Uuid, FamilyLink) {
    let turned = match link {
        FamilyLink::Child | FamilyLink::Grandchild | FamilyLink::Ward => true,
        FamilyLink::Spouse | FamilyLink::Sibling => relative < person,
        FamilyLink::Parent | FamilyLink::Grandparent | FamilyLink::Guardian => false,
    };
    if turned { (relative, person, link.inverse()) } else { (person, relative, link) }
}

/// Puts a link on record, if it can be.
pub fn link(unit: &mut Unit<'_>, person: Uuid, new: &NewFamilyLink) -> Result<SeenFamilyLink, Problem> {
    let relative = new.relative_id.uuid();
    let today = legal_day(unit.now);
    let mut found = Findings::default();
    found.text("/basis", new.basis.as_ref());
    found.text("/reason", new.reason.as_ref());
    found.not_after("/since", new.since, today);
    found.in_order("/until", new.since, new.until);
    if person == relative {
        found.0.push(told(FamilyFault::SamePerson));
    }
    found.done()?;
    let [row, other] = read::for_change(unit, [person, relative])?;
    let existing = family::existing(unit, person, relative)?;
    let on = new.since.unwrap_or(today);
    let against = faults(&member(&row)?, &member(&other)?, new.link, &existing, on);
    if !against.is_empty() {
        return Err(Problem::bad_input(against.into_iter().map(told).collect()));
    }
    family::insert(unit, person, new, full_name(other.surname.as_deref(), other.given_names.as_deref()))
}

/// Whether two persons are linked today.
pub fn are_linked(unit: &mut Unit<'_>, person: Uuid, relative: Uuid) -> Result<bool, Problem> {
    Ok(!family::existing(unit, person, relative)?.is_empty())
}

fn member(row: &PersonRow) -> Result<Member<Uuid>, Problem> {
    Ok(Member { id: row.id, birth_date: row.attributes()?.birth_date })
}

fn told(fault: FamilyFault) -> Violation {
    let (pointer, code, ro, ru, en) = match fault {
        FamilyFault::SamePerson => (
            "/relativeId",
            "same-person",
            "Nimeni nu este propria rudă.",
            "Никто не является собственным родственником.",
            "Nobody is their own relative.",
        ),
        FamilyFault::ElderNotOlder => (
            "/link",
            "elder-not-older",
            "Părintele este mai în vârstă decât copilul.",
            "Родитель старше ребёнка.",
            "A parent is older than the child.",
        ),
        FamilyFault::SpouseTooYoung => (
            "/link",
            "spouse-too-young",
            "Soțul are cel puțin 16 ani.",
            "Супругу не менее 16 лет.",
            "A spouse is at least 16 years old.",
        ),
        FamilyFault::GuardianNotOfAge => (
            "/link",
            "guardian-not-of-age",
            "Tutorele are cel puțin 18 ani.",
            "Опекуну не менее 18 лет.",
            "A guardian is at least 18 years old.",
        ),
        FamilyFault::Excluded => (
            "/link",
            "excluded-by-another-link",
            "Între aceste persoane există deja o legătură care o exclude.",
            "Между этими лицами уже есть связь, которая её исключает.",
            "The two are linked already in a way that excludes this link.",
        ),
    };
    Violation::new(pointer, code, Text::new(ro, ru, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_write_the_same() {
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        for link in FamilyLink::ALL {
            assert_eq!(stored_form(one, other, link), stored_form(other, one, link.inverse()), "{link:?}");
        }
    }
}
