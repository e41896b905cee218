//! The queries over versions of services. Nothing here is personal data; who may see a concept is decided by the permission.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{OptionalExtension, PgConnection, prelude::*, sql_types::BigInt};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{rules::definition::ServiceDefinition, schema::service_versions};
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// What has become of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ServiceVersionState {
    /// Being written; nobody can file against it.
    Concept,
    /// Filed against from its first day on.
    Published,
    /// Given up; requests that began with it stay on it.
    Withdrawn,
}

impl ServiceVersionState {
    fn read(text: &str) -> Self {
        match text {
            "Published" => Self::Published,
            "Withdrawn" => Self::Withdrawn,
            _ => Self::Concept,
        }
    }
}

/// A version as it is kept.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = service_versions, check_for_backend(diesel::pg::Pg))]
pub struct VersionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub code: String,
    pub number: i32,
    state: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub definition: Value,
    pub published_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawal_reason: Option<String>,
}

impl VersionRow {
    pub fn state(&self) -> ServiceVersionState {
        ServiceVersionState::read(&self.state)
    }

    /// The definition in the program's types.
    pub fn definition(&self) -> Result<ServiceDefinition, Problem> {
        serde_json::from_value(self.definition.clone())
            .map_err(|error| Problem::internal(format!("service {} version {}: {error}", self.code, self.number)))
    }
}

/// What the rules over several versions look at.
#[derive(Debug, Clone, QueryableByName)]
pub struct Sibling {
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub code: String,
    #[diesel(sql_type = diesel::sql_types::Int4)]
    pub number: i32,
    #[diesel(sql_type = diesel::sql_types::Text)]
    state: String,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Date>)]
    pub valid_from: Option<NaiveDate>,
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub domain_code: String,
}

impl Sibling {
    pub fn is_published(&self) -> bool {
        self.state == "Published"
    }
}

/// Changes of the catalogue are rare and look at other versions: they go one after the other.
pub fn take_turn(conn: &mut PgConnection) -> Result<(), Problem> {
    const TURN: i64 = 0x7365_7276_6963_6573;
    prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(TURN)).execute(conn)?;
    Ok(())
}

/// Every version of every service, without what it says.
pub fn siblings(conn: &mut PgConnection) -> Result<Vec<Sibling>, Problem> {
    Ok(prepared(sql(
        "select code, number, state, valid_from, definition->>'domainCode' as domain_code from service_versions order by code, number",
    ))
    .load(conn)?)
}

/// One version, for a caller who may see concepts.
pub fn find(conn: &mut PgConnection, code: &str, number: i32) -> Result<VersionRow, Problem> {
    one(code, number).first(conn).optional()?.ok_or_else(Problem::not_found)
}

/// The same, kept from others until this unit of work ends.
pub fn find_to_change(conn: &mut PgConnection, code: &str, number: i32) -> Result<VersionRow, Problem> {
    one(code, number).for_update().first(conn).optional()?.ok_or_else(Problem::not_found)
}

#[diesel::dsl::auto_type]
fn one<'a>(code: &'a str, number: i32) -> _ {
    let row: diesel::dsl::AsSelect<VersionRow, diesel::pg::Pg> = VersionRow::as_select();
    service_versions::table.filter(service_versions::code.eq(code)).filter(service_versions::number.eq(number)).select(row)
}

/// The concepts, by code and version, after a place in that order.
pub fn concepts(conn: &mut PgConnection, after: Option<&(String, i32)>, wanted: i64) -> Result<Vec<VersionRow>, Problem> {
    let mut query = service_versions::table
        .filter(service_versions::state.eq("Concept"))
        .order((service_versions::code, service_versions::number))
        .limit(wanted)
        .select(VersionRow::as_select())
        .into_boxed();
    if let Some((code, number)) = after {
        query = query.filter(
            service_versions::code.gt(code).or(service_versions::code.eq(code).and(service_versions::number.gt(*number))),
        );
    }
    Ok(query.load(conn)?)
}

/// Writes a version: a concept, or a shipped one that is published with the program.
pub fn insert(unit: &mut Unit<'_>, definition: &ServiceDefinition) -> Result<VersionRow, Problem> {
    let published = !definition.concept;
    let row = diesel::insert_into(service_versions::table)
        .values((
            service_versions::id.eq(Uuid::now_v7()),
            service_versions::created_at.eq(unit.now),
            service_versions::updated_at.eq(unit.now),
            service_versions::code.eq(&definition.code),
            service_versions::number.eq(number_of(definition)),
            service_versions::state.eq(if published { "Published" } else { "Concept" }),
            service_versions::valid_from.eq(definition.valid_from),
            service_versions::valid_to.eq(definition.valid_to),
            service_versions::definition.eq(written(definition)?),
            service_versions::published_at.eq(published.then_some(unit.now)),
        ))
        .returning(VersionRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("ServiceVersion", name(&row));
    Ok(row)
}

/// Replaces what a concept says.
pub fn rewrite(unit: &mut Unit<'_>, id: Uuid, definition: &ServiceDefinition) -> Result<VersionRow, Problem> {
    let row = diesel::update(service_versions::table.find(id))
        .set((
            service_versions::definition.eq(written(definition)?),
            service_versions::valid_from.eq(definition.valid_from),
            service_versions::valid_to.eq(definition.valid_to),
        ))
        .returning(VersionRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("ServiceVersion", name(&row));
    Ok(row)
}

/// Makes a concept the version that requests are filed against from its first day on.
pub fn publish(unit: &mut Unit<'_>, id: Uuid, definition: &ServiceDefinition) -> Result<VersionRow, Problem> {
    let row = diesel::update(service_versions::table.find(id))
        .set((
            service_versions::state.eq("Published"),
            service_versions::definition.eq(written(definition)?),
            service_versions::valid_from.eq(definition.valid_from),
            service_versions::valid_to.eq(definition.valid_to),
            service_versions::published_by.eq(unit.caller.account),
            service_versions::published_at.eq(unit.now),
        ))
        .returning(VersionRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("ServiceVersion", name(&row));
    Ok(row)
}

/// Gives a version up.
pub fn withdraw(unit: &mut Unit<'_>, id: Uuid, reason: &str) -> Result<VersionRow, Problem> {
    let row = diesel::update(service_versions::table.find(id))
        .set((
            service_versions::state.eq("Withdrawn"),
            service_versions::withdrawn_by.eq(unit.caller.account),
            service_versions::withdrawn_at.eq(unit.now),
            service_versions::withdrawal_reason.eq(reason),
        ))
        .returning(VersionRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("ServiceVersion", name(&row));
    Ok(row)
}

/// Ids and row versions of everything that has ever been published: what a copy of the catalogue is compared with.
pub fn published(conn: &mut PgConnection) -> Result<Vec<(Uuid, i32)>, Problem> {
    Ok(service_versions::table
        .filter(service_versions::published_at.is_not_null())
        .select((service_versions::id, service_versions::version))
        .load(conn)?)
}

/// These versions in full.
pub fn by_ids(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<VersionRow>, Problem> {
    Ok(service_versions::table.filter(service_versions::id.eq_any(ids)).select(VersionRow::as_select()).load(conn)?)
}

fn number_of(definition: &ServiceDefinition) -> i32 {
    i32::try_from(definition.version).unwrap_or(i32::MAX)
}

fn written(definition: &ServiceDefinition) -> Result<Value, Problem> {
    serde_json::to_value(definition).map_err(Problem::internal)
}

/// How the journal names a version.
pub fn name(row: &VersionRow) -> String {
    format!("{}/{}", row.code, row.number)
}
