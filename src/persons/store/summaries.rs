//! Persons in short: for lists, and for the rooms above, which have judged already what their caller may see.

use std::collections::HashMap;

use diesel::{
    prelude::*,
    sql_types::{Array, Date, Int4, Jsonb, Nullable, Text, Uuid as SqlUuid},
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    addresses::AddressRow,
    documents::DocumentRow,
    row::{birth_date, idnp, stored},
};
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        identifiers::Idnp,
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::{
        ForeignDocumentId, PersonId,
        attributes::LatinNames,
        person::{DocumentSummary, PersonStatus, PersonSummary},
    },
};

/// What a summary is made of, out of a relation `page` with the rows of persons and a rank.
macro_rules! summary_of_page {
    () => {
        "select p.id, p.status, p.merged_into, p.idnp, p.surname, p.given_names, p.patronymic, p.details -> 'latin' as latin, p.sex,
                p.birth_date, p.birth_precision, p.citizenships, p.created_at, to_jsonb(d) as document, to_jsonb(a) as address, p.rank
           from page p
           left join lateral (select * from foreign_documents d where d.person_id = p.id
                               order by d.issued_on desc nulls last, d.id desc limit 1) d on true
           left join lateral (select * from addresses a where a.person_id = p.id and a.valid_to is null
                               order by a.kind desc limit 1) a on true "
    };
}
pub(super) use summary_of_page;

#[derive(QueryableByName)]
pub(super) struct SummaryRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    merged_into: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    idnp: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    surname: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    given_names: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    patronymic: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    latin: Option<Value>,
    #[diesel(sql_type = Text)]
    sex: String,
    #[diesel(sql_type = Nullable<Date>)]
    birth_date: Option<chrono::NaiveDate>,
    #[diesel(sql_type = Text)]
    birth_precision: String,
    #[diesel(sql_type = Array<Text>)]
    citizenships: Vec<String>,
    #[diesel(sql_type = diesel::sql_types::Timestamptz)]
    created_at: chrono::DateTime<chrono::Utc>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    document: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    address: Option<Value>,
    #[diesel(sql_type = Int4)]
    pub rank: i32,
}

impl SummaryRow {
    pub(super) fn shown(self) -> Result<PersonSummary, Problem> {
        let document = self.document.map(DocumentRow::deserialize).transpose().map_err(Problem::internal)?;
        let address = self.address.map(AddressRow::deserialize).transpose().map_err(Problem::internal)?;
        Ok(PersonSummary {
            person_id: PersonId::from_uuid(self.id),
            status: PersonStatus::of(&self.status),
            merged_into: self.merged_into.map(PersonId::from_uuid),
            idnp: idnp(self.idnp.as_deref())?,
            surname: self.surname,
            given_names: self.given_names,
            patronymic: self.patronymic,
            latin: self.latin.map(LatinNames::deserialize).transpose().map_err(Problem::internal)?,
            sex: stored(&self.sex)?,
            birth_date: birth_date(self.birth_date, &self.birth_precision)?,
            citizenships: self.citizenships,
            document: document.map(summary_of).transpose()?,
            address: address.map(AddressRow::shown).transpose()?,
        })
    }
}

fn summary_of(row: DocumentRow) -> Result<DocumentSummary, Problem> {
    Ok(DocumentSummary {
        foreign_document_id: ForeignDocumentId::from_uuid(row.id),
        kind: stored(&row.kind)?,
        issuer: row.issuer,
        number: row.number,
        issued_on: row.issued_on,
        expires_on: row.expires_on,
    })
}

const BY_ID: &str = concat!("with page as (select p.*, 0 as rank from persons p where p.id = any($1)) ", summary_of_page!());

/// Several persons in short, by their ids, in one query. No scope is checked: for rooms that have done so.
pub fn summaries(conn: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, PersonSummary>, Problem> {
    let rows: Vec<SummaryRow> = prepared(sql(BY_ID).bind::<Array<SqlUuid>, _>(ids.to_vec())).load(conn)?;
    rows.into_iter().map(|row| Ok((row.id, row.shown()?))).collect()
}

/// One person in short. No scope is checked: for rooms that have done so.
pub fn summary(unit: &mut Unit<'_>, id: Uuid) -> Result<PersonSummary, Problem> {
    let found = summaries(unit.conn, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
    unit.about(id);
    Ok(found)
}

/// The person with this number, if there is one on record.
pub fn find_by_idnp(unit: &mut Unit<'_>, idnp: &Idnp) -> Result<Option<Uuid>, Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let found: Option<Found> =
        prepared(sql("select id from persons where idnp = $1 and status <> 'Merged'").bind::<Text, _>(idnp.expose().to_owned()))
            .get_result(unit.conn)
            .optional()?;
    Ok(found.map(|found| found.id))
}

/// One person in short, and since when they are on record. No scope is checked: for rooms that have done so.
pub fn summary_since(unit: &mut Unit<'_>, id: Uuid) -> Result<(PersonSummary, chrono::DateTime<chrono::Utc>), Problem> {
    let row: SummaryRow = prepared(sql(BY_ID).bind::<Array<SqlUuid>, _>(vec![id])).get_result(unit.conn)?;
    unit.about(id);
    let since = row.created_at;
    Ok((row.shown()?, since))
}
