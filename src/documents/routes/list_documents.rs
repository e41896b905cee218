use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::IssuedDocument;
use crate::{
    access::{caller::Allowed, door::Door, permissions::DocumentsRead},
    documents::{
        DocumentStatus, DocumentType, RequestId,
        store::{self, Filter},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// Which documents.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct DocumentsAsked {
    /// Of this kind.
    #[param(inline)]
    pub document_type: Option<DocumentType>,
    /// Standing so today.
    #[param(inline)]
    pub status: Option<DocumentStatus>,
    /// Of this request.
    #[param(inline)]
    pub request_id: Option<RequestId>,
    /// Only those that wait for the caller's signature.
    pub awaiting_my_signature: Option<bool>,
    /// Documents a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A page of issued documents, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPage {
    /// The documents.
    #[schema(max_items = 200)]
    pub documents: Vec<IssuedDocument>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AUJ2x9c"))]
    pub next_cursor: Option<String>,
}

/// List issued documents.
///
/// Those that the caller may see: of their subdivisions, those they are expected to sign, and, once issued, their own and those of whom they
/// represent. The newest first.
#[utoipa::path(get, path = "/api/v1/documents", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.3", "C-23.1", "C-23.6", "C-23.9", "C-29.9"]))))]
pub async fn list_documents(
    allowed: Allowed<DocumentsRead>,
    Asked(asked): Asked<DocumentsAsked>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<DocumentPage>, Problem> {
    let request = asked.request_id.map(TypedId::uuid);
    let filter = Filter {
        kind: asked.document_type,
        status: asked.status,
        request,
        awaiting_me: asked.awaiting_my_signature.unwrap_or(false),
    };
    door.run(&allowed, move |unit| {
        let filters = (asked.document_type, asked.status, request, filter.awaiting_me, unit.caller.account);
        let page = Page::<Uuid>::read(keys.cursors(), "listDocuments", &filters, asked.limit, asked.cursor.as_deref())?;
        let rows = store::list(unit, &filter, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id.uuid())?;
        store::told_all(unit, &rows);
        let documents = rows.iter().map(|row| IssuedDocument::of(unit, row)).collect::<Result<_, _>>()?;
        Reply::plain(&DocumentPage { documents, next_cursor })
    })
    .await
}
