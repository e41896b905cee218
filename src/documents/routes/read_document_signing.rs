use serde::Deserialize;
use utoipa::IntoParams;

use super::DocumentSigning;
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsRead},
    documents::{DocumentId, DocumentSigningId, signature, store},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Which signature of which document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct DocumentSigningPath {
    /// The document.
    #[param(inline)]
    pub document_id: DocumentId,
    /// The signing.
    #[param(inline)]
    pub document_signing_id: DocumentSigningId,
}

/// Read how a signature stands.
///
/// While it is pending it also says again where the signer's browser is to go.
#[utoipa::path(get, path = "/api/v1/documents/{documentId}/signings/{documentSigningId}", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.3"]))))]
pub async fn read_document_signing(
    allowed: Allowed<DocumentsRead>,
    At(path): At<DocumentSigningPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<DocumentSigning>, Problem> {
    door.run(&allowed, move |unit| {
        let document = store::find(unit, path.document_id)?;
        let signing = signature::find(unit, document.id, path.document_signing_id)?;
        // Only its signer is handed over.
        let mut shown = DocumentSigning::of(&signing);
        shown.hand_over_url = shown.hand_over_url.filter(|_| signing.account_id == unit.caller.account);
        Reply::record(signing.version, &shown)
    })
    .await
}
