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
    persons::{person::Person, store::read},
};

/// Read a person.
///
/// Everything on record of a person, now or as it stood at an instant. A record that was found to be of the same person as
/// another one has the status `Merged` and says in `mergedInto` where it leads. Officers and partner systems state the legal
/// ground; the person sees that they read.
#[utoipa::path(get, path = "/api/v1/persons/{personId}", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-10.9", "C-11.42"])),
        ("x-links" = json!({
            "change": { "operationId": "changePerson", "parameters": { "personId": "$request.path.personId", "If-Match": "$response.header.ETag" } },
            "addresses": { "operationId": "listAddresses", "parameters": { "personId": "$request.path.personId" } },
            "documents": { "operationId": "listForeignDocuments", "parameters": { "personId": "$request.path.personId" } },
            "family": { "operationId": "listFamilyLinks", "parameters": { "personId": "$request.path.personId" } },
            "changes": { "operationId": "listChangesOfPerson", "parameters": { "personId": "$request.path.personId" } },
            "survivor": { "operationId": "readPerson", "parameters": { "personId": "$response.body#/mergedInto" } },
        }))))]
pub async fn read_person(
    allowed: Allowed<PersonsRead>,
    at: At<PersonPath>,
    asked: Asked<AsOf>,
    door: Door,
) -> Result<Reply<Person>, Problem> {
    door.run(&allowed, move |unit| {
        let as_of = asked.0.until(unit.now)?;
        read::person(unit, at.0.person_id.uuid(), as_of)?.reply()
    })
    .await
}
