//! Verifies a database: the chain with every entry, history and records against their digests, contents, and what is not sealed.
//!
//! It only reads, in statements each of which sees one instant, so that it may run beside the work.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    sql_types::{Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{
    blobs::{self, BlobWitness},
    chain::{Chain, Leaf, PATIENCE},
    rows,
};
use crate::journal::{
    finding::{Report, What},
    keys::PublicKeys,
    store::{self, Sealed},
};

/// What a verification is made with.
pub struct DatabaseCheck<'a> {
    /// The keys that may have signed, from outside the database.
    pub keys: &'a PublicKeys,
    /// Entries older than a minute must be sealed.
    pub now: DateTime<Utc>,
    /// Who answers for contents of files.
    pub blobs: Option<&'a dyn BlobWitness>,
    /// A seal that was mirrored outside (MLog): number and root. It shows a journal whose end was cut off.
    pub mirrored: Option<(i64, Vec<u8>)>,
}

/// Why a database could not be verified to the end. What was changed is a finding instead.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// PostgreSQL did not answer, or holds what cannot be read.
    #[error("the database cannot be read: {0}")]
    Database(#[from] diesel::result::Error),
    /// The store of contents did not answer.
    #[error("the files cannot be read: {0}")]
    Store(String),
}

/// Looks at everything and lists what is wrong.
pub fn verify_database(conn: &mut PgConnection, check: &DatabaseCheck<'_>) -> Result<Report, NotVerified> {
    let mut report = Report::default();
    // Digests are over JSON, in which instants are written in the session's time zone.
    diesel::sql_query("set timezone to 'UTC'").execute(conn)?;
    walk(conn, check, &mut report)?;
    unsealed(conn, check.now, &mut report)?;
    strays(conn, &mut report)?;
    rows::verify(conn, &mut report)?;
    if let Some(witness) = check.blobs {
        blobs::verify(conn, witness, &mut report)?;
    }
    Ok(report)
}

/// The chain, seal by seal.
fn walk(conn: &mut PgConnection, check: &DatabaseCheck<'_>, report: &mut Report) -> QueryResult<()> {
    let mut chain = Chain::from_genesis(check.keys);
    let mut last = i64::MIN;
    let mut mirrored = check.mirrored.as_ref();
    loop {
        let sealed = store::sealed_after(conn, last, i64::MAX)?;
        let Some(newest) = sealed.last() else { break };
        last = newest.seal.number;
        for Sealed { seal, members } in sealed {
            if mirrored.is_some_and(|(number, root)| *number == seal.number && *root == seal.root) {
                mirrored = None;
            }
            let mut leaves = Vec::with_capacity(members.len());
            for (place, (member, record)) in members.into_iter().enumerate() {
                if usize::try_from(member.position) != Ok(place) {
                    report.find(What::MembersChanged, format!("seal {} position {}", seal.number, member.position));
                }
                let Some(record) = record else {
                    report.find(What::EntryMissing, format!("entry {} in seal {}", member.entry_id, seal.number));
                    continue;
                };
                let hash = record.leaf();
                if member.leaf != hash {
                    report.find(What::EntryChanged, format!("entry {} in seal {}", member.entry_id, seal.number));
                }
                leaves.push(Leaf { id: record.id, at: record.at, hash });
            }
            chain.seal(&seal, &leaves, report);
        }
    }
    if let Some((number, _)) = mirrored {
        report.find(What::NotAsMirrored, format!("seal {number}"));
    }
    Ok(())
}

#[derive(diesel::QueryableByName)]
struct Unsealed {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Entries that should have a seal by now, or that do not even wait for one.
fn unsealed(conn: &mut PgConnection, now: DateTime<Utc>, report: &mut Report) -> QueryResult<()> {
    let found: Vec<Unsealed> = diesel::sql_query(
        "select e.id from journal.entries e
          where not exists (select from journal.seal_members m where m.entry_id = e.id)
            and (e.at < $1 or not exists (select from journal.unsealed u where u.entry_id = e.id))
          order by e.at limit 1000",
    )
    .bind::<Timestamptz, _>(now - PATIENCE)
    .load(conn)?;
    for entry in found {
        report.find(What::EntryUnsealed, format!("entry {}", entry.id));
    }
    Ok(())
}

#[derive(diesel::QueryableByName)]
struct Stray {
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Text)]
    place: String,
}

/// Digests of no entry, members of no seal.
fn strays(conn: &mut PgConnection, report: &mut Report) -> QueryResult<()> {
    let found: Vec<Stray> = diesel::sql_query(
        "select * from (
           select 'write' as what, relation || ' ' || row_id || ' version ' || row_version as place from journal.writes w
            where not exists (select from journal.entries e where e.id = w.work_id)
           union all
           select 'write', relation || ' ' || row_id || ' version ' || row_version from journal.redactions r
            where not exists (select from journal.entries e where e.id = r.work_id)
           union all
           select 'member', 'seal ' || seal_number || ' position ' || position from journal.seal_members m
            where not exists (select from journal.seals s where s.number = m.seal_number)) found
         limit 1000",
    )
    .load(conn)?;
    for Stray { what, place } in found {
        report.find(if what == "write" { What::WriteWithoutEntry } else { What::MembersChanged }, place);
    }
    Ok(())
}
