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
    persons::{addresses::Address, store::addresses},
};

/// All addresses of a person over time, the latest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonAddresses {
    /// The addresses.
    pub addresses: Vec<Address>,
}

/// List a person's addresses.
///
/// Domiciles and residences over time, the latest first; as they stand now, or as they stood on record at an instant.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/addresses", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-11.09", "C-25.1", "C-10.9"]))))]
pub async fn list_addresses(
    allowed: Allowed<PersonsRead>,
    at: At<PersonPath>,
    asked: Asked<AsOf>,
    door: Door,
) -> Result<Reply<PersonAddresses>, Problem> {
    door.run(&allowed, move |unit| {
        let as_of = asked.0.until(unit.now)?;
        let addresses = addresses::list(unit, at.0.person_id.uuid(), as_of)?;
        unit.about(at.0.person_id.uuid());
        unit.read("Addresses", at.0.person_id);
        Reply::plain(&PersonAddresses { addresses })
    })
    .await
}
