//! The timeline: what happened to a request, in order.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types::Jsonb};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::RequestRow;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    requests::{
        rules::lifecycle::{Action, State},
        schema::request_events,
    },
};

/// One thing that happened.
#[derive(Debug, Clone, Insertable, Deserialize)]
#[diesel(table_name = request_events)]
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

/// A request that the caller may see, with its events, oldest first.
pub fn of(unit: &mut Unit<'_>, request: Uuid) -> Result<(RequestRow, Vec<EventRow>), Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(embed)]
        request: RequestRow,
        #[diesel(sql_type = Jsonb)]
        events: Value,
    }
    let scope = unit.scope.clone();
    let found: Option<Found> = super::seen(
        unit,
        &scope,
        request,
        "r.*, (select coalesce(jsonb_agg(to_jsonb(e) order by e.at, e.id), '[]')
                 from (select * from request_events e where e.request_id = r.id order by e.at, e.id limit 1000) e) as events",
    )?;
    let found = found.ok_or_else(Problem::not_found)?;
    Ok((found.request, serde_json::from_value(found.events).map_err(Problem::internal)?))
}
