use actix_web::{HttpResponse, web};

use crate::{
    access::{
        caller::Allowed, door::Door, permissions::RepresentationsRead, store::powers, wire::representation::RepresentationPath,
    },
    files::{
        FileId, Files,
        answer::{Wanted, of_file},
        store,
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
};

/// Read the paper of a power of representation.
///
/// The scan as it was sent: for both sides of the power, and for the officers who read powers. A power of MPower has none: 404.
#[utoipa::path(get, path = "/api/v1/representations/{representationId}/content", tag = "Representations", params(RepresentationPath),
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.4"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_representation_content(
    allowed: Allowed<RepresentationsRead>,
    At(at): At<RepresentationPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            let row = powers::find(unit, at.representation_id.uuid())?;
            let file = row.file_id.ok_or_else(Problem::not_found)?;
            unit.read("Representation", at.representation_id);
            row.person_id.into_iter().for_each(|person| unit.about(person));
            store::open(unit, FileId::from_uuid(file))
        })
        .await?;
    of_file(&files, &opened, &wanted).await
}
