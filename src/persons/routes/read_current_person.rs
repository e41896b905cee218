use super::AsOf;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsRead},
    kernel::{
        http::{params::Asked, reply::Reply},
        problem::Problem,
    },
    persons::{person::Person, store::read},
};

/// Read my own record.
///
/// What is on record of the caller; 404 where the caller's account belongs to nobody on record.
#[utoipa::path(get, path = "/api/v1/persons/current", tag = "Persons",
    extensions(("x-audience" = json!(["efiling"])), ("x-requirements" = json!(["C-25.1", "C-10.9", "G-MCAB"])),
        ("x-statuses" = json!([404])), ("x-links" = json!({ "accesses": { "operationId": "listAccessesToCurrentPerson" } }))))]
pub async fn read_current_person(
    allowed: Allowed<PersonsRead>,
    asked: Asked<AsOf>,
    door: Door,
) -> Result<Reply<Person>, Problem> {
    door.run(&allowed, move |unit| {
        let as_of = asked.0.until(unit.now)?;
        let own = unit.caller.person.ok_or_else(Problem::not_found)?;
        read::person(unit, own, as_of)?.reply()
    })
    .await
}
