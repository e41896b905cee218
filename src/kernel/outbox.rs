//! The outbox: what must happen outside, written in the transaction of its cause and carried out by workers until it is done.
//!
//! A worker claims by lease (SKIP LOCKED), commits, calls, records the answer. A lease that expires returns; so whatever a carrier does
//! must be safe to do again under the message's stable key. A worker whose lease expired records nothing any more: the message is another's.

use std::{
    collections::HashMap,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{Array, BigInt, Int4, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use futures_util::FutureExt;
use serde_json::Value;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    failpoint,
    nudge::Nudge,
    problem::Problem,
    sql::{prepared, sql},
    work::{Isolation, Work},
};

/// How long a worker may take over one message, unless a setting says otherwise: longer than any carrier takes.
const LEASE: Duration = Duration::from_secs(120);
/// So many messages are carried at once by one copy of the program,
const AT_ONCE: usize = 16;
/// and so many of one kind, so that a slow partner keeps nobody else's messages waiting.
const AT_ONCE_OF_A_KIND: usize = 6;
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
    /// Until when it is this worker's.
    #[diesel(sql_type = Timestamptz)]
    pub lease_until: DateTime<Utc>,
}

impl Carried {
    /// Whether it is given up if this try fails too.
    pub const fn is_last_try(&self) -> bool {
        self.attempts >= TRIES
    }
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
    /// A message is about to be given up: what waits for it is told, or it would wait for ever. After an error the message stays for another
    /// minute.
    fn given_up<'a>(&'a self, _message: &'a Carried) -> Carrying<'a> {
        Box::pin(async { Ok(()) })
    }
    /// So many messages one copy of the program carries at once.
    fn at_once(&self) -> usize {
        AT_ONCE_OF_A_KIND
    }
}

/// All carriers with the queue they empty.
#[derive(Clone)]
pub struct Outbox {
    work: Work,
    lease: Duration,
    carriers: Arc<HashMap<&'static str, Hands>>,
    /// Room for messages in hand; closed when this copy stops.
    places: Arc<Semaphore>,
}

/// A carrier, and how many messages it has in hand.
struct Hands {
    carrier: Arc<dyn Carrier>,
    full: Arc<AtomicUsize>,
}

impl Hands {
    fn free(&self) -> usize {
        self.carrier.at_once().saturating_sub(self.full.load(Ordering::Relaxed))
    }
}

/// A hand that holds a message: from its claim on, so that the next claim counts it, until it is dropped, however the carrying ends.
struct Hand {
    full: Arc<AtomicUsize>,
    at_once: usize,
    nudge: Nudge,
}

impl Hand {
    fn of(hands: &Hands, nudge: &Nudge) -> Self {
        hands.full.fetch_add(1, Ordering::Relaxed);
        Self { full: hands.full.clone(), at_once: hands.carrier.at_once(), nudge: nudge.clone() }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        if self.full.fetch_sub(1, Ordering::Relaxed) >= self.at_once {
            // What waits of this kind was passed over meanwhile.
            self.nudge.give();
        }
    }
}

// So many of each kind as it has hands free: a long queue of one kind leaves the places to the others.
const CLAIM: &str = "
update outbox set lease_until = $1 + $4 * interval '1 second', attempts = attempts + 1
 where id in (select due.id
                from unnest($3::text[], $5::integer[]) as hands (kind, free)
               cross join lateral (
                 select o.id, o.not_before from outbox o
                  where o.kind = hands.kind and o.state = 'Waiting' and o.not_before <= $1 and (o.lease_until is null or o.lease_until <= $1)
                  order by o.not_before, o.id limit hands.free for update skip locked) due
               order by due.not_before, due.id limit $2)
returning id, kind, key, payload, attempts, lease_until";

