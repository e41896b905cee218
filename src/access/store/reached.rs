//! Whom an account is, as far as reaching them goes.

use diesel::prelude::*;
use uuid::Uuid;

use crate::{access::schema::accounts, kernel::problem::Problem};

/// An account that somebody wants to reach.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub struct Reached {
    /// Its id.
    pub id: Uuid,
    /// An IDNP, or a system's client id. Never logged.
    pub login: String,
    /// As letters greet them.
    pub display_name: String,
    /// The language they chose.
    pub language: String,
}

/// An account by its id.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<Option<Reached>, Problem> {
    Ok(accounts::table.find(id).select(Reached::as_select()).first(conn).optional()?)
}

/// The account of a login.
pub fn by_login(conn: &mut PgConnection, login: &str) -> Result<Option<Reached>, Problem> {
    Ok(accounts::table.filter(accounts::login.eq(login)).select(Reached::as_select()).first(conn).optional()?)
}
