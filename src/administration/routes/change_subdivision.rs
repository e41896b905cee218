use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::{Door, Unit},
        permissions::AdministrationChange,
        store::offices::{self, OfficeChange},
    },
    administration::wire::{
        removable,
        subdivision::{Subdivision, SubdivisionPath},
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// What is to change of a subdivision; absent stays, null removes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubdivisionPatch {
    /// Its name.
    #[schema(value_type = Text, required = false)]
    pub name: Option<Text>,
    /// The subdivision it belongs to.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<SubdivisionId>)]
    pub parent_id: Option<Option<SubdivisionId>>,
    /// Whether people come to it.
    #[schema(value_type = bool, required = false)]
    pub serves_public: Option<bool>,
    /// Town.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60, examples("Orhei"))]
    pub locality: Option<Option<String>>,
    /// Street and number.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200, examples("str. Vasile Mahu, 135"))]
    pub address: Option<Option<String>>,
    /// False closes it, true opens it again.
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}

/// Change a subdivision.
///
/// Closing one (`active: false`) waits until none that is active stands under it (409 otherwise).
#[utoipa::path(patch, path = "/api/v1/subdivisions/{subdivisionId}", tag = "Administration", params(SubdivisionPath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn change_subdivision(
    allowed: Allowed<AdministrationChange>,
    At(at): At<SubdivisionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<SubdivisionPatch>,
    door: Door,
) -> Result<Reply<Subdivision>, Problem> {
    door.run(&allowed, move |unit| {
        let id = at.subdivision_id.uuid();
        let office = offices::find_for_change(unit.conn, id)?;
        seen.check(office.version)?;
        if let Some(Some(parent)) = patch.parent_id {
            standing_parent(unit, parent)?;
            if offices::above(unit.conn, parent.uuid())?.contains(&id) {
                return Err(wrong_parent("circle"));
            }
        }
        if patch.active == Some(false) && offices::has_children(unit.conn, id)? {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("standsUnderIt", true).detail(Text::new(
                "Închideți întâi subdiviziunile subordonate.",
                "Сначала закройте подчинённые подразделения.",
                "Close the subdivisions under it first.",
            )));
        }
        let change = OfficeChange {
            name_ro: patch.name.as_ref().map(|name| name.ro.clone()),
            name_ru: patch.name.as_ref().map(|name| name.ru.clone()),
            name_en: patch.name.as_ref().map(|name| name.en.clone()),
            parent_id: patch.parent_id.map(|parent| parent.map(TypedId::uuid)),
            serves_public: patch.serves_public,
            locality: patch.locality.clone(),
            address: patch.address.clone(),
            active: patch.active,
        };
        let office = offices::change(unit, id, &change)?;
        unit.wrote("Subdivision", at.subdivision_id);
        Reply::record(office.version, &Subdivision::from(office))
    })
    .await
}

/// Refuses a parent that does not exist or is closed.
pub fn standing_parent(unit: &mut Unit<'_>, parent: SubdivisionId) -> Result<(), Problem> {
    match offices::find(unit.conn, parent.uuid()) {
        Ok(office) if office.active => Ok(()),
        Err(problem) if problem.status() != 404 => Err(problem),
        _ => Err(wrong_parent("no-such-subdivision")),
    }
}

fn wrong_parent(code: &'static str) -> Problem {
    Problem::violation(
        "/parentId",
        code,
        Text::new(
            "Subdiviziunea ierarhic superioară nu poate fi aceasta.",
            "Вышестоящим подразделением оно быть не может.",
            "The parent cannot be this subdivision.",
        ),
    )
}
