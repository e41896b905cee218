//! The journal as a file that verifies without this system: one JSON object a line, in canonical form.
//!
//! A header with the public keys; then, seal by seal, the entries in the order of their leaves and the seal itself; a last line that
//! is signed over everything before it. Written piece by piece, so that a journal of any size passes through little memory.

use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Timestamptz},
};
use serde::{Deserialize, Serialize};

use super::{
    keys::{PublicKey, PublicKeys},
    record::micros,
    seal::{base64_text, hex_text, line_of, statement_of},
    store,
};
use crate::kernel::{
    keys::{KeyRing, SigningKeys},
    problem::Problem,
    sql::{prepared, sql},
};

/// What the header calls this form.
pub const FORMAT: &str = "migratie-journal/1";

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Header {
    /// The form of the file.
    pub format: String,
    /// First instant of the period asked for; absent: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "maybe_micros")]
    pub from: Option<DateTime<Utc>>,
    /// Its end, excluded; absent: all there is.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "maybe_micros")]
    pub to: Option<DateTime<Utc>>,
    /// The first seal in the file; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seal: Option<i64>,
    /// The last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seal: Option<i64>,
    /// Keys that sign seals, the current one first.
    pub keys: Vec<PublicKey>,
}

fn maybe_micros<S: serde::Serializer>(at: &Option<DateTime<Utc>>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => micros(at, serializer),
        None => serializer.serialize_none(),
    }
}

/// The last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct End {
    /// When the export was made.
    #[serde(serialize_with = "micros")]
    pub made_at: DateTime<Utc>,
    /// Entries in the file.
    pub entries: u64,
    /// Seals in the file.
    pub seals: u64,
    /// SHA-256 of all bytes before this line.
    #[serde(with = "hex_text")]
    pub sha256: Vec<u8>,
    /// Who signed.
    pub key_id: String,
    /// Ed25519 over this line without the signature.
    #[serde(with = "base64_text")]
    pub signature: Vec<u8>,
}

impl Header {
    /// Its line.
    pub fn line(&self) -> String {
        line_of("header", self)
    }
}

impl End {
    /// The last line over a digest of what was written.
    pub fn over(sha256: &[u8], counted: (u64, u64), made_at: DateTime<Utc>, keys: &SigningKeys) -> Self {
        let (entries, seals) = counted;
        let key_id = keys.kid().to_owned();
        let mut end = Self { made_at, entries, seals, sha256: sha256.to_vec(), key_id, signature: Vec::new() };
        end.signature = keys.sign(end.statement().as_bytes());
        end
    }

    /// What is signed.
    pub fn statement(&self) -> String {
        statement_of("end", self)
    }

    /// Its line.
    pub fn line(&self) -> String {
        line_of("end", self)
    }
}

/// Which seals an export holds: all that have an entry of the period, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, diesel::QueryableByName)]
pub struct Bounds {
    /// The first seal.
    #[diesel(sql_type = diesel::sql_types::Nullable<BigInt>)]
    pub first_seal: Option<i64>,
    /// The last seal.
    #[diesel(sql_type = diesel::sql_types::Nullable<BigInt>)]
    pub last_seal: Option<i64>,
    /// Their entries.
    #[diesel(sql_type = BigInt)]
    pub entries: i64,
    /// Entries of the period that have no seal yet and so are not in the export.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
}

/// Finds the bounds of a period.
pub fn bounds(conn: &mut PgConnection, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Bounds, Problem> {
    const BOUNDS: &str = "
      with touched as (
        select min(number) as first_seal, max(number) as last_seal
          from journal.seals where sealed_at >= $1 and last_at >= $1 and first_at < $2)
      select t.first_seal, t.last_seal,
             (select coalesce(sum(s.entries), 0)::bigint from journal.seals s
               where s.number between t.first_seal and t.last_seal) as entries,
             (select count(*) from journal.unsealed u join journal.entries e on e.id = u.entry_id
               where e.at >= $1 and e.at < $2) as waiting
        from touched t";
    Ok(prepared(sql(BOUNDS).bind::<Timestamptz, _>(from).bind::<Timestamptz, _>(to)).get_result(conn)?)
}

/// An export under way: the state between two pieces.
#[derive(Clone)]
pub struct Export {
    header: Header,
    /// Those that the header lists sign the end, too.
    keys: &'static SigningKeys,
    made_at: DateTime<Utc>,
    stage: Stage,
    digest: Context,
    entries: u64,
    seals: u64,
}

#[derive(Clone, Copy)]
enum Stage {
    Header,
    /// Seals up to this one are written.
    Seals(i64),
    Over,
}

impl Export {
    /// An export of these seals.
    pub fn new(period: Option<(DateTime<Utc>, DateTime<Utc>)>, bounds: &Bounds, made_at: DateTime<Utc>, keys: &KeyRing) -> Self {
        let keys = keys.journal();
        let header = Header {
            format: FORMAT.to_owned(),
            from: period.map(|period| period.0),
            to: period.map(|period| period.1),
            first_seal: bounds.first_seal,
            last_seal: bounds.last_seal,
            keys: PublicKeys::of(keys).written(),
        };
        Self { header, keys, made_at, stage: Stage::Header, digest: Context::new(&SHA256), entries: 0, seals: 0 }
    }

    /// The next piece with the state after it, or none when all is written. The same state gives the same piece.
    pub fn piece(&self, conn: &mut PgConnection) -> Result<Option<(String, Self)>, Problem> {
        let mut next = self.clone();
        let text = match (self.stage, self.header.first_seal, self.header.last_seal) {
            (Stage::Header, first, _) => {
                next.stage = Stage::Seals(first.unwrap_or(1) - 1);
                format!("{}\n", self.header.line())
            }
            (Stage::Seals(done), _, Some(last)) if done < last => {
                let text = next.write_seals(conn, done, last)?;
                if text.is_empty() {
                    return Err(Problem::internal("seals of an export are missing"));
                }
                text
            }
            (Stage::Seals(_), ..) => {
                next.stage = Stage::Over;
                let sha256 = self.digest.clone().finish();
                let end = End::over(sha256.as_ref(), (self.entries, self.seals), self.made_at, self.keys);
                format!("{}\n", end.line())
            }
            (Stage::Over, ..) => return Ok(None),
        };
        next.digest.update(text.as_bytes());
        Ok(Some((text, next)))
    }

    fn write_seals(&mut self, conn: &mut PgConnection, done: i64, last: i64) -> Result<String, Problem> {
        let mut text = String::new();
        for sealed in store::sealed_after(conn, done, last)? {
            // A missing entry is not hidden: its line is missing, and the tree shows it.
            for record in sealed.members.iter().filter_map(|(_, record)| record.as_ref()) {
                text.push_str(&record.canonical());
                text.push('\n');
                self.entries += 1;
            }
            text.push_str(&sealed.seal.line());
            text.push('\n');
            self.seals += 1;
            self.stage = Stage::Seals(sealed.seal.number);
        }
        Ok(text)
    }
}
