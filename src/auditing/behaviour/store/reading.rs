//! The journal as days of reading, and what days before it tell. Whole days at a time: one statement, however many read.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Bool, Date, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    administration::calendar::{calendar, calendar_of_office},
    auditing::behaviour::rules::{Day, Policy, Seen, Volume},
    kernel::{
        local_time::{day_after, legal_day, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// A person in an entry.
#[derive(QueryableByName)]
struct Reading {
    #[diesel(sql_type = SqlUuid)]
    entry_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    account_id: Uuid,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    operation: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    office_id: Option<Uuid>,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Bool)]
    has_case: bool,
    #[diesel(sql_type = Bool)]
    relative: bool,
    #[diesel(sql_type = Bool)]
    colleague: bool,
    #[diesel(sql_type = Bool)]
    watched: bool,
}

// Of two records that became one, the survivor is who is meant: a relative, a colleague, a watched person by either record.
macro_rules! readings {
    ($who:literal) => {
        concat!(
            "
with r as materialized (select * from journal.readings where at >= $1 and at < $2 and not operation = any($3)),
     pairs as materialized (
       select k.*, coalesce(p.merged_into, k.person_id) as survivor,
              person_has_case(k.person_id, k.account_id, k.office_id, k.role, k.last_at) as has_case
         from (select account_id, role, office_id, person_id, max(at) as last_at from r group by 1, 2, 3, 4) k
         left join persons p on p.id = k.person_id),
     watched as materialized (
       select coalesce(p.merged_into, w.person_id) as person_id
         from watched_persons w left join persons p on p.id = w.person_id where w.ended_at is null)
select r.entry_id, r.at, r.account_id, r.role, r.operation, r.office_id, r.person_id, p.has_case, ",
            $who,
            "
  from r join pairs p on p.account_id = r.account_id and p.role = r.role and p.person_id = r.person_id
                     and p.office_id is not distinct from r.office_id
 order by r.account_id, r.role, r.at, r.entry_id"
        )
    };
}

// The instant of a watch does not matter: who was read yesterday is told when the day is analysed.
const READINGS: &str = readings!(
    "exists (select from own_relatives v where v.account_id = p.account_id and v.relative_id = p.survivor) as relative,
       exists (select from account_persons c where c.person_id = p.survivor and c.account_id <> p.account_id) as colleague,
       exists (select from watched w where w.person_id = p.survivor) as watched"
);
/// How much was read, without who it was: a summary needs no more.
const COUNTED: &str = readings!("false as relative, false as colleague, false as watched");

fn readings(conn: &mut PgConnection, query: &'static str, date: NaiveDate, but: &[String]) -> Result<Vec<Reading>, Problem> {
    let (from, to) = (start_of_day(date), start_of_day(day_after(date, 1)));
    Ok(prepared(sql(query).bind::<Timestamptz, _>(from).bind::<Timestamptz, _>(to).bind::<Array<Text>, _>(but)).load(conn)?)
}

/// Which offices were closed on a day, each by the calendar of its town; none is the country.
type Closed = HashMap<Option<Uuid>, bool>;

fn closed(conn: &mut PgConnection, readings: &[Reading], date: NaiveDate) -> Result<Closed, Problem> {
    let mut closed = Closed::from([(None, !calendar(conn)?.is_working_day(date))]);
    for office in readings.iter().filter_map(|reading| reading.office_id) {
        if let Entry::Vacant(unknown) = closed.entry(Some(office)) {
            unknown.insert(!calendar_of_office(conn, office)?.is_working_day(date));
        }
    }
    Ok(closed)
}

/// Readings, in the order of accounts and roles, as the days of each.
fn in_days<'a>(readings: impl Iterator<Item = &'a Reading>, date: NaiveDate, closed: &Closed) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for reading in readings {
        let Reading { account_id: account, ref role, .. } = *reading;
        let seen = Seen {
            entry: reading.entry_id,
            at: reading.at,
            person: reading.person_id,
            case: reading.has_case,
            relative: reading.relative,
            colleague: reading.colleague,
            watched: reading.watched,
        };
        match days.last_mut() {
            Some(day) if day.account == account && day.role == *role => day.seen.push(seen),
            _ => {
                let off = closed.get(&reading.office_id).copied().unwrap_or_default();
                days.push(Day { account, role: role.clone(), date, off, seen: vec![seen] });
            }
        }
    }
    days
}

