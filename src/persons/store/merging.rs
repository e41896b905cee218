//! What is moved when two records become one. Nothing is erased: each row keeps its history.

use diesel::sql_types::{Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::{
    access::{self, door::Unit},
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

// A document that the survivor has too stays where it is.
const DOCUMENTS: &str = "
update foreign_documents d set person_id = $1, change_reason = $3
 where d.person_id = $2 and not exists (
   select from foreign_documents o where o.person_id = $1 and (o.kind, o.issuer, o.number_key) = (d.kind, d.issuer, d.number_key))";

// Of two addresses of a kind on one day the survivor's holds; the other one stays with the record that was given up.
const ADDRESSES: &str = "
update addresses a set person_id = $1, change_reason = $3
 where a.person_id = $2 and not exists (
   select from addresses o where o.person_id = $1 and o.kind = a.kind
      and daterange(o.valid_from, o.valid_to) && daterange(a.valid_from, a.valid_to))";

const LINKS: &str = "
update family_links f
   set person_id = case when f.link in ('Spouse', 'Sibling') then least(o.one, o.other) else o.one end,
       relative_id = case when f.link in ('Spouse', 'Sibling') then greatest(o.one, o.other) else o.other end,
       change_reason = $3
  from (select id, case when person_id = $2 then $1 else person_id end as one,
               case when relative_id = $2 then $1 else relative_id end as other
          from family_links where person_id = $2 or relative_id = $2) o
 where f.id = o.id and o.one <> o.other and not exists (
   select from family_links x where x.until is null and f.until is null and x.link = f.link
      and least(x.person_id, x.relative_id) = least(o.one, o.other) and greatest(x.person_id, x.relative_id) = greatest(o.one, o.other))";

/// Gives documents, addresses, family links, accounts and powers to the survivor, and lets every record that led to the one
/// given up lead to the survivor. Both rows are locked by the caller.
pub fn hand_over(unit: &mut Unit<'_>, survivor: Uuid, given_up: Uuid, reason: &str) -> Result<(), Problem> {
    for text in [DOCUMENTS, ADDRESSES, LINKS] {
        prepared(sql(text).bind::<SqlUuid, _>(survivor).bind::<SqlUuid, _>(given_up).bind::<Text, _>(reason.to_owned()))
            .execute(unit.conn)?;
    }
    prepared(
        sql("update persons set merged_into = $1, change_reason = $3 where merged_into = $2")
            .bind::<SqlUuid, _>(survivor)
            .bind::<SqlUuid, _>(given_up)
            .bind::<Text, _>(reason.to_owned()),
    )
    .execute(unit.conn)?;
    access::store::person_merged(unit.conn, given_up, survivor)
}
