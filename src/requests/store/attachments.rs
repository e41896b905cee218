//! Files attached to requests.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem, requests::schema::request_attachments as t};

/// The attached files as a sub-select over the request `r`.
macro_rules! attachments_of_r {
    () => {
        "(select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from (
            select * from request_attachments a where a.request_id = r.id and a.removed_at is null order by a.id limit 500) a)"
    };
}
pub(crate) use attachments_of_r;

/// An attached file.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = t)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct AttachmentRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub document_code: String,
    pub file_id: Uuid,
    pub name: String,
    pub number: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub issuer: Option<String>,
    pub attached_by: Uuid,
    pub removed_at: Option<DateTime<Utc>>,
}

/// Attaches a file.
pub fn insert(unit: &mut Unit<'_>, row: &AttachmentRow) -> Result<(), Problem> {
    diesel::insert_into(t::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// The attached files of a request, read with the request itself.
pub const OF_REQUEST: &str = "(select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from (
  select * from request_attachments a where a.request_id = r.id and a.removed_at is null order by a.id limit 500) a)";

/// The attached files of a request.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<AttachmentRow>, Problem> {
    Ok(t::table
        .filter(t::request_id.eq(request))
        .filter(t::removed_at.is_null())
        .order(t::id)
        .limit(500)
        .select(AttachmentRow::as_select())
        .load(unit.conn)?)
}

/// One attached file of a request.
pub fn find(unit: &mut Unit<'_>, request: Uuid, id: Uuid) -> Result<AttachmentRow, Problem> {
    Ok(t::table
        .filter(t::request_id.eq(request))
        .filter(t::id.eq(id))
        .filter(t::removed_at.is_null())
        .select(AttachmentRow::as_select())
        .first(unit.conn)?)
}

/// Takes a file off; the record of it stays.
pub fn remove(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    diesel::update(t::table.find(id)).set(t::removed_at.eq(unit.now)).execute(unit.conn)?;
    Ok(())
}

/// How many files are attached under each document code.
pub fn counts(rows: &[AttachmentRow]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.document_code.clone()).or_insert(0) += 1;
    }
    counts
}
