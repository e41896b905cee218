use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::ContentRead,
    },
    administration::calendar::Calendars,
    content::{
        draft::{self, ContentAttachmentInput},
        notices, place,
        rules::{content::Content, differences, lifecycle::Action, restricted::Classification},
        step::{Step, begin_one_of},
        store::{
            events::Told,
            items::{self, ItemChange, ItemRow},
        },
        wire::{
            ContentFields,
            item::{ContentItem, ContentItemPath, answer},
            removable,
            texts::{ContentBodyPatch, ContentLeadPatch, ContentNotesPatch, ContentTitlePatch},
        },
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::{Language, Text},
    },
};

/// What is to change of an item; absent stays, null removes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "title": { "ru": "Как получить приглашение?" }, "confirmedTranslations": ["en"] })))]
pub struct ContentItemPatch {
    /// Another section.
    #[schema(value_type = String, required = false, pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, examples("guides"))]
    pub section_code: Option<String>,
    /// Another name in addresses; only before the item is first published, since others may have it.
    #[schema(value_type = String, required = false, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 100,
        examples("cum-obtin-o-invitatie"))]
    pub slug: Option<String>,
    /// What the material is.
    #[schema(value_type = Classification, required = false)]
    pub classification: Option<Classification>,
    /// Title.
    #[schema(value_type = ContentTitlePatch, required = false)]
    pub title: Option<ContentTitlePatch>,
    /// Lead.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<ContentLeadPatch>)]
    pub lead: Option<Option<ContentLeadPatch>>,
    /// Rich text.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<ContentBodyPatch>)]
    pub body: Option<Option<ContentBodyPatch>>,
    /// Notes.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<ContentNotesPatch>)]
    pub notes: Option<Option<ContentNotesPatch>>,
    /// What only its type has: merged, null removes.
    #[schema(value_type = ContentFields, required = false)]
    pub fields: Option<Map<String, Value>>,
    /// All files that go with it from now on.
    #[schema(value_type = Vec<ContentAttachmentInput>, required = false, max_items = 10)]
    pub attachments: Option<Vec<ContentAttachmentInput>>,
    /// Translations that were looked at and still say what the Romanian text says.
    #[schema(value_type = Vec<Language>, required = false, max_items = 2)]
    pub confirmed_translations: Option<Vec<Language>>,
    /// What was corrected, for the provider: an administrator's correction is told them.
    #[schema(value_type = String, required = false, min_length = 1, max_length = 1000, examples("Două greșeli de tipar."))]
    pub note: Option<String>,
}

/// Change an item.
///
/// A provider changes the draft; an administrator corrects what was submitted, and the provider is told what changed (Regulation, 27).
/// Rich text is judged: what does not belong is refused by name. A translation stays what it was until it is touched or confirmed.
#[utoipa::path(patch, path = "/api/v1/content-items/{contentItemId}", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-25", "R-10", "R-48"])),
        ("x-statuses" = json!([409]))))]
pub async fn change_content_item(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<ContentItemPatch>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    door.run(&allowed, move |unit| {
        let mut step = begin_one_of(unit, at.content_item_id.uuid(), seen, &[Action::Edit, Action::Amend])?;
        let amends = step.action() == Action::Amend;
        let before = step.item.content()?;
        let content = patched(unit, &step, &patch, before)?;
        let mut changes = draft::rewritten(&step.item, &content, patch.confirmed_translations.as_deref().unwrap_or_default())?;
        moved(unit, &mut step, &patch, &mut changes)?;
        let parts = changed_parts(&step.item, &changes, &patch);
        let note = patch.note.clone().unwrap_or_default();
        let said = format!("{parts} {note}");
        let (row, section) = step.finish(unit, changes, false, Told { number: None, note: Some(said.trim()) })?;
        if amends {
            let variables = json!({ "parts": notices::line(&parts), "note": notices::paragraphs(&note) });
            notices::about_item(unit, row.provider_id, "ContentAmended", &row, variables)?;
        }
        answer(unit, (row, section), &calendars)
    })
    .await
}

fn patched(unit: &mut Unit<'_>, step: &Step, patch: &ContentItemPatch, before: Content) -> Result<Content, Problem> {
    let attachments = match &patch.attachments {
        Some(wanted) => draft::attached(unit, wanted, &before.attachments)?,
        None => before.attachments,
    };
    let mut fields = Value::Object(before.fields);
    if let Some(patch) = &patch.fields {
        merge(&mut fields, &Value::Object(patch.clone()));
    }
    let content = Content {
        title: patch.title.as_ref().map_or(before.title.clone(), |title| title.over(Some(before.title))),
        lead: match &patch.lead {
            None => before.lead,
            Some(lead) => lead.as_ref().map(|lead| lead.over(before.lead)),
        },
        body: match &patch.body {
            None => before.body,
            Some(body) => body.as_ref().map(|body| body.over(before.body)),
        },
        notes: match &patch.notes {
            None => before.notes,
            Some(notes) => notes.as_ref().map(|notes| notes.over(before.notes)),
        },
        fields: fields.as_object().cloned().unwrap_or_default(),
        attachments,
    };
    draft::judged(place::kind(&step.item.kind)?, content)
}

/// RFC 7396.
fn merge(target: &mut Value, patch: &Value) {
    match (target, patch) {
        (Value::Object(members), Value::Object(changes)) => {
            for (name, change) in changes {
                if change.is_null() {
                    members.shift_remove(name);
                } else {
                    merge(members.entry(name.clone()).or_insert(Value::Null), change);
                }
            }
        }
        (target, Value::Object(_)) => {
            *target = Value::Object(Map::new());
            merge(target, patch);
        }
        (target, patch) => *target = patch.clone(),
    }
}

/// Where it belongs and what it is called.
fn moved(unit: &mut Unit<'_>, step: &mut Step, patch: &ContentItemPatch, changes: &mut ItemChange) -> Result<(), Problem> {
    if let Some(code) = patch.section_code.as_deref().filter(|code| *code != step.section.code) {
        let source = (step.action() == Action::Edit).then_some(step.item.subdivision_id);
        let section = place::section(unit, place::kind(&step.item.kind)?, code, source)?;
        step.move_to(section, changes);
    }
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != step.item.slug) {
        if step.item.latest.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("published", true).detail(Text::new(
                "Adresa unui material publicat nu se schimbă.",
                "Адрес опубликованного материала не меняется.",
                "The address of what was published does not change.",
            )));
        }
        if items::is_taken(unit.conn, slug)? {
            return Err(place::slug_taken());
        }
        changes.slug = Some(slug.clone());
    }
    changes.classification = patch.classification.map(|classification| format!("{classification:?}"));
    Ok(())
}

/// What changed, by its parts.
fn changed_parts(row: &ItemRow, changes: &ItemChange, patch: &ContentItemPatch) -> String {
    let mut parts = changes
        .content
        .as_ref()
        .map(|content| differences::parts(&differences::between(&row.content, content)))
        .unwrap_or_default();
    let told = [
        (changes.section_id.is_some(), "section"),
        (changes.slug.is_some(), "slug"),
        (patch.classification.is_some(), "classification"),
    ];
    parts.extend(told.into_iter().filter(|(changed, _)| *changed).map(|(_, part)| part.to_owned()));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_merges_members_and_null_removes() {
        let mut target = json!({ "a": { "b": 1, "c": 2 }, "d": [1] });
        merge(&mut target, &json!({ "a": { "b": null, "e": { "f": null, "g": 3 } }, "d": [2, 3] }));
        assert_eq!(target, json!({ "a": { "c": 2, "e": { "g": 3 } }, "d": [2, 3] }));
    }
}
