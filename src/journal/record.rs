//! An entry as it is sealed: with the digests of what its unit of work wrote.

use chrono::{DateTime, SecondsFormat, Utc};
use diesel::{
    QueryableByName,
    sql_types::{Array, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

use super::canonical;
use crate::kernel::merkle::{self, Hash};

/// One entry, read back. Its JSON, in canonical form, is what the leaf is made of; absent members do not count, so that a column
/// added later changes no leaf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, QueryableByName)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The unit of work.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Its instant.
    #[diesel(sql_type = Timestamptz)]
    #[serde(serialize_with = "micros")]
    pub at: DateTime<Utc>,
    /// Person, Officer, System or, where a call was refused, Account.
    #[diesel(sql_type = Text)]
    pub actor_kind: String,
    /// The account; none for the program itself.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<Uuid>,
    /// As acts name them.
    #[diesel(sql_type = Nullable<Text>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_name: Option<String>,
    /// The session.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<Uuid>,
    /// The role used.
    #[diesel(sql_type = Nullable<Text>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The subdivision acted for.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_id: Option<Uuid>,
    /// The contract's operationId, or the program's own name for its work.
    #[diesel(sql_type = Text)]
    pub operation: String,
    /// Done or Refused.
    #[diesel(sql_type = Text)]
    pub outcome: String,
    /// Why it was refused.
    #[diesel(sql_type = Nullable<Text>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Legal ground.
    #[diesel(sql_type = Nullable<Text>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Reason in words.
    #[diesel(sql_type = Nullable<Text>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_reason: Option<String>,
    /// Withheld from the persons.
    #[diesel(sql_type = Bool)]
    pub undisclosed: bool,
    /// Whose data.
    #[diesel(sql_type = Array<Nullable<SqlUuid>>)]
    pub persons: Vec<Option<Uuid>>,
    /// What was read or written.
    #[diesel(sql_type = Jsonb)]
    pub objects: Value,
    /// Quoted in answers.
    #[diesel(sql_type = Text)]
    pub trace_id: String,
    /// Digests of the row versions written, sorted.
    #[diesel(embed)]
    pub writes: Writes,
    /// Digests that stand in place of earlier ones since this work, sorted.
    #[diesel(embed)]
    #[serde(skip_serializing_if = "Writes::is_empty")]
    pub redactions: Writes,
}

/// Digests of row versions, in the order of relation, row and version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Writes(Vec<Write>);

/// One row version and its salted digest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Write {
    /// The table.
    pub relation: String,
    /// The row.
    pub row_id: Uuid,
    /// Which version of it.
    pub row_version: i32,
    /// SHA-256 over salt and row, in hexadecimal.
    pub digest: String,
}

impl Writes {
    /// Sorted.
    pub fn new(mut writes: Vec<Write>) -> Self {
        writes.sort_unstable();
        Self(writes)
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In order.
    pub fn as_slice(&self) -> &[Write] {
        &self.0
    }
}

/// A row of `journal.entries` has none of them; they are added from their own tables.
impl<DB: diesel::backend::Backend> QueryableByName<DB> for Writes {
    fn build<'a>(_: &impl diesel::row::NamedRow<'a, DB>) -> diesel::deserialize::Result<Self> {
        Ok(Self::default())
    }
}

/// An instant as the journal writes it: UTC with six digits after the second.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The same, for serde.
pub fn micros<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&instant(*at))
}

impl Record {
    /// The bytes that the leaf is made of, which are also its line in an export.
    pub fn canonical(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        value["line"] = "entry".into();
        canonical::text(&value)
    }

    /// Its leaf (RFC 6962).
    pub fn leaf(&self) -> Hash {
        merkle::leaf(self.canonical().as_bytes())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn sample(number: u8) -> Record {
        Record {
            id: Uuid::from_u128(0x0196_a1c4_d0b7_7a3c_8f3d_1d0f_7b6f_0000 + u128::from(number)),
            at: "2026-11-16T08:00:00.000001Z".parse().unwrap(),
            actor_kind: "Officer".into(),
            actor_id: Some(Uuid::from_u128(7)),
            actor_name: Some("LUNGU Andrei".into()),
            session_id: None,
            role: Some("Examiner".into()),
            office_id: None,
            operation: "readPerson".into(),
            outcome: "Done".into(),
            problem: None,
            legal_basis: Some("LAW-200-2010-EXAMINATION".into()),
            legal_reason: Some("verificarea dosarului".into()),
            undisclosed: false,
            persons: vec![Some(Uuid::from_u128(9))],
            objects: serde_json::json!([{ "kind": "Person", "access": "Read", "id": "per_1" }]),
            trace_id: "t".into(),
            writes: Writes::new(vec![
                Write { relation: "persons".into(), row_id: Uuid::from_u128(2), row_version: 10, digest: "ab".into() },
                Write { relation: "persons".into(), row_id: Uuid::from_u128(2), row_version: 9, digest: "cd".into() },
            ]),
            redactions: Writes::default(),
        }
    }

    /// What docs/journal.md promises; whoever changes it breaks every export there is.
    #[test]
    fn the_canonical_form_stays_what_it_is() {
        let expected = concat!(
            r#"{"actorId":"00000000-0000-0000-0000-000000000007","actorKind":"Officer","actorName":"LUNGU Andrei","#,
            r#""at":"2026-11-16T08:00:00.000001Z","id":"0196a1c4-d0b7-7a3c-8f3d-1d0f7b6f0001","#,
            r#""legalBasis":"LAW-200-2010-EXAMINATION","legalReason":"verificarea dosarului","line":"entry","#,
            r#""objects":[{"access":"Read","id":"per_1","kind":"Person"}],"operation":"readPerson","outcome":"Done","#,
            r#""persons":["00000000-0000-0000-0000-000000000009"],"role":"Examiner","traceId":"t","undisclosed":false,"#,
            r#""writes":[{"digest":"cd","relation":"persons","rowId":"00000000-0000-0000-0000-000000000002","rowVersion":9},"#,
            r#"{"digest":"ab","relation":"persons","rowId":"00000000-0000-0000-0000-000000000002","rowVersion":10}]}"#,
        );
        assert_eq!(sample(1).canonical(), expected);
        assert_eq!(sample(1).leaf(), merkle::leaf(expected.as_bytes()));
    }
}
