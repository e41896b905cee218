//! What nobody goes on with lapses: a draft untouched for so many days as administrators set, and a request whose order was not paid in time.
//! Whoever filed is told; the record stays.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{
    desk::Desk,
    effects,
    rules::lifecycle::{Action, State},
    step::begin_by_system,
    store::{self, Changes},
};
use crate::{
    access::door::{Door, Unit},
    administration::settings,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    payments,
};

/// So many are looked up at a time.
const AT_ONCE: i64 = 50;

// No source gives a term; the longest absence that still looks like going on is the inspectorate's to say.
const DRAFT_DAYS: &str = "requests.draftDays";

const UNTOUCHED: &str = "select id from requests where state = 'Draft' and updated_at < $1 order by updated_at limit 50";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Why it lapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// The draft was left.
    Left,
    /// The order was not paid.
    Unpaid,
}

/// Looks up what is over.
type LookUp = fn(&mut PgConnection, DateTime<Utc>) -> Result<Vec<Uuid>, Problem>;

/// Lets everything lapse whose time is over; for housekeeping. How many there were.
pub async fn of_time(door: &Door, desk: &Desk) -> Result<usize, Problem> {
    let over: [(Cause, LookUp); 2] = [(Cause::Left, untouched), (Cause::Unpaid, unpaid)];
    let mut count = 0;
    for (cause, over) in over {
        loop {
            let (found, before) = (door.open(over).await?, count);
            for request in found {
                let desk = desk.clone();
                // One that cannot lapse keeps no other from it.
                match door.by_system("lapseRequest", move |unit| lapse(unit, &desk, request, cause)).await {
                    Ok(()) => count += 1,
                    Err(problem) => tracing::warn!(%request, code = problem.code(), "a request that is over does not lapse"),
                }
            }
            // Where none of a batch could, the next would be the same.
            if count == before {
                break;
            }
        }
    }
    Ok(count)
}

/// A draft that was last touched before is left.
fn left_before(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    Ok(now - TimeDelta::days(settings::integer(conn, DRAFT_DAYS, now)?))
}

fn untouched(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Uuid>, Problem> {
    let before = left_before(conn, now)?;
    let found: Vec<Id> = prepared(sql(UNTOUCHED).bind::<Timestamptz, _>(before)).load(conn)?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

fn unpaid(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Uuid>, Problem> {
    payments::given_up(conn, now, AT_ONCE)
}

/// The request ends, unless somebody was quicker, and its order with it: a payment that comes all the same is due back.
fn lapse(unit: &mut Unit<'_>, desk: &Desk, request: Uuid, cause: Cause) -> Result<(), Problem> {
    if cause == Cause::Unpaid {
        // The order is held before its request, as by whoever confirms its payment.
        payments::cancel(unit, request)?;
    }
    let Some(row) = store::held(unit.conn, request)? else { return Ok(()) };
    let over = match cause {
        Cause::Left => row.state()? == State::Draft && row.updated_at < left_before(unit.conn, unit.now)?,
        Cause::Unpaid => row.state()? == State::AwaitingPayment,
    };
    if !over {
        return Ok(());
    }
    row.beneficiary_id.into_iter().for_each(|person| unit.about(person));
    let service = desk.service_of(&row)?;
    let Some(step) = begin_by_system(row, Action::Lapse)? else { return Ok(()) };
    let row = step.finish(unit, Changes { closed_at: Some(unit.now), ..Changes::default() }, None)?;
    if cause == Cause::Left {
        return effects::tell_of_service(unit, &row, &service, row.applicant_account_id, "DraftLapsed");
    }
    // Not who has no power any more: what was paid in part is the person's.
    match store::whom_to_tell(unit.conn, &row)? {
        Some(account) => effects::tell_of_service(unit, &row, &service, account, "RequestLapsed"),
        None => Ok(()),
    }
}
