//! The search: by name, birth date, document, IDNP, citizenship, each alone or together.
//!
//! What narrows most leads (IDNP, document, name, birth date, in this order) and finds by its index; the rest filters.
//! The finding part is materialized, so that the rank of each is computed once. By name it gives no more than a page: whoever may
//! see everybody needs no more of them, so birth date and citizenship narrow within it already.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    summaries::{SummaryRow, summary_of_page},
    visible::Visible,
};
use crate::{
    access::door::Unit,
    kernel::{http::page::Page, identifiers::Idnp, problem::Problem, sql::prepared},
    persons::{
        person::PersonSummary,
        rules::{birth_date::BirthDate, document_number::DocumentNumber, names::NameKey},
    },
};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub name: Option<NameKey>,
    pub birth_date: Option<BirthDate>,
    pub document: Option<(DocumentNumber, Option<String>)>,
    pub idnp: Option<Idnp>,
    pub citizenship: Option<String>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Place(i32, Uuid);

/// Whether a birth date can be within the days $10 to $11; written so that the index on precision and date serves it.
macro_rules! born_within {
    () => {
        "((p.birth_precision = 'Day' and p.birth_date between $10 and $11)
          or (p.birth_precision = 'Month' and p.birth_date between date_trunc('month', $10::timestamp)::date and $11)
          or (p.birth_precision = 'Year' and p.birth_date between date_trunc('year', $10::timestamp)::date and $11))"
    };
}

/// Rank of somebody found otherwise than by name: how near the name is, none if it is another, 0 if none was asked for.
macro_rules! rank_by_name {
    () => {
        "case when $7::text is null then 0 else
           (select max((similarity(k.key, $7) * 1000000)::integer) from person_name_keys k
             where k.person_id = p.id and (similarity(k.key, $7) >= 0.5 or k.tokens @> $8)) end as rank"
    };
}

macro_rules! page_of_found {
    () => {
        concat!(
            // In their order first, then looked at one after the other until the page is full: of a common name only so many are.
            ", page as (
               select p.*, f.rank
                 from (select f.id, f.rank from found f
                        where f.rank is not null and ($15::integer is null or f.rank < $15 or (f.rank = $15 and f.id > $16))
                        order by f.rank desc, f.id) f
                 join persons p on p.id = f.id
                where p.status <> 'Merged' and ",
            visible!(),
            "     and ($9::text is null or $9 = any(p.citizenships))
                  and ($10::date is null or ",
            born_within!(),
            ")
                  and ($12::text is null or p.idnp = $12)
                  and ($13::text is null or exists (select from foreign_documents d where d.person_id = p.id and d.number_key = $13
                                                       and ($14::text is null or d.issuer = $14)))
                order by f.rank desc, f.id limit $1) ",
            summary_of_page!(),
            "order by p.rank desc, p.id"
        )
    };
}

const BY_IDNP: &str = concat!(
    "with found as materialized (select p.id, ",
    rank_by_name!(),
    " from persons p where p.idnp = $12 and p.status <> 'Merged')",
    page_of_found!()
);
const BY_DOCUMENT: &str = concat!(
    "with found as materialized (select p.id, ",
    rank_by_name!(),
    " from persons p where p.id in (select d.person_id from foreign_documents d
                                    where d.number_key = $13 and ($14::text is null or d.issuer = $14)))",
    page_of_found!()
);
// Whoever may see some only gets all who are named so, from which those are taken.
const BY_NAME: &str = concat!(
    "with found as materialized (
       select person_id as id, rank from persons_near($7, $8, $10, $11, $9, $15, $16, case when $2 then $1 end))",
    page_of_found!()
);
const BY_BIRTH: &str = concat!(
    "with found as materialized (select p.id, ",
    rank_by_name!(),
    " from persons p where ",
    born_within!(),
    ")",
    page_of_found!()
);

/// A page of those who fit, the nearest name first.
pub fn search(unit: &mut Unit<'_>, wanted: &Wanted, page: &Page<Place>) -> Result<Vec<(PersonSummary, Place)>, Problem> {
    let text = match wanted {
        Wanted { idnp: Some(_), .. } => BY_IDNP,
        Wanted { document: Some(_), .. } => BY_DOCUMENT,
        Wanted { name: Some(_), .. } => BY_NAME,
        _ => BY_BIRTH,
    };
    let born = wanted.birth_date.as_ref();
    let visible = Visible::of(unit);
    let query = visible
        .bind(visible.query(text).bind::<BigInt, _>(page.wanted()))
        .bind::<Nullable<Text>, _>(wanted.name.as_ref().map(|name| name.key.clone()))
        .bind::<Nullable<Array<Text>>, _>(wanted.name.as_ref().map(|name| name.tokens.clone()))
        .bind::<Nullable<Text>, _>(wanted.citizenship.clone())
        .bind::<Nullable<Date>, _>(born.and_then(|date| date.earliest()))
        .bind::<Nullable<Date>, _>(born.and_then(|date| date.latest()))
        .bind::<Nullable<Text>, _>(wanted.idnp.map(|idnp| idnp.expose().to_owned()))
        .bind::<Nullable<Text>, _>(wanted.document.as_ref().map(|(number, _)| number.key().to_owned()))
        .bind::<Nullable<Text>, _>(wanted.document.as_ref().and_then(|(_, issuer)| issuer.clone()))
        .bind::<Nullable<Int4>, _>(page.after.as_ref().map(|place| place.0))
        .bind::<Nullable<SqlUuid>, _>(page.after.as_ref().map(|place| place.1));
    let rows: Vec<SummaryRow> = prepared(query).load(unit.conn)?;
    rows.into_iter()
        .map(|row| {
            let place = Place(row.rank, row.id);
            Ok((row.shown()?, place))
        })
        .collect()
}

impl Place {
    /// How near the name is, from 0 to 1.
    pub fn score(self) -> f64 {
        f64::from(self.0) / 1_000_000.0
    }
}
