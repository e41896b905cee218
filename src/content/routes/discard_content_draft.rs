use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide},
    administration::calendar::Calendars,
    content::{
        routes::{recall_content_submission::no_request, restore_content_version::as_it_was},
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, versions},
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

/// Give a draft up.
///
/// What was never published is gone for good, though kept on record; otherwise the item is again what its latest version says.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/discards", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3"])), ("x-statuses" = json!([409]))))]
pub async fn discard_content_draft(
    allowed: Allowed<ContentProvide>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let mut step = begin(unit, at.content_item_id.uuid(), seen, Action::Discard)?;
        let changes = match step.item.latest {
            Some(number) => {
                let version = versions::find(unit.conn, step.item.id, number)?;
                as_it_was(unit, &mut step, &version)?
            }
            None => no_request(),
        };
        let done = step.finish(unit, changes, false, Told::default())?;
        answer(unit, done, &calendars)
    })
    .await
}
