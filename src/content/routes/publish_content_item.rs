use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::ContentAdminister,
    },
    administration::calendar::Calendars,
    content::{
        carriers::PUBLISHED,
        draft, file_words, notices, place,
        reading::Publications,
        routes::submit_content_item::{in_the_past, too_far},
        rules::{
            complete,
            content::version_digest,
            lifecycle::Action,
            publication::{WrongTime, effective, is_late},
        },
        step::begin,
        store::{
            events::Told,
            items::{ItemChange, ItemRow},
            sections::SectionRow,
            versions::{self, Last, VersionRow},
        },
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
        text::Text,
        violation::Violation,
    },
};

/// When it becomes public.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "at": "2026-12-01T06:00:00Z" })))]
pub struct ContentPublicationInput {
    /// When; where it is absent as soon as its provider wants it (`wantedAt`), otherwise now. At most a year ahead.
    #[serde(default)]
    #[schema(examples("2026-12-01T06:00:00Z"))]
    pub at: Option<DateTime<Utc>>,
}

/// Publish an item.
///
/// Now, or exactly at a time to come; a time that has passed, or that lies before `wantedAt`, is refused. What is restricted, advertising or about a person is refused once
/// more. Its provider is told and verifies it (Regulation, 26, 31). Of two administrators at once one publishes, the other is told (412).
#[utoipa::path(post, path = "/api/v1/content-items/{contentItemId}/publications", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-25", "R-29", "R-31", "R-9", "R-8", "R-23.4"])), ("x-statuses" = json!([409]))))]
pub async fn publish_content_item(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ContentPublicationInput>,
    door: Door,
    (calendars, publications, files): (web::Data<Calendars>, web::Data<Publications>, web::Data<Files>),
) -> Result<Reply<ContentItem>, Problem> {
    let input = act.body;
    file_words::read(&door, &allowed, &files, at.content_item_id.uuid()).await?;
    let done = door
        .act(&allowed, act.key, move |unit| {
            let step = begin(unit, at.content_item_id.uuid(), seen, Action::Publish)?;
            let kind = place::kind(&step.item.kind)?;
            let content = step.item.content()?;
            let mut faults = draft::refusals(kind, &step.item.slug, &content, step.item.classification());
            faults.extend(file_words::refusals(unit.conn, &content)?);
            faults.extend(complete::of_days(kind, &content.fields, legal_day(unit.now)));
            let from = effective(input.at, step.item.wanted_at, unit.now).unwrap_or_else(|wrong| {
                faults.push(wrong_time(wrong));
                unit.now
            });
            if !faults.is_empty() {
                return Err(faults.into());
            }
            let (waits, last) = (unit.now < from, versions::last(unit.conn, step.item.id)?);
            let version = next_version(unit, &step.item, &step.section, &last, from)?;
            let changes = ItemChange {
                term: Some(finished(&step.item, unit.now)?),
                latest: Some(Some(version.number)),
                live_from: Some(Some(from)),
                withdrawn_at: Some(None),
                withdrawal_reason: Some(None),
                live_section_id: Some(None),
                ..ItemChange::default()
            };
            let done = step.finish(unit, changes, waits, Told { number: Some(version.number), note: None })?;
            versions::insert(unit, &version)?;
            announce(unit, &done.0, &version, waits)?;
            answer(unit, done, &calendars)
        })
        .await?;
    // The public reads it from memory, at once.
    publications.changed();
    Ok(done)
}

fn wrong_time(wrong: WrongTime) -> Violation {
    match wrong {
        WrongTime::Past => in_the_past("/at"),
        WrongTime::TooFar => too_far("/at"),
        WrongTime::BeforeWanted => Violation::new(
            "/at",
            "before-it-is-wanted",
            Text::new(
                "Furnizorul a cerut publicarea mai târziu.",
                "Поставщик просил опубликовать позже.",
                "Its provider wants it published later.",
            ),
        ),
    }
}

fn next_version(
    unit: &Unit<'_>,
    item: &ItemRow,
    section: &SectionRow,
    last: &Last,
    from: DateTime<Utc>,
) -> Result<VersionRow, Problem> {
    let number = last.number + 1;
    let due = item.due_at.ok_or_else(|| Problem::internal("a submitted item without a term"))?;
    Ok(VersionRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        item_id: item.id,
        number,
        kind: item.kind.clone(),
        section_id: section.id,
        subdivision_id: item.subdivision_id,
        digest: version_digest(item.id, number, &item.kind, &section.code, from, &item.content).to_vec(),
        content: item.content.clone(),
        live_from: from,
        live_until: None,
        first_live_from: last.first.map_or(from, |first| first.min(from)),
        published_by: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
        provider_id: item.provider_id,
        submitted_at: item.submitted_at,
        due_at: Some(due),
        late: is_late(from, due, item.wanted_at),
        verified_at: None,
        verified_by: None,
        verification: None,
        verification_note: None,
        translated: item.translated.clone(),
        announced_at: (from <= unit.now).then_some(unit.now),
    })
}

/// The term of the request is met, in time or late.
fn finished(item: &ItemRow, now: DateTime<Utc>) -> Result<Option<Value>, Problem> {
    let Some(mut term) = item.term()? else { return Ok(None) };
    // One that was to begin later was never needed.
    let _ = term.finish(now.max(term.started_at()));
    serde_json::to_value(&term).map(Some).map_err(Problem::internal)
}

/// The provider is told when it is public (Regulation, 31); of one that waits also that it does.
fn announce(unit: &mut Unit<'_>, item: &ItemRow, version: &VersionRow, waits: bool) -> Result<(), Problem> {
    if waits {
        let payload = json!({ "item": item.id, "number": version.number });
        unit.send_at(PUBLISHED, format!("{PUBLISHED}/{}", version.id), payload, version.live_from);
        return notices::about_item(unit, item.provider_id, "ContentScheduled", item, json!({ "at": version.live_from }));
    }
    notices::about_item(
        unit,
        item.provider_id,
        "ContentPublished",
        item,
        json!({ "at": version.live_from, "number": version.number }),
    )
}
