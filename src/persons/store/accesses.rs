//! Who read or wrote a person's data, when, on which ground: from the journal.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Nullable, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    addresses::Rows,
    visible::{Visible, of_person},
};
use crate::{
    access::door::Unit,
    kernel::{http::page::Page, problem::Problem, sql::prepared},
};

// The records that lead to this one are of the same person.
const ACCESSES: &str = concat!(
    "select coalesce((select jsonb_agg(to_jsonb(e) order by e.at desc, e.id desc) from (
         select e.id, e.at, e.actor_kind, e.actor_name, e.role, e.operation, e.legal_basis, e.legal_reason, e.undisclosed,
                e.office_ro, e.office_ru, e.office_en,
                exists (select from jsonb_array_elements(e.objects) o where o ->> 'access' = 'Write') as wrote
           from journal.accesses e
          where e.persons && (select array_agg(m.id) from persons m where m.id = p.id or m.merged_into = p.id)
            and e.outcome = 'Done' and ($8 or not e.undisclosed)
            and ($9::timestamptz is null or (e.at, e.id) < ($9, $10))
          order by e.at desc, e.id desc limit $7) e), '[]') as rows
       from persons p where p.id = $1 and ",
    visible!()
);

/// Where a page ended.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Place(DateTime<Utc>, Uuid);

/// An entry of the journal.
#[derive(Debug, Clone, Deserialize)]
pub struct AccessRow {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor_kind: String,
    pub actor_name: Option<String>,
    pub role: Option<String>,
    pub operation: String,
    pub legal_basis: Option<String>,
    pub legal_reason: Option<String>,
    pub undisclosed: bool,
    pub office_ro: Option<String>,
    pub office_ru: Option<String>,
    pub office_en: Option<String>,
    pub wrote: bool,
}

impl AccessRow {
    /// Where it stands in the list.
    pub fn place(&self) -> Place {
        Place(self.at, self.id)
    }
}

/// A page, the latest first. Entries that are withheld from the person are shown to those who may see everyone's.
pub fn list(unit: &mut Unit<'_>, person: Uuid, page: &Page<Place>) -> Result<Vec<AccessRow>, Problem> {
    let query = of_person(ACCESSES, person, &Visible::of(unit))
        .bind::<BigInt, _>(page.wanted())
        .bind::<Bool, _>(unit.scope.any)
        .bind::<Nullable<Timestamptz>, _>(page.after.map(|place| place.0))
        .bind::<Nullable<SqlUuid>, _>(page.after.map(|place| place.1));
    let found: Option<Rows> = prepared(query).get_result(unit.conn).optional()?;
    let rows: Value = found.ok_or_else(Problem::not_found)?.rows;
    unit.about(person);
    serde_json::from_value(rows).map_err(Problem::internal)
}
