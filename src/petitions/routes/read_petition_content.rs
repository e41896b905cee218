use actix_web::HttpResponse;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    documents,
    files::{
        self, FileId,
        answer::{Named, Wanted, answer},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    petitions::{desk::PetitionsDesk, step::concerns, store, wire::PetitionPath},
};

/// Read the petition itself.
///
/// The petition as a file: drawn up here and signed, or as it came (signed PDF, scan, minutes, ePetitii's PDF). 404 where there is no file:
/// a request for information filed here has none.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/content", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-34", "R-39", "R-44"])),
               ("x-statuses" = json!([409])), ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_petition_content(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: PetitionsDesk,
) -> Result<HttpResponse, Problem> {
    let (blob, content_type, name) = door
        .run(&allowed, move |unit| {
            let scope = unit.scope.clone();
            let row = store::find(unit, &scope, at.petition_id.uuid())?.row;
            concerns(unit, &row);
            match (row.file_id, row.document_id) {
                (Some(file), _) => {
                    let opened = files::open(unit, FileId::from_uuid(file))?;
                    Ok((opened.blob, opened.facts.content_type, opened.facts.name))
                }
                (None, Some(document)) => {
                    let content = documents::open(unit, document)?;
                    Ok((content.blob, "application/pdf".to_owned(), format!("{}.pdf", content.number)))
                }
                (None, None) => Err(Problem::not_found()),
            }
        })
        .await?;
    answer(&desk.files.blobs, &blob, &Named { content_type: &content_type, name: &name }, &wanted).await
}
