//! Messages in the cabinet.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql as literal,
    prelude::*,
    sql_types::{Array, BigInt, Jsonb, Nullable, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{deliveries, replies::ReplyRow};
use crate::{access::door::Unit, kernel::problem::Problem, notifications::schema::messages as t};

/// A message.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = t)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct MessageRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub account_id: Uuid,
    pub request_id: Option<Uuid>,
    pub kind: String,
    pub title: Value,
    pub text: Value,
    pub read_at: Option<DateTime<Utc>>,
    pub notification_id: Option<Uuid>,
    pub about_kind: Option<String>,
    pub about_id: Option<Uuid>,
}

/// What stands beside a message: of its notification, whether a reply is allowed and who sent it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Beside {
    /// Whether the reader may reply.
    pub replies_allowed: bool,
    /// Which partner system sent it; nothing where the inspectorate speaks: its officers' names are not told.
    pub sender: Option<String>,
}

const BESIDE: &str = "(select jsonb_build_object('repliesAllowed', n.replies_allowed, 'sender', a.display_name)
   from notifications n left join accounts a on a.id = n.sender_id and a.kind = 'System' where n.id = messages.notification_id)";

const REPLIES: &str = "(select jsonb_agg(to_jsonb(r) order by r.id) from notification_replies r
   where r.notification_id = messages.notification_id and r.account_id = messages.account_id)";

/// A message as it is shown.
pub type Shown = (MessageRow, Beside);

fn beside(value: Option<Value>) -> Result<Beside, Problem> {
    Ok(value.map(serde_json::from_value).transpose().map_err(Problem::internal)?.unwrap_or_default())
}

/// The caller's messages, newest first, after a place; and how many of all are not read yet.
pub fn mine(unit: &mut Unit<'_>, unread: bool, after: Option<Uuid>, limit: i64) -> Result<(Vec<Shown>, i64), Problem> {
    let account = unit.caller.account;
    let mut query = t::table.into_boxed().filter(t::account_id.eq(account));
    if unread {
        query = query.filter(t::read_at.is_null());
    }
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    let not_read = literal::<BigInt>("(select count(*) from messages u where u.read_at is null and u.account_id = ")
        .bind::<SqlUuid, _>(account)
        .sql(")");
    let rows: Vec<(MessageRow, Option<Value>, i64)> = query
        .order(t::id.desc())
        .limit(limit)
        .select((MessageRow::as_select(), literal::<Nullable<Jsonb>>(BESIDE), not_read))
        .load(unit.conn)?;
    let count = match rows.first() {
        Some((_, _, count)) => *count,
        // Nothing after the place that a cursor names.
        None if after.is_some() => {
            t::table.filter(t::account_id.eq(account)).filter(t::read_at.is_null()).count().get_result(unit.conn)?
        }
        None => 0,
    };
    let rows = rows.into_iter().map(|(row, value, _)| Ok((row, beside(value)?))).collect::<Result<_, Problem>>()?;
    Ok((rows, count))
}

/// The caller's message with what they replied, the oldest first, and the files that came with it.
pub fn one(unit: &mut Unit<'_>, id: Uuid) -> Result<(Shown, Vec<ReplyRow>, Vec<Uuid>), Problem> {
    let (row, value, replies, files): (MessageRow, Option<Value>, Option<Value>, Option<Vec<Uuid>>) = t::table
        .find(id)
        .filter(t::account_id.eq(unit.caller.account))
        .select((
            MessageRow::as_select(),
            literal::<Nullable<Jsonb>>(BESIDE),
            literal::<Nullable<Jsonb>>(REPLIES),
            literal::<Nullable<Array<SqlUuid>>>(FILES),
        ))
        .first(unit.conn)?;
    let replies = replies.map(serde_json::from_value).transpose().map_err(Problem::internal)?.unwrap_or_default();
    Ok(((row, beside(value)?), replies, files.unwrap_or_default()))
}

const FILES: &str =
    "(select coalesce(q.file_ids, '{}') from notifications n join notification_requests q on q.id = n.notification_request_id
   where n.id = messages.notification_id)";

/// The files that came with the caller's message.
pub fn files(unit: &mut Unit<'_>, id: Uuid) -> Result<Vec<Uuid>, Problem> {
    let files: Option<Vec<Uuid>> = t::table
        .find(id)
        .filter(t::account_id.eq(unit.caller.account))
        .select(literal::<Nullable<Array<SqlUuid>>>(FILES))
        .first(unit.conn)?;
    Ok(files.unwrap_or_default())
}

/// Marks the caller's message as read; reading twice keeps the first time.
pub fn read(unit: &mut Unit<'_>, id: Uuid) -> Result<Shown, Problem> {
    let (found, value): (MessageRow, Option<Value>) = t::table
        .filter(t::id.eq(id))
        .filter(t::account_id.eq(unit.caller.account))
        .select((MessageRow::as_select(), literal::<Nullable<Jsonb>>(BESIDE)))
        .first(unit.conn)?;
    let beside = beside(value)?;
    if found.read_at.is_some() {
        return Ok((found, beside));
    }
    if let Some(notification) = found.notification_id {
        let account = unit.caller.account;
        deliveries::read_in_cabinet(unit, notification, account)?;
    }
    let read = diesel::update(t::table.find(id))
        .set(t::read_at.eq(unit.now))
        .returning(MessageRow::as_returning())
        .get_result(unit.conn)?;
    Ok((read, beside))
}
