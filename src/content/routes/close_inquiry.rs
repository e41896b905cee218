use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide},
    content::{
        inquiries::{step, tell_of, visitor},
        notices,
        rules::inquiry::Action,
        store::inquiries::InquiryChange,
        wire::inquiry::{Inquiry, InquiryPath, inquiry},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Why a question is closed without an answer.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InquiryClosingInput {
    /// Why, for the visitor.
    #[schema(min_length = 3, max_length = 1000, examples("Mesaj publicitar."))]
    pub reason: String,
}

/// Close a visitor's question without an answer.
///
/// What is no question, is offensive, or belongs elsewhere. The visitor is told why, by e-mail where they
/// gave an address.
#[utoipa::path(post, path = "/api/v1/content-inquiries/{inquiryId}/closings", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-19.7"])), ("x-statuses" = json!([409]))))]
pub async fn close_inquiry(
    allowed: Allowed<ContentProvide>,
    At(at): At<InquiryPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<InquiryClosingInput>,
    door: Door,
) -> Result<Reply<Inquiry>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let row = step(unit, at.inquiry_id, seen, Action::Close, |_, _| {
            Ok(InquiryChange { closing_reason: Some(input.reason.clone()), ..InquiryChange::default() })
        })?;
        tell_of(unit, &row, visitor(&row), "ContentInquiryClosed", json!({ "reason": notices::paragraphs(&input.reason) }))?;
        Reply::record(row.version, &inquiry(&row)?)
    })
    .await
}
