use chrono::{DateTime, NaiveDate, Utc};
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
        store::opinions::{self, AppealRow},
        wire::RequestPath,
    },
};

/// An appeal against the decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Appeal {
    /// The body or court.
    #[schema(max_length = 200, examples("Judecătoria Chișinău"))]
    pub body: String,
    /// The case's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("3-1234/2026"))]
    pub number: Option<String>,
    /// The day on which it was filed.
    #[schema(examples("2026-11-16"))]
    pub filed_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000, examples("Respinsă; decizia menținută."))]
    pub result: Option<String>,
    /// When its end was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<DateTime<Utc>>,
}

impl From<AppealRow> for Appeal {
    fn from(row: AppealRow) -> Self {
        Self {
            body: row.body,
            number: row.number,
            filed_on: row.filed_on,
            recorded_at: row.created_at,
            result: row.result,
            settled_at: row.settled_at,
        }
    }
}

/// The appeals against a decision, the earliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppealList {
    /// The appeals.
    #[schema(max_items = 100)]
    pub appeals: Vec<Appeal>,
}

/// List appeals.
///
/// Where the decision was appealed against, and how each appeal ended.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/appeals", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-23.7"]))))]
pub async fn list_appeals(
    allowed: Allowed<RequestsRead>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<AppealList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, found): (_, Vec<AppealRow>) = desk.read_with(unit, at.request_id.uuid(), opinions::APPEALS)?;
        Reply::record(row.version, &AppealList { appeals: found.into_iter().map(Into::into).collect() })
    })
    .await
}
