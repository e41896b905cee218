//! Published versions.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    sql_types::{Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    content::{
        schema::{content_items, content_sections, content_versions},
        store::items::{Sight, of_live_section},
    },
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

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
    pub translated: Value,
    pub announced_at: Option<DateTime<Utc>>,
}

/// Versions of items that the caller may see; a macro, since its type has no short name.
macro_rules! seen {
    ($unit:expr) => {{
        let sight = Sight::of($unit);
        content_versions::table
            .inner_join(content_items::table.on(content_versions::item_id.eq(content_items::id)))
            .inner_join(content_sections::table.on(content_items::section_id.eq(content_sections::id)))
            .filter(
                content_items::subdivision_id
                    .eq_any(sight.provides)
                    .or(content_sections::administrator_id.eq_any(sight.administers.clone()))
                    .or(of_live_section!(sight.administers))
                    .or(sight.all.into_sql::<diesel::sql_types::Bool>()),
            )
    }};
}

impl VersionRow {
    /// Whether the public sees it at an instant.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.live_from <= now && self.live_until.is_none_or(|until| now < until)
    }
}

/// Versions of an item that the caller may see, newest first, after a number. None where there are none, and where they may not see it.
pub fn page(unit: &mut Unit<'_>, item: Uuid, after: Option<i32>, rows: i64) -> Result<Vec<VersionRow>, Problem> {
    Ok(seen!(unit)
        .filter(content_versions::item_id.eq(item))
        .filter(content_versions::number.lt(after.unwrap_or(i32::MAX)))
        .order(content_versions::number.desc())
        .limit(rows)
        .select(VersionRow::as_select())
        .load(unit.conn)?)
}

/// One version of an item that the caller may see.
pub fn find_seen(unit: &mut Unit<'_>, item: Uuid, number: i32) -> Result<VersionRow, Problem> {
    Ok(seen!(unit)
        .filter(content_versions::item_id.eq(item))
        .filter(content_versions::number.eq(number))
        .select(VersionRow::as_select())
        .first(unit.conn)?)
}

/// The latest version of an item that the caller may see.
pub fn latest_seen(unit: &mut Unit<'_>, item: Uuid) -> Result<VersionRow, Problem> {
    Ok(seen!(unit)
        .filter(content_versions::item_id.eq(item))
        .filter(content_items::latest.eq(content_versions::number.nullable()))
        .select(VersionRow::as_select())
        .first(unit.conn)?)
}

/// What some versions of an item that the caller may see say, by number, and the number of the latest and the working copy with each.
pub type Said = (i32, Value, Option<i32>, Value);

/// Versions with these numbers, and the latest.
pub fn said(unit: &mut Unit<'_>, item: Uuid, numbers: &[i32]) -> Result<Vec<Said>, Problem> {
    Ok(seen!(unit)
        .filter(content_versions::item_id.eq(item))
        .filter(content_versions::number.eq_any(numbers).or(content_items::latest.assume_not_null().eq(content_versions::number)))
        .order(content_versions::number)
        .select((content_versions::number, content_versions::content, content_items::latest, content_items::content))
        .load(unit.conn)?)
}

/// One version of an item, whoever asks: for steps, which have found the item, and for the program's own work.
pub fn find(conn: &mut PgConnection, item: Uuid, number: i32) -> Result<VersionRow, Problem> {
    let one = content_versions::table.filter(content_versions::item_id.eq(item)).filter(content_versions::number.eq(number));
    Ok(one.select(VersionRow::as_select()).first(conn)?)
}

/// One version, for the program's own work.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<VersionRow, Problem> {
    Ok(content_versions::table.find(id).select(VersionRow::as_select()).first(conn)?)
}

/// The version that the public sees at an instant, if there is one.
pub fn live(conn: &mut PgConnection, item: Uuid, now: DateTime<Utc>) -> Result<Option<VersionRow>, Problem> {
    Ok(content_versions::table
        .filter(content_versions::item_id.eq(item))
        .filter(content_versions::live_from.le(now))
        .filter(content_versions::live_until.is_null().or(content_versions::live_until.gt(now)))
        .order(content_versions::number.desc())
        .select(VersionRow::as_select())
        .first(conn)
        .optional()?)
}

