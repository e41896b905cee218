//! Addresses over time.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    row::stored,
    visible::{Visible, of_person},
};
use crate::{
    access::door::Unit,
    kernel::{
        id::TypedId,
        problem::{Kind, Problem},
        sql::prepared,
        text::Text,
    },
    persons::{
        AddressId,
        addresses::{Address, NewAddress},
        schema::addresses,
    },
};
use diesel::sql_types::{Jsonb, Nullable, Timestamptz};

/// A row; also read back from JSON.
#[derive(Debug, Clone, Insertable, Queryable, Deserialize)]
#[diesel(table_name = addresses)]
pub struct AddressRow {
    id: Uuid,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    person_id: Uuid,
    kind: String,
    country: String,
    region: Option<String>,
    locality: Option<String>,
    sector: Option<String>,
    street: Option<String>,
    house: Option<String>,
    block: Option<String>,
    apartment: Option<String>,
    postal_code: Option<String>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    basis: Option<String>,
    change_reason: Option<String>,
}

impl AddressRow {
    fn new(person: Uuid, new: &NewAddress, now: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            version: 1,
            created_at: now,
            updated_at: now,
            person_id: person,
            kind: new.kind.name().to_owned(),
            country: new.country.clone(),
            region: new.region.clone(),
            locality: new.locality.clone(),
            sector: new.sector.clone(),
            street: new.street.clone(),
            house: new.house.clone(),
            block: new.block.clone(),
            apartment: new.apartment.clone(),
            postal_code: new.postal_code.clone(),
            valid_from: new.valid_from,
            valid_to: new.valid_to,
            basis: new.basis.clone(),
            change_reason: new.reason.clone(),
        }
    }

    /// As shown.
    pub fn shown(self) -> Result<Address, Problem> {
        Ok(Address {
            address_id: AddressId::from_uuid(self.id),
            kind: stored(&self.kind)?,
            country: self.country,
            region: self.region,
            locality: self.locality,
            sector: self.sector,
            street: self.street,
            house: self.house,
            block: self.block,
            apartment: self.apartment,
            postal_code: self.postal_code,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            basis: self.basis,
        })
    }
}

/// Addresses out of an aggregate.
pub fn shown(rows: Value) -> Result<Vec<Address>, Problem> {
    let rows: Vec<AddressRow> = serde_json::from_value(rows).map_err(Problem::internal)?;
    rows.into_iter().map(AddressRow::shown).collect()
}

/// Puts addresses of a person who has just been registered on record.
pub fn insert(unit: &mut Unit<'_>, person: Uuid, new: &[NewAddress]) -> Result<(), Problem> {
    if !new.is_empty() {
        let rows: Vec<AddressRow> = new.iter().map(|new| AddressRow::new(person, new, unit.now)).collect();
        diesel::insert_into(addresses::table).values(&rows).execute(unit.conn).map_err(taken)?;
    }
    Ok(())
}

/// Puts an address on record; one that lasts ends the one before it. The person's row is locked by the caller.
pub fn add(unit: &mut Unit<'_>, person: Uuid, new: &NewAddress) -> Result<Address, Problem> {
    if new.valid_to.is_none() {
        diesel::update(
            addresses::table
                .filter(addresses::person_id.eq(person))
                .filter(addresses::kind.eq(new.kind.name()))
                .filter(addresses::valid_to.is_null())
                .filter(addresses::valid_from.lt(new.valid_from)),
        )
        .set((addresses::valid_to.eq(new.valid_from), addresses::change_reason.eq(new.reason.clone())))
        .execute(unit.conn)?;
    }
    let row = AddressRow::new(person, new, unit.now);
    diesel::insert_into(addresses::table).values(&row).execute(unit.conn).map_err(taken)?;
    unit.wrote("Address", AddressId::from_uuid(row.id));
    row.shown()
}

/// Two of a kind on one day: the constraint says so.
fn taken(error: diesel::result::Error) -> Problem {
    match &error {
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::ExclusionViolation, _) => {
            Problem::new(Kind::ALREADY_EXISTS).detail(Text::new(
                "Pentru această perioadă există deja o adresă de același fel.",
                "На этот период уже есть адрес того же вида.",
                "There is already an address of this kind for these days.",
            ))
        }
        _ => error.into(),
    }
}

const LIST: &str = concat!(
    "select (select coalesce(jsonb_agg(to_jsonb(a) order by a.valid_from desc, a.kind, a.id), '[]') from addresses a
              where a.person_id = p.id) as rows
       from persons p where p.id = $1 and ",
    visible!()
);

const LIST_AS_OF: &str = concat!(
    "select (select coalesce(jsonb_agg(to_jsonb(a) order by a.valid_from desc, a.kind, a.id), '[]')
               from (select distinct on (h.id) h.* from history.addresses h
                      where h.id in (select id from history.addresses where person_id = $1) and h.recorded_at <= $7
                      order by h.id, h.version desc) a
              where a.person_id = $1) as rows
       from persons p where p.id = $1 and p.created_at <= $7 and ",
    visible!()
);

#[derive(QueryableByName)]
pub(super) struct Rows {
    #[diesel(sql_type = Jsonb)]
    pub rows: Value,
}

/// All addresses of a person, the latest first; as they stood at an instant, where one is given.
pub fn list(unit: &mut Unit<'_>, person: Uuid, as_of: Option<DateTime<Utc>>) -> Result<Vec<Address>, Problem> {
    shown(rows(unit, person, as_of, LIST, LIST_AS_OF)?)
}

/// The rows of a person's own list, or nothing for those who may not see the person.
pub(super) fn rows(
    unit: &mut Unit<'_>,
    person: Uuid,
    as_of: Option<DateTime<Utc>>,
    present: &'static str,
    past: &'static str,
) -> Result<Value, Problem> {
    let visible = Visible::of(unit);
    let query = match as_of {
        None => of_person(present, person, &visible),
        Some(instant) => of_person(past, person, &visible).bind::<Nullable<Timestamptz>, _>(Some(instant)),
    };
    let found: Option<Rows> = prepared(query).get_result(unit.conn).optional()?;
    found.map(|found| found.rows).ok_or_else(Problem::not_found)
}
