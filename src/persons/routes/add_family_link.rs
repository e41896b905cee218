use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::Problem,
    },
    persons::family::{NewFamilyLink, SeenFamilyLink, link},
};

/// Put a family link on record.
///
/// Says what the relative is to the person; from the relative's side the inverse is shown. What cannot be (an elder who is not
/// older, a parent who is the spouse) is refused.
#[utoipa::path(post, path = "/api/v1/persons/{personId}/family-links", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1"]))))]
pub async fn add_family_link(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    act: Act<NewFamilyLink>,
    door: Door,
) -> Result<Created<SeenFamilyLink>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let added = link(unit, at.0.person_id.uuid(), &act.body)?;
        Ok(Created::record(1, &added)?.at(format!("/api/v1/persons/{}/family-links", at.0.person_id)))
    })
    .await
}
