//! Completion requests and opinions of consulted bodies.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    requests::schema::{appeals as a, completion_requests as c, opinions as o},
};

/// What the applicant was asked to complete.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = c)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct CompletionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub asked_by: Uuid,
    pub text: String,
    pub document_codes: Vec<String>,
    pub fields: Vec<String>,
    pub due_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
}

/// A body's opinion, asked or given.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = o)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct OpinionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub code: String,
    pub body: String,
    pub asked_by: Uuid,
    pub legal_ground: String,
    pub due_at: Option<DateTime<Utc>>,
    pub given_by: Option<Uuid>,
    pub given_at: Option<DateTime<Utc>>,
    pub favourable: Option<bool>,
    pub reasons: Option<String>,
}

/// An appeal against a decision.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = a)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)]
pub struct AppealRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub request_id: Uuid,
    pub body: String,
    pub number: Option<String>,
    pub filed_on: chrono::NaiveDate,
    pub recorded_by: Uuid,
    pub result: Option<String>,
    pub settled_at: Option<DateTime<Utc>>,
}

/// Rows of a table that hang on the request `r`, in their order.
macro_rules! of_r {
    ($table:literal) => {
        concat!(
            "(select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]') from (select * from ",
            $table,
            " o where o.request_id = r.id order by o.id limit 100) o)"
        )
    };
}

/// Opinions on the request `r`.
macro_rules! opinions_of_r {
    () => {
        $crate::requests::store::opinions::of_r!("opinions")
    };
}
pub(super) use {of_r, opinions_of_r};

/// Opinions asked for and given; read with the request itself.
pub const OPINIONS: &str = opinions_of_r!();
/// What was to be completed.
pub const COMPLETIONS: &str = of_r!("completion_requests");
/// Appeals against the decision.
pub const APPEALS: &str = of_r!("appeals");

/// Asks for completion.
pub fn ask_completion(unit: &mut Unit<'_>, row: &CompletionRow) -> Result<(), Problem> {
    diesel::insert_into(c::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// What is still to be completed.
pub fn open_completion(unit: &mut Unit<'_>, request: Uuid) -> Result<Option<CompletionRow>, Problem> {
    Ok(c::table
        .filter(c::request_id.eq(request))
        .filter(c::completed_at.is_null())
        .select(CompletionRow::as_select())
        .first(unit.conn)
        .optional()?)
}

/// It was completed, or will not be any more.
pub fn completed(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    diesel::update(c::table.find(id)).set(c::completed_at.eq(unit.now)).execute(unit.conn)?;
    Ok(())
}

/// Asks a body.
pub fn ask_opinion(unit: &mut Unit<'_>, row: &OpinionRow) -> Result<(), Problem> {
    diesel::insert_into(o::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// Gives the opinion that a body was asked for; false where none is open.
pub fn give_opinion(unit: &mut Unit<'_>, request: Uuid, body: &str, favourable: bool, reasons: &str) -> Result<bool, Problem> {
    let count = diesel::update(o::table.filter(o::request_id.eq(request)).filter(o::body.eq(body)).filter(o::given_at.is_null()))
        .set((
            o::given_by.eq(unit.caller.account),
            o::given_at.eq(unit.now),
            o::favourable.eq(favourable),
            o::reasons.eq(reasons),
        ))
        .execute(unit.conn)?;
    Ok(count > 0)
}

/// What a body was asked about a request, and what it said; the earliest first.
pub fn of_body(unit: &mut Unit<'_>, request: Uuid, body: &str) -> Result<Vec<OpinionRow>, Problem> {
    Ok(o::table
        .filter(o::request_id.eq(request))
        .filter(o::body.eq(body))
        .order(o::id)
        .select(OpinionRow::as_select())
        .load(unit.conn)?)
}

/// Records an appeal.
pub fn appeal(unit: &mut Unit<'_>, row: &AppealRow) -> Result<(), Problem> {
    diesel::insert_into(a::table).values(row).execute(unit.conn)?;
    Ok(())
}

/// Records how the open appeal ended.
pub fn settle_appeal(unit: &mut Unit<'_>, request: Uuid, result: &str) -> Result<(), Problem> {
    diesel::update(a::table.filter(a::request_id.eq(request)).filter(a::settled_at.is_null()))
        .set((a::result.eq(result), a::settled_at.eq(unit.now)))
        .execute(unit.conn)?;
    Ok(())
}
