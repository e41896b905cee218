//! The journal as days of reading, and what days before it tell. Whole days at a time: one statement, however many read.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Bool, Date, Int4, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    auditing::behaviour::rules::{Day, Seen, Volume},
    kernel::{
        calendar::Calendar,
        local_time::{day_after, legal_day, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
    },
};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    entry_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    account_id: Uuid,
    #[diesel(sql_type = Text)]
    role: String,
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

// The instant of a watch does not matter: who was read yesterday is told when the day is analysed.
const READINGS: &str = "
with r as materialized (select * from journal.readings where at >= $1 and at < $2),
     pairs as materialized (
       select p.*, exists (select from own_relatives v where v.account_id = p.account_id and v.relative_id = p.person_id) as relative,
              exists (select from account_persons c where c.person_id = p.person_id and c.account_id <> p.account_id) as colleague,
              person_has_case(p.person_id, p.account_id, p.office_id, p.role, p.last_at) as has_case
         from (select account_id, role, office_id, person_id, max(at) as last_at from r group by 1, 2, 3, 4) p)
select r.entry_id, r.at, r.account_id, r.role, r.person_id, p.has_case, p.relative, p.colleague,
       exists (select from watched_persons w where w.person_id = r.person_id and w.ended_at is null) as watched
  from r join pairs p on p.account_id = r.account_id and p.role = r.role and p.person_id = r.person_id
                     and p.office_id is not distinct from r.office_id
 order by r.account_id, r.role, r.at, r.entry_id";

/// Whom everybody saw on a legal day, by account and role.
pub fn days(conn: &mut PgConnection, date: NaiveDate, calendar: &Calendar) -> Result<Vec<Day>, Problem> {
    let (from, to) = (start_of_day(date), start_of_day(day_after(date, 1)));
    let rows: Vec<Row> = prepared(sql(READINGS).bind::<Timestamptz, _>(from).bind::<Timestamptz, _>(to)).load(conn)?;
    let off = !calendar.is_working_day(date);
    let mut days: Vec<Day> = Vec::new();
    for Row { entry_id: entry, at, account_id: account, role, person_id: person, has_case: case, relative, colleague, watched } in
        rows
    {
        let seen = Seen { entry, at, person, case, relative, colleague, watched };
        match days.last_mut() {
            Some(day) if day.account == account && day.role == role => day.seen.push(seen),
            _ => days.push(Day { account, role, date, off, seen: vec![seen] }),
        }
    }
    Ok(days)
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

/// Keeps how much was read on a day; says false where another did so already.
pub fn summarise(conn: &mut PgConnection, now: DateTime<Utc>, date: NaiveDate, calendar: &Calendar) -> Result<bool, Problem> {
    let claim = sql("insert into behaviour_summaries (day, made_at) values ($1, $2) on conflict do nothing");
    if prepared(claim.bind::<Date, _>(date).bind::<Timestamptz, _>(now)).execute(conn)? == 0 {
        return Ok(false);
    }
    let rows: Vec<_> = days(conn, date, calendar)?
        .iter()
        .map(|day| {
            let Volume { seen, alone, hours, .. } = Volume::of(day);
            json!({ "day": date, "role": day.role, "account_id": day.account, "seen": seen, "alone": alone, "hours": hours })
        })
        .collect();
    let insert = sql("insert into behaviour_volumes select * from jsonb_populate_recordset(null::behaviour_volumes, $1)");
    prepared(insert.bind::<Jsonb, _>(serde_json::Value::Array(rows))).execute(conn)?;
    Ok(true)
}

#[derive(QueryableByName)]
struct VolumeRow {
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = SqlUuid)]
    account_id: Uuid,
    #[diesel(sql_type = Int4)]
    seen: i32,
    #[diesel(sql_type = Int4)]
    alone: i32,
    #[diesel(sql_type = Array<Int4>)]
    hours: Vec<i32>,
}

/// How much was read from a day to another, by role, in the order of days.
pub fn volumes(
    conn: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
    calendar: &Calendar,
) -> Result<HashMap<String, Vec<Volume>>, Problem> {
    let rows: Vec<VolumeRow> = prepared(
        sql("select * from behaviour_volumes where day between $1 and $2 order by day").bind::<Date, _>(from).bind::<Date, _>(to),
    )
    .load(conn)?;
    let mut by_role: HashMap<String, Vec<Volume>> = HashMap::new();
    for VolumeRow { day, role, account_id, seen, alone, hours } in rows {
        let mut by_hour = [0; 24];
        by_hour.iter_mut().zip(hours).for_each(|(hour, count)| *hour = count.unsigned_abs());
        by_role.entry(role).or_default().push(Volume {
            account: account_id,
            date: day,
            off: !calendar.is_working_day(day),
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
pub fn earlier(conn: &mut PgConnection, pairs: &[(Uuid, Uuid)], from: NaiveDate, to: NaiveDate) -> Result<Vec<Earlier>, Problem> {
    let (accounts, persons): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
    Ok(prepared(
        sql("select e.actor_id as account_id, t.person_id, e.id as entry_id, e.at
               from unnest($1::uuid[], $2::uuid[]) as t (account_id, person_id)
               join journal.entries e on e.persons @> array[t.person_id] and e.actor_id = t.account_id
                and e.at >= $3 and e.at < $4 and e.actor_kind = 'Officer' and e.outcome = 'Done'
              where not person_has_case(t.person_id, e.actor_id, e.office_id, e.role, e.at)
              order by e.at, e.id")
        .bind::<Array<SqlUuid>, _>(accounts)
        .bind::<Array<SqlUuid>, _>(persons)
        .bind::<Timestamptz, _>(start_of_day(from))
        .bind::<Timestamptz, _>(start_of_day(to)),
    )
    .load(conn)?)
}

/// All readings without a case by these accounts from a day on, until another.
pub fn alone(conn: &mut PgConnection, accounts: &[Uuid], from: NaiveDate, to: NaiveDate) -> Result<Vec<Earlier>, Problem> {
    Ok(prepared(
        sql("select r.account_id, r.person_id, r.entry_id, r.at
               from journal.readings r
              where r.account_id = any($1) and r.at >= $2 and r.at < $3
                and not person_has_case(r.person_id, r.account_id, r.office_id, r.role, r.at)
              order by r.at, r.entry_id")
        .bind::<Array<SqlUuid>, _>(accounts)
        .bind::<Timestamptz, _>(start_of_day(from))
        .bind::<Timestamptz, _>(start_of_day(to)),
    )
    .load(conn)?)
}
