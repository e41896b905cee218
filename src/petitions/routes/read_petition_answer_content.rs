use actix_web::HttpResponse;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    documents,
    files::answer::{Named, Wanted, answer},
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    petitions::{desk::PetitionsDesk, step::concerns, store, wire::PetitionPath},
};

/// Read the answer to a petition.
///
/// The answer as a PDF: signed, with number and date, body and term of appeal. Officers see it as soon as it is approved; the petitioner
/// once it is signed.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/answer/content", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-43", "R-44"])),
               ("x-statuses" = json!([409])), ("x-produces" = json!(["application/pdf"]))))]
pub async fn read_petition_answer_content(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: PetitionsDesk,
) -> Result<HttpResponse, Problem> {
    let content = door
        .run(&allowed, move |unit| {
            let scope = unit.scope.clone();
            let row = store::find(unit, &scope, at.petition_id.uuid())?.row;
            concerns(unit, &row);
            let seen = row.answer_document_id.filter(|_| unit.caller.is_institutional() || row.answered_at.is_some());
            documents::open(unit, seen.ok_or_else(Problem::not_found)?)
        })
        .await?;
    let name = format!("{}.pdf", content.number);
    answer(&desk.documents.blobs, &content.blob, &Named { content_type: "application/pdf", name: &name }, &wanted).await
}
