//! Queries over subdivisions.

use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::{door::Unit, schema::subdivisions},
    kernel::problem::Problem,
};

/// A subdivision on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = subdivisions)]
pub struct Office {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Its code.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// Russian name.
    pub name_ru: String,
    /// English name.
    pub name_en: String,
    /// Under which it stands.
    pub parent_id: Option<Uuid>,
    /// Whether people come to it.
    pub serves_public: bool,
    /// Town.
    pub locality: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Whether it exists still.
    pub active: bool,
}

/// What can be said of a subdivision; none leaves as it is, `Some(None)` removes.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = subdivisions)]
pub struct OfficeChange {
    /// Romanian name.
    pub name_ro: Option<String>,
    /// Russian name.
    pub name_ru: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Under which it stands.
    pub parent_id: Option<Option<Uuid>>,
    /// Whether people come to it.
    pub serves_public: Option<bool>,
    /// Town.
    pub locality: Option<Option<String>>,
    /// Address.
    pub address: Option<Option<String>>,
    /// Whether it exists still.
    pub active: Option<bool>,
}

/// A subdivision about to be made.
#[derive(Debug, Insertable)]
#[diesel(table_name = subdivisions)]
pub struct NewOffice {
    /// Its code.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// Russian name.
    pub name_ru: String,
    /// English name.
    pub name_en: String,
    /// Under which it stands.
    pub parent_id: Option<Uuid>,
    /// Whether people come to it.
    pub serves_public: bool,
    /// Town.
    pub locality: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// Which subdivisions.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Only those to which people come, or only the others.
    pub serves_public: Option<bool>,
    /// Those that exist no more, too.
    pub closed_too: bool,
}

/// A page of subdivisions by code. Public: the inspectorate's structure is on its web site.
pub fn page(conn: &mut PgConnection, wanted: &Wanted, after: Option<String>, rows: i64) -> Result<Vec<Office>, Problem> {
    let mut query = subdivisions::table.into_boxed();
    if let Some(serves) = wanted.serves_public {
        query = query.filter(subdivisions::serves_public.eq(serves));
    }
    if !wanted.closed_too {
        query = query.filter(subdivisions::active.eq(true));
    }
    if let Some(after) = after {
        query = query.filter(subdivisions::code.gt(after));
    }
    Ok(query.order(subdivisions::code).limit(rows).select(Office::as_select()).load(conn)?)
}

/// One subdivision.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Office, Problem> {
    Ok(subdivisions::table.find(id).select(Office::as_select()).first(conn)?)
}

/// One subdivision, held until the end of the unit of work.
pub fn find_for_change(conn: &mut PgConnection, id: Uuid) -> Result<Office, Problem> {
    Ok(subdivisions::table.find(id).for_update().select(Office::as_select()).first(conn)?)
}

/// Records a subdivision.
pub fn insert(unit: &mut Unit<'_>, office: &NewOffice) -> Result<Office, Problem> {
    let stamped = (
        subdivisions::id.eq(Uuid::now_v7()),
        subdivisions::created_at.eq(unit.now),
        subdivisions::updated_at.eq(unit.now),
        office,
    );
    Ok(diesel::insert_into(subdivisions::table).values(stamped).returning(Office::as_returning()).get_result(unit.conn)?)
}

/// Changes a subdivision.
pub fn change(unit: &mut Unit<'_>, id: Uuid, change: &OfficeChange) -> Result<Office, Problem> {
    // The version rises with every change, also with one that says nothing new.
    Ok(diesel::update(subdivisions::table.find(id))
        .set((subdivisions::updated_at.eq(unit.now), change))
        .returning(Office::as_returning())
        .get_result(unit.conn)?)
}

/// Whether any that exists stands under it.
pub fn has_children(conn: &mut PgConnection, id: Uuid) -> Result<bool, Problem> {
    let below = subdivisions::table.filter(subdivisions::parent_id.eq(id)).filter(subdivisions::active.eq(true));
    Ok(diesel::select(diesel::dsl::exists(below)).get_result(conn)?)
}

/// Those above a subdivision, the nearest first, itself at the head. Holds their rows, so that no circle can be made by two at once.
pub fn above(conn: &mut PgConnection, id: Uuid) -> Result<Vec<Uuid>, Problem> {
    let all: Vec<(Uuid, Option<Uuid>)> = subdivisions::table
        .order(subdivisions::id)
        .for_update()
        .select((subdivisions::id, subdivisions::parent_id))
        .load(conn)?;
    let mut chain = vec![id];
    while let Some(parent) = chain.last().and_then(|last| all.iter().find(|(id, _)| id == last)?.1) {
        if chain.contains(&parent) {
            break;
        }
        chain.push(parent);
    }
    Ok(chain)
}
