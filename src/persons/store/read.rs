//! One person, now or as of an instant, and locked for a change.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, Jsonb, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    addresses,
    row::{PersonRow, person_columns},
    visible::{Visible, of_person},
};
use crate::{
    access::door::Unit,
    kernel::{
        http::reply::Reply,
        id::TypedId,
        problem::{Kind, Problem},
        sql::prepared,
        text::Text,
    },
    persons::{PersonId, person::Person},
};

const PRESENT: &str = concat!(
    "select ",
    person_columns!(),
    ", (select coalesce(jsonb_agg(to_jsonb(a) order by a.kind), '[]') from addresses a
         where a.person_id = p.id and a.valid_from <= $5 and (a.valid_to is null or a.valid_to > $5)) as addresses
       from persons p where p.id = $1 and ",
    visible!()
);

const AS_OF: &str = concat!(
    "select ",
    person_columns!(),
    ", (select coalesce(jsonb_agg(to_jsonb(a) order by a.kind), '[]')
          from (select distinct on (h.id) h.* from history.addresses h
                 where h.id in (select id from history.addresses where person_id = $1) and h.recorded_at <= $7
                 order by h.id, h.version desc) a
         where a.person_id = $1 and a.valid_from <= ($7 at time zone 'Europe/Chisinau')::date
           and (a.valid_to is null or a.valid_to > ($7 at time zone 'Europe/Chisinau')::date)) as addresses
       from (select * from history.persons h where h.id = $1 and h.recorded_at <= $7 order by h.version desc limit 1) p where ",
    visible!()
);

#[derive(QueryableByName)]
struct Found {
    #[diesel(embed)]
    person: PersonRow,
    #[diesel(sql_type = Jsonb)]
    addresses: Value,
}

/// A person with the version that was read.
pub struct Read {
    /// The version, for the ETag.
    pub version: i32,
    /// As shown.
    pub person: Person,
}

impl Read {
    /// The answer.
    pub fn reply<const STATUS: u16>(&self) -> Result<Reply<Person, STATUS>, Problem> {
        Reply::record(self.version, &self.person)
    }
}

/// Reads a person whom the caller may see; as they stood at an instant, where one is given.
pub fn person(unit: &mut Unit<'_>, id: Uuid, as_of: Option<DateTime<Utc>>) -> Result<Read, Problem> {
    let visible = Visible::of(unit);
    let query = match as_of {
        None => of_person(PRESENT, id, &visible),
        Some(instant) => of_person(AS_OF, id, &visible).bind::<Timestamptz, _>(instant),
    };
    let found: Found = prepared(query).get_result(unit.conn).optional()?.ok_or_else(Problem::not_found)?;
    unit.about(id);
    unit.read("Person", PersonId::from_uuid(id));
    Ok(Read { version: found.person.version, person: found.person.shown(addresses::shown(found.addresses)?)? })
}

// Locked in the order of ids, so that two who change the same two persons wait for each other and do not deadlock.
const LOCK: &str = concat!(
    "select ",
    person_columns!(),
    " from persons p where p.id = any($1) and ",
    visible!(),
    " order by p.id for no key update of p"
);

/// Locks persons for a change, in the order in which they are named. Who has declared an interest in one of them is refused,
/// and a record that leads to another is not changed any more.
pub fn for_change<const N: usize>(unit: &mut Unit<'_>, ids: [Uuid; N]) -> Result<[PersonRow; N], Problem> {
    let visible = Visible::of(unit);
    let query = visible.bind(visible.query(LOCK).bind::<Array<SqlUuid>, _>(ids.to_vec()));
    let locked: Vec<PersonRow> = prepared(query).load(unit.conn)?;
    if ids.iter().any(|id| !locked.iter().any(|person| person.id == *id)) {
        return Err(Problem::not_found());
    }
    if ids.iter().any(|id| unit.caller.is_interested_in(*id)) {
        return Err(Problem::new(Kind::CONFLICT_OF_INTEREST));
    }
    for row in &locked {
        unit.about(row.id);
        if let Some(survivor) = row.merged_into {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE)
                .detail(Text::new(
                    "Această înregistrare duce la o alta a aceleiași persoane; lucrați cu aceea.",
                    "Эта запись ведёт к другой записи того же лица; работайте с ней.",
                    "This record leads to another one of the same person; work on that one.",
                ))
                .with("recordStatus", "Merged")
                .with("mergedInto", PersonId::from_uuid(survivor).to_string()));
        }
    }
    let named = ids.map(|id| locked.iter().find(|person| person.id == id).cloned());
    if named.iter().any(Option::is_none) {
        return Err(Problem::not_found());
    }
    named.into_iter().flatten().collect::<Vec<_>>().try_into().map_err(|_| Problem::not_found())
}
