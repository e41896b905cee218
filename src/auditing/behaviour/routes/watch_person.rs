use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, PersonId},
        door::Door,
        permissions::BehaviourReview,
        reactions::{Reactions, named},
    },
    auditing::behaviour::{
        store::{names, watched},
        wire::WatchedPerson,
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

/// A person whose reading is to be watched.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WatchInput {
    /// The person.
    pub person_id: PersonId,
    /// Why.
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"\S",
        examples("Persoană expusă public; sesizare privind divulgarea datelor.")
    )]
    pub reason: String,
}

/// Watch who reads a person.
///
/// From the next analysis on, each reading of the person by somebody in whose office the person has no case is a finding. Neither the
/// person nor the readers are told.
#[utoipa::path(post, path = "/api/v1/watched-persons", tag = "Behaviour",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"])),
        ("x-statuses" = json!([409])), ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017")),
        ("x-links" = json!({ "watch": { "operationId": "readWatchedPerson",
            "parameters": { "watchId": "$response.body#/watchId" } } }))))]
pub async fn watch_person(
    allowed: Allowed<BehaviourReview>,
    _: Asked<NoQuery>,
    act: Act<WatchInput>,
    door: Door,
    above: web::Data<Reactions>,
) -> Result<Created<WatchedPerson>, Problem> {
    let (input, above) = (act.body, *above.into_inner());
    door.act(&allowed, act.key, move |unit| {
        let person = input.person_id.uuid();
        named("/personId", (above.person_stands)(unit, person))?;
        let row = watched::insert(unit, person, &input.reason)?;
        let names = names::of(unit.conn, row.named())?;
        let body = WatchedPerson::of(&row, &names);
        unit.entry.undisclosed = true;
        unit.wrote("WatchedPerson", body.watch_id);
        unit.about(person);
        Ok(Reply::record(row.version, &body)?.at(format!("/api/v1/watched-persons/{}", body.watch_id)))
    })
    .await
}
