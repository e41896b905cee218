//! The outbox: what must happen outside, written in the transaction of its cause and carried out by workers until it is done.
//!
//! A worker claims by lease (SKIP LOCKED), commits, calls, records the answer. A lease that expires returns; so whatever a carrier does
//! must be safe to do again under the message's stable key.

use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{Array, BigInt, Int4, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    failpoint,
    problem::Problem,
    sql::{prepared, sql},
    work::{Isolation, Work},
};

/// How long a worker may take over one message.
const LEASE: chrono::Duration = chrono::Duration::seconds(120);
/// After so many tries a message is dead until somebody replays it.
const TRIES: i32 = 20;

/// A message in a carrier's hands.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub struct Carried {
    /// Its id.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Who carries it.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Its stable key.
    #[diesel(sql_type = Text)]
    pub key: String,
    /// What the carrier needs.
    #[diesel(sql_type = Jsonb)]
    pub payload: Value,
    /// Which try this is, from 1.
    #[diesel(sql_type = Int4)]
    pub attempts: i32,
}

/// Why a message is not done yet.
#[derive(Debug, Clone)]
pub enum NotDone {
    /// Try again after a while (grows with each try); the reason holds no personal data.
    Later(String),
    /// Look again after exactly this time: not a failure, the other side is not ready.
    Wait(Duration),
    /// It will never succeed.
    Never(String),
}

impl From<Problem> for NotDone {
    fn from(problem: Problem) -> Self {
        Self::Later(problem.code().to_owned())
    }
}

/// What a carrier promises.
pub type Carrying<'a> = Pin<Box<dyn Future<Output = Result<(), NotDone>> + Send + 'a>>;

/// Carries out messages of one kind. Records its results through the door itself.
pub trait Carrier: Send + Sync {
    /// The kind it carries.
    fn kind(&self) -> &'static str;
    /// Carries one message; may be called again for the same key.
    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a>;
}

/// All carriers with the queue they empty.
#[derive(Clone)]
pub struct Outbox {
    work: Work,
    carriers: Arc<HashMap<&'static str, Arc<dyn Carrier>>>,
}

const CLAIM: &str = "
update outbox set lease_until = $1 + $4 * interval '1 second', attempts = attempts + 1
 where id in (select id from outbox
               where state = 'Waiting' and not_before <= $1 and (lease_until is null or lease_until <= $1) and kind = any($3)
               order by not_before, id limit $2 for update skip locked)
returning id, kind, key, payload, attempts";

impl Outbox {
    /// The queue and those who empty it.
    pub fn new(work: Work, carriers: Vec<Arc<dyn Carrier>>) -> Self {
        let carriers = carriers.into_iter().map(|carrier| (carrier.kind(), carrier)).collect();
        Self { work, carriers: Arc::new(carriers) }
    }

    /// Claims what is due and carries it, side by side; says how many there were.
    pub async fn carry_due(&self) -> Result<usize, Problem> {
        let kinds: Vec<&'static str> = self.carriers.keys().copied().collect();
        let claimed: Vec<Carried> = self
            .work
            .run(Isolation::ReadCommitted, move |conn, now| {
                Ok(prepared(
                    sql(CLAIM)
                        .bind::<Timestamptz, _>(now)
                        .bind::<BigInt, _>(16)
                        .bind::<Array<Text>, _>(kinds.clone())
                        .bind::<Int4, _>(LEASE.num_seconds() as i32),
                )
                .load(conn)?)
            })
            .await?;
        let count = claimed.len();
        futures_util::future::join_all(claimed.into_iter().map(|message| self.carry(message))).await;
        Ok(count)
    }

    async fn carry(&self, message: Carried) {
        let Some(carrier) = self.carriers.get(message.kind.as_str()) else { return };
        failpoint::here("before-carry");
        let done = carrier.carry(&message).await;
        failpoint::here("after-carry");
        let recorded = self.work.run(Isolation::ReadCommitted, move |conn, now| record(conn, now, &message, &done)).await;
        if recorded.is_err() {
            // The lease expires and the message returns.
            tracing::warn!("the result of a message could not be recorded");
        }
    }

    /// Works for ever: at once while there is something, otherwise looks again after `pause`.
    pub async fn run(self, pause: Duration) {
        loop {
            match self.carry_due().await {
                Ok(0) => tokio::time::sleep(pause).await,
                Ok(_) => {}
                Err(_) => tokio::time::sleep(pause * 4).await,
            }
        }
    }
}

fn record(
    conn: &mut diesel::PgConnection,
    now: DateTime<Utc>,
    message: &Carried,
    done: &Result<(), NotDone>,
) -> Result<(), Problem> {
    let (state, not_before, error) = match done {
        Ok(()) => ("Done", now, String::new()),
        Err(NotDone::Wait(wait)) => ("Waiting", now + chrono::Duration::from_std(*wait).unwrap_or(LEASE), String::new()),
        Err(NotDone::Later(why)) if message.attempts < TRIES => {
            let seconds = 2_i64.saturating_pow(message.attempts.clamp(0, 12) as u32).min(3600);
            tracing::warn!(kind = %message.kind, attempt = message.attempts, why = %why, "a message waits for another try");
            ("Waiting", now + chrono::Duration::seconds(seconds), why.clone())
        }
        Err(NotDone::Later(why) | NotDone::Never(why)) => {
            tracing::error!(kind = %message.kind, why = %why, "a message is given up; it can be replayed");
            ("Dead", now, why.clone())
        }
    };
    prepared(
        sql("update outbox set state = $2, not_before = $3, last_error = nullif($4, ''), lease_until = null, \
             done_at = case when $2 = 'Done' then $5 end, attempts = case when $6 then attempts - 1 else attempts end where id = $1")
        .bind::<SqlUuid, _>(message.id)
        .bind::<Text, _>(state)
        .bind::<Timestamptz, _>(not_before)
        .bind::<Text, _>(error)
        .bind::<Timestamptz, _>(now)
        .bind::<diesel::sql_types::Bool, _>(matches!(done, Err(NotDone::Wait(_)))),
    )
    .execute(conn)?;
    Ok(())
}
