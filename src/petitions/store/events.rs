//! The timeline: what happened to a petition, in order.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::{door::Unit, policy::Scope},
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    petitions::rules::lifecycle::{Action, State},
};

/// One thing that happened.
#[derive(Debug, Clone, Serialize, QueryableByName)]
#[allow(missing_docs)]
pub struct EventRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub petition_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    pub action: String,
    #[diesel(sql_type = Text)]
    pub from_state: String,
    #[diesel(sql_type = Text)]
    pub to_state: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub actor_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub actor_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
    #[diesel(sql_type = Bool)]
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

/// All events of a petition, oldest first; 404 where the caller does not see it.
pub fn of(unit: &mut Unit<'_>, scope: &Scope, petition: Uuid) -> Result<(super::PetitionRow, Vec<EventRow>), Problem> {
    let found = super::find(unit, scope, petition)?;
    let asked = sql("select * from petition_events where petition_id = $1 order by at, id limit 1000");
    let events = prepared(asked.bind::<SqlUuid, _>(petition)).load(unit.conn)?;
    Ok((found.row, events))
}
