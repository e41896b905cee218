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
    rules::lifecycle::{Action, Guard, State},
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

impl Cause {
    const fn template(self) -> &'static str {
        match self {
            Self::Left => "DraftLapsed",
            Self::Unpaid => "RequestLapsed",
        }
    }
}

/// Looks up what is over.
type LookUp = fn(&mut PgConnection, DateTime<Utc>) -> Result<Vec<Uuid>, Problem>;

/// Lets everything lapse whose time is over; for housekeeping. How many requests lapsed here.
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
                    Ok(lapsed) => count += usize::from(lapsed),
                    Err(problem) => tracing::warn!(%request, code = problem.code(), "a request that is over does not lapse"),
                }
            }
            // Where none of a batch did, the rest waits for the next round.
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

/// The request ends, unless somebody was quicker, and its order with it: a payment that comes all the same is due back. Whether it ended here.
fn lapse(unit: &mut Unit<'_>, desk: &Desk, request: Uuid, cause: Cause) -> Result<bool, Problem> {
    if cause == Cause::Unpaid {
        // The order is held before its request, as by whoever confirms its payment.
        payments::hold(unit, request)?;
    }
    let Some(row) = store::held(unit.conn, request)? else { return Ok(false) };
    let over = match cause {
        Cause::Left => row.state()? == State::Draft && row.updated_at < left_before(unit.conn, unit.now)?,
        Cause::Unpaid => row.state()? == State::AwaitingPayment,
    };
    if !over {
        return Ok(false);
    }
    row.beneficiary_id.into_iter().for_each(|person| unit.about(person));
    let service = desk.service_of(&row)?;
    let Some(step) = begin_by_system(row, Action::Lapse, &[Guard::TimeOver])? else { return Ok(false) };
    let row = step.finish(unit, Changes::default(), None)?;
    // Not who has no power any more: what was paid in part is the person's. A draft was its writer's own: nobody else hears of it.
    let told = store::whom_to_tell(unit.conn, &row)?.filter(|told| cause == Cause::Unpaid || *told == row.applicant_account_id);
    if let Some(account) = told {
        effects::tell_of_service(unit, &row, &service, account, cause.template())?;
    }
    Ok(true)
}
