use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::{Door, Unit},
        permissions::ContentProvide,
    },
    administration::calendar::Calendars,
    content::{
        ContentItemId,
        draft::{self, ContentAttachmentInput},
        place,
        rules::{
            content::Content,
            lifecycle::{Action, State},
            restricted::Classification,
            slug, translations,
        },
        store::{
            events::{self, Told},
            items::{self, ItemRow},
        },
        wire::{
            ContentFields,
            item::{ContentItem, item},
            texts::{ContentBody, ContentLead, ContentNotes, ContentTitle},
        },
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
};

/// An item about to be written.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "type": "faq", "sectionCode": "guides",
    "title": { "ro": "Cum obțin o invitație?", "ru": "Как получить приглашение?", "en": "How do I get an invitation?" },
    "body": { "ro": "<p>Prin e-Migrare, în 10 zile lucrătoare.</p>" }, "fields": { "service": "invitation" } })))]
pub struct ContentItemInput {
    /// Its type.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, examples("faq"))]
    pub r#type: String,
    /// Its section.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, examples("guides"))]
    pub section_code: String,
    /// The source of the information: one of the caller's subdivisions; needed where they have several.
    #[serde(default)]
    pub subdivision_id: Option<SubdivisionId>,
    /// Its name in addresses; made of the Romanian title where it is absent.
    #[serde(default)]
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 100, examples("cum-obtin-o-invitatie"))]
    pub slug: Option<String>,
    /// What the material is.
    #[serde(default)]
    #[schema(required = false)]
    pub classification: Classification,
    /// Title.
    pub title: ContentTitle,
    /// Lead.
    #[serde(default)]
    pub lead: Option<ContentLead>,
    /// Rich text.
    #[serde(default)]
    pub body: Option<ContentBody>,
    /// Notes.
    #[serde(default)]
    pub notes: Option<ContentNotes>,
    /// What only its type has.
    #[serde(default)]
    #[schema(value_type = ContentFields, required = false)]
    pub fields: Map<String, Value>,
    /// Files that the caller has uploaded.
    #[serde(default)]
    #[schema(required = false, max_items = 10)]
    pub attachments: Vec<ContentAttachmentInput>,
}

/// Begin an item.
///
/// A draft of a provider. What is there must be right; what is missing is asked for when its publication is.
#[utoipa::path(post, path = "/api/v1/content-items", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])),
        ("x-requirements" = json!(["C-18.3", "R-16", "R-10", "R-11", "R-7.1", "R-7.4", "R-7.5", "R-7.7", "R-8.3", "R-8.4", "R-8.6"])),
        ("x-links" = json!({"item": {"operationId": "readContentItem", "parameters": {"contentItemId": "$response.body#/contentItemId"}}}))))]
pub async fn create_content_item(
    allowed: Allowed<ContentProvide>,
    _: Asked<NoQuery>,
    act: Act<ContentItemInput>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Created<ContentItem>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let kind = place::kind(&input.r#type)?;
        let subdivision = source(unit, input.subdivision_id)?;
        let section = place::section(unit, kind, &input.section_code, Some(subdivision))?;
        let content = draft::judged(
            kind,
            Content {
                title: input.title.clone().into(),
                lead: input.lead.clone().map(Into::into),
                body: input.body.clone().map(Into::into),
                notes: input.notes.clone().map(Into::into),
                fields: input.fields.clone(),
                attachments: draft::attached(unit, &input.attachments, &[])?,
            },
        )?;
        let id = Uuid::now_v7();
        let translated = translations::settle(None, &content, &[]);
        let status = |code| translations::status(&content, &translated, code).code().to_owned();
        let row = ItemRow {
            id,
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            kind: kind.code.clone(),
            section_id: section.id,
            slug: address(unit, input.slug.as_deref(), &content.title.ro, id)?,
            state: State::Draft.code().into(),
            classification: format!("{:?}", input.classification),
            subdivision_id: subdivision,
            provider_id: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
            ru_status: status("ru"),
            en_status: status("en"),
            content: serde_json::to_value(&content).map_err(Problem::internal)?,
            translated: json!(translated),
            submitted_at: None,
            wanted_at: None,
            term: None,
            due_at: None,
            latest: None,
            live_from: None,
            withdrawn_at: None,
            withdrawal_reason: None,
            live_section_id: None,
            return_reason: None,
        };
        items::insert(unit.conn, &row)?;
        events::add(unit, id, Action::Edit, (State::Draft, State::Draft), Told::default())?;
        let public = ContentItemId::from_uuid(id);
        unit.wrote("ContentItem", public);
        let shown = item(unit, &row, &section, &calendars)?;
        Ok(Reply::record(row.version, &shown)?.at(format!("/api/v1/content-items/{public}")))
    })
    .await
}

/// The subdivision for which the caller provides.
fn source(unit: &Unit<'_>, named: Option<SubdivisionId>) -> Result<Uuid, Problem> {
    let offices = &unit.scope.offices;
    match (named.map(TypedId::uuid), offices.as_slice()) {
        (Some(named), offices) if offices.contains(&named) => Ok(named),
        (None, [only]) => Ok(*only),
        _ => Err(Problem::violation(
            "/subdivisionId",
            "not-a-choice",
            Text::new(
                "Indicați subdiviziunea dumneavoastră care este sursa informației.",
                "Укажите своё подразделение — источник информации.",
                "Name the subdivision of yours that is the source of the information.",
            ),
        )),
    }
}

/// The name that was asked for, which must be free; or one made of the title, made free by the end of the item's own identifier.
fn address(unit: &mut Unit<'_>, wanted: Option<&str>, title: &str, id: Uuid) -> Result<String, Problem> {
    let made = wanted.map_or_else(|| slug::of(title), str::to_owned);
    if !items::is_taken(unit.conn, &made)? {
        return Ok(made);
    }
    match wanted {
        Some(_) => Err(place::slug_taken()),
        None => {
            let own = ContentItemId::from_uuid(id).to_string();
            Ok(format!("{made}-{}", &own[own.len() - 8..]))
        }
    }
}
