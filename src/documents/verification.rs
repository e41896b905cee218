//! Whether a document is genuine: asked by anyone who holds its code, answered with as few data as that takes.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    prelude::*,
    sql_types::{BigInt, Date, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Code, DocumentStatus, DocumentType, schema::issued_documents, store::DocumentRow};
use crate::kernel::{
    id::TypedId,
    local_time::legal_day,
    problem::Problem,
    sql::{prepared, sql},
    text::Text,
};

/// A genuine document, as anyone who holds its code may know it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Always true: what is not genuine is not found.
    #[schema(examples(true))]
    pub genuine: bool,
    /// What kind of document it is.
    pub document_type: DocumentType,
    /// The same for people.
    pub title: Text,
    /// Its number.
    #[schema(max_length = 40, examples("AD-2026-000001"))]
    pub number: String,
    /// The day it was issued.
    #[schema(examples("2026-11-16"))]
    pub issued_on: NaiveDate,
    /// Who issued it.
    pub issuer: Text,
    /// Whether it is in force today.
    pub status: VerificationStatus,
    /// The last day of its validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2027-02-16"))]
    pub valid_until: Option<NaiveDate>,
    /// The day it was annulled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2026-12-01"))]
    pub annulled_on: Option<NaiveDate>,
    /// The initials of whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 20, examples("A. Y."))]
    pub holder_initials: Option<String>,
    /// SHA-256 of the electronic document, hexadecimal, to compare a file with; absent where it was never issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 64,
        max_length = 64,
        pattern = "^[0-9a-f]{64}$",
        examples("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    )]
    pub sha256: Option<String>,
}

/// Whether a genuine document is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum VerificationStatus {
    /// In force today.
    Valid,
    /// Its validity is over.
    Expired,
    /// Withdrawn, or given up before it was issued.
    Annulled,
}

/// The issuer, in the three languages.
pub(super) fn issuer() -> Text {
    Text::new(
        "Inspectoratul General pentru Migrație al Ministerului Afacerilor Interne",
        "Генеральный инспекторат по миграции Министерства внутренних дел",
        "General Inspectorate for Migration of the Ministry of Internal Affairs",
    )
}

/// Looks a code up and counts it. `None` for a code of nothing, of a document that is not issued yet or waits for
/// the other acts of its decision, or of an internal one.
pub(super) fn look_up(conn: &mut PgConnection, now: DateTime<Utc>, code: &Code) -> Result<Option<Verification>, Problem> {
    let found: Option<DocumentRow> = issued_documents::table
        .filter(issued_documents::verification_code.eq(code.plain()))
        .filter(issued_documents::status.eq_any(["Issued", "Annulled", "Abandoned"]))
        .filter(issued_documents::document_type.ne_all(DocumentType::INTERNAL))
        .filter(issued_documents::status.ne("Issued").or(issued_documents::withheld_since.is_null()))
        .select(DocumentRow::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = found else { return Ok(unknown()) };
    let today = legal_day(now);
    count(conn, row.id.uuid(), today)?;
    let status = match row.status_on(today) {
        DocumentStatus::Issued => VerificationStatus::Valid,
        DocumentStatus::Expired => VerificationStatus::Expired,
        _ => VerificationStatus::Annulled,
    };
    Ok(Some(Verification {
        genuine: true,
        document_type: row.kind()?,
        title: row.title()?,
        number: row.number_written(),
        issued_on: legal_day(row.issued_at.unwrap_or(row.created_at)),
        issuer: issuer(),
        status,
        valid_until: row.valid_until,
        annulled_on: (status == VerificationStatus::Annulled).then(|| legal_day(row.status_at)),
        holder_initials: row.holder_initials,
        sha256: row.sha256.map(hex::encode),
    }))
}

/// A code of nothing. Counted in the metrics alone: a row of the database would be one that everybody who guesses writes to.
fn unknown() -> Option<Verification> {
    metrics::counter!("document_verifications_unknown").increment(1);
    None
}

fn count(conn: &mut PgConnection, document: Uuid, day: NaiveDate) -> Result<(), Problem> {
    metrics::counter!("document_verifications").increment(1);
    prepared(
        sql("insert into document_verifications as v (document_id, day, lookups) values ($1, $2, 1) \
             on conflict (document_id, day) do update set lookups = v.lookups + 1")
        .bind::<SqlUuid, _>(document)
        .bind::<Date, _>(day),
    )
    .execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Lookups {
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = BigInt)]
    lookups: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// How often a document was verified: in all, and on each of the last hundred days on which it was.
pub(super) fn lookups(conn: &mut PgConnection, document: Uuid) -> Result<(i64, Vec<(NaiveDate, i64)>), Problem> {
    let rows: Vec<Lookups> = prepared(
        sql("select day, lookups, (sum(lookups) over ())::bigint as total from document_verifications where document_id = $1 \
             order by day desc limit 100")
        .bind::<SqlUuid, _>(document),
    )
    .load(conn)?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((total, rows.into_iter().map(|row| (row.day, row.lookups)).collect()))
}
