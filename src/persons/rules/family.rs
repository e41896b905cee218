//! Family links: what one person is to another, what that makes the other, and what cannot be.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::birth_date::BirthDate;
use crate::kernel::text::Text;

/// What the relative is to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum FamilyLink {
    /// Husband or wife.
    Spouse,
    /// Father or mother, also by adoption.
    Parent,
    /// Son or daughter, also by adoption.
    Child,
    /// Brother or sister.
    Sibling,
    /// Grandfather or grandmother.
    Grandparent,
    /// Grandson or granddaughter.
    Grandchild,
    /// Appointed to act for the person.
    Guardian,
    /// For whom the person was appointed to act.
    Ward,
}

/// What of a person matters for a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<Id> {
    /// Who it is.
    pub id: Id,
    /// Birth date, as far as it is known.
    pub birth_date: BirthDate,
}

/// Why a link cannot be. Where a birth date leaves it open, the link is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, thiserror::Error)]
pub enum FamilyFault {
    /// Nobody is their own relative.
    #[error("nobody is their own relative")]
    SamePerson,
    /// A parent or grandparent is born before the child.
    #[error("a parent is older than the child")]
    ElderNotOlder,
    /// A spouse is at least 16 (Family Code 1316/2000, article 14, with the guardianship authority's consent; else 18).
    #[error("a spouse is at least 16 years old")]
    SpouseTooYoung,
    /// A guardian is of age.
    #[error("a guardian is at least 18 years old")]
    GuardianNotOfAge,
    /// The two are linked already in a way that excludes this one.
    #[error("the two are linked in a way that excludes this link")]
    Excluded,
}

impl FamilyLink {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Spouse, Self::Parent, Self::Child, Self::Sibling, Self::Grandparent, Self::Grandchild, Self::Guardian, Self::Ward];

    /// What the person is to the relative.
    pub const fn inverse(self) -> Self {
        match self {
            Self::Spouse => Self::Spouse,
            Self::Sibling => Self::Sibling,
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Grandparent => Self::Grandchild,
            Self::Grandchild => Self::Grandparent,
            Self::Guardian => Self::Ward,
            Self::Ward => Self::Guardian,
        }
    }

    /// Whether one person cannot be both to another. A guardian may be of the family (a grandparent, a sibling), though
    /// not the ward of their ward; all other links exclude each other.
    pub fn excludes(self, other: Self) -> bool {
        let care = |link: Self| matches!(link, Self::Guardian | Self::Ward);
        self != other && care(self) == care(other)
    }

    /// For people.
    pub fn text(self) -> Text {
        let (ro, ru, en) = match self {
            Self::Spouse => ("Soț/soție", "Супруг(а)", "Spouse"),
            Self::Parent => ("Părinte", "Родитель", "Parent"),
            Self::Child => ("Copil", "Ребёнок", "Child"),
            Self::Sibling => ("Frate/soră", "Брат/сестра", "Brother or sister"),
            Self::Grandparent => ("Bunic/bunică", "Дедушка/бабушка", "Grandparent"),
            Self::Grandchild => ("Nepot/nepoată", "Внук/внучка", "Grandchild"),
            Self::Guardian => ("Tutore sau curator", "Опекун или попечитель", "Guardian"),
            Self::Ward => ("Persoană sub tutelă sau curatelă", "Подопечный", "Ward"),
        };
        Text::new(ro, ru, en)
    }
}

