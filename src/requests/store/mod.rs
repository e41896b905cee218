//! Queries over requests. Whatever the caller may not see is not found.

pub mod attachments;
pub mod beneficiaries;
pub mod checks;
pub mod dossier;
pub mod events;
pub mod list;
pub mod opinions;
pub mod proposals;
pub mod sight;
mod statement;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, pg::Pg, prelude::*, sql_types::Jsonb};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{rules::lifecycle::State, schema::requests};
use crate::{
    access::{
        caller::Caller,
        door::Unit,
        policy::{Role, Scope},
    },
    kernel::{
        local_time::legal_day,
        problem::{Kind, Problem},
        sql::{prepared, sql},
        term::Term,
    },
};

/// A request as the database keeps it.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = requests)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct RequestRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub number: Option<String>,
    pub service_code: String,
    pub service_version: i32,
    pub state: String,
    pub priority: String,
    pub channel: String,
    pub filed_by: String,
    pub subdivision_id: Option<Uuid>,
    pub applicant_account_id: Uuid,
    pub beneficiary_id: Option<Uuid>,
    pub legal_entity_idno: Option<String>,
    pub answers: Value,
    pub registration_reason: Option<String>,
    pub rectification_reason: Option<String>,
    pub rectified_at: Option<DateTime<Utc>>,
    pub assigned_to: Option<Uuid>,
    pub assigned_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub registered_at: Option<DateTime<Utc>>,
    pub term: Option<Value>,
    pub due_at: Option<DateTime<Utc>>,
    pub referred: bool,
    pub outcome: Option<String>,
    pub proposed_by: Option<Uuid>,
    pub decided_by: Option<Uuid>,
    pub decision_document_id: Option<Uuid>,
    pub served_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl RequestRow {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Problem> {
        State::read(&self.state).ok_or_else(|| Problem::internal("an unknown state"))
    }

    /// How often its legal term may still be extended.
    pub fn extensions_left(&self) -> i64 {
        self.term.as_ref().and_then(|term| term["extensionsLeft"].as_i64()).unwrap_or(0)
    }

    /// Its legal term, once it runs.
    pub fn term(&self) -> Result<Option<Term>, Problem> {
        self.term.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)
    }
}

/// What a step changes; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = requests)]
#[allow(missing_docs)]
pub struct Changes {
    pub number: Option<String>,
    pub state: Option<String>,
    pub priority: Option<String>,
    pub subdivision_id: Option<Uuid>,
    pub beneficiary_id: Option<Uuid>,
    pub answers: Option<Value>,
    pub registration_reason: Option<String>,
    pub rectification_reason: Option<String>,
    pub rectified_at: Option<DateTime<Utc>>,
    pub assigned_to: Option<Option<Uuid>>,
    pub assigned_at: Option<Option<DateTime<Utc>>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub registered_at: Option<DateTime<Utc>>,
    pub term: Option<Value>,
    pub due_at: Option<Option<DateTime<Utc>>>,
    pub referred: Option<bool>,
    pub outcome: Option<Option<String>>,
    pub proposed_by: Option<Option<Uuid>>,
    pub decided_by: Option<Option<Uuid>>,
    pub decision_document_id: Option<Option<Uuid>>,
    pub served_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
}

impl Changes {
    /// These, and what a filing changed before them.
    pub fn after(self, before: Self) -> Self {
        Self {
            submitted_at: self.submitted_at.or(before.submitted_at),
            subdivision_id: self.subdivision_id.or(before.subdivision_id),
            beneficiary_id: self.beneficiary_id.or(before.beneficiary_id),
            ..self
        }
    }
}

/// The body that a caller answers for when consulted.
pub fn consulted_body(caller: &Caller) -> &'static str {
    if caller.has(Role::SisReviewer) { "SIS" } else { "" }
}

/// One request that the caller may see under the operation's permission.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<RequestRow, Problem> {
    let scope = unit.scope.clone();
    find_in(unit, &scope, id)
}

/// One request that the caller may see under another reach.
pub fn find_in(unit: &mut Unit<'_>, scope: &Scope, id: Uuid) -> Result<RequestRow, Problem> {
    Ok(find_for_step::<Option<()>>(unit, scope, id, NOTHING)?.0)
}

/// Nothing more is read with the request.
pub const NOTHING: &str = "'null'::jsonb";

/// One request that the caller may see, and with it what a sub-select over the request `r` says, in one statement.
pub fn find_with<T: DeserializeOwned>(unit: &mut Unit<'_>, id: Uuid, more: &'static str) -> Result<(RequestRow, T), Problem> {
    let scope = unit.scope.clone();
    find_for_step(unit, &scope, id, more)
}

