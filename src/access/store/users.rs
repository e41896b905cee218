//! Queries over accounts and the roles given to them.

use chrono::{DateTime, Utc};
use diesel::{
    helper_types::{IntoBoxed, Select},
    pg::Pg,
    prelude::*,
};
use uuid::Uuid;

use crate::{
    access::{
        door::Unit,
        policy::Role,
        schema::{account_roles, accounts, sessions},
    },
    kernel::problem::Problem,
};

/// An account on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// Its version; giving and ending a role raise it too.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Person, Officer or System.
    pub kind: String,
    /// An IDNP, or a system's client id. Never logged; an IDNP is never shown.
    pub login: String,
    /// As acts name them.
    pub display_name: String,
    /// Active or Blocked.
    pub status: String,
    /// The permissions to which a system is kept.
    pub scopes: Option<Vec<String>>,
}

/// A role given to an account.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = account_roles)]
pub struct GivenRole {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// Which.
    pub role: String,
    /// Where.
    pub subdivision_id: Option<Uuid>,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when.
    pub valid_to: Option<DateTime<Utc>>,
}

/// Which accounts.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Only of this kind.
    pub kind: Option<&'static str>,
    /// Only in this status.
    pub status: Option<&'static str>,
    /// Only with this role now.
    pub role: Option<Role>,
    /// Only with a role in this subdivision now.
    pub subdivision: Option<Uuid>,
}

type Holders = IntoBoxed<'static, Select<account_roles::table, account_roles::account_id>, Pg>;

/// The accounts that hold a role now.
fn holders(now: DateTime<Utc>) -> Holders {
    let held = account_roles::table.select(account_roles::account_id).into_boxed();
    held.filter(account_roles::valid_from.le(now)).filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(now)))
}

/// What the caller may see: all, or those with a role in the caller's subdivisions.
fn visible(unit: &Unit<'_>) -> accounts::BoxedQuery<'static, diesel::pg::Pg> {
    let query = accounts::table.into_boxed();
    if unit.scope.any {
        return query;
    }
    let here = holders(unit.now).filter(account_roles::subdivision_id.eq_any(unit.scope.offices.clone()));
    query.filter(accounts::id.eq_any(here))
}

/// A page of accounts that the caller may see, the newest first.
pub fn page(unit: &mut Unit<'_>, wanted: &Wanted, after: Option<Uuid>, rows: i64) -> Result<Vec<Account>, Problem> {
    let mut query = visible(unit);
    if let Some(kind) = wanted.kind {
        query = query.filter(accounts::kind.eq(kind));
    }
    if let Some(status) = wanted.status {
        query = query.filter(accounts::status.eq(status));
    }
    if wanted.role.is_some() || wanted.subdivision.is_some() {
        let mut roles = holders(unit.now);
        if let Some(role) = wanted.role {
            roles = roles.filter(account_roles::role.eq(format!("{role:?}")));
        }
        if let Some(subdivision) = wanted.subdivision {
            roles = roles.filter(account_roles::subdivision_id.eq(subdivision));
        }
        query = query.filter(accounts::id.eq_any(roles));
    }
    if let Some(after) = after {
        query = query.filter(accounts::id.lt(after));
    }
    Ok(query.order(accounts::id.desc()).limit(rows).select(Account::as_select()).load(unit.conn)?)
}

/// The accounts that hold a role in a subdivision now and are not blocked; for the program's own work.
pub fn with_role(conn: &mut PgConnection, now: DateTime<Utc>, role: Role, subdivision: Uuid) -> Result<Vec<Uuid>, Problem> {
    let active = accounts::table.filter(accounts::status.eq("Active")).select(accounts::id);
    let held = holders(now)
        .filter(account_roles::role.eq(format!("{role:?}")))
        .filter(account_roles::subdivision_id.eq(subdivision))
        .filter(account_roles::account_id.eq_any(active));
    Ok(held.distinct().load(conn)?)
}

/// One account that the caller may see.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<Account, Problem> {
    Ok(visible(unit).filter(accounts::id.eq(id)).select(Account::as_select()).first(unit.conn)?)
}

/// The account of a login, held until the end of the unit of work.
pub fn by_login_for_change(unit: &mut Unit<'_>, login: &str) -> Result<Option<Account>, Problem> {
    let found = accounts::table.filter(accounts::login.eq(login)).for_update().select(Account::as_select());
    Ok(found.first(unit.conn).optional()?)
}

/// Any account, held until the end of the unit of work. For those who may change all.
pub fn find_for_change(unit: &mut Unit<'_>, id: Uuid) -> Result<Account, Problem> {
    Ok(accounts::table.find(id).for_update().select(Account::as_select()).first(unit.conn)?)
}

/// An account about to be made.
pub struct NewAccount<'a> {
    /// Officer or System.
    pub kind: &'a str,
    /// An IDNP or a client id.
    pub login: &'a str,
    /// As acts name them.
    pub display_name: &'a str,
    /// Public keys of a system.
    pub jwks: Option<serde_json::Value>,
    /// The permissions to which a system is kept.
    pub scopes: Option<Vec<String>>,
}

