use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    administration::calendar::Calendars,
    content::{
        routes::recall_content_submission::no_request,
        rules::lifecycle::Action,
        step::begin,
        store::events::Told,
        wire::item::{ContentItem, ContentItemPath, answer},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Begin a new draft of what was published.
///
/// What is public stays until the new version is.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/revisions", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-16"])), ("x-statuses" = json!([409]))))]
pub async fn revise_content_item(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.content_item_id.uuid(), seen, Action::Revise)?;
        let number = step.item.latest;
        let done = step.finish(unit, no_request(), false, Told { number, note: None })?;
        answer(unit, done, &calendars)
    })
    .await
}
