//! The timeline: what happened to a request, in order.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    requests::{
        rules::lifecycle::{Action, State},
        schema::request_events,
    },
};

/// One thing that happened.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_events)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct EventRow {
    pub id: Uuid,
    pub request_id: Uuid,
    pub at: DateTime<Utc>,
    pub action: String,
    pub from_state: String,
    pub to_state: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub note: Option<String>,
}

/// Writes one event.
pub fn add(
    unit: &mut Unit<'_>,
    request: Uuid,
    action: Action,
    from: State,
    to: State,
    note: Option<&str>,
) -> Result<(), Problem> {
    let event = EventRow {
        id: Uuid::now_v7(),
        request_id: request,
        at: unit.now,
        action: format!("{action:?}"),
        from_state: from.code().into(),
        to_state: to.code().into(),
        actor_id: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
        actor_name: unit.caller.name.clone(),
        note: note.map(str::to_owned),
    };
    diesel::insert_into(request_events::table).values(event).execute(unit.conn)?;
    Ok(())
}

/// All events of a request, oldest first.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<EventRow>, Problem> {
    Ok(request_events::table
        .filter(request_events::request_id.eq(request))
        .order((request_events::at, request_events::id))
        .limit(1000)
        .select(EventRow::as_select())
        .load(unit.conn)?)
}
