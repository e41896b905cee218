//! Writing persons and the keys by which they are found.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use super::row::PersonRow;
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        problem::Problem,
        sql::{prepared, sql},
    },
    persons::{PersonId, rules::names::NameKey, schema::persons},
};

/// Puts a person on record, once [`Unit::write_rows`] is called.
pub fn insert(unit: &mut Unit<'_>, row: &PersonRow, keys: &[NameKey]) -> Result<(), Problem> {
    unit.later("persons", row)?;
    insert_keys(unit, row.id, keys)?;
    unit.about(row.id);
    unit.wrote("Person", PersonId::from_uuid(row.id));
    Ok(())
}

/// Writes a person whose row is locked. The keys are made anew where they are given.
pub fn update(unit: &mut Unit<'_>, row: &PersonRow, keys: Option<&[NameKey]>) -> Result<(), Problem> {
    diesel::update(persons::table.find(row.id)).set(row).execute(unit.conn)?;
    if let Some(keys) = keys {
        prepared(sql("delete from person_name_keys where person_id = $1").bind::<SqlUuid, _>(row.id)).execute(unit.conn)?;
        insert_keys(unit, row.id, keys)?;
    }
    unit.about(row.id);
    unit.wrote("Person", PersonId::from_uuid(row.id));
    Ok(())
}

fn insert_keys(unit: &mut Unit<'_>, person: Uuid, keys: &[NameKey]) -> Result<(), Problem> {
    for key in keys {
        let tokens: Vec<&str> = key.key.split(' ').collect();
        unit.later("person_name_keys", &json!({ "person_id": person, "key": key.key, "tokens": tokens }))?;
    }
    Ok(())
}

/// Waits until nobody else registers somebody with the same number, document, name or birth date. Taken in order, so that
/// two registrations wait for each other and do not deadlock.
pub fn wait_for_twins(unit: &mut Unit<'_>, mut marks: Vec<i64>) -> Result<(), Problem> {
    marks.sort_unstable();
    marks.dedup();
    prepared(
        sql("select count(pg_advisory_xact_lock(mark)) from (select mark from unnest($1) as mark order by mark) m")
            .bind::<Array<BigInt>, _>(marks),
    )
    .execute(unit.conn)?;
    Ok(())
}
