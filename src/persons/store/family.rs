//! Family links, written once and seen from both sides.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Text as SqlText, Uuid as SqlUuid},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{addresses::rows, row::stored};
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::{
        FamilyLinkId, PersonId,
        family::{NewFamilyLink, SeenFamilyLink, stored_form},
        person::full_name,
        rules::family::FamilyLink,
        schema::family_links,
    },
};

#[derive(Debug, Deserialize)]
struct LinkRow {
    id: Uuid,
    person_id: Uuid,
    relative_id: Uuid,
    link: String,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    basis: Option<String>,
    surname: Option<String>,
    given_names: Option<String>,
}

impl LinkRow {
    fn seen_by(self, person: Uuid) -> Result<SeenFamilyLink, Problem> {
        let link: FamilyLink = stored(&self.link)?;
        let from_person = self.person_id == person;
        Ok(SeenFamilyLink {
            family_link_id: FamilyLinkId::from_uuid(self.id),
            relative_id: PersonId::from_uuid(if from_person { self.relative_id } else { self.person_id }),
            relative_name: full_name(self.surname.as_deref(), self.given_names.as_deref()),
            link: if from_person { link } else { link.inverse() },
            since: self.since,
            until: self.until,
            basis: self.basis,
        })
    }
}

/// What the relative is to the person today, in every way. Both rows are locked by the caller.
pub fn existing(unit: &mut Unit<'_>, person: Uuid, relative: Uuid) -> Result<Vec<FamilyLink>, Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlText)]
        link: String,
    }
    let found: Vec<Found> = prepared(
        sql("select person_id, link from family_links
              where until is null and ((person_id = $1 and relative_id = $2) or (person_id = $2 and relative_id = $1))")
        .bind::<SqlUuid, _>(person)
        .bind::<SqlUuid, _>(relative),
    )
    .load(unit.conn)?;
    found
        .into_iter()
        .map(|found| stored::<FamilyLink>(&found.link).map(|link| if found.person_id == person { link } else { link.inverse() }))
        .collect()
}

/// Puts a link on record.
pub fn insert(unit: &mut Unit<'_>, person: Uuid, new: &NewFamilyLink, relative_name: String) -> Result<SeenFamilyLink, Problem> {
    let id = Uuid::now_v7();
    let (stored_person, stored_relative, link) = stored_form(person, new.relative_id.uuid(), new.link);
    diesel::insert_into(family_links::table)
        .values((
            family_links::id.eq(id),
            family_links::created_at.eq(unit.now),
            family_links::updated_at.eq(unit.now),
            family_links::person_id.eq(stored_person),
            family_links::relative_id.eq(stored_relative),
            family_links::link.eq(format!("{link:?}")),
            family_links::since.eq(new.since),
            family_links::until.eq(new.until),
            family_links::basis.eq(new.basis.clone()),
            family_links::change_reason.eq(new.reason.clone()),
        ))
        .execute(unit.conn)?;
    unit.wrote("FamilyLink", FamilyLinkId::from_uuid(id));
    Ok(SeenFamilyLink {
        family_link_id: FamilyLinkId::from_uuid(id),
        relative_id: new.relative_id,
        relative_name,
        link: new.link,
        since: new.since,
        until: new.until,
        basis: new.basis.clone(),
    })
}

const LIST: &str = concat!(
    "select (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'person_id', f.person_id, 'relative_id', f.relative_id,
                       'link', f.link, 'since', f.since, 'until', f.until, 'basis', f.basis,
                       'surname', r.surname, 'given_names', r.given_names) order by f.id), '[]')
               from (select * from family_links where person_id = $1 union all select * from family_links where relative_id = $1) f
               join persons r on r.id = case when f.person_id = $1 then f.relative_id else f.person_id end) as rows
       from persons p where p.id = $1 and ",
    visible!()
);

const LIST_AS_OF: &str = concat!(
    "select (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'person_id', f.person_id, 'relative_id', f.relative_id,
                       'link', f.link, 'since', f.since, 'until', f.until, 'basis', f.basis,
                       'surname', r.surname, 'given_names', r.given_names) order by f.id), '[]')
               from (select distinct on (h.id) h.* from history.family_links h
                      where h.id in (select id from history.family_links where person_id = $1
                                     union select id from history.family_links where relative_id = $1) and h.recorded_at <= $7
                      order by h.id, h.version desc) f
               join lateral (select h.surname, h.given_names from history.persons h
                              where h.id = case when f.person_id = $1 then f.relative_id else f.person_id end and h.recorded_at <= $7
                              order by h.version desc limit 1) r on true
              where f.person_id = $1 or f.relative_id = $1) as rows
       from persons p where p.id = $1 and p.created_at <= $7 and ",
    visible!()
);

/// All links of a person; as they stood at an instant, where one is given.
pub fn list(unit: &mut Unit<'_>, person: Uuid, as_of: Option<DateTime<Utc>>) -> Result<Vec<SeenFamilyLink>, Problem> {
    let rows: Vec<LinkRow> = serde_json::from_value(rows(unit, person, as_of, LIST, LIST_AS_OF)?).map_err(Problem::internal)?;
    rows.into_iter().map(|row| row.seen_by(person)).collect()
}
