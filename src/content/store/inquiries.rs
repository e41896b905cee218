//! Visitors' questions.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;
use uuid::Uuid;

use super::items::Sight;
use crate::{
    access::door::Unit,
    content::{
        rules::inquiry::State,
        schema::{content_inquiries, content_sections},
    },
    kernel::problem::{Kind, Problem},
};

/// A question as the database keeps it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = content_inquiries)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct InquiryRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub item_id: Uuid,
    pub section_id: Uuid,
    pub subdivision_id: Uuid,
    pub token_digest: Vec<u8>,
    pub state: String,
    pub language: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub question: String,
    pub answers: Value,
    pub assigned_to: Option<Uuid>,
    pub answer: Option<String>,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<DateTime<Utc>>,
    pub closing_reason: Option<String>,
}

impl InquiryRow {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Problem> {
        State::read(&self.state).ok_or_else(|| Problem::internal("an unknown state"))
    }
}

/// What a step changes; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = content_inquiries)]
#[allow(missing_docs)]
pub struct InquiryChange {
    pub subdivision_id: Option<Uuid>,
    pub state: Option<String>,
    pub assigned_to: Option<Option<Uuid>>,
    pub answer: Option<String>,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<DateTime<Utc>>,
    pub closing_reason: Option<String>,
    pub updated_at: Option<DateTime<Utc>>,
}

type Boxed<'a> =
    diesel::helper_types::IntoBoxed<'a, diesel::helper_types::InnerJoin<content_inquiries::table, content_sections::table>, Pg>;

/// Those that the caller sees: of a subdivision for which they provide, or in a section that they administer.
fn seen<'a>(unit: &Unit<'_>) -> Boxed<'a> {
    let sight = Sight::of(unit);
    content_inquiries::table
        .inner_join(content_sections::table)
        .filter(
            content_inquiries::subdivision_id
                .eq_any(sight.provides)
                .or(content_sections::administrator_id.eq_any(sight.administers)),
        )
        .into_boxed()
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Narrowed {
    /// Only in this state.
    pub state: Option<State>,
    /// Only those that this subdivision is to answer.
    pub subdivision: Option<Uuid>,
    /// Only those in this officer's hands.
    pub assignee: Option<Uuid>,
}

/// A page, newest first, each with the title of its form.
pub fn page(
    unit: &mut Unit<'_>,
    narrowed: Narrowed,
    after: Option<Uuid>,
    rows: i64,
) -> Result<Vec<(InquiryRow, Value)>, Problem> {
    let mut query = seen(unit);
    if let Some(subdivision) = narrowed.subdivision {
        query = query.filter(content_inquiries::subdivision_id.eq(subdivision));
    }
    if let Some(assignee) = narrowed.assignee {
        query = query.filter(content_inquiries::assigned_to.eq(assignee));
    }
    if let Some(state) = narrowed.state {
        query = query.filter(content_inquiries::state.eq(state.code()));
    }
    if let Some(after) = after {
        query = query.filter(content_inquiries::id.lt(after));
    }
    let form = diesel::dsl::sql::<diesel::sql_types::Jsonb>(
        "(select i.content->'title' from content_items i where i.id = content_inquiries.item_id)",
    );
    let in_order = query.order(content_inquiries::id.desc()).limit(rows);
    Ok(in_order.select((InquiryRow::as_select(), form)).load(unit.conn)?)
}

/// One that the caller sees.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<InquiryRow, Problem> {
    Ok(seen(unit).filter(content_inquiries::id.eq(id)).select(InquiryRow::as_select()).first(unit.conn)?)
}

/// One, for the program's own work.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<InquiryRow, Problem> {
    Ok(content_inquiries::table.find(id).select(InquiryRow::as_select()).first(conn)?)
}

/// The one that was sent with a token.
pub fn by_token(conn: &mut PgConnection, token: &[u8]) -> Result<Option<InquiryRow>, Problem> {
    let one = content_inquiries::table.filter(content_inquiries::token_digest.eq(token));
    Ok(one.select(InquiryRow::as_select()).first(conn).optional()?)
}

/// A new one.
pub fn insert(conn: &mut PgConnection, row: &InquiryRow) -> Result<(), Problem> {
    diesel::insert_into(content_inquiries::table).values(row).execute(conn)?;
    Ok(())
}

/// Changes one that still stands as it was read.
pub fn change(unit: &mut Unit<'_>, row: &InquiryRow, mut changes: InquiryChange) -> Result<InquiryRow, Problem> {
    changes.updated_at = Some(unit.now);
    let one =
        content_inquiries::table.filter(content_inquiries::id.eq(row.id)).filter(content_inquiries::version.eq(row.version));
    let changed = diesel::update(one).set(changes).returning(InquiryRow::as_returning()).get_result(unit.conn).optional()?;
    changed.ok_or_else(|| Problem::new(Kind::GONE_STALE))
}