/// Everything that stands against `relative` being `link` to `person` on a legal day, beside the links there are already.
pub fn faults<Id: PartialEq>(
    person: &Member<Id>,
    relative: &Member<Id>,
    link: FamilyLink,
    existing: &[FamilyLink],
    on: NaiveDate,
) -> Vec<FamilyFault> {
    let younger_than = |member: &Member<Id>, age: u32| member.birth_date.age_on(on).is_some_and(|range| range.max < age);
    let not_older = |elder: &Member<Id>, younger: &Member<Id>| {
        let known = elder.birth_date.earliest().zip(younger.birth_date.latest());
        known.is_some_and(|(elder, younger)| elder >= younger)
    };
    let by_age = match link {
        FamilyLink::Parent | FamilyLink::Grandparent => not_older(relative, person).then_some(FamilyFault::ElderNotOlder),
        FamilyLink::Child | FamilyLink::Grandchild => not_older(person, relative).then_some(FamilyFault::ElderNotOlder),
        FamilyLink::Spouse => (younger_than(person, 16) || younger_than(relative, 16)).then_some(FamilyFault::SpouseTooYoung),
        FamilyLink::Guardian => younger_than(relative, 18).then_some(FamilyFault::GuardianNotOfAge),
        FamilyLink::Ward => younger_than(person, 18).then_some(FamilyFault::GuardianNotOfAge),
        FamilyLink::Sibling => None,
    };
    let same = (person.id == relative.id).then_some(FamilyFault::SamePerson);
    let excluded = existing.iter().any(|other| link.excludes(*other)).then_some(FamilyFault::Excluded);
    [same, by_age, excluded].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn member(id: u32, born: &str) -> Member<u32> {
        Member { id, birth_date: BirthDate::parse(born).expect("a date") }
    }

    fn against(person: Member<u32>, relative: Member<u32>, link: FamilyLink) -> Vec<FamilyFault> {
        faults(&person, &relative, link, &[], NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day"))
    }

    #[test]
    fn nobody_is_their_own_parent() {
        assert!(against(member(1, "1990"), member(1, "1990"), FamilyLink::Parent).contains(&FamilyFault::SamePerson));
    }

    #[test]
    fn a_parent_is_older_where_that_is_known() {
        let fault = [FamilyFault::ElderNotOlder];
        assert_eq!(against(member(1, "1990-05-17"), member(2, "1991"), FamilyLink::Parent), fault);
        assert_eq!(against(member(1, "1991"), member(2, "1990-05-17"), FamilyLink::Child), fault);
        assert_eq!(against(member(1, "1990-05-17"), member(2, "1960"), FamilyLink::Parent), []);
        assert_eq!(against(member(1, "1990-05-17"), member(2, "unknown"), FamilyLink::Parent), []);
    }

    #[test]
    fn spouses_and_guardians_have_their_age() {
        assert_eq!(against(member(1, "1990"), member(2, "2011-01-01"), FamilyLink::Spouse), [FamilyFault::SpouseTooYoung]);
        assert_eq!(against(member(1, "2015"), member(2, "2010-01-01"), FamilyLink::Guardian), [FamilyFault::GuardianNotOfAge]);
        assert_eq!(against(member(1, "2015"), member(2, "1990"), FamilyLink::Guardian), []);
    }

    #[test]
    fn a_parent_is_no_spouse_but_a_grandparent_may_be_guardian() {
        assert!(FamilyLink::Parent.excludes(FamilyLink::Spouse));
        assert!(!FamilyLink::Grandparent.excludes(FamilyLink::Guardian));
        assert!(FamilyLink::Ward.excludes(FamilyLink::Guardian));
        let today = NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day");
        let found = faults(&member(1, "1990"), &member(2, "1960"), FamilyLink::Spouse, &[FamilyLink::Parent], today);
        assert_eq!(found, [FamilyFault::Excluded]);
    }

    proptest! {
        #[test]
        fn seen_from_the_other_side_it_is_the_same(
            link in prop::sample::select(&FamilyLink::ALL[..]), existing in prop::sample::select(&FamilyLink::ALL[..]),
            one in "19[0-9]{2}|20[01][0-9]-0[1-9]-1[0-9]|unknown", other in "19[0-9]{2}|20[01][0-9]-0[1-9]|unknown",
        ) {
            prop_assert_eq!(link.inverse().inverse(), link);
            let on = NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day");
            let (one, other) = (member(1, &one), member(2, &other));
            prop_assert_eq!(
                faults(&one, &other, link, &[existing], on),
                faults(&other, &one, link.inverse(), &[existing.inverse()], on)
            );
        }
    }
}
