//! A seal: the signed statement over one batch of entries.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use diesel::sql_types::{BigInt, Binary, Int4, Text, Timestamptz};
use serde::{Deserialize, Serialize};

use super::{canonical, keys::PublicKeys, record::micros};
use crate::kernel::{
    keys::SigningKeys,
    merkle::{self, Hash},
};

/// Entries in a seal at most. A seal with fewer emptied the queue, which tells a late entry from one that merely waited.
pub const FULL: usize = 1000;

/// A seal. Its canonical JSON without the signature is what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, diesel::QueryableByName)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seal {
    /// Counts from 1 without gaps.
    #[diesel(sql_type = BigInt)]
    pub number: i64,
    /// When it was made.
    #[diesel(sql_type = Timestamptz)]
    #[serde(serialize_with = "micros")]
    pub sealed_at: DateTime<Utc>,
    /// How many entries.
    #[diesel(sql_type = Int4)]
    pub entries: i32,
    /// The earliest instant of them.
    #[diesel(sql_type = Timestamptz)]
    #[serde(serialize_with = "micros")]
    pub first_at: DateTime<Utc>,
    /// The latest.
    #[diesel(sql_type = Timestamptz)]
    #[serde(serialize_with = "micros")]
    pub last_at: DateTime<Utc>,
    /// The chain before it; zeros before the first.
    #[diesel(sql_type = Binary)]
    #[serde(with = "hex_text")]
    pub previous_root: Vec<u8>,
    /// Root of the batch's tree.
    #[diesel(sql_type = Binary)]
    #[serde(with = "hex_text")]
    pub tree_root: Vec<u8>,
    /// The chain with it.
    #[diesel(sql_type = Binary)]
    #[serde(with = "hex_text")]
    pub root: Vec<u8>,
    /// Who signed.
    #[diesel(sql_type = Text)]
    pub key_id: String,
    /// Ed25519.
    #[diesel(sql_type = Binary)]
    #[serde(with = "base64_text")]
    pub signature: Vec<u8>,
}

/// Bytes as hexadecimal in JSON.
pub mod hex_text {
    use super::*;
    use serde::{Deserializer, Serializer, de::Error as _};

    /// Writes.
    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(bytes))
    }

    /// Reads.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        hex::decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Bytes as base64 in JSON.
pub mod base64_text {
    use super::*;
    use serde::{Deserializer, Serializer, de::Error as _};

    /// Writes.
    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD.encode(bytes))
    }

    /// Reads.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        BASE64_STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The line of something in an export: canonical JSON with the kind of line.
pub fn line_of<T: Serialize>(kind: &str, value: &T) -> String {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    value["line"] = kind.into();
    canonical::text(&value)
}

/// What is signed of it: the line without the signature.
pub fn statement_of<T: Serialize>(kind: &str, value: &T) -> String {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    value["line"] = kind.into();
    if let Some(members) = value.as_object_mut() {
        members.remove("signature");
    }
    canonical::text(&value)
}

/// What a seal is put on.
pub struct Batch<'a> {
    /// The seal before, if any: its number and root.
    pub previous: Option<(i64, Hash)>,
    /// The leaves in their order; at least one.
    pub leaves: &'a [Hash],
    /// Earliest and latest instant of the entries.
    pub span: (DateTime<Utc>, DateTime<Utc>),
}

impl Seal {
    /// Seals a batch.
    pub fn over(batch: &Batch<'_>, sealed_at: DateTime<Utc>, keys: &SigningKeys) -> Self {
        let (before, previous_root) = batch.previous.unwrap_or((0, merkle::GENESIS));
        let number = before + 1;
        let tree_root = merkle::root(batch.leaves);
        let mut seal = Self {
            number,
            sealed_at,
            entries: i32::try_from(batch.leaves.len()).unwrap_or(i32::MAX),
            first_at: batch.span.0,
            last_at: batch.span.1,
            previous_root: previous_root.to_vec(),
            tree_root: tree_root.to_vec(),
            root: merkle::chain(&previous_root, number.unsigned_abs(), &tree_root).to_vec(),
            key_id: keys.kid().to_owned(),
            signature: Vec::new(),
        };
        seal.signature = keys.sign(seal.statement().as_bytes());
        seal
    }

    /// What is signed.
    pub fn statement(&self) -> String {
        statement_of("seal", self)
    }

    /// Its line in an export.
    pub fn line(&self) -> String {
        line_of("seal", self)
    }

    /// Whether the key it names signed it.
    pub fn is_signed(&self, keys: &PublicKeys) -> bool {
        keys.verify(&self.key_id, self.statement().as_bytes(), &self.signature)
    }
}
