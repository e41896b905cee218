use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DocumentPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsRead},
    documents::{store, verification},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// How often a document was verified.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentVerifications {
    /// In all.
    #[schema(minimum = 0, examples(3))]
    pub total: i64,
    /// A day, the latest first; at most the last hundred days on which it was.
    #[schema(max_items = 100)]
    pub days: Vec<VerificationDay>,
}

/// The look-ups of one day.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerificationDay {
    /// The day (Europe/Chisinau).
    #[schema(examples("2026-11-16"))]
    pub day: chrono::NaiveDate,
    /// Look-ups on it.
    #[schema(minimum = 1, examples(3))]
    pub lookups: i64,
}

/// List a document's verifications.
///
/// How often its code was looked up. Who did so is not known: verifying needs no sign-in.
#[utoipa::path(get, path = "/api/v1/documents/{documentId}/verifications", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["G-EVO"]))))]
pub async fn list_document_verifications(
    allowed: Allowed<DocumentsRead>,
    At(path): At<DocumentPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<DocumentVerifications>, Problem> {
    door.run(&allowed, move |unit| {
        let row = store::find(unit, path.document_id)?;
        let (total, days) = verification::lookups(unit.conn, row.id.uuid())?;
        let days = days.into_iter().map(|(day, lookups)| VerificationDay { day, lookups }).collect();
        Reply::plain(&DocumentVerifications { total, days })
    })
    .await
}
