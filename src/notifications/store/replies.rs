//! Replies of recipients (N-26.9).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    notifications::schema::{messages as m, notification_replies as t, notifications as n},
};

/// A reply.
#[derive(Debug, Clone, Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct ReplyRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub notification_id: Uuid,
    pub account_id: Uuid,
    pub text: String,
}

/// What the caller's message brought.
#[derive(Debug, Clone, Queryable)]
pub struct Answerable {
    /// The notification.
    pub notification: Uuid,
    /// Of which request.
    pub request: Option<Uuid>,
    /// Who sent it.
    pub sender: Option<Uuid>,
    /// For which subdivision.
    pub office: Option<Uuid>,
    /// Whether a reply is allowed.
    pub allowed: bool,
}

/// What the caller's message brought; nothing where it brought no notification.
pub fn answerable(unit: &mut Unit<'_>, message: Uuid) -> Result<Option<Answerable>, Problem> {
    let notification: Option<Uuid> =
        m::table.find(message).filter(m::account_id.eq(unit.caller.account)).select(m::notification_id).first(unit.conn)?;
    let Some(notification) = notification else { return Ok(None) };
    let shown = (n::id, n::notification_request_id, n::sender_id, n::office_id, n::replies_allowed);
    Ok(Some(n::table.find(notification).select(shown).first(unit.conn)?))
}

/// How often the caller replied to a notification.
pub fn count(unit: &mut Unit<'_>, notification: Uuid) -> Result<i64, Problem> {
    let own = t::table.filter(t::notification_id.eq(notification)).filter(t::account_id.eq(unit.caller.account));
    Ok(own.count().get_result(unit.conn)?)
}

/// Puts a reply on record.
pub fn insert(unit: &mut Unit<'_>, notification: Uuid, text: &str) -> Result<ReplyRow, Problem> {
    let row = ReplyRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        notification_id: notification,
        account_id: unit.caller.account,
        text: text.to_owned(),
    };
    diesel::insert_into(t::table).values(&row).execute(unit.conn)?;
    Ok(row)
}

/// Replies to a request's notifications, the newest first, with the sender's reference of each.
pub fn page(
    unit: &mut Unit<'_>,
    request: Uuid,
    after: Option<Uuid>,
    rows: i64,
) -> Result<Vec<(ReplyRow, Option<String>)>, Problem> {
    let mut query = t::table.inner_join(n::table).into_boxed().filter(n::notification_request_id.eq(request));
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(rows).select((ReplyRow::as_select(), n::reference)).load(unit.conn)?)
}
