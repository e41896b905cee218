//! Histories of requests and persons, as the rooms below publish them: the last version of each day.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    services::Catalogue,
    statistics::rules::{
        fact::{Fact, NONE, Subject},
        knowledge::{
            ByDay, Chain, PersonVersion, PetitionVersion, RequestVersion, of_persons, of_petitions, of_requests,
            of_the_same_person, since as since_day,
        },
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

// Of each subject the last version of the day and those since; where nothing was learnt on the day, the last before it counts as known on
// it. From EPOCH on, all of them. The end of the term is no longer there once the term has: the last that it had; of a file that ended without
// a decision, the one it had when it ended, which is none where the term stood still.
const REQUESTS: &str = "
with asked as materialized (
  select a.id, a.since, case when a.since > '1900-01-01' then (
           select h.version from request_history h
            where h.id = a.id and h.recorded_at < (a.since + 1)::timestamp at time zone 'Europe/Chisinau'
            order by h.version desc limit 1) end as first
    from unnest($1, $2) as a (id, since)),
kept as (
  select distinct on (a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since))
         greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since) as day, v.*
    from asked a cross join lateral (
           select h.* from request_history h where h.id = a.id and h.version >= coalesce(a.first, 0)
           union all
           select c.* from copied_requests c where c.id = a.id and a.first is null) v
   order by a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since), v.version desc)
select k.id, k.day, k.service_code, k.service_version, k.state, k.priority, k.channel, s.code as office, k.beneficiary_id,
       k.submitted_at, k.registered_at, k.outcome, k.served_at, k.closed_at,
       case when k.state in ('Decided', 'Served', 'Appealed', 'Closed') and k.outcome is not null
            then coalesce((k.term ->> 'finishedAt')::timestamptz, d.issued_at) end as decided_at,
       coalesce(k.due_at, p.due_at, e.due_at) as promised_at, k.due_at
  from kept k
  left join subdivision_codes s on s.id = k.subdivision_id
  left join lateral (select d.issued_at from document_issues d
                      where d.id = k.decision_document_id and k.term ->> 'finishedAt' is null limit 1) d on true
  left join lateral (select h.due_at from request_history h
                      where h.id = k.id and h.version < k.version and h.due_at is not null and k.due_at is null and k.outcome is not null
                      order by h.version desc limit 1) p on true
  left join lateral (select h.due_at from request_history h
                      where h.id = k.id and h.version < k.version and h.closed_at is null and k.due_at is null and k.outcome is null
                        and k.closed_at is not null
                      order by h.version desc limit 1) e on true";

const PERSONS: &str = "
with asked as materialized (
  select a.id, a.since, case when a.since > '1900-01-01' then (
           select h.version from person_history h
            where h.id = a.id and h.recorded_at < (a.since + 1)::timestamp at time zone 'Europe/Chisinau'
            order by h.version desc limit 1) end as first
    from unnest($1, $2) as a (id, since)),
known as (
  select distinct on (a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since))
         v.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since) as day, v.version, v.recorded_at, v.created_at,
         v.status, v.merged_into, v.sex, v.birth_date, v.citizenships, v.source, v.struck_off_reason, v.struck_off_on
    from asked a cross join lateral (
           select h.* from person_history h where h.id = a.id and h.version >= coalesce(a.first, 0)
           union all
           select c.* from copied_persons c where c.id = a.id and a.first is null) v
   order by a.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since), v.version desc)
select known.*,
       (select jsonb_object_agg(k.on_day, k.age_group order by k.person_version) from statistics.kept_ages k
         where k.person_id = known.id and k.person_version <= known.version) as kept_ages
  from known";

const PETITIONS: &str = "
with asked as (select * from unnest($1, $2) as asked (id, since)),
kept as (
  select distinct on (v.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since))
         greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since) as day, v.*
    from petition_versions v join asked a on a.id = v.id
   where v.id = any($1)
   order by v.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since), v.version desc)
select k.id, k.day, k.kind, k.state, k.channel, s.code as office, k.registered_at, k.answered_at, k.ended_at, k.due_at
  from kept k left join subdivision_codes s on s.id = k.lead_subdivision_id";

#[derive(QueryableByName)]
struct PetitionRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Nullable<Text>)]
    office: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    registered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    answered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    due_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct RequestRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    service_code: String,
    #[diesel(sql_type = Int4)]
    service_version: i32,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    priority: String,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Nullable<Text>)]
    office: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    beneficiary_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    submitted_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    registered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    outcome: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    served_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    decided_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    promised_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    due_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    merged_into: Option<Uuid>,
    #[diesel(sql_type = Text)]
    sex: String,
    #[diesel(sql_type = Nullable<Date>)]
    birth_date: Option<NaiveDate>,
    #[diesel(sql_type = Array<Text>)]
    citizenships: Vec<String>,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Nullable<Text>)]
    struck_off_reason: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    struck_off_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    kept_ages: Option<Value>,
}

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
    if subject == Subject::Person {
        let persons = persons(conn, &days)?;
        return Ok(persons.iter().map(|(id, versions)| (*id, of_persons(*id, versions))).collect());
    }
    if subject == Subject::Petition {
        let petitions = petitions(conn, &days)?;
        return Ok(petitions.iter().map(|(id, versions)| (*id, of_petitions(versions))).collect());
    }
    let mut requests = requests(conn, catalogue, &days)?;
    let mut chains = HashMap::new();
    for one in asked {
        let Some(chain) = one.person_as_in.and_then(|fact| of_the_same_person(requests.get(&one.id)?, fact)) else { continue };
        let first = requests.remove(&one.id).map_or(EPOCH, |versions| first_day(&versions));
        chains.insert(one.id, since_day(&chain, one.since.max(first)));
    }
    // A person's record is wanted from the earliest day of a request about them.
    let since: HashMap<Uuid, NaiveDate> = days.into_iter().collect();
    let mut wanted: HashMap<Uuid, NaiveDate> = HashMap::new();
    for (id, versions) in &requests {
        let from = since.get(id).copied().unwrap_or(EPOCH);
        for person in versions.values().filter_map(|version| version.person) {
            wanted.entry(person).and_modify(|day| *day = from.min(*day)).or_insert(from);
        }
    }
    let mut known = persons(conn, &wanted.iter().map(|(id, day)| (*id, *day)).collect())?;
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
    known.extend(persons(conn, &survivors.into_iter().collect())?);
    chains.extend(requests.iter().map(|(id, versions)| {
        // Of a person learnt of before, what is wanted begins with the request's own day.
        let from = since.get(id).copied().unwrap_or(EPOCH);
        (*id, since_day(&of_requests(versions, &known), from.max(first_day(versions))))
    }));
    Ok(chains)
}

