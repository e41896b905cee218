use actix_web::web;
use serde_json::Value;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentAdminister},
    administration::calendar::Calendars,
    content::{
        reading::Publications,
        reminders,
        rules::lifecycle::Action,
        step::begin,
        store::{events::Told, items::ItemChange, versions},
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
        term::Term,
    },
};

/// Take back a publication whose time has not come.
///
/// The item waits for its publication again; what it was to replace stays public.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/deferrals", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-25"])), ("x-statuses" = json!([409]))))]
pub async fn postpone_content_publication(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
    (calendars, publications): (web::Data<Calendars>, web::Data<Publications>),
) -> Result<Reply<ContentItem>, Problem> {
    let done = door
        .act(&allowed, act.key, move |unit| {
            let step = begin(unit, at.content_item_id.uuid(), seen, Action::Postpone)?;
            let number = step.item.latest.unwrap_or_default();
            let version = versions::find(unit.conn, step.item.id, number)?;
            // What was public before it, unless that was taken off, is the latest again.
            let before = versions::last_public(unit.conn, step.item.id, number)?;
            let term = step.item.term()?.map(reopened).transpose()?;
            let withdrawn = before.as_ref().and_then(|row| row.live_until).filter(|until| *until != version.live_from);
            // What is public meanwhile may stand in another section.
            let elsewhere = before.as_ref().map(|row| row.section_id).filter(|section| *section != step.section.id);
            let changes = ItemChange {
                term: term.map(Some),
                latest: Some(before.as_ref().map(|row| row.number)),
                live_from: Some(before.as_ref().map(|row| row.live_from)),
                // What did not end for this publication had been taken off.
                withdrawn_at: Some(withdrawn),
                live_section_id: Some(elsewhere.filter(|_| withdrawn.is_none())),
                ..ItemChange::default()
            };
            let done = step.finish(unit, changes, false, Told { number: Some(number), note: None })?;
            versions::call_off(unit, &version)?;
            reminders::of_publication(unit, &done.0);
            answer(unit, done, &calendars)
        })
        .await?;
    // The public reads it from memory, at once.
    publications.changed();
    Ok(done)
}

/// A term that runs again, as though nothing had been done.
fn reopened(term: Term) -> Result<Value, Problem> {
    let again = Term::from_parts(term.started_at(), term.length(), term.pauses().to_vec(), term.extensions().to_vec(), None);
    serde_json::to_value(again.map_err(Problem::internal)?).map_err(Problem::internal)
}