/// Whom everybody saw on a legal day, by account and role.
pub fn days(conn: &mut PgConnection, date: NaiveDate, policy: &Policy) -> Result<Vec<Day>, Problem> {
    let read = readings(conn, READINGS, date, &policy.not_reading)?;
    let closed = closed(conn, &read, date)?;
    Ok(in_days(read.iter(), date, &closed))
}

/// The days from one to another that have no summary yet, in order.
pub fn unsummarised(conn: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>, Problem> {
    #[derive(QueryableByName)]
    struct Missing {
        #[diesel(sql_type = Date)]
        day: NaiveDate,
    }
    // Days before the journal began need none.
    let missing: Vec<Missing> = prepared(
        sql("select g::date as day from generate_series($1::timestamp, $2::timestamp, interval '1 day') g
              where not exists (select from behaviour_summaries s where s.day = g::date)
                and g >= (select (min(at) at time zone 'Europe/Chisinau')::date from journal.entries) order by 1")
        .bind::<Date, _>(from)
        .bind::<Date, _>(to),
    )
    .load(conn)?;
    Ok(missing.into_iter().map(|row| row.day).collect())
}

/// Keeps how much was read on a day, and what was accessed; says false where another did so already.
pub fn summarise(conn: &mut PgConnection, now: DateTime<Utc>, date: NaiveDate, policy: &Policy) -> Result<bool, Problem> {
    let claim = sql("insert into behaviour_summaries (day, made_at) values ($1, $2) on conflict do nothing");
    if prepared(claim.bind::<Date, _>(date).bind::<Timestamptz, _>(now)).affected(conn)? == 0 {
        return Ok(false);
    }
    let read = readings(conn, COUNTED, date, &[])?;
    let closed = closed(conn, &read, date)?;
    let rows: Vec<_> = in_days(read.iter().filter(|reading| !policy.not_reading.contains(&reading.operation)), date, &closed)
        .iter()
        .map(|day| {
            let Volume { off, seen, alone, hours, .. } = Volume::of(day);
            json!({ "day": date, "role": day.role, "account_id": day.account, "off": off, "seen": seen, "alone": alone,
                "hours": hours })
        })
        .collect();
    let insert = sql("insert into behaviour_volumes select * from jsonb_populate_recordset(null::behaviour_volumes, $1)");
    prepared(insert.bind::<Jsonb, _>(serde_json::Value::Array(rows))).execute(conn)?;
    let insert = sql("insert into behaviour_accesses select * from jsonb_populate_recordset(null::behaviour_accesses, $1) \
                      on conflict do nothing");
    prepared(insert.bind::<Jsonb, _>(serde_json::Value::Array(accessed(&read, date)))).execute(conn)?;
    Ok(true)
}

/// What was accessed on a day by each account, role and operation: every operation, also one that is no reading.
fn accessed(read: &[Reading], date: NaiveDate) -> Vec<serde_json::Value> {
    #[derive(Default)]
    struct Of {
        readings: u32,
        persons: BTreeSet<Uuid>,
        alone: BTreeSet<Uuid>,
    }
    let mut by_operation: BTreeMap<(Uuid, &str, &str), Of> = BTreeMap::new();
    for reading in read {
        let of = by_operation.entry((reading.account_id, &reading.role, &reading.operation)).or_default();
        of.readings += 1;
        of.persons.insert(reading.person_id);
        if !reading.has_case {
            of.alone.insert(reading.person_id);
        }
    }
    let row = |((account, role, operation), Of { readings, persons, alone }): ((Uuid, &str, &str), Of)| {
        json!({ "account_id": account, "role": role, "operation": operation, "day": date, "readings": readings, "persons": persons,
            "alone": alone })
    };
    by_operation.into_iter().map(row).collect()
}

#[derive(QueryableByName)]
struct VolumeRow {
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = SqlUuid)]
    account_id: Uuid,
    #[diesel(sql_type = Bool)]
    off: bool,
    #[diesel(sql_type = Int4)]
    seen: i32,
    #[diesel(sql_type = Int4)]
    alone: i32,
    #[diesel(sql_type = Array<Int4>)]
    hours: Vec<i32>,
}

