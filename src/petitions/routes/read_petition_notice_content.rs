use actix_web::HttpResponse;

use super::record_petition_notice_posting::NoticePath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    documents,
    files::answer::{Named, Wanted, answer},
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    petitions::{desk::PetitionsDesk, step::concerns, store::notices},
};

/// Read the letter of a notice.
///
/// The letter as a PDF under the inspectorate's seal, to be printed and posted. 404 where none is drawn up; right after it was, it is being
/// made: 409, which says when to ask again.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/notices/{noticeId}/content", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-36", "R-40", "C-23.10"])),
               ("x-statuses" = json!([409])), ("x-produces" = json!(["application/pdf"]))))]
pub async fn read_petition_notice_content(
    allowed: Allowed<PetitionsRead>,
    At(at): At<NoticePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: PetitionsDesk,
) -> Result<HttpResponse, Problem> {
    let content = door
        .run(&allowed, move |unit| {
            let scope = unit.scope.clone();
            let (row, all) = notices::of(unit, &scope, at.petition_id.uuid())?;
            concerns(unit, &row);
            let officer = unit.caller.is_institutional();
            let mut theirs = all.into_iter().filter(|one| officer || one.is_theirs());
            let notice = theirs.find(|one| one.id == at.notice_id.uuid()).ok_or_else(Problem::not_found)?;
            documents::open(unit, notice.document_id.ok_or_else(Problem::not_found)?)
        })
        .await?;
    let name = format!("{}.pdf", content.number);
    answer(&desk.documents.blobs, &content.blob, &Named { content_type: "application/pdf", name: &name }, &wanted).await
}
