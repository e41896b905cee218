//! Deliveries: a notification's way over one channel.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::notifications::NotificationRow;
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::{
        rules::{channel::Channel, state::DeliveryState},
        schema::notification_deliveries as t,
    },
};

/// A delivery.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[allow(missing_docs)]
pub struct DeliveryRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub notification_id: Uuid,
    pub channel: String,
    pub round: i32,
    pub address_type: Option<String>,
    pub address: Option<String>,
    pub language: Option<String>,
    pub state: String,
    pub attempts: i32,
    pub sending_since: Option<DateTime<Utc>>,
    pub channel_id: Option<String>,
    pub reason: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub read_at: Option<DateTime<Utc>>,
    pub account_id: Option<Uuid>,
    pub slot_at: Option<DateTime<Utc>>,
}

impl DeliveryRow {
    /// One that waits.
    pub fn new(now: DateTime<Utc>, notification: &NotificationRow, channel: Channel) -> Self {
        Self {
            id: Uuid::now_v7(),
            version: 1,
            created_at: now,
            updated_at: now,
            notification_id: notification.id,
            channel: channel.name().to_owned(),
            round: notification.round,
            address_type: None,
            address: None,
            language: None,
            state: DeliveryState::Waiting.name().to_owned(),
            attempts: 0,
            sending_since: None,
            channel_id: None,
            reason: None,
            sent_at: None,
            delivered_at: None,
            read_at: None,
            account_id: None,
            slot_at: None,
        }
    }

    /// Where it stands.
    pub fn state(&self) -> Result<DeliveryState, Problem> {
        DeliveryState::of_name(&self.state).ok_or_else(|| Problem::internal("a delivery stands nowhere"))
    }
}

/// Writes it as it was changed.
pub fn keep(unit: &mut Unit<'_>, row: &DeliveryRow) -> Result<(), Problem> {
    diesel::update(t::table.find(row.id)).set(row).execute(unit.conn)?;
    Ok(())
}

/// One, held until the end of the unit of work.
pub fn held(unit: &mut Unit<'_>, id: Uuid) -> Result<DeliveryRow, Problem> {
    Ok(t::table.find(id).for_update().select(DeliveryRow::as_select()).first(unit.conn)?)
}

/// It waits for an instant that its channel keeps free for it.
pub fn reserve(unit: &mut Unit<'_>, id: Uuid, slot: DateTime<Utc>) -> Result<(), Problem> {
    diesel::update(t::table.find(id)).set(t::slot_at.eq(slot)).execute(unit.conn)?;
    Ok(())
}

/// Since when another delivery over the same channel to the same address is being sent; the address is held until the end of the unit of
/// work, so that of two who come at once the second sees the first.
pub fn in_doubt_beside(unit: &mut Unit<'_>, row: &DeliveryRow) -> Result<Option<DateTime<Utc>>, Problem> {
    use diesel::sql_types::Text;
    let Some(address) = &row.address else { return Ok(None) };
    let held = format!("notification delivery {} {address}", row.channel);
    prepared(sql("select pg_advisory_xact_lock(hashtextextended($1, 0))").bind::<Text, _>(held)).execute(unit.conn)?;
    let beside = t::table
        .filter(t::channel.eq(&row.channel))
        .filter(t::address.eq(address))
        .filter(t::state.eq(DeliveryState::Sending.name()))
        .filter(t::id.ne(row.id));
    let since: Option<Option<DateTime<Utc>>> = beside.select(t::sending_since).first(unit.conn).optional()?;
    Ok(since.map(|since| since.unwrap_or(unit.now)))
}

/// Where the deliveries of a round stand.
pub fn states(unit: &mut Unit<'_>, notification: Uuid, round: i32) -> Result<Vec<DeliveryState>, Problem> {
    let found: Vec<String> =
        t::table.filter(t::notification_id.eq(notification)).filter(t::round.eq(round)).select(t::state).load(unit.conn)?;
    Ok(found.iter().filter_map(|name| DeliveryState::of_name(name)).collect())
}

/// Which of these ids of a channel are some delivery's already.
pub fn known(unit: &mut Unit<'_>, channel: Channel, ids: &[String]) -> Result<Vec<String>, Problem> {
    Ok(t::table
        .filter(t::channel.eq(channel.name()))
        .filter(t::channel_id.eq_any(ids))
        .select(t::channel_id.assume_not_null())
        .load(unit.conn)?)
}

/// Whether a round goes over a channel to this address already.
pub fn has(unit: &mut Unit<'_>, of: &DeliveryRow, channel: Channel, address: &str) -> Result<bool, Problem> {
    let found = t::table
        .filter(t::notification_id.eq(of.notification_id))
        .filter(t::round.eq(of.round))
        .filter(t::channel.eq(channel.name()))
        .filter(t::address.eq(address));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(unit.conn)?)
}

/// Whether the notification lies in an account's cabinet, of whatever round.
pub fn in_cabinet(unit: &mut Unit<'_>, notification: Uuid, account: Uuid) -> Result<bool, Problem> {
    let found = t::table
        .filter(t::notification_id.eq(notification))
        .filter(t::channel.eq(Channel::Cabinet.name()))
        .filter(t::account_id.eq(account));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(unit.conn)?)
}

const READ: &str = "
with read as (
  update notification_deliveries set state = 'Read', read_at = $3
   where notification_id = $1 and channel = 'Cabinet' and account_id = $2 and state = 'Delivered' returning notification_id)
update notifications n set state = 'Read', state_reason = null from read where n.id = read.notification_id and n.state <> 'Read'";

/// The message in the account's cabinet was read: nothing better can become of the notification.
pub fn read_in_cabinet(unit: &mut Unit<'_>, notification: Uuid, account: Uuid) -> Result<(), Problem> {
    use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};
    let asked = sql(READ).bind::<SqlUuid, _>(notification).bind::<SqlUuid, _>(account).bind::<Timestamptz, _>(unit.now);
    prepared(asked).execute(unit.conn)?;
    Ok(())
}
