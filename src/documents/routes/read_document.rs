use super::{DocumentPath, IssuedDocument};
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsRead},
    documents::store,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Read an issued document.
///
/// Its attributes; the document itself is its content.
#[utoipa::path(get, path = "/api/v1/documents/{documentId}", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.3", "C-26"])),
               ("x-links" = json!({
                   "content": { "operationId": "readDocumentContent", "parameters": { "documentId": "$response.body#/documentId" } },
                   "verification": { "operationId": "verifyDocument", "parameters": { "code": "$response.body#/verificationCode" } } }))))]
pub async fn read_document(
    allowed: Allowed<DocumentsRead>,
    At(path): At<DocumentPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<IssuedDocument>, Problem> {
    door.run(&allowed, move |unit| {
        let row = store::find(unit, path.document_id)?;
        Reply::record(row.version, &IssuedDocument::of(unit, &row)?)
    })
    .await
}
