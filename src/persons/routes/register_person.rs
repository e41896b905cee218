use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsRegister},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
    },
    persons::{
        person::Person,
        registration::{PersonRegistration, register},
        store::read,
    },
};

/// Register a person.
///
/// Puts a person on record with documents and addresses, in one act. Where somebody on record may be the same person the answer
/// is 409 `possible-duplicates`: `candidates` names them with score and reasons, `next` says how to go on. Whoever has looked at
/// them and found somebody else repeats the call with `confirmedNotDuplicateOf`. An IDNP is on record once: 409 `already-exists`.
#[utoipa::path(post, path = "/api/v1/persons", tag = "Persons",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["C-25.1", "C-25.1b", "C-26"])),
        ("x-legal-basis" = json!("HG nr. 333/2002; Legea nr. 200/2010")),
        ("x-links" = json!({
            "read": { "operationId": "readPerson", "parameters": { "personId": "$response.body#/personId" } },
            "change": { "operationId": "changePerson", "parameters": { "personId": "$response.body#/personId", "If-Match": "$response.header.ETag" } },
            "addDocument": { "operationId": "addForeignDocument", "parameters": { "personId": "$response.body#/personId" } },
            "addAddress": { "operationId": "addAddress", "parameters": { "personId": "$response.body#/personId" } },
        }))))]
pub async fn register_person(
    allowed: Allowed<PersonsRegister>,
    _: Asked<NoQuery>,
    act: Act<PersonRegistration>,
    door: Door,
) -> Result<Created<Person>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let id = register(unit, &act.body)?;
        let read = read::person(unit, id, None)?;
        Ok(read.reply()?.at(format!("/api/v1/persons/{}", read.person.person_id)))
    })
    .await
}
