use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AsOf, PersonPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsRead},
    kernel::{
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    persons::{family::SeenFamilyLink, store::family},
};

/// All family links of a person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FamilyLinks {
    /// The links, each as this person sees it.
    pub family_links: Vec<SeenFamilyLink>,
}

/// List a person's family links.
///
/// Each link as this person sees it, whichever side it was written from; now, or as they stood at an instant.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/family-links", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-10.9"]))))]
pub async fn list_family_links(
    allowed: Allowed<PersonsRead>,
    at: At<PersonPath>,
    asked: Asked<AsOf>,
    door: Door,
) -> Result<Reply<FamilyLinks>, Problem> {
    door.run(&allowed, move |unit| {
        let as_of = asked.0.until(unit.now)?;
        let family_links = family::list(unit, at.0.person_id.uuid(), as_of)?;
        unit.about(at.0.person_id.uuid());
        unit.read("FamilyLinks", at.0.person_id);
        for link in &family_links {
            unit.about(link.relative_id.uuid());
        }
        Reply::plain(&FamilyLinks { family_links })
    })
    .await
}
