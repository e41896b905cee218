use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide},
    administration::calendar::Calendars,
    content::{
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, items::ItemChange},
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

/// Take a publication request back.
///
/// The item is its provider's draft again; the term that ran is over.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/recalls", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-25", "C-18.3"])), ("x-statuses" = json!([409]))))]
pub async fn recall_content_submission(
    allowed: Allowed<ContentProvide>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.content_item_id.uuid(), seen, Action::Recall)?;
        let done = step.finish(unit, no_request(), false, Told::default())?;
        answer(unit, done, &calendars)
    })
    .await
}

/// Nothing is asked for any more.
pub fn no_request() -> ItemChange {
    ItemChange { submitted_at: Some(None), wanted_at: Some(None), term: Some(None), due_at: Some(None), ..ItemChange::default() }
}
