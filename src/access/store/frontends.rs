//! Frontends (`clients`): where a sign-in may return to, which origins may call from a browser.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::{door::Unit, schema::clients},
    kernel::problem::Problem,
};

/// A frontend on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = clients)]
pub struct Frontend {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Addresses that a sign-in may return to, compared letter by letter.
    pub redirect_uris: Vec<String>,
    /// Origins that may call from a browser.
    pub origins: Vec<String>,
    /// Whether it may be used.
    pub active: bool,
}

/// What can be changed; none leaves as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = clients)]
pub struct FrontendChange {
    /// Its name.
    pub name: Option<String>,
    /// Addresses that a sign-in may return to.
    pub redirect_uris: Option<Vec<String>>,
    /// Origins that may call from a browser.
    pub origins: Option<Vec<String>>,
    /// Whether it may be used.
    pub active: Option<bool>,
}

/// The frontend of a code, if it may be used.
pub fn active(conn: &mut PgConnection, code: &str) -> Result<Option<Frontend>, Problem> {
    let found = clients::table.filter(clients::code.eq(code)).filter(clients::active.eq(true));
    Ok(found.select(Frontend::as_select()).first(conn).optional()?)
}

/// Origins that may call from a browser.
pub fn allowed_origins(conn: &mut PgConnection) -> Result<Vec<String>, Problem> {
    let found: Vec<Vec<String>> = clients::table.filter(clients::active.eq(true)).select(clients::origins).load(conn)?;
    Ok(found.into_iter().flatten().collect())
}

/// All frontends by code: there are few.
pub fn all(conn: &mut PgConnection) -> Result<Vec<Frontend>, Problem> {
    Ok(clients::table.order(clients::code).limit(200).select(Frontend::as_select()).load(conn)?)
}

/// One frontend.
pub fn find(conn: &mut PgConnection, id: Uuid) -> Result<Frontend, Problem> {
    Ok(clients::table.find(id).select(Frontend::as_select()).first(conn)?)
}

/// One frontend, held until the end of the unit of work.
pub fn find_for_change(conn: &mut PgConnection, id: Uuid) -> Result<Frontend, Problem> {
    Ok(clients::table.find(id).for_update().select(Frontend::as_select()).first(conn)?)
}

/// A frontend about to be registered.
pub struct NewFrontend {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Addresses that a sign-in may return to.
    pub redirect_uris: Vec<String>,
    /// Origins that may call from a browser.
    pub origins: Vec<String>,
}

/// Registers a frontend.
pub fn insert(conn: &mut PgConnection, now: DateTime<Utc>, new: &NewFrontend) -> Result<Frontend, Problem> {
    Ok(diesel::insert_into(clients::table)
        .values((
            clients::id.eq(Uuid::now_v7()),
            clients::created_at.eq(now),
            clients::updated_at.eq(now),
            clients::code.eq(&new.code),
            clients::name.eq(&new.name),
            clients::redirect_uris.eq(&new.redirect_uris),
            clients::origins.eq(&new.origins),
        ))
        .returning(Frontend::as_returning())
        .get_result(conn)?)
}

/// Changes a frontend.
pub fn change(unit: &mut Unit<'_>, id: Uuid, change: &FrontendChange) -> Result<Frontend, Problem> {
    Ok(diesel::update(clients::table.find(id))
        .set((clients::updated_at.eq(unit.now), change))
        .returning(Frontend::as_returning())
        .get_result(unit.conn)?)
}
