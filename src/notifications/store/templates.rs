//! Senders' templates.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    notifications::{
        rules::template::{Variables, Wording},
        schema::{notification_template_versions as v, notification_templates as t},
        space::{self, in_spaces},
    },
};

/// Texts and variables of one version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Written {
    /// What it says.
    pub wording: Wording,
    /// What it wants to know.
    pub variables: Variables,
    /// Under which topic it goes; absent in versions of before topics were part of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

impl Written {
    /// As rows have it.
    pub fn of(value: &Value) -> Result<Self, Problem> {
        serde_json::from_value(value.clone()).map_err(Problem::internal)
    }
}

/// A template.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct TemplateRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub sender_id: Uuid,
    pub code: String,
    pub topic: String,
    pub draft: Option<Value>,
    pub published: i32,
    pub published_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub office_id: Option<Uuid>,
}

/// What changes of a template.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = t)]
#[allow(missing_docs)]
pub struct TemplateChange {
    pub topic: Option<String>,
    pub draft: Option<Option<Value>>,
    pub published: Option<i32>,
    pub published_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// A new template with its first draft, of a subdivision or of the caller alone.
pub fn insert(
    unit: &mut Unit<'_>,
    office: Option<Uuid>,
    code: &str,
    topic: &str,
    draft: &Written,
) -> Result<TemplateRow, Problem> {
    let row = TemplateRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        sender_id: unit.caller.account,
        code: code.to_owned(),
        topic: topic.to_owned(),
        draft: Some(serde_json::to_value(draft).map_err(Problem::internal)?),
        published: 0,
        published_at: None,
        withdrawn_at: None,
        office_id: office,
    };
    diesel::insert_into(t::table).values(&row).execute(unit.conn)?;
    Ok(row)
}

/// A template of the caller's space.
pub fn mine(unit: &mut Unit<'_>, id: Uuid) -> Result<TemplateRow, Problem> {
    let own = t::table.find(id).filter(in_spaces!("notification_templates", space::seen(unit)));
    Ok(own.select(TemplateRow::as_select()).first(unit.conn)?)
}

/// The same, held until the end of the unit of work.
pub fn mine_held(unit: &mut Unit<'_>, id: Uuid) -> Result<TemplateRow, Problem> {
    let own = t::table.find(id).filter(in_spaces!("notification_templates", space::seen(unit)));
    Ok(own.for_update().select(TemplateRow::as_select()).first(unit.conn)?)
}

/// The template of a code with which the caller sends for a subdivision: its own, else the caller's.
pub fn by_code(unit: &mut Unit<'_>, office: Option<Uuid>, code: &str) -> Result<Option<TemplateRow>, Problem> {
    let own = t::table.filter(in_spaces!("notification_templates", space::written_in(unit, office))).filter(t::code.eq(code));
    Ok(own.order(t::office_id.asc().nulls_last()).select(TemplateRow::as_select()).first(unit.conn).optional()?)
}

/// What a list of templates is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Only the one of this code.
    pub code: Option<String>,
    /// Only under this topic.
    pub topic: Option<String>,
    /// Only what can be sent with, or only what cannot.
    pub in_use: Option<bool>,
}

/// The templates of the caller's space, the newest first.
pub fn page(unit: &mut Unit<'_>, narrowed: &Narrowed, after: Option<Uuid>, rows: i64) -> Result<Vec<TemplateRow>, Problem> {
    let mut query = t::table.into_boxed().filter(in_spaces!("notification_templates", space::seen(unit)));
    if let Some(code) = &narrowed.code {
        query = query.filter(t::code.eq(code.clone()));
    }
    if let Some(topic) = &narrowed.topic {
        query = query.filter(t::topic.eq(topic.clone()));
    }
    query = match narrowed.in_use {
        None => query,
        Some(true) => query.filter(t::published.gt(0)).filter(t::withdrawn_at.is_null()),
        Some(false) => query.filter(t::published.eq(0).or(t::withdrawn_at.is_not_null())),
    };
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(rows).select(TemplateRow::as_select()).load(unit.conn)?)
}

/// Changes a template.
pub fn change(unit: &mut Unit<'_>, id: Uuid, change: &TemplateChange) -> Result<TemplateRow, Problem> {
    Ok(diesel::update(t::table.find(id))
        .set((t::updated_at.eq(unit.now), change))
        .returning(TemplateRow::as_returning())
        .get_result(unit.conn)?)
}

/// The published version of a number.
pub fn version(unit: &mut Unit<'_>, template: Uuid, number: i32) -> Result<Option<Written>, Problem> {
    let found: Option<Value> = v::table
        .filter(v::template_id.eq(template))
        .filter(v::number.eq(number))
        .select(v::wording)
        .first(unit.conn)
        .optional()?;
    found.as_ref().map(Written::of).transpose()
}

/// The published version of a number, and since when it was in use.
pub fn published(unit: &mut Unit<'_>, template: Uuid, number: i32) -> Result<(Written, DateTime<Utc>), Problem> {
    let (wording, at): (Value, DateTime<Utc>) = v::table
        .inner_join(t::table.on(t::id.eq(v::template_id)))
        .filter(v::template_id.eq(template))
        .filter(in_spaces!("notification_templates", space::seen(unit)))
        .filter(v::number.eq(number))
        .select((v::wording, v::created_at))
        .first(unit.conn)?;
    Ok((Written::of(&wording)?, at))
}

/// Puts a version on record for ever.
pub fn publish(unit: &mut Unit<'_>, template: Uuid, number: i32, wording: &Value) -> Result<(), Problem> {
    diesel::insert_into(v::table)
        .values((
            v::id.eq(Uuid::now_v7()),
            v::created_at.eq(unit.now),
            v::template_id.eq(template),
            v::number.eq(number),
            v::wording.eq(wording),
            v::published_by.eq(unit.caller.account),
        ))
        .execute(unit.conn)?;
    Ok(())
}