/// Records an account.
pub fn insert(unit: &mut Unit<'_>, account: &NewAccount<'_>) -> Result<Account, Problem> {
    Ok(diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(Uuid::now_v7()),
            accounts::created_at.eq(unit.now),
            accounts::updated_at.eq(unit.now),
            accounts::kind.eq(account.kind),
            accounts::login.eq(account.login),
            accounts::display_name.eq(account.display_name),
            accounts::jwks.eq(account.jwks.clone()),
            accounts::scopes.eq(account.scopes.clone()),
        ))
        .returning(Account::as_returning())
        .get_result(unit.conn)?)
}

/// What can be changed; none leaves as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = accounts)]
pub struct AccountChange {
    /// Person, Officer or System.
    pub kind: Option<String>,
    /// As acts name them.
    pub display_name: Option<String>,
    /// Public keys of a system.
    pub jwks: Option<serde_json::Value>,
    /// Active or Blocked.
    pub status: Option<String>,
    /// The permissions to which a system is kept; none of them: all that its roles give.
    pub scopes: Option<Option<Vec<String>>>,
}

/// Changes an account; with nothing to change it only raises the version, as giving and ending roles do.
pub fn change(unit: &mut Unit<'_>, id: Uuid, change: &AccountChange) -> Result<Account, Problem> {
    Ok(diesel::update(accounts::table.find(id))
        .set((accounts::updated_at.eq(unit.now), change))
        .returning(Account::as_returning())
        .get_result(unit.conn)?)
}

/// Ends every session of an account, at once.
pub fn end_sessions(unit: &mut Unit<'_>, account: Uuid) -> Result<usize, Problem> {
    Ok(diesel::update(sessions::table.filter(sessions::account_id.eq(account)).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(unit.now))
        .execute(unit.conn)?)
}

/// The roles of these accounts that stand now or will, oldest first; one query for all.
pub fn roles_of(conn: &mut PgConnection, now: DateTime<Utc>, accounts: &[Uuid]) -> Result<Vec<GivenRole>, Problem> {
    Ok(account_roles::table
        .filter(account_roles::account_id.eq_any(accounts))
        .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(now)))
        .order(account_roles::id)
        .select(GivenRole::as_select())
        .load(conn)?)
}

/// A role about to be given.
pub struct NewRole {
    /// Which.
    pub role: Role,
    /// Where.
    pub subdivision: Option<Uuid>,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when; none is until it is ended.
    pub valid_to: Option<DateTime<Utc>>,
}

/// A standing role of the same name in the same place whose period meets this one. The account's row is held by the caller.
pub fn overlapping_role(unit: &mut Unit<'_>, account: Uuid, wanted: &NewRole) -> Result<Option<Uuid>, Problem> {
    let mut query = account_roles::table
        .filter(account_roles::account_id.eq(account))
        .filter(account_roles::role.eq(format!("{:?}", wanted.role)))
        .filter(account_roles::subdivision_id.is_not_distinct_from(wanted.subdivision))
        .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(wanted.valid_from)))
        .into_boxed();
    if let Some(end) = wanted.valid_to {
        query = query.filter(account_roles::valid_from.lt(end));
    }
    Ok(query.select(account_roles::id).first(unit.conn).optional()?)
}

/// Gives a role for a period.
pub fn give(unit: &mut Unit<'_>, account: Uuid, role: &NewRole) -> Result<Uuid, Problem> {
    let id = Uuid::now_v7();
    diesel::insert_into(account_roles::table)
        .values((
            account_roles::id.eq(id),
            account_roles::created_at.eq(unit.now),
            account_roles::updated_at.eq(unit.now),
            account_roles::account_id.eq(account),
            account_roles::role.eq(format!("{:?}", role.role)),
            account_roles::subdivision_id.eq(role.subdivision),
            account_roles::valid_from.eq(role.valid_from),
            account_roles::valid_to.eq(role.valid_to),
        ))
        .execute(unit.conn)?;
    Ok(id)
}

/// A role of an account, held until the end of the unit of work.
pub fn role_for_change(unit: &mut Unit<'_>, account: Uuid, role: Uuid) -> Result<GivenRole, Problem> {
    let given = account_roles::table.find(role).filter(account_roles::account_id.eq(account));
    Ok(given.for_update().select(GivenRole::as_select()).first(unit.conn)?)
}

/// Ends a role now; one that has not begun yet never begins.
pub fn end_role(unit: &mut Unit<'_>, role: &GivenRole) -> Result<(), Problem> {
    diesel::update(account_roles::table.find(role.id))
        .set(account_roles::valid_to.eq(unit.now.max(role.valid_from)))
        .execute(unit.conn)?;
    Ok(())
}

/// Who holds one of these roles at one of these subdivisions at an instant: account and subdivision, blocked accounts apart.
pub fn at_offices(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    roles: &[&str],
    offices: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>, Problem> {
    let held: Vec<(Uuid, Option<Uuid>)> = account_roles::table
        .inner_join(accounts::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(account_roles::role.eq_any(roles.iter().copied()))
        .filter(account_roles::subdivision_id.eq_any(offices.iter().copied()))
        .filter(account_roles::valid_from.le(now))
        .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(now)))
        .filter(accounts::status.eq("Active"))
        .order((account_roles::account_id, account_roles::subdivision_id))
        .select((account_roles::account_id, account_roles::subdivision_id))
        .distinct()
        .load(conn)?;
    Ok(held.into_iter().filter_map(|(account, office)| Some((account, office?))).collect())
}
