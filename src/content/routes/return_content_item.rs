use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentAdminister},
    administration::calendar::Calendars,
    content::{
        notices,
        routes::recall_content_submission::no_request,
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, items::ItemChange},
        wire::item::{ContentItem, ContentItemPath, answer},
    },
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

/// Why an item goes back.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentReturnInput {
    /// Why, for the provider.
    #[schema(min_length = 3, max_length = 1000, examples("Lipsește termenul de depunere a actelor."))]
    pub reason: String,
}

/// Return an item to its provider.
///
/// For errors of substance, or for more information (Regulation, 28). The provider is told why.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/returns", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-25", "R-31"])), ("x-statuses" = json!([409]))))]
pub async fn return_content_item(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentReturnInput>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.content_item_id.uuid(), seen, Action::Return)?;
        let changes = ItemChange { return_reason: Some(Some(input.reason.clone())), ..no_request() };
        let (row, section) = step.finish(unit, changes, false, Told { number: None, note: Some(&input.reason) })?;
        notices::about_item(
            unit,
            row.provider_id,
            "ContentReturned",
            &row,
            json!({ "reason": notices::paragraphs(&input.reason) }),
        )?;
        answer(unit, (row, section), &calendars)
    })
    .await
}
