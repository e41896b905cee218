use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, PersonId},
        door::Door,
        permissions::InterestsDeclare,
        reactions::Reactions,
        store::conflicts,
        wire::interest::{Interest, InterestId, InterestKind},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::Problem,
    },
};

/// A conflict of interest about to be declared.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InterestInput {
    /// The person about whom the officer is not impartial.
    pub person_id: PersonId,
    /// Of what kind the interest is.
    pub kind: InterestKind,
}

/// Declare a conflict of interest.
///
/// From now on the officer can neither take nor decide anything that concerns the person.
#[utoipa::path(post, path = "/api/v1/interests", tag = "Representations",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-37"])),
        ("x-legal-basis" = json!("Legea nr. 133/2016 privind declararea averii și a intereselor personale, art. 12"))))]
pub async fn declare_interest(
    allowed: Allowed<InterestsDeclare>,
    _: Asked<NoQuery>,
    act: Act<InterestInput>,
    door: Door,
    above: web::Data<Reactions>,
) -> Result<Created<Interest>, Problem> {
    let (input, above) = (act.body, *above.into_inner());
    door.act(&allowed, act.key, move |unit| {
        let person = input.person_id.uuid();
        (above.person_stands)(unit, person)?;
        let row = conflicts::insert(unit, person, &format!("{:?}", input.kind))?;
        let (id, version) = (InterestId::from_uuid(row.id), row.version);
        unit.wrote("Interest", id);
        unit.about(person);
        Ok(Reply::record(version, &Interest::try_from(row)?)?.at(format!("/api/v1/interests/{id}")))
    })
    .await
}
