//! Histories of what is counted, as the rooms below publish them: the last version of each day.

mod documents;
mod persons;
mod petitions;
mod requests;
mod services;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Uuid as SqlUuid},
};
use services::Services;
use uuid::Uuid;

use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    services::Catalogue,
    statistics::rules::{
        fact::{Fact, Subject},
        knowledge::{AboutSomebody, ByDay, Chain, of_persons, of_petitions, of_the_same_person, since as since_day, with_person},
    },
};

/// A subject whose history is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'f> {
    /// The subject.
    pub id: Uuid,
    /// From this day on; what was learnt before counts as known on it.
    pub since: NaiveDate,
    /// Its person counts as in this fact, if it is the same still.
    pub person_as_in: Option<&'f Fact>,
}

/// Subjects and the days from which on they are wanted.
type Days = Vec<(Uuid, NaiveDate)>;

/// Before anything was learnt.
pub const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Of each subject the last version of the day and those since, from a view of its history and one of those that have none; where nothing was
/// learnt on the day, the last before it counts as known on it. From [`EPOCH`] on, all of them. `$1` are the subjects, `$2` their days.
macro_rules! kept_by_day {
    ($history:literal, $copied:literal) => {
        concat!(
            "
with asked as materialized (
  select a.id, a.since, case when a.since > '1900-01-01' then (
           select h.version from ",
            $history,
            " h
            where h.id = a.id and h.recorded_at < (a.since + 1)::timestamp at time zone 'Europe/Chisinau'
            order by h.version desc limit 1) end as first
    from unnest($1, $2) as a (id, since)),
kept as (
  select distinct on (a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since))
         greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since) as day, v.*
    from asked a cross join lateral (
           select h.* from ",
            $history,
            " h where h.id = a.id and h.version >= coalesce(a.first, 0)
           union all
           select c.* from ",
            $copied,
            " c where c.id = a.id and a.first is null) v
   order by a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since), v.version desc)"
        )
    };
}
use kept_by_day;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// What was known of each subject, day by day.
pub fn chains(
    conn: &mut PgConnection,
    catalogue: &Catalogue,
    subject: Subject,
    asked: &[Asked<'_>],
) -> Result<HashMap<Uuid, Chain>, Problem> {
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let days: Days = asked.iter().map(|one| (one.id, one.since)).collect();
    let mut services = Services::new(catalogue);
    match subject {
        Subject::Person => {
            let persons = persons::persons(conn, &days)?;
            Ok(persons.iter().map(|(id, versions)| (*id, of_persons(*id, versions))).collect())
        }
        Subject::Petition => {
            let petitions = petitions::petitions(conn, &days)?;
            Ok(petitions.iter().map(|(id, versions)| (*id, of_petitions(versions))).collect())
        }
        Subject::Document => {
            let documents = documents::documents(conn, &mut services, &days)?;
            with_persons(conn, &documents, &days.into_iter().collect())
        }
        Subject::Request => {
            let mut requests = requests::requests(conn, &mut services, &days)?;
            let mut chains = HashMap::new();
            for one in asked {
                let told = |fact| of_the_same_person(requests.get(&one.id)?, fact);
                let Some(chain) = one.person_as_in.and_then(told) else { continue };
                let first = requests.remove(&one.id).map_or(EPOCH, |versions| first_day(&versions));
                chains.insert(one.id, since_day(&chain, one.since.max(first)));
            }
            chains.extend(with_persons(conn, &requests, &days.into_iter().collect())?);
            Ok(chains)
        }
    }
}

/// What was known of subjects and of the persons they are about, from the day on from which each is wanted.
fn with_persons<T: AboutSomebody>(
    conn: &mut PgConnection,
    subjects: &HashMap<Uuid, ByDay<T>>,
    since: &HashMap<Uuid, NaiveDate>,
) -> Result<HashMap<Uuid, Chain>, Problem> {
    // A person's record is wanted from the earliest day of what is about them.
    let mut wanted: HashMap<Uuid, NaiveDate> = HashMap::new();
    for (id, versions) in subjects {
        let from = since.get(id).copied().unwrap_or(EPOCH);
        for person in versions.values().filter_map(AboutSomebody::person) {
            wanted.entry(person).and_modify(|day| *day = from.min(*day)).or_insert(from);
        }
    }
    let mut known = persons::persons(conn, &wanted.iter().map(|(id, day)| (*id, *day)).collect())?;
    // The record that one leads to is wanted from as early on as the one that leads to it, whoever else asks for it later.
    let mut survivors: HashMap<Uuid, NaiveDate> = HashMap::new();
    for (id, versions) in &known {
        let from = wanted.get(id).copied().unwrap_or(EPOCH);
        for survivor in versions.values().filter_map(|version| version.merged_into) {
            let has = wanted.get(&survivor).copied();
            if has.is_none_or(|has| has > from) {
                survivors.entry(survivor).and_modify(|day| *day = from.min(*day)).or_insert(from);
            }
        }
    }
    known.extend(persons::persons(conn, &survivors.into_iter().collect())?);
    let chain = |(id, versions): (&Uuid, &ByDay<T>)| {
        // Of a person learnt of before, what is wanted begins with the subject's own day.
        let from = since.get(id).copied().unwrap_or(EPOCH);
        (*id, since_day(&with_person(versions, &known), from.max(first_day(versions))))
    };
    Ok(subjects.iter().map(chain).collect())
}

fn first_day<T>(versions: &ByDay<T>) -> NaiveDate {
    versions.keys().next().copied().unwrap_or(EPOCH)
}

/// The next subjects in the order of their ids.
pub fn next(conn: &mut PgConnection, subject: Subject, after: Option<Uuid>, at_most: i64) -> Result<Vec<Uuid>, Problem> {
    let text = match subject {
        Subject::Request => "select id from requests_about where id > $1 and submitted_at is not null order by id limit $2",
        Subject::Person => "select id from known_persons where id > $1 order by id limit $2",
        Subject::Petition => "select id from registered_petitions where id > $1 order by id limit $2",
        Subject::Document => "select id from acts_about where id > $1 order by id limit $2",
    };
    let rows: Vec<Id> =
        prepared(sql(text).bind::<SqlUuid, _>(after.unwrap_or(Uuid::nil())).bind::<BigInt, _>(at_most)).load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect::<BTreeSet<_>>().into_iter().collect())
}
