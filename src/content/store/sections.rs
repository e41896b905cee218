//! Of sections, what administrators may change.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use uuid::Uuid;

use crate::{
    access::{door::Unit, store::offices},
    content::{rules::structure::Structure, schema::content_sections},
    kernel::{
        problem::Problem,
        term::{TermLength, TermUnit},
    },
};

/// A section as the database keeps it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = content_sections)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct SectionRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub code: String,
    pub subdivision_id: Uuid,
    pub administrator_id: Uuid,
    pub update_count: i32,
    pub update_unit: String,
    pub reason: String,
}

impl SectionRow {
    /// How often what is in it is to be brought up to date.
    pub fn term(&self) -> TermLength {
        term(self.update_count, &self.update_unit)
    }
}

/// A term as its columns have it.
pub fn term(count: i32, unit: &str) -> TermLength {
    let unit = match unit {
        "WorkingDays" => TermUnit::WorkingDays,
        "Hours" => TermUnit::Hours,
        _ => TermUnit::CalendarDays,
    };
    TermLength::new(count.unsigned_abs(), unit)
}

/// What is changed of a section; `None` leaves it.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = content_sections)]
#[allow(missing_docs)]
pub struct SectionChange {
    pub subdivision_id: Option<Uuid>,
    pub administrator_id: Option<Uuid>,
    pub update_count: Option<i32>,
    pub update_unit: Option<String>,
    pub reason: Option<String>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// All sections, some dozens.
pub fn all(conn: &mut PgConnection) -> Result<Vec<SectionRow>, Problem> {
    Ok(content_sections::table.order(content_sections::code).select(SectionRow::as_select()).load(conn)?)
}

/// One section.
pub fn find(conn: &mut PgConnection, code: &str) -> Result<SectionRow, Problem> {
    Ok(content_sections::table.filter(content_sections::code.eq(code)).select(SectionRow::as_select()).first(conn)?)
}

/// One section, by its id.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<SectionRow, Problem> {
    Ok(content_sections::table.find(id).select(SectionRow::as_select()).first(conn)?)
}

/// One section, held until the unit of work ends.
pub fn find_for_change(conn: &mut PgConnection, code: &str) -> Result<SectionRow, Problem> {
    let one = content_sections::table.filter(content_sections::code.eq(code));
    Ok(one.for_no_key_update().select(SectionRow::as_select()).first(conn)?)
}

/// Changes a section.
pub fn change(unit: &mut Unit<'_>, id: Uuid, mut change: SectionChange) -> Result<SectionRow, Problem> {
    change.updated_at = Some(unit.now);
    let one = diesel::update(content_sections::table.find(id)).set(change);
    Ok(one.returning(SectionRow::as_returning()).get_result(unit.conn)?)
}

/// Puts on record the sections that are not yet, with the owner and term that the program carries.
pub fn load(unit: &mut Unit<'_>, structure: &Structure) -> Result<(), Problem> {
    let known: Vec<String> = content_sections::table.select(content_sections::code).load(unit.conn)?;
    let missing: Vec<_> = structure.sections.iter().filter(|section| !known.contains(&section.code)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let offices = offices::page(unit.conn, &offices::Wanted { serves_public: None, closed_too: true }, None, 1000)?;
    let office = |code: &str| {
        let found = offices.iter().find(|office| office.code == code).map(|office| office.id);
        found.ok_or_else(|| Problem::internal(format!("src/content/sections.yaml names {code}, which is no subdivision")))
    };
    for section in missing {
        let row = SectionRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            code: section.code.clone(),
            subdivision_id: office(&section.owner)?,
            administrator_id: office(&section.administrator)?,
            update_count: i32::try_from(section.term.count).map_err(Problem::internal)?,
            update_unit: format!("{:?}", section.term.unit),
            reason: format!("Regulament, pct. {}", section.paragraph),
        };
        diesel::insert_into(content_sections::table).values(&row).execute(unit.conn)?;
    }
    Ok(())
}