/// The highest number given in an item, and when it was public for the first time.
#[derive(Debug, QueryableByName)]
pub struct Last {
    /// 0 where there is none.
    #[diesel(sql_type = diesel::sql_types::Int4)]
    pub number: i32,
    /// What was called off before its time was never public.
    #[diesel(sql_type = diesel::sql_types::Nullable<Timestamptz>)]
    pub first: Option<DateTime<Utc>>,
}

/// What was published of an item until now.
pub fn last(conn: &mut PgConnection, item: Uuid) -> Result<Last, Problem> {
    let text = "select coalesce(max(number), 0) as number, min(live_from) filter (where live_until is null or live_until > live_from) as first
                  from content_versions where item_id = $1";
    Ok(prepared(sql(text).bind::<SqlUuid, _>(item)).get_result(conn)?)
}

#[derive(QueryableByName)]
struct Field {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

/// The fields that any version of an item which was really public had.
pub fn fields_told(conn: &mut PgConnection, item: Uuid) -> Result<BTreeSet<String>, Problem> {
    let text = "select distinct jsonb_object_keys(content -> 'fields') as name from content_versions
                 where item_id = $1 and (live_until is null or live_until > live_from)";
    let found: Vec<Field> = prepared(sql(text).bind::<SqlUuid, _>(item)).load(conn)?;
    Ok(found.into_iter().map(|field| field.name).collect())
}

/// The version before one that was really public, if there is one.
pub fn last_public(conn: &mut PgConnection, item: Uuid, before: i32) -> Result<Option<VersionRow>, Problem> {
    Ok(content_versions::table
        .filter(content_versions::item_id.eq(item))
        .filter(content_versions::number.lt(before))
        .filter(
            content_versions::live_until.is_null().or(content_versions::live_until.gt(content_versions::live_from.nullable())),
        )
        .order(content_versions::number.desc())
        .select(VersionRow::as_select())
        .first(conn)
        .optional()?)
}

/// A new version. What was public until then is so until the new one is.
pub fn insert(unit: &mut Unit<'_>, row: &VersionRow) -> Result<(), Problem> {
    end(unit, row.item_id, row.live_from)?;
    diesel::insert_into(content_versions::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// Ends what is public of an item at an instant, and what was to be public after it.
pub fn end(unit: &mut Unit<'_>, item: Uuid, at: DateTime<Utc>) -> Result<(), Problem> {
    prepared(
        sql("update content_versions set live_until = greatest(live_from, $2), updated_at = $3
              where item_id = $1 and (live_until is null or live_until > greatest(live_from, $2))")
        .bind::<SqlUuid, _>(item)
        .bind::<Timestamptz, _>(at)
        .bind::<Timestamptz, _>(unit.now),
    )
    .execute(unit.conn)?;
    Ok(())
}

/// Calls off a version whose time has not come: it is never public, and what it was to replace stays.
pub fn call_off(unit: &mut Unit<'_>, row: &VersionRow) -> Result<(), Problem> {
    prepared(
        sql("update content_versions set live_until = case when number = $2 then live_from end, updated_at = $4
              where item_id = $1 and (number = $2 or (live_until = $3 and live_from < $3))")
        .bind::<SqlUuid, _>(row.item_id)
        .bind::<diesel::sql_types::Int4, _>(row.number)
        .bind::<Timestamptz, _>(row.live_from)
        .bind::<Timestamptz, _>(unit.now),
    )
    .execute(unit.conn)?;
    Ok(())
}

/// What the provider found when they looked at it.
pub fn verify(unit: &mut Unit<'_>, id: Uuid, verification: &str, note: Option<&str>) -> Result<VersionRow, Problem> {
    Ok(diesel::update(content_versions::table.find(id))
        .set((
            content_versions::verified_at.eq(unit.now),
            content_versions::verified_by.eq((!unit.caller.account.is_nil()).then_some(unit.caller.account)),
            content_versions::verification.eq(verification),
            content_versions::verification_note.eq(note),
            content_versions::updated_at.eq(unit.now),
        ))
        .returning(VersionRow::as_returning())
        .get_result(unit.conn)?)
}

/// Notes that the provider was told of it; false where they were told before.
pub fn announce(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    let one = diesel::update(content_versions::table.find(id).filter(content_versions::announced_at.is_null()));
    let done =
        one.set((content_versions::announced_at.eq(unit.now), content_versions::updated_at.eq(unit.now))).execute(unit.conn)?;
    Ok(done > 0)
}
