use std::collections::BTreeSet;

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide, policy::Role},
    administration::calendar::{Calendars, calendar_of_office},
    content::{
        draft, file_words, notices, place, reminders,
        rules::{complete, lifecycle::Action, publication},
        step::begin,
        store::{events::Told, items::ItemChange, versions},
        wire::item::{ContentItem, ContentItemPath, answer},
    },
    files::Files,
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        term::Term,
        text::Text,
        violation::Violation,
    },
};

/// A request to publish.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "wantedAt": "2026-12-01T06:00:00Z" })))]
pub struct ContentSubmissionInput {
    /// Not before this time, where the provider wants it later; at most a year ahead.
    #[serde(default)]
    #[schema(examples("2026-11-23T06:00:00Z"))]
    pub wanted_at: Option<DateTime<Utc>>,
}

/// Ask for an item's publication.
///
/// The item must be whole, and nothing of it restricted, advertising or about a person (every finding is named; the words of attached PDFs are
/// read for IDNPs). The publication term of its type begins, and the administrators of its section are told.
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/submissions", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-25", "R-29", "R-9", "R-10", "R-8"])), ("x-statuses" = json!([409]))))]
pub async fn submit_content_item(
    allowed: Allowed<ContentProvide>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentSubmissionInput>,
    door: Door,
    (calendars, files): (web::Data<Calendars>, web::Data<Files>),
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    file_words::read(&door, &allowed, &files, at.content_item_id.uuid()).await?;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.content_item_id.uuid(), seen, Action::Submit)?;
        let kind = place::kind(&step.item.kind)?;
        let content = step.item.content()?;
        let mut faults = draft::refusals(kind, &step.item.slug, &content, step.item.classification());
        faults.extend(file_words::refusals(unit.conn, &content)?);
        faults.extend(complete::of_days(kind, &content.fields, legal_day(unit.now)));
        if input.wanted_at.is_some_and(|wanted| wanted < unit.now) {
            faults.push(in_the_past("/wantedAt"));
        }
        if input.wanted_at.is_some_and(|wanted| wanted > unit.now + publication::FARTHEST) {
            faults.push(too_far("/wantedAt"));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let told = if step.item.latest.is_some() { versions::fields_told(unit.conn, step.item.id)? } else { BTreeSet::new() };
        let (since, length) = publication::term(kind, &content.fields, &told, unit.now)
            .ok_or_else(|| Problem::internal("a type without a term"))?;
        let term = Term::new(since, length).map_err(Problem::internal)?;
        let calendar = calendar_of_office(unit.conn, step.section.administrator_id)?;
        let due = term.end(&calendar);
        let changes = ItemChange {
            // Whoever asks for the publication hears what comes of it, whoever began the item.
            provider_id: Some((!unit.caller.account.is_nil()).then_some(unit.caller.account)),
            return_reason: Some(None),
            submitted_at: Some(Some(unit.now)),
            wanted_at: Some(input.wanted_at),
            term: Some(Some(serde_json::to_value(&term).map_err(Problem::internal)?)),
            due_at: Some(due),
            ..ItemChange::default()
        };
        let done = step.finish(unit, changes, false, Told::default())?;
        // Those who are to publish it hear of it at once: a term may be an hour.
        let variables = json!({ "section": notices::section_words(&done.1.code)?, "due": due });
        let administrators = [(Role::ContentAdministrator, done.1.administrator_id)];
        notices::about_item_to(unit, &administrators, "ContentSubmitted", &done.0, &variables)?;
        reminders::of_publication(unit, &done.0);
        answer(unit, done, &calendars)
    })
    .await
}

/// A time that has passed.
pub fn in_the_past(pointer: &str) -> Violation {
    Violation::new(
        pointer,
        "in-the-past",
        Text::new("Momentul a trecut deja.", "Этот момент уже прошёл.", "This time has passed."),
    )
}

/// A time too far ahead.
pub fn too_far(pointer: &str) -> Violation {
    Violation::new(
        pointer,
        "too-far",
        Text::new("Cel mult un an înainte.", "Не более чем за год вперёд.", "At most a year ahead."),
    )
}
