//! As the term of a petition nears its end, whoever has it in hand is told, once: its examiner, or the heads of the subdivision that leads
//! (where there are none, its examiners), or, where there is nobody, the clerks; and those of subdivisions whose contribution is awaited.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    step::concerns,
    store::{self, PetitionRow},
};
use crate::{
    access::{
        door::{Door, Unit},
        policy::Role,
        store::users::{self, Wanted},
    },
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::{
        Addressee, Telling,
        reminders::{STALE, TermOf, first_time},
        tell,
    },
};

/// So many clerks at most are told.
const CLERKS: i64 = 50;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

// What runs out soon, as the list and the report on terms have it, and was not told of yet.
const NEAR: &str = "
select p.id from petitions p
 where p.due_at >= $1 and p.due_at < $2 and p.registered_at is not null and p.answered_at is null and p.ended_at is null
   and not exists (select from term_reminders r where r.kind = 'Petition' and r.subject_id = p.id and r.due_at = p.due_at)
 order by p.due_at, p.id limit 50";

const AWAITED: &str = "
select subdivision_id as id from petition_assignments
 where petition_id = $1 and role = 'Contributor' and ended_at is null and contributed_at is null";

/// Tells of every petition whose term nears its end; for housekeeping. How many there were.
pub async fn of_terms(door: &Door) -> Result<usize, Problem> {
    let mut count = 0;
    loop {
        let near = door.open(near).await?;
        if near.is_empty() {
            return Ok(count);
        }
        count += near.len();
        // Each is noted, whoever notes it: the next look finds others.
        door.by_system("remindOfPetitionTerms", move |unit| near.iter().try_for_each(|id| remind(unit, *id))).await?;
    }
}

fn near(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Uuid>, Problem> {
    let soon = store::list::soon(now)?;
    let found: Vec<Id> = prepared(sql(NEAR).bind::<Timestamptz, _>(now - STALE).bind::<Timestamptz, _>(soon)).load(conn)?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

fn remind(unit: &mut Unit<'_>, petition: Uuid) -> Result<(), Problem> {
    let Some(row) = store::held(unit, petition)? else { return Ok(()) };
    let Some(due) = row.due_at.filter(|_| row.answered_at.is_none() && row.ended_at.is_none()) else { return Ok(()) };
    if !first_time(unit, TermOf::Petition, petition, due)? {
        return Ok(());
    }
    concerns(unit, &row);
    for account in those_at_it(unit, &row)? {
        let telling = Telling {
            to: Addressee::Account(account),
            template: "PetitionTermNear",
            variables: json!({ "number": row.number.as_deref().unwrap_or("—"), "due": due }),
            about: Some(("Petition", petition)),
            language: None,
        };
        tell(unit, &telling)?;
    }
    Ok(())
}

/// The examiner, as long as they examine for the lead; else those of the lead; where there are none, the clerks. And those whose contribution
/// is awaited.
fn those_at_it(unit: &mut Unit<'_>, row: &PetitionRow) -> Result<BTreeSet<Uuid>, Problem> {
    let mut told = BTreeSet::new();
    if let Some(lead) = row.lead_subdivision_id {
        let examiners = users::with_role(unit.conn, unit.now, Role::Examiner, lead)?;
        match row.assigned_to.filter(|examiner| examiners.contains(examiner)) {
            Some(examiner) => told.extend([examiner]),
            None => told.extend(of_office(unit, lead)?),
        }
    }
    if told.is_empty() {
        let clerks = Wanted { role: Some(Role::PetitionClerk), status: Some("Active"), ..Wanted::default() };
        told.extend(users::page(unit, &clerks, None, CLERKS)?.into_iter().map(|clerk| clerk.id));
    }
    let awaited: Vec<Id> = prepared(sql(AWAITED).bind::<SqlUuid, _>(row.id)).load(unit.conn)?;
    for office in awaited {
        told.extend(of_office(unit, office.id)?);
    }
    Ok(told)
}

/// The heads of a subdivision; where there are none, its examiners.
fn of_office(unit: &mut Unit<'_>, office: Uuid) -> Result<Vec<Uuid>, Problem> {
    let heads = users::with_role(unit.conn, unit.now, Role::Head, office)?;
    if heads.is_empty() { users::with_role(unit.conn, unit.now, Role::Examiner, office) } else { Ok(heads) }
}
