//! A night of reading before the demo world began, so that a newcomer finds something to review: an examiner of Bălți looked several times
//! at somebody who has no case there, and whose reading an auditor watches. Written once, before the journal has its first seal.

use chrono::Duration;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Bool, Nullable, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{personas, world};
use crate::{
    access::door::Unit,
    journal::{Closing, Entry},
    kernel::{
        local_time::{legal_day, start_of_day},
        problem::Problem,
        sql::{prepared, sql},
    },
    persons,
};

#[derive(QueryableByName)]
struct Standing {
    #[diesel(sql_type = Bool)]
    fresh: bool,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    office: Option<Uuid>,
}

/// Puts the night into the journal and the watch on record; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    let standing: Standing =
        prepared(sql("select not exists (select from journal.seals) and not exists (select from watched_persons) as fresh,
                (select id from subdivisions where code = 'BAL') as office"))
        .get_result(unit.conn)?;
    let people = world::all()?;
    let (Some(seen), Some(reader), Some(auditor)) =
        (people.iter().find(|person| person.key == "turcan-ro"), personas::find("examiner-balti"), personas::find("auditor"))
    else {
        return Ok(());
    };
    if !standing.fresh {
        return Ok(());
    }
    let person = persons::ensure(unit, &seen.registration)?.id;
    let (account, auditor) = (personas::account(unit.conn, unit.now, reader)?, personas::account(unit.conn, unit.now, auditor)?);
    watch(unit.conn, unit.now, person, auditor)?;
    let night = start_of_day(legal_day(unit.now)) - Duration::minutes(40);
    for minute in [0, 4, 11] {
        let entry = Entry {
            work: Uuid::now_v7(),
            actor_kind: "Officer",
            actor: Some(account),
            actor_name: reader.name.clone(),
            role: Some("Examiner".into()),
            office: standing.office,
            operation: "readPerson".into(),
            basis: Some("LAW-200-2010-EXAMINATION".into()),
            reason: Some("Date demonstrative".into()),
            persons: vec![person],
            ..Entry::default()
        };
        let at = night + Duration::minutes(minute);
        Closing { entry: &entry, messages: &[], kept: None, rows: &[] }.write(unit.conn, at)?;
    }
    Ok(())
}

fn watch(conn: &mut PgConnection, now: chrono::DateTime<chrono::Utc>, person: Uuid, auditor: Uuid) -> Result<(), Problem> {
    let insert = sql("insert into watched_persons (id, created_at, updated_at, person_id, reason, begun_by)
                      values ($1, $2, $2, $3, 'Date demonstrative: persoană expusă public.', $4)")
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(now)
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(auditor);
    prepared(insert).execute(conn)?;
    Ok(())
}
