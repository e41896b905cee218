//! Family links as they are read and written; what cannot be is said by [`super::rules::family`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{FamilyLinkId, PersonId, rules::family::FamilyLink};

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
