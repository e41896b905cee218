//! What is published, as the view shows it.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// A version and when it is live.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct WindowRow {
    #[diesel(sql_type = SqlUuid)]
    pub version_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub live_from: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub live_until: Option<DateTime<Utc>>,
}

/// A version in full.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct PublishedRow {
    #[diesel(sql_type = SqlUuid)]
    pub version_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Int4)]
    pub version: i32,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub section: String,
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Jsonb)]
    pub content: Value,
    #[diesel(sql_type = SqlUuid)]
    pub subdivision_id: Uuid,
    #[diesel(sql_type = Text)]
    pub subdivision: String,
    #[diesel(sql_type = Jsonb)]
    pub subdivision_name: Value,
    #[diesel(sql_type = Timestamptz)]
    pub published_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

/// A section as administrators keep it.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct SectionRow {
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Int4)]
    pub update_count: i32,
    #[diesel(sql_type = Text)]
    pub update_unit: String,
    /// The subdivision that supplies it, as it is shown.
    #[diesel(sql_type = Jsonb)]
    pub source: Value,
    /// The subdivision whose administrators publish in it.
    #[diesel(sql_type = Jsonb)]
    pub administrator: Value,
}

/// By which it is seen whether anything changed. Both only grow: rows are never deleted and their versions only rise.
#[derive(Debug, Clone, Copy, diesel::QueryableByName)]
pub(super) struct Stamp {
    /// Of everything that is shown.
    #[diesel(sql_type = BigInt)]
    pub stamp: i64,
    /// Of subdivisions, whose names are shown with each version.
    #[diesel(sql_type = BigInt)]
    pub names: i64,
}

/// As it is now.
pub(super) fn stamp(conn: &mut PgConnection) -> Result<Stamp, Problem> {
    let asked = sql("select ((select coalesce(sum(version), 0) from content_versions)
                           + (select coalesce(sum(version), 0) from content_sections) + o.names)::bigint as stamp, o.names
                       from (select coalesce(sum(version), 0)::bigint as names from subdivisions) o");
    Ok(prepared(asked).get_result(conn)?)
}

/// Every version that is live or will be.
pub(super) fn windows(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<WindowRow>, Problem> {
    let asked =
        sql("select version_id, live_from, live_until from published_content where live_until is null or live_until > $1");
    Ok(prepared(asked.bind::<Timestamptz, _>(now)).load(conn)?)
}

/// These versions in full.
pub(super) fn versions(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<PublishedRow>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let asked = sql("select version_id, id, version, type as kind, section, slug,
                            jsonb_strip_nulls(jsonb_build_object('title', title, 'lead', lead, 'body', body, 'notes', notes))
                              || jsonb_build_object('fields', fields, 'attachments', attachments) as content,
                            subdivision_id, subdivision, subdivision_name, published_at, updated_at
                       from published_content where version_id = any($1)");
    Ok(prepared(asked.bind::<Array<SqlUuid>, _>(ids)).load(conn)?)
}

/// Every section.
pub(super) fn sections(conn: &mut PgConnection) -> Result<Vec<SectionRow>, Problem> {
    let asked = sql("select s.code, s.update_count, s.update_unit,
                            jsonb_build_object('id', o.id, 'code', o.code, 'name', jsonb_build_object('ro', o.name_ro, 'ru', o.name_ru, 'en', o.name_en)) as source,
                            jsonb_build_object('id', a.id, 'code', a.code, 'name', jsonb_build_object('ro', a.name_ro, 'ru', a.name_ru, 'en', a.name_en)) as administrator
                       from content_sections s join subdivisions o on o.id = s.subdivision_id join subdivisions a on a.id = s.administrator_id");
    Ok(prepared(asked).load(conn)?)
}