fn first_day<T>(versions: &ByDay<T>) -> NaiveDate {
    versions.keys().next().copied().unwrap_or(EPOCH)
}

fn requests(
    conn: &mut PgConnection,
    catalogue: &Catalogue,
    asked: &Days,
) -> Result<HashMap<Uuid, ByDay<RequestVersion>>, Problem> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<RequestRow> = prepared(sql(REQUESTS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    let mut services: HashMap<(String, i32), (String, String)> = HashMap::new();
    let mut found: HashMap<Uuid, ByDay<RequestVersion>> = HashMap::new();
    for row in rows {
        let key = (row.service_code.clone(), row.service_version);
        if !services.contains_key(&key) {
            let told = service(conn, catalogue, &key)?;
            services.insert(key.clone(), told);
        }
        let (purpose, kind) = services.get(&key).cloned().unwrap_or_default();
        found.entry(row.id).or_default().insert(
            row.day,
            RequestVersion {
                service: row.service_code,
                purpose,
                kind,
                state: row.state,
                priority: row.priority,
                channel: row.channel,
                office: row.office,
                person: row.beneficiary_id,
                submitted_at: row.submitted_at,
                registered_at: row.registered_at,
                decided_at: row.decided_at,
                outcome: row.outcome,
                promised_at: row.promised_at,
                due_at: row.due_at,
                served_at: row.served_at,
                closed_at: row.closed_at,
            },
        );
    }
    Ok(found)
}

/// Purpose of stay and kind of a service: the right that it gives, and whether it gives it for the first time, as its code says.
fn service(conn: &mut PgConnection, catalogue: &Catalogue, (code, version): &(String, i32)) -> Result<(String, String), Problem> {
    let version = u32::try_from(*version).unwrap_or_default();
    let purpose = match catalogue.version_in(conn, code, version) {
        Ok(published) => published.definition.grants.as_ref().and_then(|right| right.purpose.clone()),
        Err(problem) if problem.status() == 404 => None,
        Err(problem) => return Err(problem),
    };
    let kind = match code.rsplit('-').next() {
        Some("grant") => "Grant",
        Some("extension" | "renewal") => "Extension",
        _ => NONE,
    };
    Ok((purpose.unwrap_or_else(|| NONE.into()), kind.into()))
}

fn petitions(conn: &mut PgConnection, asked: &Days) -> Result<HashMap<Uuid, ByDay<PetitionVersion>>, Problem> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<PetitionRow> =
        prepared(sql(PETITIONS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    let mut found: HashMap<Uuid, ByDay<PetitionVersion>> = HashMap::new();
    for row in rows {
        found.entry(row.id).or_default().insert(
            row.day,
            PetitionVersion {
                kind: row.kind,
                state: row.state,
                channel: row.channel,
                office: row.office,
                registered_at: row.registered_at,
                answered_at: row.answered_at,
                ended_at: row.ended_at,
                due_at: row.due_at,
            },
        );
    }
    Ok(found)
}

fn persons(conn: &mut PgConnection, asked: &Days) -> Result<HashMap<Uuid, ByDay<PersonVersion>>, Problem> {
    let mut found: HashMap<Uuid, ByDay<PersonVersion>> = HashMap::new();
    if asked.is_empty() {
        return Ok(found);
    }
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<PersonRow> = prepared(sql(PERSONS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    for row in rows {
        found.entry(row.id).or_default().insert(
            row.day,
            PersonVersion {
                recorded_at: row.recorded_at,
                created_at: row.created_at,
                status: row.status,
                merged_into: row.merged_into,
                sex: row.sex,
                birth_date: row.birth_date,
                citizenships: row.citizenships,
                source: row.source,
                struck_off_reason: row.struck_off_reason,
                struck_off_on: row.struck_off_on,
                kept_ages: row.kept_ages.map(serde_json::from_value).transpose().map_err(Problem::internal)?.unwrap_or_default(),
            },
        );
    }
    Ok(found)
}

/// The next subjects in the order of their ids.
pub fn next(conn: &mut PgConnection, subject: Subject, after: Option<Uuid>, at_most: i64) -> Result<Vec<Uuid>, Problem> {
    let text = match subject {
        Subject::Request => "select id from requests_about where id > $1 and submitted_at is not null order by id limit $2",
        Subject::Person => "select id from known_persons where id > $1 order by id limit $2",
        Subject::Petition => "select id from registered_petitions where id > $1 order by id limit $2",
    };
    let rows: Vec<Id> =
        prepared(sql(text).bind::<SqlUuid, _>(after.unwrap_or(Uuid::nil())).bind::<BigInt, _>(at_most)).load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect::<BTreeSet<_>>().into_iter().collect())
}
