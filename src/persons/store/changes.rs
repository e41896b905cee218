//! The history of a person as versions, each beside the one before it, with who wrote it and why.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
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

// All that was ever this person's, wherever it is now.
const CHANGES: &str = concat!(
    "select coalesce((select jsonb_agg(to_jsonb(v) order by v.at desc, v.kind, v.object desc, v.version desc) from (
         with versions as (
           select 'Person' as kind, h.id as object, h.version, h.recorded_at as at, h.work_id, h.change_reason, to_jsonb(h) as value
             from history.persons h where h.id = $1
           union all
           select 'Address', h.id, h.version, h.recorded_at, h.work_id, h.change_reason, to_jsonb(h)
             from history.addresses h where h.id in (select id from history.addresses where person_id = $1)
           union all
           select 'ForeignDocument', h.id, h.version, h.recorded_at, h.work_id, h.change_reason, to_jsonb(h)
             from history.foreign_documents h where h.id in (select id from history.foreign_documents where person_id = $1)
           union all
           select 'FamilyLink', h.id, h.version, h.recorded_at, h.work_id, h.change_reason, to_jsonb(h)
             from history.family_links h where h.id in (select id from history.family_links where person_id = $1
                                                        union select id from history.family_links where relative_id = $1)
         ), beside as (
           select v.*, lag(v.value) over (partition by v.object order by v.version) as before from versions v
         )
         select b.kind, b.object, b.version, b.at, b.change_reason, b.value, b.before,
                e.actor_kind, e.actor_id, e.actor_name, e.role, e.operation, e.legal_basis, e.legal_reason,
                e.office_ro, e.office_ru, e.office_en
           from beside b left join journal.accesses e on e.id = b.work_id
          where $8::timestamptz is null or b.at < $8
             or (b.at = $8 and (b.kind > $9 or (b.kind = $9 and (b.object < $10 or (b.object = $10 and b.version < $11)))))
          order by b.at desc, b.kind, b.object desc, b.version desc limit $7) v), '[]') as rows
       from persons p where p.id = $1 and ",
    visible!()
);

/// Where a page ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Place(DateTime<Utc>, String, Uuid, i64);

/// A version of something that is the person's.
#[derive(Debug, Clone, Deserialize)]
pub struct VersionRow {
    pub kind: String,
    pub object: Uuid,
    pub version: i32,
    pub at: DateTime<Utc>,
    pub change_reason: Option<String>,
    pub value: Value,
    pub before: Option<Value>,
    pub actor_kind: Option<String>,
    pub actor_id: Option<Uuid>,
    pub actor_name: Option<String>,
    pub role: Option<String>,
    pub operation: Option<String>,
    pub legal_basis: Option<String>,
    pub legal_reason: Option<String>,
    pub office_ro: Option<String>,
    pub office_ru: Option<String>,
    pub office_en: Option<String>,
}

impl VersionRow {
    /// Where it stands in the list.
    pub fn place(&self) -> Place {
        Place(self.at, self.kind.clone(), self.object, i64::from(self.version))
    }
}

/// A page of versions, the latest first.
pub fn list(unit: &mut Unit<'_>, person: Uuid, page: &Page<Place>) -> Result<Vec<VersionRow>, Problem> {
    let after = page.after.as_ref();
    let query = of_person(CHANGES, person, &Visible::of(unit))
        .bind::<BigInt, _>(page.wanted())
        .bind::<Nullable<Timestamptz>, _>(after.map(|place| place.0))
        .bind::<Nullable<Text>, _>(after.map(|place| place.1.clone()))
        .bind::<Nullable<SqlUuid>, _>(after.map(|place| place.2))
        .bind::<Nullable<BigInt>, _>(after.map(|place| place.3));
    let found: Option<Rows> = prepared(query).get_result(unit.conn).optional()?;
    let rows: Value = found.ok_or_else(Problem::not_found)?.rows;
    unit.about(person);
    unit.read("PersonHistory", crate::kernel::id::write("per", person));
    serde_json::from_value(rows).map_err(Problem::internal)
}
