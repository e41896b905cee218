//! Contents of files. A record that keeps a content has the columns `blob_id`, `size`, `sha256`, `ciphertext_sha256`, `nonce_prefix`,
//! `key_id` and `wrapped_key`: such tables are found in the catalogue, so that none is forgotten. What the record says is covered by its
//! history; here the content itself is read and compared.

use std::{io, sync::Arc};

use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    sql_types::{BigInt, Binary, Nullable, Text, Uuid as SqlUuid},
};
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

use super::database::NotVerified;
use crate::{
    journal::finding::{Report, What},
    kernel::{
        blobs::{BlobError, BlobRef, BlobStore},
        keys::WrappedKey,
    },
};

/// What is wrong with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobFault {
    /// There is nothing.
    Missing,
    /// It is not what was stored.
    Changed,
    /// The key ring has not the key that opens it: it is another ring, or an older one.
    KeyUnknown,
}

/// Whoever keeps contents answers for them to `journal verify`.
pub trait BlobWitness: Send + Sync {
    /// Reads a content and compares its digests; of one whose key was destroyed, that of its encrypted form. A store that does not answer
    /// is an error in words, not a fault.
    fn check(&self, blob: &BlobRef) -> Result<Result<(), BlobFault>, String>;
}

/// The program's own store of contents.
pub struct StoredBlobs {
    store: Arc<BlobStore>,
    runtime: Runtime,
}

impl StoredBlobs {
    /// Over the store; not for use inside asynchronous code, which must not wait.
    pub fn new(store: Arc<BlobStore>) -> io::Result<Self> {
        Ok(Self { store, runtime: Builder::new_current_thread().enable_all().build()? })
    }
}

impl BlobWitness for StoredBlobs {
    fn check(&self, blob: &BlobRef) -> Result<Result<(), BlobFault>, String> {
        match self.runtime.block_on(self.store.verify(blob)) {
            Ok(()) => Ok(Ok(())),
            Err(BlobError::Missing(_)) => Ok(Err(BlobFault::Missing)),
            Err(BlobError::Tampered(_)) => Ok(Err(BlobFault::Changed)),
            Err(BlobError::UnknownKey { .. }) => Ok(Err(BlobFault::KeyUnknown)),
            Err(error) => Err(error.to_string()),
        }
    }
}

#[derive(diesel::QueryableByName)]
struct Keeping {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    quoted: String,
}

const KEEPING: &str = "
select c.relname::text as name, quote_ident(c.relname) as quoted
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and obj_description(c.oid, 'pg_class') = 'record'
   and (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and a.attname in
         ('blob_id', 'size', 'sha256', 'ciphertext_sha256', 'nonce_prefix', 'key_id', 'wrapped_key')) = 7
 order by 1";

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    blob_id: Uuid,
    #[diesel(sql_type = BigInt)]
    size: i64,
    #[diesel(sql_type = Binary)]
    sha256: Vec<u8>,
    #[diesel(sql_type = Binary)]
    ciphertext_sha256: Vec<u8>,
    #[diesel(sql_type = Binary)]
    nonce_prefix: Vec<u8>,
    #[diesel(sql_type = Nullable<Text>)]
    key_id: Option<String>,
    #[diesel(sql_type = Nullable<Binary>)]
    wrapped_key: Option<Vec<u8>>,
}

impl Row {
    /// None where a column has the wrong length, which only tampering can bring about.
    fn blob(self) -> Option<BlobRef> {
        Some(BlobRef {
            id: self.blob_id,
            size: u64::try_from(self.size).ok()?,
            sha256: self.sha256.try_into().ok()?,
            ciphertext_sha256: self.ciphertext_sha256.try_into().ok()?,
            nonce_prefix: self.nonce_prefix.try_into().ok()?,
            wrapped_key: self.key_id.zip(self.wrapped_key).map(|(kid, bytes)| WrappedKey { kid, bytes }),
        })
    }
}

fn page(conn: &mut PgConnection, quoted: &str, after: Uuid) -> QueryResult<Vec<Row>> {
    diesel::sql_query(format!(
        "select id, blob_id, size::bigint as size, sha256, ciphertext_sha256, nonce_prefix, key_id, wrapped_key
           from public.{quoted} where id > $1 order by id limit 500"
    ))
    .bind::<SqlUuid, _>(after)
    .load(conn)
}

/// Checks every content; a store that does not answer ends it with its words.
pub fn verify(conn: &mut PgConnection, witness: &dyn BlobWitness, report: &mut Report) -> Result<(), NotVerified> {
    let keeping: Vec<Keeping> = diesel::sql_query(KEEPING).load(conn)?;
    for Keeping { name, quoted } in keeping {
        let mut after = Uuid::nil();
        loop {
            let rows = page(conn, &quoted, after)?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in rows {
                report.blobs += 1;
                let place = format!("{name} {}", row.id);
                let checked = match row.blob() {
                    None => Err(BlobFault::Changed),
                    Some(blob) => witness.check(&blob).map_err(NotVerified::Store)?,
                };
                match checked {
                    Ok(()) => {}
                    Err(BlobFault::Missing) => report.find(What::BlobMissing, place),
                    Err(BlobFault::Changed) => report.find(What::BlobChanged, place),
                    Err(BlobFault::KeyUnknown) => report.find(What::BlobKeyUnknown, place),
                }
            }
        }
    }
    Ok(())
}
