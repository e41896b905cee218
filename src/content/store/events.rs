//! What happened to an item, in order.

use chrono::{DateTime, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{Array, BigInt, Bool, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    content::{
        rules::lifecycle::{Action, State},
        store::items::Sight,
    },
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// One thing that happened.
#[derive(Debug, Clone, Serialize, diesel::QueryableByName)]
#[allow(missing_docs)]
pub struct EventRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
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
    #[diesel(sql_type = Nullable<Int4>)]
    pub number: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
}

/// What is written beside the states.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// The version it is about.
    pub number: Option<i32>,
    /// In words.
    pub note: Option<&'a str>,
}

/// Writes one event.
pub fn add(unit: &mut Unit<'_>, item: Uuid, action: Action, states: (State, State), told: Told<'_>) -> Result<(), Problem> {
    let event = EventRow {
        id: Uuid::now_v7(),
        item_id: item,
        at: unit.now,
        action: format!("{action:?}"),
        from_state: format!("{:?}", states.0),
        to_state: format!("{:?}", states.1),
        actor_id: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
        actor_name: unit.caller.name.clone(),
        number: told.number,
        note: told.note.map(str::to_owned),
    };
    unit.later("content_events", &event)
}

/// A page of the events of an item that the caller may see, the first at the head. Every item has one: none on the first page is 404.
pub fn page(unit: &mut Unit<'_>, item: Uuid, after: Option<(DateTime<Utc>, Uuid)>, rows: i64) -> Result<Vec<EventRow>, Problem> {
    let sight = Sight::of(unit);
    let (at, id) = after.unwrap_or((DateTime::<Utc>::UNIX_EPOCH, Uuid::nil()));
    let text =
        "select e.* from content_events e join content_items i on i.id = e.item_id join content_sections s on s.id = i.section_id
                 where e.item_id = $1 and (e.at, e.id) > ($2, $3)
                   and ($5 or i.subdivision_id = any($6) or s.administrator_id = any($7)
                        or i.live_section_id in (select l.id from content_sections l where l.administrator_id = any($7))) order by e.at, e.id limit $4";
    let found: Vec<EventRow> = prepared(
        sql(text)
            .bind::<SqlUuid, _>(item)
            .bind::<Timestamptz, _>(at)
            .bind::<SqlUuid, _>(id)
            .bind::<BigInt, _>(rows)
            .bind::<Bool, _>(sight.all)
            .bind::<Array<SqlUuid>, _>(sight.provides)
            .bind::<Array<SqlUuid>, _>(sight.administers),
    )
    .load(unit.conn)?;
    if found.is_empty() && after.is_none() { Err(Problem::not_found()) } else { Ok(found) }
}
