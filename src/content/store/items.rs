//! Items: the working copies.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;
use uuid::Uuid;

use crate::content::schema::content_items;

/// An item as the database keeps it.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = content_items)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct ItemRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub kind: String,
    pub section_id: Uuid,
    pub slug: String,
    pub state: String,
    pub classification: String,
    pub subdivision_id: Uuid,
    pub provider_id: Option<Uuid>,
    pub content: Value,
    pub translated: Value,
    pub ru_status: String,
    pub en_status: String,
    pub submitted_at: Option<DateTime<Utc>>,
    pub wanted_at: Option<DateTime<Utc>>,
    pub term: Option<Value>,
    pub due_at: Option<DateTime<Utc>>,
    pub latest: Option<i32>,
    pub live_from: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawal_reason: Option<String>,
}
