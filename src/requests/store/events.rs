//! The timeline: what happened to a request, in order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    requests::rules::lifecycle::{Action, State},
};

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    unit.later("request_events", &event)
}

/// All events of a request, oldest first; read with the request itself.
pub const OF_REQUEST: &str = "(select coalesce(jsonb_agg(to_jsonb(e) order by e.at, e.id), '[]') from (
  select * from request_events e where e.request_id = r.id order by e.at, e.id limit 1000) e)";