impl Outbox {
    /// The queue and those who empty it.
    pub fn new(work: Work, carriers: Vec<Arc<dyn Carrier>>) -> Self {
        let hands = |carrier: Arc<dyn Carrier>| (carrier.kind(), Hands { carrier, full: Arc::default() });
        Self {
            work,
            lease: LEASE,
            carriers: Arc::new(carriers.into_iter().map(hands).collect()),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// With another lease: after a crash, a message returns so much later.
    pub fn leasing(self, lease: Duration) -> Self {
        Self { lease, ..self }
    }

    /// The kinds that have a carrier.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.carriers.keys().copied()
    }

    /// Claims what is due and carries it, side by side; says how many there were.
    pub async fn carry_due(&self) -> Result<usize, Problem> {
        let claimed = self.claim(AT_ONCE).await?;
        let count = claimed.len();
        futures_util::future::join_all(claimed.into_iter().map(|(message, hand)| self.carry(message, hand))).await;
        Ok(count)
    }

    /// Takes a lease of what is due, of the kinds that have hands free; a hand of its kind holds each.
    async fn claim(&self, at_most: usize) -> Result<Vec<(Carried, Hand)>, Problem> {
        let free = self.carriers.iter().map(|(kind, hands)| (*kind, i32::try_from(hands.free()).unwrap_or(i32::MAX)));
        let (kinds, free): (Vec<&'static str>, Vec<i32>) = free.filter(|(_, free)| *free > 0).unzip();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let lease = i32::try_from(self.lease.as_secs()).unwrap_or(i32::MAX);
        let claimed: Vec<Carried> = self
            .work
            .run(Isolation::ReadCommitted, move |conn, now| {
                Ok(prepared(
                    sql(CLAIM)
                        .bind::<Timestamptz, _>(now)
                        .bind::<BigInt, _>(at_most as i64)
                        .bind::<Array<Text>, _>(kinds.clone())
                        .bind::<Int4, _>(lease)
                        .bind::<Array<Int4>, _>(free.clone()),
                )
                .load(conn)?)
            })
            .await?;
        let held = |message: Carried| {
            let hand = Hand::of(self.carriers.get(message.kind.as_str())?, self.work.nudge());
            Some((message, hand))
        };
        Ok(claimed.into_iter().filter_map(held).collect())
    }

    async fn carry(&self, message: Carried, hand: Hand) {
        let Some(hands) = self.carriers.get(message.kind.as_str()) else { return };
        failpoint::here("before-carry");
        // A carrier that breaks off has not done it: another try, and at last the dead, like any other failure.
        let mut done = AssertUnwindSafe(hands.carrier.carry(&message)).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(kind = %message.kind, "a carrier broke off");
            Err(NotDone::Later("the carrier broke off".into()))
        });
        if gives_up(&message, &done) && hands.carrier.given_up(&message).await.is_err() {
            done = Err(NotDone::Wait(Duration::from_secs(60)));
        }
        failpoint::here("after-carry");
        let outcome = match &done {
            Ok(()) => "done",
            Err(NotDone::Wait(_)) => "wait",
            Err(NotDone::Later(_)) => "later",
            Err(NotDone::Never(_)) => "never",
        };
        metrics::counter!("migratie_outbox_carried_total", "kind" => hands.carrier.kind(), "outcome" => outcome).increment(1);
        let recorded = self.work.run(Isolation::ReadCommitted, move |conn, now| record(conn, now, &message, &done)).await;
        if recorded.is_err() {
            // The lease expires and the message returns.
            tracing::warn!("the result of a message could not be recorded");
        }
        drop(hand);
    }

    /// Works until [`Self::rest`]: carries what is due as hands are free; looks again when a commit here left something to do, when hands
    /// have become free, and after `pause` (for other copies' messages, and for those whose time comes).
    pub async fn run(self, pause: Duration) {
        // The places are taken first: whoever claims a message carries it.
        while let Ok(mut free) = self.places.clone().acquire_owned().await {
            let more = self.places.available_permits().min(AT_ONCE_OF_A_KIND - 1);
            if let Ok(more) = self.places.clone().try_acquire_many_owned(u32::try_from(more).unwrap_or(0)) {
                free.merge(more);
            }
            match self.claim(free.num_permits()).await {
                Ok(claimed) if claimed.is_empty() => {
                    drop(free);
                    let _ = tokio::time::timeout(pause, self.work.nudge().given()).await;
                }
                Ok(claimed) => {
                    for (message, hand) in claimed {
                        let (outbox, Some(place)) = (self.clone(), free.split(1)) else { break };
                        tokio::spawn(async move {
                            outbox.carry(message, hand).await;
                            drop(place);
                        });
                    }
                }
                Err(_) => {
                    drop(free);
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    /// Claims no more, and waits so long for what is in hand: a message cut off would return only when its lease ends.
    pub async fn rest(&self, at_most: Duration) {
        let all = self.places.acquire_many(u32::try_from(AT_ONCE).unwrap_or(u32::MAX));
        let all = tokio::time::timeout(at_most, all).await;
        if all.is_err() {
            tracing::warn!("messages still in hand return when their lease ends");
        }
        self.places.close();
    }
}

/// Whether nobody tries any more.
fn gives_up(message: &Carried, done: &Result<(), NotDone>) -> bool {
    match done {
        Err(NotDone::Never(_)) => true,
        Err(NotDone::Later(_)) => message.attempts >= TRIES,
        Ok(()) | Err(NotDone::Wait(_)) => false,
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
        Err(NotDone::Wait(wait)) => ("Waiting", now + chrono::Duration::from_std(*wait).unwrap_or_default(), String::new()),
        Err(NotDone::Later(why)) if message.attempts < TRIES => {
            let seconds = 2_i64.saturating_pow(message.attempts.clamp(0, 12) as u32).min(3600);
            tracing::warn!(kind = %message.kind, attempt = message.attempts, why = %why, "a message waits for another try");
            ("Waiting", now + chrono::Duration::seconds(seconds), why.clone())
        }
        Err(NotDone::Later(why) | NotDone::Never(why)) => {
            tracing::error!(kind = %message.kind, why = %why, "a message is given up; `migratie outbox replay` sends it again");
            ("Dead", now, why.clone())
        }
    };
    prepared(
        sql("update outbox set state = $2, not_before = $3, last_error = nullif($4, ''), lease_until = null, \
             done_at = case when $2 = 'Done' then $5 end, attempts = case when $6 then attempts - 1 else attempts end \
             where id = $1 and state = 'Waiting' and lease_until = $7")
        .bind::<SqlUuid, _>(message.id)
        .bind::<Text, _>(state)
        .bind::<Timestamptz, _>(not_before)
        .bind::<Text, _>(error)
        .bind::<Timestamptz, _>(now)
        .bind::<diesel::sql_types::Bool, _>(matches!(done, Err(NotDone::Wait(_))))
        .bind::<Timestamptz, _>(message.lease_until),
    )
    .execute(conn)?;
    Ok(())
}
