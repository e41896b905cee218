use std::sync::Arc;

use actix_web::web;

use super::list_accesses_to_person::{PersonAccessPage, page_of};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsAccesses},
    kernel::{
        http::{page::PageQuery, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
};

/// List who saw my data.
///
/// The same as `listAccessesToPerson`, for the caller's own record; 404 where the account belongs to nobody on record.
#[utoipa::path(get, path = "/api/v1/persons/current/accesses", tag = "Persons",
    extensions(("x-audience" = json!(["efiling"])), ("x-requirements" = json!(["C-11.42", "G-MCAB"])), ("x-statuses" = json!([404])),
        ("x-legal-basis" = json!("Legea nr. 195/2024"))))]
pub async fn list_accesses_to_current_person(
    allowed: Allowed<PersonsAccesses>,
    asked: Asked<PageQuery>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PersonAccessPage>, Problem> {
    let keys: Arc<KeyRing> = keys.into_inner();
    door.run(&allowed, move |unit| {
        let own = unit.caller.person.ok_or_else(Problem::not_found)?;
        page_of(unit, own, &keys, &asked.0)
    })
    .await
}