/// How much was read from a day to another, by role, in the order of days.
pub fn volumes(conn: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<String, Vec<Volume>>, Problem> {
    let rows: Vec<VolumeRow> = prepared(
        sql("select * from behaviour_volumes where day between $1 and $2 order by day").bind::<Date, _>(from).bind::<Date, _>(to),
    )
    .load(conn)?;
    let mut by_role: HashMap<String, Vec<Volume>> = HashMap::new();
    for VolumeRow { day, role, account_id, off, seen, alone, hours } in rows {
        let mut by_hour = [0; 24];
        by_hour.iter_mut().zip(hours).for_each(|(hour, count)| *hour = count.unsigned_abs());
        by_role.entry(role).or_default().push(Volume {
            account: account_id,
            date: day,
            off,
            seen: seen.unsigned_abs(),
            alone: alone.unsigned_abs(),
            hours: by_hour,
        });
    }
    Ok(by_role)
}

/// A reading without a case of the past month.
#[derive(QueryableByName)]
pub struct Earlier {
    #[diesel(sql_type = SqlUuid)]
    pub account_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub role: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub entry_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
}

impl Earlier {
    /// Its legal day.
    pub fn day(&self) -> NaiveDate {
        legal_day(self.at)
    }
}

/// Readings without a case, by these accounts of these persons (in pairs), from an instant to another.
pub fn earlier(
    conn: &mut PgConnection,
    pairs: &[(Uuid, Uuid)],
    (from, to): (NaiveDate, NaiveDate),
    policy: &Policy,
) -> Result<Vec<Earlier>, Problem> {
    let (accounts, persons): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
    Ok(prepared(
        sql("select e.actor_id as account_id, e.role, t.person_id, e.id as entry_id, e.at
               from unnest($1::uuid[], $2::uuid[]) as t (account_id, person_id)
               join journal.entries e on e.persons @> array[t.person_id] and e.actor_id = t.account_id
                and e.at >= $3 and e.at < $4 and e.actor_kind = 'Officer' and e.outcome = 'Done'
                and not e.operation = any($5)
              where not person_has_case(t.person_id, e.actor_id, e.office_id, e.role, e.at)
              order by e.at, e.id")
        .bind::<Array<SqlUuid>, _>(accounts)
        .bind::<Array<SqlUuid>, _>(persons)
        .bind::<Timestamptz, _>(start_of_day(from))
        .bind::<Timestamptz, _>(start_of_day(to))
        .bind::<Array<Text>, _>(&policy.not_reading),
    )
    .load(conn)?)
}

/// All readings without a case by these accounts from a day on, until another.
pub fn alone(
    conn: &mut PgConnection,
    accounts: &[Uuid],
    (from, to): (NaiveDate, NaiveDate),
    policy: &Policy,
) -> Result<Vec<Earlier>, Problem> {
    Ok(prepared(
        sql("select r.account_id, r.role, r.person_id, r.entry_id, r.at
               from journal.readings r
              where r.account_id = any($1) and r.at >= $2 and r.at < $3 and not r.operation = any($4)
                and not person_has_case(r.person_id, r.account_id, r.office_id, r.role, r.at)
              order by r.at, r.entry_id")
        .bind::<Array<SqlUuid>, _>(accounts)
        .bind::<Timestamptz, _>(start_of_day(from))
        .bind::<Timestamptz, _>(start_of_day(to))
        .bind::<Array<Text>, _>(&policy.not_reading),
    )
    .load(conn)?)
}
