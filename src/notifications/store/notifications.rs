//! Notifications.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{id::TypedId, problem::Problem},
    notifications::{
        RequestId,
        rules::{
            state::{NotificationState, overall},
            template::Wording,
        },
        schema::notifications as t,
        store::deliveries,
    },
};

/// A notification.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = t, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct NotificationRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub template: String,
    pub topic: String,
    pub about_kind: Option<String>,
    pub about_id: Option<Uuid>,
    pub recipient_type: String,
    pub recipient_value: Option<String>,
    pub recipient_name: Option<String>,
    pub account_id: Option<Uuid>,
    pub language: Option<String>,
    pub subject: Value,
    pub body: Value,
    pub short: Value,
    pub priority: String,
    pub state: String,
    pub state_reason: Option<String>,
    pub round: i32,
    pub notification_request_id: Option<Uuid>,
    pub sender_id: Option<Uuid>,
    pub reference: Option<String>,
    pub digest: Option<String>,
    pub direction: Option<String>,
    pub valid_until: Option<DateTime<Utc>>,
    pub replies_allowed: bool,
    pub office_id: Option<Uuid>,
}

impl NotificationRow {
    /// What it says.
    pub fn wording(&self) -> Result<Wording, Problem> {
        let text = |value: &Value| serde_json::from_value(value.clone()).map_err(Problem::internal);
        Ok(Wording { subject: text(&self.subject)?, body: text(&self.body)?, short: text(&self.short)? })
    }
}

/// What a notification is about.
pub struct About(String, Uuid);

impl About {
    /// Of a row.
    pub fn of(row: &NotificationRow) -> Option<Self> {
        Some(Self(row.about_kind.clone()?, row.about_id?))
    }

    /// The request, where it is one.
    pub fn request(&self) -> Option<RequestId> {
        (self.0 == "Request").then(|| RequestId::from_uuid(self.1))
    }
}

/// A notification, held until the end of the unit of work.
pub fn held(unit: &mut Unit<'_>, id: Uuid) -> Result<NotificationRow, Problem> {
    Ok(t::table.find(id).for_update().select(NotificationRow::as_select()).first(unit.conn)?)
}

/// One as it stands.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<NotificationRow, Problem> {
    Ok(t::table.find(id).select(NotificationRow::as_select()).first(unit.conn)?)
}

/// It stands so now.
pub fn moved(unit: &mut Unit<'_>, id: Uuid, state: NotificationState, reason: Option<&str>) -> Result<(), Problem> {
    diesel::update(t::table.find(id)).set((t::state.eq(state.name()), t::state_reason.eq(reason))).execute(unit.conn)?;
    Ok(())
}

/// It turned out whose it is.
pub fn belongs(unit: &mut Unit<'_>, id: Uuid, account: Uuid) -> Result<(), Problem> {
    diesel::update(t::table.find(id)).set(t::account_id.eq(account)).execute(unit.conn)?;
    Ok(())
}

/// Its deliveries say how it stands; written only when that is something else than before.
pub fn settled(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let row = held(unit, id)?;
    let states = deliveries::states(unit, id, row.round)?;
    let state = overall(&states);
    if row.state != state.name() {
        moved(unit, id, state, None)?;
    }
    Ok(())
}
