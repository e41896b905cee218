use actix_web::{HttpResponse, web};

use super::DocumentPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsRead},
    documents::{Documents, store},
    files::answer::{Named, Wanted, answer},
    kernel::{
        http::params::{Asked, At, NoQuery},
        problem::Problem,
    },
};

/// Read the document itself.
///
/// The PDF/A as issued, with its seal or signatures; before that, for those who may see it, as it will be signed. Right after a document was
/// frozen it is being made: 409, which says when to ask again.
#[utoipa::path(get, path = "/api/v1/documents/{documentId}/content", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])),
               ("x-requirements" = json!(["C-23.1", "C-23.2", "C-23.3", "C-23.4", "C-23.5", "C-23.6", "C-23.7", "C-23.8", "C-23.9", "C-23.11"])),
               ("x-produces" = json!(["application/pdf"])), ("x-statuses" = json!([409]))))]
pub async fn read_document_content(
    allowed: Allowed<DocumentsRead>,
    At(path): At<DocumentPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    documents: web::Data<Documents>,
) -> Result<HttpResponse, Problem> {
    let content = door
        .run(&allowed, move |unit| {
            let row = store::find(unit, path.document_id)?;
            store::content(unit, &row)
        })
        .await?;
    let named = Named { content_type: "application/pdf", name: &format!("{}.pdf", content.number) };
    answer(&documents.blobs, &content.blob, &named, &wanted).await
}
