use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsSearch},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    persons::{
        person::PersonSummary,
        registration::{DuplicateCandidate, DuplicateGround},
        rules::duplicates::DuplicateLevel,
        store::{duplicates, summaries},
    },
};

/// Somebody who may be the same person, in short.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PossibleDuplicateShown {
    /// The person in short.
    pub person: PersonSummary,
    /// From 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub score: f64,
    /// How sure it is.
    pub level: DuplicateLevel,
    /// Why, what counts most first.
    pub reasons: Vec<DuplicateGround>,
}

/// Those who may be the same person, at most twenty, the likeliest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PossibleDuplicates {
    /// Who they are.
    pub duplicates: Vec<PossibleDuplicateShown>,
}

/// List possible duplicates of a person.
///
/// Others on record who may be the same person, with score and reasons, the likeliest first. Those who were looked at and found
/// to be somebody else are left out. Nothing is ever joined by itself: `mergePersons` does it.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/duplicates", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1"])),
        ("x-links" = json!({ "merge": { "operationId": "mergePersons", "parameters": { "personId": "$request.path.personId" } } }))))]
pub async fn list_duplicates_of_person(
    allowed: Allowed<PersonsSearch>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<PossibleDuplicates>, Problem> {
    door.run(&allowed, move |unit| {
        let id = at.0.person_id.uuid();
        let found = duplicates::of_person(unit, id)?;
        let ids: Vec<_> = found.iter().map(|possible| possible.person).collect();
        let mut persons = summaries::summaries(unit.conn, &ids)?;
        for person in ids.into_iter().chain([id]) {
            unit.about(person);
            unit.read("Person", crate::persons::PersonId::from_uuid(person));
        }
        let duplicates = found
            .iter()
            .filter_map(|possible| {
                let DuplicateCandidate { score, level, reasons, .. } = possible.into();
                persons.remove(&possible.person).map(|person| PossibleDuplicateShown { person, score, level, reasons })
            })
            .collect();
        Reply::plain(&PossibleDuplicates { duplicates })
    })
    .await
}
