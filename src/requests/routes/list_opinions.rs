use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsOpinions, policy::Role},
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
        step::{concerns, on_ground_of},
        store::{
            self, consulted_body,
            opinions::{self, OpinionRow},
        },
        wire::RequestPath,
    },
};

/// The opinion of a body that was consulted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RequestOpinion)]
pub struct Opinion {
    /// The consultation, by its code in the service.
    #[schema(max_length = 60, examples("sis"))]
    pub code: String,
    /// The body, by its code in the classifier `consulted-bodies`.
    #[schema(max_length = 60, examples("SIS"))]
    pub body: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Until when it is to answer, where the service says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// When it answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_at: Option<DateTime<Utc>>,
    /// Whether it is favourable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub favourable: Option<bool>,
    /// The reasons.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Nu există obiecții."))]
    pub reasons: Option<String>,
}

impl From<OpinionRow> for Opinion {
    fn from(row: OpinionRow) -> Self {
        Self {
            code: row.code,
            body: row.body,
            asked_at: row.created_at,
            due_at: row.due_at,
            given_at: row.given_at,
            favourable: row.favourable,
            reasons: row.reasons,
        }
    }
}

/// The opinions on a request, the earliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RequestOpinionList)]
pub struct OpinionList {
    /// The opinions.
    #[schema(max_items = 100)]
    pub opinions: Vec<Opinion>,
}

/// List opinions.
///
/// Who was consulted, until when they answer, and what they answered, with reasons. A consulted body sees its own.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/opinions", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-28.S", "C-25.2"]))))]
pub async fn list_opinions(
    allowed: Allowed<RequestsOpinions>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<OpinionList>, Problem> {
    door.run(&allowed, move |unit| {
        let id = at.request_id.uuid();
        let found: Vec<OpinionRow> = if unit.caller.has(Role::SisReviewer) {
            // What it was asked and said stays its own to read, also when the request itself is closed to it.
            let own = opinions::of_body(unit, id, consulted_body(&unit.caller))?;
            if own.is_empty() {
                return Err(Problem::not_found());
            }
            let row = store::by_id(unit.conn, id)?;
            concerns(unit, &row)?;
            on_ground_of(unit, desk.service_of(&row)?.as_ref());
            own
        } else {
            desk.read_with(unit, id, opinions::OPINIONS)?.1
        };
        Reply::plain(&OpinionList { opinions: found.into_iter().map(Into::into).collect() })
    })
    .await
}
