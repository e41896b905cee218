use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::ContentRead,
        reactions::named,
    },
    administration::calendar::Calendars,
    content::{
        draft,
        routes::recall_content_submission::no_request,
        rules::{lifecycle::Action, restricted::Classification},
        step::{Step, begin},
        store::{
            events::Told,
            items::ItemChange,
            sections,
            versions::{self, VersionRow},
        },
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

/// Which version comes back.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentRestorationInput {
    /// The number of the version.
    #[schema(minimum = 1, maximum = 100000, examples(1))]
    pub version_number: i32,
}

/// Make an old version the new draft.
///
/// The draft says what the version said; it is published like any other.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/restorations", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-23.4"])), ("x-statuses" = json!([409]))))]
pub async fn restore_content_version(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentRestorationInput>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let mut step = begin(unit, at.content_item_id.uuid(), seen, Action::Restore)?;
        let found = versions::find(unit.conn, step.item.id, input.version_number);
        let version = named("/versionNumber", found)?;
        let changes = as_it_was(unit, &mut step, &version)?;
        let done = step.finish(unit, changes, false, Told { number: Some(version.number), note: None })?;
        answer(unit, done, &calendars)
    })
    .await
}

/// The working copy as a version was, in its section; what was published was public by its class.
pub fn as_it_was(unit: &mut Unit<'_>, step: &mut Step, version: &VersionRow) -> Result<ItemChange, Problem> {
    let content = serde_json::from_value(version.content.clone()).map_err(Problem::internal)?;
    let translated = serde_json::from_value(version.translated.clone()).map_err(Problem::internal)?;
    let request = no_request();
    let mut changes = ItemChange {
        classification: Some(format!("{:?}", Classification::Public)),
        submitted_at: request.submitted_at,
        wanted_at: request.wanted_at,
        term: request.term,
        due_at: request.due_at,
        ..draft::written(&content, &translated)?
    };
    if version.section_id != step.section.id {
        step.move_to(sections::by_id(unit.conn, version.section_id)?, &mut changes);
    }
    Ok(changes)
}
