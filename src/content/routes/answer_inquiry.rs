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

/// An answer to a visitor.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InquiryAnswerInput {
    /// The answer, in the visitor's language.
    #[schema(min_length = 2, max_length = 4000, examples("Ghișeul din Bălți lucrează de luni până vineri, 08:00-16:30."))]
    pub answer: String,
}

/// Answer a visitor's question.
///
/// Sent by e-mail in the visitor's language where they gave an address; otherwise they find it with their token.
#[utoipa::path(post, path = "/api/v1/content-inquiries/{inquiryId}/answers", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-19.7"])), ("x-statuses" = json!([409]))))]
pub async fn answer_inquiry(
    allowed: Allowed<ContentProvide>,
    At(at): At<InquiryPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<InquiryAnswerInput>,
    door: Door,
) -> Result<Reply<Inquiry>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let row = step(unit, at.inquiry_id, seen, Action::Answer, |unit, _| {
            Ok(InquiryChange {
                answer: Some(input.answer.clone()),
                answered_by: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
                answered_at: Some(unit.now),
                ..InquiryChange::default()
            })
        })?;
        let variables = json!({ "answer": notices::paragraphs(&input.answer) });
        tell_of(unit, &row, visitor(&row), "ContentInquiryAnswered", variables)?;
        Reply::record(row.version, &inquiry(&row)?)
    })
    .await
}
