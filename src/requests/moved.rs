//! Ends of terms that move because a day of the working calendar was changed.

use std::collections::{HashMap, hash_map::Entry};

use diesel::prelude::*;
use uuid::Uuid;

use super::{
    RequestId,
    desk::calendar_of,
    schema::requests as t,
    store::{self, Changes, RequestRow},
};
use crate::{
    access::door::Unit,
    kernel::{calendar::Calendar, id::TypedId, problem::Problem},
};

/// Requests looked at in one transaction.
const AT_ONCE: i64 = 200;

/// Counts the ends of the next running terms again and writes those that moved; says where to go on. What has ended stays as it was.
pub fn count_again(unit: &mut Unit<'_>, after: Uuid) -> Result<Option<Uuid>, Problem> {
    let rows: Vec<RequestRow> = t::table
        .filter(t::id.gt(after))
        .filter(t::due_at.ge(unit.now))
        .order(t::id)
        .limit(AT_ONCE)
        .for_no_key_update()
        .select(RequestRow::as_select())
        .load(unit.conn)?;
    let mut calendars: HashMap<Option<Uuid>, Calendar> = HashMap::new();
    for row in &rows {
        let calendar = match calendars.entry(row.subdivision_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(calendar_of(unit, row)?),
        };
        let end = row.term()?.and_then(|term| term.end(calendar));
        if end != row.due_at {
            row.beneficiary_id.into_iter().for_each(|person| unit.about(person));
            store::change(unit, row, Changes { due_at: Some(end), ..Changes::default() })?;
            unit.wrote("Request", RequestId::from_uuid(row.id));
        }
    }
    Ok(rows.last().map(|row| row.id))
}
