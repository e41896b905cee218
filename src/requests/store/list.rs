//! Lists and worklists: keyset queries over what the caller may see.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{RequestRow, visible};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem},
    requests::{rules::lifecycle::State, schema::requests as t},
};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Narrowed {
    /// Only these states.
    pub states: Vec<State>,
    /// Only this service.
    pub service: Option<String>,
    /// Only due before this instant.
    pub due_before: Option<DateTime<Utc>>,
    /// Only about this person.
    pub beneficiary: Option<Uuid>,
    /// Only in these hands: the caller's own (`Some(true)`) or nobody's (`Some(false)`).
    pub mine: Option<bool>,
}

/// The place of a row in a list ordered by id, newest first.
pub fn newest_first(
    unit: &mut Unit<'_>,
    narrowed: &Narrowed,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<RequestRow>, Problem> {
    let mut query = narrow(unit, narrowed);
    if let Some(after) = after {
        query = query.filter(t::id.lt(after));
    }
    Ok(query.order(t::id.desc()).limit(limit).select(RequestRow::as_select()).load(unit.conn)?)
}

/// The place of a row in a worklist: what is due first comes first; paused terms come last.
pub type DuePlace = (Option<DateTime<Utc>>, Uuid);

/// A worklist, what is due first.
pub fn due_first(
    unit: &mut Unit<'_>,
    narrowed: &Narrowed,
    after: Option<DuePlace>,
    limit: i64,
) -> Result<Vec<RequestRow>, Problem> {
    let mut query = narrow(unit, narrowed);
    match after {
        Some((Some(due), id)) => {
            let later =
                sql::<Bool>("(due_at, requests.id) > (").bind::<Timestamptz, _>(due).sql(", ").bind::<SqlUuid, _>(id).sql(")");
            query = query.filter(later.or(sql::<Bool>("due_at is null")));
        }
        Some((None, id)) => query = query.filter(t::due_at.is_null()).filter(t::id.gt(id)),
        None => {}
    }
    Ok(query.order((t::due_at.asc().nulls_last(), t::id)).limit(limit).select(RequestRow::as_select()).load(unit.conn)?)
}

fn narrow<'a>(unit: &Unit<'_>, narrowed: &Narrowed) -> super::Boxed<'a> {
    let mut query = visible(&unit.scope, &unit.caller, legal_day(unit.now));
    if !narrowed.states.is_empty() {
        query = query.filter(t::state.eq_any(narrowed.states.iter().map(|state| state.code()).collect::<Vec<_>>()));
    }
    if let Some(service) = &narrowed.service {
        query = query.filter(t::service_code.eq(service.clone()));
    }
    if let Some(due) = narrowed.due_before {
        query = query.filter(t::due_at.lt(due));
    }
    if let Some(person) = narrowed.beneficiary {
        query = query.filter(t::beneficiary_id.eq(person));
    }
    match narrowed.mine {
        Some(true) => query = query.filter(t::assigned_to.eq(unit.caller.account)),
        Some(false) => query = query.filter(t::assigned_to.is_null()),
        None => {}
    }
    query
}

/// How many requests are in each of several worklists, in one statement. Of a narrowing, states, hands and term count.
pub fn counts(unit: &mut Unit<'_>, lists: &[Narrowed]) -> Result<Vec<i64>, Problem> {
    let counted: Vec<String> = lists.iter().map(|list| format!("count(*) filter (where {})", condition(list))).collect();
    let counted = sql::<Array<BigInt>>(&format!("array[{}]", counted.join(", ")));
    Ok(visible(&unit.scope, &unit.caller, legal_day(unit.now)).select(counted).get_result(unit.conn)?)
}

/// A narrowing as PostgreSQL reads it: names of states are ours, who and when stand in the unit's settings.
fn condition(list: &Narrowed) -> String {
    let states: Vec<String> = list.states.iter().map(|state| format!("'{}'", state.code())).collect();
    let mut parts = vec![format!("requests.state in ({})", states.join(", "))];
    parts.extend(list.mine.map(|mine| match mine {
        true => "requests.assigned_to = house.actor_id()".to_owned(),
        false => "requests.assigned_to is null".to_owned(),
    }));
    parts.extend(list.due_before.map(|_| "requests.due_at < house.instant()".to_owned()));
    parts.join(" and ")
}
