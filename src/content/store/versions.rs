//! Published versions.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;
use uuid::Uuid;

use crate::content::schema::content_versions;

/// A version as the database keeps it.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = content_versions)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct VersionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub item_id: Uuid,
    pub number: i32,
    pub kind: String,
    pub section_id: Uuid,
    pub subdivision_id: Uuid,
    pub content: Value,
    pub digest: Vec<u8>,
    pub live_from: DateTime<Utc>,
    pub live_until: Option<DateTime<Utc>>,
    pub first_live_from: DateTime<Utc>,
    pub published_by: Option<Uuid>,
    pub provider_id: Option<Uuid>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub late: bool,
    pub verified_at: Option<DateTime<Utc>>,
    pub verified_by: Option<Uuid>,
    pub verification: Option<String>,
    pub verification_note: Option<String>,
}
