//! The timeline: what happened to a petition, in order.

use chrono::{DateTime, Utc};
use diesel::{dsl::sql, prelude::*, sql_types::Jsonb};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{PetitionRow, sight};
use crate::{
    access::{door::Unit, policy::Scope},
    kernel::problem::Problem,
    petitions::{
        rules::lifecycle::{Action, State},
        schema::petitions as p,
    },
};

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct EventRow {
    pub id: Uuid,
    pub petition_id: Uuid,
    pub at: DateTime<Utc>,
    pub action: String,
    pub from_state: String,
    pub to_state: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub note: Option<String>,
    pub open: bool,
}

/// What is noted with an event.
#[derive(Debug, Clone, Copy)]
pub enum Note<'a> {
    /// Nothing.
    None,
    /// For the petitioner too.
    Open(&'a str),
    /// For officers alone.
    Inside(&'a str),
}

/// Writes one event, at the end of the unit.
pub fn add(unit: &mut Unit<'_>, petition: Uuid, action: Action, from: State, to: State, note: Note<'_>) -> Result<(), Problem> {
    let (note, open) = match note {
        Note::None => (None, true),
        Note::Open(note) => (Some(note.to_owned()), true),
        Note::Inside(note) => (Some(note.to_owned()), false),
    };
    let event = EventRow {
        id: Uuid::now_v7(),
        petition_id: petition,
        at: unit.now,
        action: format!("{action:?}"),
        from_state: from.code().into(),
        to_state: to.code().into(),
        actor_id: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
        actor_name: unit.caller.name.clone(),
        note,
        open,
    };
    unit.later("petition_events", &event)
}

/// All events of the petition, oldest first.
const EVENTS: &str = "(select coalesce(jsonb_agg(to_jsonb(e) order by e.at, e.id), '[]') from (
  select * from petition_events e where e.petition_id = petitions.id order by e.at, e.id limit 1000) e)";

/// A petition with all its events, oldest first; 404 where the caller does not see it.
pub fn of(unit: &mut Unit<'_>, scope: &Scope, petition: Uuid) -> Result<(PetitionRow, Vec<EventRow>), Problem> {
    let (row, events): (PetitionRow, Value) = p::table
        .filter(p::id.eq(petition))
        .filter(sight::seen(scope, &unit.caller))
        .select((PetitionRow::as_select(), sql::<Jsonb>(EVENTS)))
        .first(unit.conn)?;
    Ok((row, serde_json::from_value(events).map_err(Problem::internal)?))
}
