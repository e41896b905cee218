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
        reading::Publications,
        routes::recall_content_submission::no_request,
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, items::ItemChange, versions},
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

/// Why an item is taken off.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentWithdrawalInput {
    /// Why, for the provider.
    #[schema(min_length = 3, max_length = 1000, examples("Informația nu mai este actuală."))]
    pub reason: String,
}

/// Take an item off the site.
///
/// At once; what was scheduled is never published. Its versions are kept, and its provider is told why (Regulation, 19.4).
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/withdrawals", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-16"])), ("x-statuses" = json!([409]))))]
pub async fn withdraw_content_item(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentWithdrawalInput>,
    door: Door,
    (calendars, publications): (web::Data<Calendars>, web::Data<Publications>),
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    let done = door
        .act(&allowed, act.key, move |unit| {
            let step = begin(unit, at.content_item_id.uuid(), seen, Action::Withdraw)?;
            let changes = ItemChange {
                withdrawn_at: Some(Some(unit.now)),
                withdrawal_reason: Some(Some(input.reason.clone())),
                live_section_id: Some(None),
                ..no_request()
            };
            let (number, id) = (step.item.latest, step.item.id);
            let (row, section) = step.finish(unit, changes, false, Told { number, note: Some(&input.reason) })?;
            versions::end(unit, id, unit.now)?;
            notices::about_item(
                unit,
                row.provider_id,
                "ContentWithdrawn",
                &row,
                json!({ "reason": notices::paragraphs(&input.reason) }),
            )?;
            answer(unit, (row, section), &calendars)
        })
        .await?;
    // The public reads it from memory, at once.
    publications.changed();
    Ok(done)
}
