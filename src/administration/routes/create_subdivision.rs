use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::AdministrationChange,
        store::offices::{self, NewOffice},
    },
    administration::wire::subdivision::Subdivision,
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
};

/// A subdivision about to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubdivisionInput {
    /// Its code; it never changes, since numbers of acts carry it.
    #[schema(pattern = "^[A-Z][A-Z0-9-]{1,15}$", max_length = 16, examples("ORH"))]
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The subdivision it belongs to.
    pub parent_id: Option<SubdivisionId>,
    /// Whether people come to it.
    pub serves_public: bool,
    /// Town.
    #[schema(min_length = 1, max_length = 60, examples("Orhei"))]
    pub locality: Option<String>,
    /// Street and number.
    #[schema(min_length = 1, max_length = 200, examples("str. Vasile Mahu, 135"))]
    pub address: Option<String>,
}

/// Create a subdivision.
///
/// Its code is unique and stays. A subdivision is closed later (`active`), never deleted.
#[utoipa::path(post, path = "/api/v1/subdivisions", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn create_subdivision(
    allowed: Allowed<AdministrationChange>,
    _: Asked<NoQuery>,
    act: Act<SubdivisionInput>,
    door: Door,
) -> Result<Created<Subdivision>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        if let Some(parent) = input.parent_id {
            super::change_subdivision::standing_parent(unit, parent)?;
        }
        let new = NewOffice {
            code: input.code.clone(),
            name_ro: input.name.ro.clone(),
            name_ru: input.name.ru.clone(),
            name_en: input.name.en.clone(),
            parent_id: input.parent_id.map(TypedId::uuid),
            serves_public: input.serves_public,
            locality: input.locality.clone(),
            address: input.address.clone(),
        };
        let office = offices::insert(unit, &new)?;
        let id = SubdivisionId::from_uuid(office.id);
        unit.wrote("Subdivision", id);
        Ok(Reply::record(office.version, &Subdivision::from(office))?.at(format!("/api/v1/subdivisions/{id}")))
    })
    .await
}
