use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        store::opinions::{self, CompletionRow},
        wire::RequestPath,
    },
    services::rules::definition::CatalogueCode,
};

/// What the applicant was asked to complete.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompletionRequest {
    /// What is missing, in the examiner's words.
    #[schema(max_length = 4000, examples("Lipsește traducerea cazierului."))]
    pub text: String,
    /// The documents that are to be attached, by their codes in the service.
    #[schema(value_type = Vec<CatalogueCode>, max_items = 60)]
    pub document_codes: Vec<String>,
    /// The answers that are to be mended, by their fields' codes.
    #[schema(value_type = Vec<CatalogueCode>, max_items = 200)]
    pub fields: Vec<String>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Until when; afterwards the request is left unexamined.
    pub due_at: DateTime<Utc>,
    /// When it was supplied, or the request ended without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<DateTime<Utc>>,
}

impl From<CompletionRow> for CompletionRequest {
    fn from(row: CompletionRow) -> Self {
        Self {
            text: row.text,
            document_codes: row.document_codes,
            fields: row.fields,
            asked_at: row.created_at,
            due_at: row.due_at,
            completed_at: row.completed_at,
        }
    }
}

/// What was asked for, the earliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompletionRequestList {
    /// What was asked for.
    #[schema(max_items = 100)]
    pub completion_requests: Vec<CompletionRequest>,
}

/// List what was asked for.
///
/// What was missing and until when it is to be supplied: for the applicant who supplies it and for the officers.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/completion-requests", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-16.3", "P-4"]))))]
pub async fn list_completion_requests(
    allowed: Allowed<RequestsRead>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<CompletionRequestList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, found): (_, Vec<CompletionRow>) = desk.read_with(unit, at.request_id.uuid(), opinions::COMPLETIONS)?;
        Reply::record(row.version, &CompletionRequestList { completion_requests: found.into_iter().map(Into::into).collect() })
    })
    .await
}
