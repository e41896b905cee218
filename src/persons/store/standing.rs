//! What stood of a person on a day, by what is on record now: for acts that attest it (C-23.9).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    addresses,
    row::{birth_date, idnp},
};
use crate::{
    access::door::Unit,
    kernel::{
        identifiers::Idnp,
        local_time::{day_after, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::{
        PersonStatus,
        addresses::Address,
        attributes::LatinNames,
        person::full_name,
        rules::{birth_date::BirthDate, family::FamilyLink},
    },
};

/// What stood of a person on a day.
#[derive(Debug)]
pub struct Standing {
    /// Whether they are on record still.
    pub status: PersonStatus,
    /// Since when they are on record.
    pub since: DateTime<Utc>,
    /// The number on record now; since when it holds is not known.
    pub idnp: Option<Idnp>,
    /// Whether the same was on record when that day was over.
    pub same_number: bool,
    /// The addresses that held.
    pub addresses: Vec<Address>,
    /// The relatives they had.
    pub family: Vec<Relative>,
}

/// A relative.
#[derive(Debug)]
pub struct Relative {
    /// What they are to the person.
    pub link: FamilyLink,
    /// Surname and given names,
    pub name: String,
    /// and in Latin letters, where they are known so.
    pub latin: Option<String>,
    /// Birth date, as far as it is known.
    pub birth_date: BirthDate,
    /// Since when they are that, where that is known.
    pub since: Option<NaiveDate>,
}

// A record that was given up for another says what that one says. The last day of a link is one on which it holds no more, as of an address.
const STANDING: &str = "
with me as (select coalesce(b.merged_into, b.id) as id from persons b where b.id = $1)
select p.status, p.created_at,
       p.idnp, p.idnp is not distinct from (select h.idnp from history.persons h where h.id = p.id and h.recorded_at < $3
                                             order by h.version desc limit 1) as same_number,
       (select coalesce(jsonb_agg(to_jsonb(a) order by a.kind, a.id), '[]') from addresses a
         where a.person_id = p.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)) as addresses,
       (select coalesce(jsonb_agg(jsonb_build_object('link', f.link, 'since', f.since, 'from_person', f.person_id = p.id, 'surname', o.surname, 'given_names', o.given_names,
                 'latin', o.details -> 'latin', 'birth_date', o.birth_date, 'birth_precision', o.birth_precision)
                 order by o.birth_date nulls last, f.id), '[]')
          from family_links f
          join persons o on o.id = case when f.person_id = p.id then f.relative_id else f.person_id end
         where (f.person_id = p.id or f.relative_id = p.id)
           and (f.since is null or f.since <= $2) and (f.until is null or f.until > $2)
           and (o.birth_date is null or o.birth_date <= $2)) as family
  from persons p, me where p.id = me.id";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    idnp: Option<String>,
    #[diesel(sql_type = Bool)]
    same_number: bool,
    #[diesel(sql_type = Jsonb)]
    addresses: serde_json::Value,
    #[diesel(sql_type = Jsonb)]
    family: serde_json::Value,
}

#[derive(Deserialize)]
struct RelativeRow {
    link: FamilyLink,
    since: Option<NaiveDate>,
    from_person: bool,
    surname: Option<String>,
    given_names: Option<String>,
    latin: Option<LatinNames>,
    birth_date: Option<NaiveDate>,
    birth_precision: String,
}

/// What stood of a person on a day. No scope is checked: for rooms that have done so.
pub fn standing(unit: &mut Unit<'_>, person: Uuid, day: NaiveDate) -> Result<Standing, Problem> {
    let asked =
        sql(STANDING).bind::<SqlUuid, _>(person).bind::<Date, _>(day).bind::<Timestamptz, _>(start_of_day(day_after(day, 1)));
    let row: Row = prepared(asked).get_result(unit.conn)?;
    unit.about(person);
    let family: Vec<RelativeRow> = serde_json::from_value(row.family).map_err(Problem::internal)?;
    Ok(Standing {
        status: PersonStatus::of(&row.status),
        since: row.created_at,
        idnp: idnp(row.idnp.as_deref())?,
        same_number: row.same_number,
        addresses: addresses::shown(row.addresses)?,
        family: family.into_iter().map(RelativeRow::shown).collect::<Result<_, _>>()?,
    })
}

impl RelativeRow {
    fn shown(self) -> Result<Relative, Problem> {
        Ok(Relative {
            link: if self.from_person { self.link } else { self.link.inverse() },
            name: full_name(self.surname.as_deref(), self.given_names.as_deref()),
            latin: self.latin.map(|latin| full_name(latin.surname.as_deref(), latin.given_names.as_deref())),
            birth_date: birth_date(self.birth_date, &self.birth_precision)?,
            since: self.since,
        })
    }
}
