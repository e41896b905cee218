use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::RepresentationsRead,
        store::powers,
        wire::representation::{Representation, RepresentationPath},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a power of representation.
#[utoipa::path(get, path = "/api/v1/representations/{representationId}", tag = "Representations", params(RepresentationPath),
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.4"]))))]
pub async fn read_representation(
    allowed: Allowed<RepresentationsRead>,
    At(at): At<RepresentationPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Representation>, Problem> {
    door.run(&allowed, move |unit| {
        let row = powers::find(unit, at.representation_id.uuid())?;
        unit.read("Representation", at.representation_id);
        if let Some(person) = row.person_id {
            unit.about(person);
        }
        Reply::record(row.version, &Representation::of(&unit.caller, row)?)
    })
    .await
}
