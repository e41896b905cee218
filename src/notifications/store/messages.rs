//! Messages in the cabinet.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{deliveries, notifications};
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

/// The caller's messages, newest first, after a place.
pub fn mine(unit: &mut Unit<'_>, unread: bool, after: Option<Uuid>, limit: i64) -> Result<Vec<MessageRow>, Problem> {
    let mut query = t::table.into_boxed().filter(t::account_id.eq(unit.caller.account));
    if unread {
        query = query.filter(t::read_at.is_null());
    }
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(limit).select(MessageRow::as_select()).load(unit.conn)?)
}

/// Marks the caller's message as read; reading twice keeps the first time.
pub fn read(unit: &mut Unit<'_>, id: Uuid) -> Result<MessageRow, Problem> {
    let found: MessageRow = t::table
        .filter(t::id.eq(id))
        .filter(t::account_id.eq(unit.caller.account))
        .select(MessageRow::as_select())
        .first(unit.conn)?;
    if found.read_at.is_some() {
        return Ok(found);
    }
    if let Some(notification) = found.notification_id {
        let account = unit.caller.account;
        deliveries::read_in_cabinet(unit, notification, account)?;
        notifications::settled(unit, notification)?;
    }
    Ok(diesel::update(t::table.find(id))
        .set(t::read_at.eq(unit.now))
        .returning(MessageRow::as_returning())
        .get_result(unit.conn)?)
}
