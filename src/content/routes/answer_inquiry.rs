use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide},
    content::{
        notices,
        rules::inquiry::{Action, after},
        store::{
            inquiries::{self, InquiryChange},
            items,
        },
        wire::inquiry::{Inquiry, InquiryPath, inquiry, language},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
    notifications::{Addressee, Telling, tell},
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
        let row = inquiries::find(unit, at.inquiry_id.uuid())?;
        seen.check(row.version)?;
        let to = after(Action::Answer, row.state()?)
            .ok_or_else(|| Problem::new(Kind::NOT_IN_THIS_STATE).with("state", row.state.as_str()))?;
        let changes = InquiryChange {
            state: Some(format!("{to:?}")),
            answer: Some(input.answer.clone()),
            answered_by: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
            answered_at: Some(unit.now),
            ..InquiryChange::default()
        };
        let row = inquiries::change(unit, &row, changes)?;
        if let Some(address) = row.email.clone() {
            let (form, _) = items::by_id(unit.conn, row.item_id)?;
            let variables =
                json!({ "answer": notices::paragraphs(&input.answer), "form": notices::words(&form.content()?.title) });
            let telling = Telling {
                to: Addressee::Email { address, name: row.name.clone() },
                template: "ContentInquiryAnswered",
                variables,
                about: Some(("Inquiry", row.id)),
                language: Some(language(&row.language)),
            };
            tell(unit, &telling)?;
        }
        unit.wrote("Inquiry", at.inquiry_id);
        Reply::record(row.version, &inquiry(&row)?)
    })
    .await
}
