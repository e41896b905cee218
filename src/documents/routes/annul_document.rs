use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{DocumentPath, IssuedDocument};
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsAnnul},
    documents::{freeze, store},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Why a document is annulled.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentAnnulment {
    /// The reason, in words; shown to those who may see the document.
    #[schema(min_length = 3, max_length = 1000, pattern = r"\S", examples("Emis din eroare: datele titularului sunt greșite."))]
    pub reason: String,
}

/// Annul a document.
///
/// Withdraws an issued document. It keeps its number and stays on record; whoever verifies it is told that it is annulled.
#[utoipa::path(post, path = "/api/v1/documents/{documentId}/annulments", tag = "Documents",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.3"]))))]
pub async fn annul_document(
    allowed: Allowed<DocumentsAnnul>,
    At(path): At<DocumentPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<DocumentAnnulment>,
    door: Door,
) -> Result<Reply<IssuedDocument>, Problem> {
    let reason = act.body.reason;
    door.act(&allowed, act.key, move |unit| {
        let row = store::find(unit, path.document_id)?;
        seen.check(row.version)?;
        freeze::annul(unit, row.id.uuid(), &reason)?;
        let row = store::again(unit, row.id.uuid())?;
        Reply::record(row.version, &IssuedDocument::of(unit, &row)?)
    })
    .await
}
