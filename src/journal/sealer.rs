//! Seals what waits. Any number of copies may run; an advisory lock lets one of them seal at a time.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Binary, Bool, Int4, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    mlog,
    seal::{Batch, FULL, Seal},
    store,
};
use crate::kernel::{
    failpoint,
    keys::KeyRing,
    merkle::Hash,
    nudge,
    problem::Problem,
    sql::{prepared, sql},
    work::{Isolation, Work},
};

/// Who holds it seals; it is let go with the transaction, also when the program dies.
const LOCK: i64 = 0x6d69_6772_5365_616c;

/// Seals entries in the background.
#[derive(Clone)]
pub struct Sealer {
    work: Work,
    keys: Arc<KeyRing>,
}

#[derive(diesel::QueryableByName)]
struct Locked {
    #[diesel(sql_type = Bool)]
    locked: bool,
}

#[derive(diesel::QueryableByName)]
struct Waiting {
    #[diesel(sql_type = SqlUuid)]
    entry_id: Uuid,
}

const INSERT_SEAL: &str = "
insert into journal.seals (number, sealed_at, entries, first_at, last_at, previous_root, tree_root, root, key_id, signature)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

// The members, the end of their waiting, and the message to MLog, in one statement.
const INSERT_MEMBERS: &str = "
with members as (
  insert into journal.seal_members (entry_id, seal_number, position, leaf)
  select m.id, $1, m.place - 1, m.leaf from unnest($2, $3) with ordinality as m (id, leaf, place)
), done as (
  delete from journal.unsealed where entry_id = any($2)
), sent as (
  insert into outbox (id, kind, key, payload, not_before, created_at) values ($4, $5, $6, $7, $8, $8)
  on conflict (key) do nothing
)
select 1";

impl Sealer {
    /// Over the pool, signing with the ring's current key.
    pub fn new(work: Work, keys: Arc<KeyRing>) -> Self {
        Self { work, keys }
    }

    /// Seals one batch: the seal's number, or none where nothing waits or another copy is sealing.
    pub async fn seal_next(&self) -> Result<Option<Seal>, Problem> {
        let keys = self.keys.clone();
        let sealed = self.work.run(Isolation::ReadCommitted, move |conn, now| seal_batch(conn, now, &keys)).await;
        if let Ok(Some(_)) = &sealed {
            metrics::counter!("migratie_journal_seals_total").increment(1);
        }
        sealed
    }

    /// Seals until nothing waits; says how many seals it made.
    pub async fn seal_waiting(&self) -> Result<usize, Problem> {
        let mut made = 0;
        while let Some(seal) = self.seal_next().await? {
            made += 1;
            if seal.entries.unsigned_abs() < FULL as u32 {
                break;
            }
        }
        Ok(made)
    }

    /// Works for ever, every `pause`.
    pub async fn run(self, pause: Duration) {
        loop {
            if let Err(problem) = self.seal_waiting().await {
                tracing::error!(code = problem.code(), "entries of the journal could not be sealed; they wait for the next time");
            }
            tokio::time::sleep(pause).await;
        }
    }
}

/// Seals the oldest that wait, a thousand at most, in the present transaction.
pub fn seal_batch(conn: &mut PgConnection, now: DateTime<Utc>, keys: &KeyRing) -> Result<Option<Seal>, Problem> {
    let lock: Locked =
        prepared(sql("select pg_try_advisory_xact_lock($1) as locked").bind::<BigInt, _>(LOCK)).get_result(conn)?;
    if !lock.locked {
        return Ok(None);
    }
    // A statement of its own: what the sealer before committed is seen.
    let waiting: Vec<Waiting> =
        prepared(sql("select entry_id from journal.unsealed order by entry_id limit $1").bind::<BigInt, _>(FULL as i64))
            .load(conn)?;
    let ids: Vec<Uuid> = waiting.into_iter().map(|waiting| waiting.entry_id).collect();
    let records = store::records(conn, &ids)?;
    let batch: Vec<_> = ids.iter().filter_map(|id| records.get(id)).collect();
    let Some(first_at) = batch.iter().map(|record| record.at).min() else { return Ok(None) };
    let last_at = batch.iter().map(|record| record.at).max().unwrap_or(first_at);
    let leaves: Vec<Hash> = batch.iter().map(|record| record.leaf()).collect();
    let previous = match store::last_seal(conn)? {
        None => None,
        Some(seal) => {
            let root = Hash::try_from(seal.root.as_slice()).map_err(|_| Problem::internal("the last seal has no root"))?;
            Some((seal.number, root))
        }
    };
    let seal = Seal::over(&Batch { previous, leaves: &leaves, span: (first_at, last_at) }, now, keys.journal());
    insert(conn, now, &seal, &batch.iter().map(|record| record.id).collect::<Vec<_>>(), &leaves)?;
    nudge::wanted();
    failpoint::here("seal-written");
    Ok(Some(seal))
}

fn insert(conn: &mut PgConnection, now: DateTime<Utc>, seal: &Seal, ids: &[Uuid], leaves: &[Hash]) -> Result<(), Problem> {
    prepared(
        sql(INSERT_SEAL)
            .bind::<BigInt, _>(seal.number)
            .bind::<Timestamptz, _>(seal.sealed_at)
            .bind::<Int4, _>(seal.entries)
            .bind::<Timestamptz, _>(seal.first_at)
            .bind::<Timestamptz, _>(seal.last_at)
            .bind::<Binary, _>(&seal.previous_root)
            .bind::<Binary, _>(&seal.tree_root)
            .bind::<Binary, _>(&seal.root)
            .bind::<Text, _>(&seal.key_id)
            .bind::<Binary, _>(&seal.signature),
    )
    .execute(conn)?;
    let leaves: Vec<&[u8]> = leaves.iter().map(|leaf| leaf.as_slice()).collect();
    prepared(
        sql(INSERT_MEMBERS)
            .bind::<BigInt, _>(seal.number)
            .bind::<Array<SqlUuid>, _>(ids)
            .bind::<Array<Binary>, _>(leaves)
            .bind::<SqlUuid, _>(Uuid::now_v7())
            .bind::<Text, _>(mlog::KIND)
            .bind::<Text, _>(format!("{}/{}", mlog::KIND, seal.number))
            .bind::<Jsonb, _>(json!({ "seal": seal.number }))
            .bind::<Timestamptz, _>(now),
    )
    .execute(conn)?;
    Ok(())
}
