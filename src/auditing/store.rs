//! Exports asked for. The journal's own queries are the journal's.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Nullable, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    journal::export::{Bounds, Export},
    kernel::{
        keys::KeyRing,
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// An export as it was asked for.
#[derive(Debug, Clone, QueryableByName)]
pub struct Asked {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub created_by: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub from_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub to_at: DateTime<Utc>,
    #[diesel(embed)]
    pub bounds: Bounds,
}

impl Asked {
    /// The export itself, before its first piece.
    pub fn begin(&self, keys: &KeyRing) -> Export {
        Export::new(Some((self.from_at, self.to_at)), &self.bounds, self.created_at, keys)
    }
}

/// Keeps an export that was asked for.
pub fn insert(conn: &mut PgConnection, asked: &Asked) -> Result<(), Problem> {
    prepared(
        sql("insert into journal.exports (id, created_at, created_by, from_at, to_at, first_seal, last_seal, entries, waiting) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind::<SqlUuid, _>(asked.id)
        .bind::<Timestamptz, _>(asked.created_at)
        .bind::<SqlUuid, _>(asked.created_by)
        .bind::<Timestamptz, _>(asked.from_at)
        .bind::<Timestamptz, _>(asked.to_at)
        .bind::<Nullable<BigInt>, _>(asked.bounds.first_seal)
        .bind::<Nullable<BigInt>, _>(asked.bounds.last_seal)
        .bind::<BigInt, _>(asked.bounds.entries)
        .bind::<BigInt, _>(asked.bounds.waiting),
    )
    .execute(conn)?;
    Ok(())
}

/// A page of exports, the latest first.
pub fn page(conn: &mut PgConnection, after: Option<Uuid>, wanted: i64) -> Result<Vec<Asked>, Problem> {
    let page = sql("select * from journal.exports where id < $1 order by id desc limit $2");
    Ok(prepared(page.bind::<SqlUuid, _>(after.unwrap_or(Uuid::max())).bind::<BigInt, _>(wanted)).load(conn)?)
}

/// An export by its id.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Asked, Problem> {
    let found: Vec<Asked> = prepared(sql("select * from journal.exports where id = $1").bind::<SqlUuid, _>(id)).load(conn)?;
    found.into_iter().next().ok_or_else(Problem::not_found)
}
