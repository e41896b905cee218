use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Open, door::Door},
    content::{InquiryId, rules::inquiry::State, store::inquiries, wire::visitor::digest_of_token},
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// With what a visitor finds their question.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "token": "b7e23ec29af22b0b4e41da31e868d572" })))]
pub struct InquirySearch {
    /// The token with which it was sent.
    #[schema(pattern = "^[A-Za-z0-9_-]{22,64}$", max_length = 64)]
    pub token: String,
}

/// How a visitor's question stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InquiryStatus {
    /// The question.
    pub inquiry_id: InquiryId,
    /// Where it stands.
    pub state: State,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000)]
    pub answer: Option<String>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Why it was closed without an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub closing_reason: Option<String>,
}

/// Find one's question.
///
/// With the token with which it was sent: where it stands, and its answer.
#[utoipa::path(post, path = "/api/v1/content-inquiries/searches", tag = "Content",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["R-19.7"])), ("x-statuses" = json!([404]))))]
pub async fn search_inquiry(
    _: Open,
    _: Asked<NoQuery>,
    Input(input): Input<InquirySearch>,
    door: Door,
) -> Result<Reply<InquiryStatus>, Problem> {
    let token = digest_of_token(&input.token);
    let row = door.open(move |conn, _| inquiries::by_token(conn, &token)?.ok_or_else(Problem::not_found)).await?;
    Reply::plain(&InquiryStatus {
        inquiry_id: InquiryId::from_uuid(row.id),
        state: row.state()?,
        received_at: row.created_at,
        answer: row.answer,
        answered_at: row.answered_at,
        closing_reason: row.closing_reason,
    })
}