/// The same for a step, under another reach.
pub fn find_for_step<T: DeserializeOwned>(
    unit: &mut Unit<'_>,
    scope: &Scope,
    id: Uuid,
    more: &'static str,
) -> Result<(RequestRow, T), Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(embed)]
        request: RequestRow,
        #[diesel(sql_type = Jsonb)]
        told: Value,
    }
    let mut values = statement::Values::default();
    let place = values.place(statement::Value::Id(id));
    let reasons = sight::reasons(&mut values, scope, &unit.caller, legal_day(unit.now));
    let text = format!("select r.*, {more} as told from requests r where r.id = {place} and {}", sight::seen(&reasons));
    let Found { request, told } = values.load(unit.conn, text)?.pop().ok_or_else(Problem::not_found)?;
    Ok((request, serde_json::from_value(told).map_err(Problem::internal)?))
}

/// Who is told of a request: whoever filed it; where they filed for another and hold no power for them any more, that person, if they have an
/// account.
pub fn whom_to_tell(conn: &mut PgConnection, row: &RequestRow) -> Result<Option<Uuid>, Problem> {
    if row.channel != "EFiling" || !["Representative", "LegalEntity"].contains(&row.filed_by.as_str()) {
        return Ok(Some(row.applicant_account_id));
    }
    #[derive(QueryableByName)]
    struct Told {
        #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Uuid>)]
        account: Option<Uuid>,
    }
    let asked = sql("select case when exists (select from requests_without_power n where n.request_id = r.id)
                                 then (select a.id from accounts a join persons b on b.id = r.beneficiary_id
                                        where a.person_id = coalesce(b.merged_into, b.id) and a.status = 'Active' order by a.id limit 1)
                                 else r.applicant_account_id end as account
                       from requests r where r.id = $1")
    .bind::<diesel::sql_types::Uuid, _>(row.id);
    Ok(prepared(asked).get_result::<Told>(conn)?.account)
}

/// One request, whoever asks: for the program's own work.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<RequestRow, Problem> {
    Ok(requests::table.find(id).select(RequestRow::as_select()).first(conn)?)
}

/// A new request.
pub fn insert(conn: &mut PgConnection, row: &RequestRow) -> Result<(), Problem> {
    diesel::insert_into(requests::table).values(row).execute(conn)?;
    Ok(())
}

/// Changes a request that still stands as it was read; otherwise another step was quicker.
pub fn change(unit: &mut Unit<'_>, row: &RequestRow, mut changes: Changes) -> Result<RequestRow, Problem> {
    // A change always writes, so that its version moves even where a step changes nothing else.
    changes.updated_at = Some(unit.now);
    let as_it_was = requests::table.filter(requests::id.eq(row.id)).filter(requests::version.eq(row.version));
    prepared(diesel::update(as_it_was).set(changes).returning(RequestRow::as_select()))
        .get_result(unit.conn)
        .optional()?
        .ok_or_else(|| if unit.caller.account.is_nil() { Problem::race_lost() } else { Problem::new(Kind::GONE_STALE) })
}

/// One request, held until the transaction ends; nothing where there is none.
pub fn held(conn: &mut PgConnection, id: Uuid) -> Result<Option<RequestRow>, Problem> {
    Ok(requests::table.find(id).select(RequestRow::as_select()).for_no_key_update().first(conn).optional()?)
}

/// The answers of a request as they stood in one of its versions.
pub fn answers_of(conn: &mut PgConnection, id: Uuid, version: i32) -> Result<Option<Value>, Problem> {
    #[derive(diesel::QueryableByName)]
    struct Answers {
        #[diesel(sql_type = diesel::sql_types::Jsonb)]
        answers: Value,
    }
    let found = sql("select answers from history.requests where id = $1 and version = $2")
        .bind::<diesel::sql_types::Uuid, _>(id)
        .bind::<diesel::sql_types::Int4, _>(version);
    Ok(prepared(found).get_result::<Answers>(conn).optional()?.map(|found| found.answers))
}

#[derive(diesel::QueryableByName)]
struct Given {
    #[diesel(sql_type = diesel::sql_types::Int4)]
    last: i32,
}

/// The next registration number of a series: `SP-GR-2026-000001`.
pub fn next_number(conn: &mut PgConnection, series: &str, year: i32) -> Result<String, Problem> {
    let given: Given = prepared(
        sql("insert into request_series (series, year, last) values ($1, $2, 1) \
             on conflict (series, year) do update set last = request_series.last + 1 returning last")
        .bind::<diesel::sql_types::Text, _>(series)
        .bind::<diesel::sql_types::Int4, _>(year),
    )
    .get_result(conn)?;
    Ok(format!("{series}-{year}-{:06}", given.last))
}
