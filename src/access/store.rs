//! Queries over accounts, roles and sessions.

use chrono::{DateTime, Duration, Utc};
use diesel::{OptionalExtension, PgConnection, prelude::*};
use uuid::Uuid;

use super::{
    policy::Role,
    schema::{account_roles, accounts, interests as declared_interests, representations, sessions, subdivisions},
};
use crate::kernel::problem::Problem;

pub mod conflicts;
pub mod delegations;
pub mod frontends;
pub mod offices;
pub mod powers;
pub mod reached;
pub mod sign_ins;
pub mod users;

pub use frontends::allowed_origins;

/// However active, a session ends after this.
const LONGEST_SESSION: Duration = Duration::hours(12);

/// An account as it is made or brought up to date.
pub struct AccountDraft<'a> {
    /// Person, Officer or System.
    pub kind: &'a str,
    /// MPass's name, or a client id.
    pub login: &'a str,
    /// As acts name them.
    pub display_name: &'a str,
    /// Who they are on record.
    pub person: Option<Uuid>,
    /// Public keys of a system.
    pub jwks: Option<serde_json::Value>,
}

/// The account of a login, made where it is missing.
pub fn account_of(conn: &mut PgConnection, now: DateTime<Utc>, draft: &AccountDraft<'_>) -> Result<Uuid, Problem> {
    if let Some((id, name)) = accounts::table
        .filter(accounts::login.eq(draft.login))
        .select((accounts::id, accounts::display_name))
        .first::<(Uuid, String)>(conn)
        .optional()?
    {
        if name != draft.display_name {
            diesel::update(accounts::table.find(id)).set(accounts::display_name.eq(draft.display_name)).execute(conn)?;
        }
        return Ok(id);
    }
    let id = Uuid::now_v7();
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(id),
            accounts::created_at.eq(now),
            accounts::updated_at.eq(now),
            accounts::kind.eq(draft.kind),
            accounts::login.eq(draft.login),
            accounts::display_name.eq(draft.display_name),
            accounts::person_id.eq(draft.person),
            accounts::jwks.eq(draft.jwks.clone()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Says which person on record an account is.
pub fn account_is_person(conn: &mut PgConnection, account: Uuid, person: Uuid) -> Result<(), Problem> {
    diesel::update(accounts::table.find(account).filter(accounts::person_id.is_distinct_from(person)))
        .set(accounts::person_id.eq(person))
        .execute(conn)?;
    Ok(())
}

/// Of two records of one person one is given up: accounts, powers and declared interests follow to the other.
pub fn person_merged(conn: &mut PgConnection, given_up: Uuid, survivor: Uuid) -> Result<(), Problem> {
    diesel::update(accounts::table.filter(accounts::person_id.eq(given_up)))
        .set(accounts::person_id.eq(survivor))
        .execute(conn)?;
    diesel::update(representations::table.filter(representations::person_id.eq(given_up)))
        .set(representations::person_id.eq(survivor))
        .execute(conn)?;
    diesel::update(declared_interests::table.filter(declared_interests::person_id.eq(given_up)))
        .set(declared_interests::person_id.eq(survivor))
        .execute(conn)?;
    Ok(())
}

/// Gives a role, unless it is held already.
pub fn give_role(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    account: Uuid,
    role: Role,
    subdivision: Option<Uuid>,
) -> Result<Uuid, Problem> {
    let held = account_roles::table
        .filter(account_roles::account_id.eq(account))
        .filter(account_roles::role.eq(format!("{role:?}")))
        .filter(account_roles::subdivision_id.is_not_distinct_from(subdivision))
        .filter(account_roles::valid_to.is_null())
        .select(account_roles::id)
        .first::<Uuid>(conn)
        .optional()?;
    if let Some(held) = held {
        return Ok(held);
    }
    let id = Uuid::now_v7();
    diesel::insert_into(account_roles::table)
        .values((
            account_roles::id.eq(id),
            account_roles::created_at.eq(now),
            account_roles::updated_at.eq(now),
            account_roles::account_id.eq(account),
            account_roles::role.eq(format!("{role:?}")),
            account_roles::subdivision_id.eq(subdivision),
            account_roles::valid_from.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}

/// A subdivision by its code.
pub fn subdivision_by_code(conn: &mut PgConnection, code: &str) -> Result<Option<Uuid>, Problem> {
    Ok(subdivisions::table.filter(subdivisions::code.eq(code)).select(subdivisions::id).first(conn).optional()?)
}

/// A subdivision as rooms above name it.
#[derive(Debug, Clone, Queryable)]
pub struct NamedSubdivision {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name in Romanian.
    pub name: String,
    /// Whether it still works.
    pub active: bool,
}

/// All subdivisions; there are some dozens.
pub fn subdivisions_by_code(conn: &mut PgConnection) -> Result<Vec<NamedSubdivision>, Problem> {
    let all = subdivisions::table.select((subdivisions::id, subdivisions::code, subdivisions::name_ro, subdivisions::active));
    Ok(all.order(subdivisions::code).load(conn)?)
}

/// Name in Romanian of a subdivision.
pub fn subdivision_name(conn: &mut PgConnection, id: Uuid) -> Result<String, Problem> {
    Ok(subdivisions::table.find(id).select(subdivisions::name_ro).first(conn)?)
}

/// A session that has just begun.
pub struct NewSession {
    /// Its id.
    pub id: Uuid,
    /// Whatever happens, it ends then.
    pub expires_at: DateTime<Utc>,
}

/// Begins a session.
pub fn begin_session(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    account: Uuid,
    client: &str,
    name_id: Option<&str>,
    session_index: Option<&str>,
    not_after: Option<DateTime<Utc>>,
) -> Result<NewSession, Problem> {
    let id = Uuid::now_v7();
    let longest = now + LONGEST_SESSION;
    let expires_at = not_after.map_or(longest, |limit| limit.min(longest));
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::account_id.eq(account),
            sessions::client.eq(client),
            sessions::sign_in_name_id.eq(name_id),
            sessions::sign_in_session_index.eq(session_index),
            sessions::created_at.eq(now),
            sessions::last_active_at.eq(now),
            sessions::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(NewSession { id, expires_at })
}

/// Ends a session; ending an ended one changes nothing.
pub fn end_session(conn: &mut PgConnection, now: DateTime<Utc>, session: Uuid) -> Result<(), Problem> {
    diesel::update(sessions::table.find(session).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// When a session ends whatever happens, and the legal entities that its account administers.
pub fn session_told(conn: &mut PgConnection, session: Uuid) -> Result<(DateTime<Utc>, Vec<String>), Problem> {
    let (expires_at, administers): (_, Option<Vec<String>>) = sessions::table
        .find(session)
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .select((sessions::expires_at, accounts::administers))
        .first(conn)?;
    Ok((expires_at, administers.unwrap_or_default()))
}

/// Name of an account, as acts give it.
pub fn account_name(conn: &mut PgConnection, account: Uuid) -> Result<String, Problem> {
    Ok(accounts::table.find(account).select(accounts::display_name).first(conn)?)
}

/// Login (IDNP) and name of an account, for a signature request.
pub fn account_login(conn: &mut PgConnection, account: Uuid) -> Result<(String, String), Problem> {
    Ok(accounts::table.find(account).select((accounts::login, accounts::display_name)).first(conn)?)
}

/// Logins (IDNP, or a client id) of several accounts, for the audit trail outside.
pub fn logins(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, Problem> {
    Ok(accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::login)).load(conn)?)
}

/// The person on record that an account is.
pub fn account_person(conn: &mut PgConnection, account: Uuid) -> Result<Option<Uuid>, Problem> {
    Ok(accounts::table.find(account).select(accounts::person_id).first(conn)?)
}

/// Whether an account holds a role now, in a subdivision where one is named.
pub fn holds_role(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    account: Uuid,
    role: Role,
    subdivision: Option<Uuid>,
) -> Result<bool, Problem> {
    let held = account_roles::table
        .filter(account_roles::account_id.eq(account))
        .filter(account_roles::role.eq(format!("{role:?}")))
        .filter(account_roles::subdivision_id.is_not_distinct_from(subdivision))
        .filter(account_roles::valid_from.le(now))
        .filter(account_roles::valid_to.is_null().or(account_roles::valid_to.gt(now)));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(conn)?)
}

/// The accounts that examine in the office of a request `r`, as a part of a statement that reads the request: [`holds_role`] without a
/// statement of its own.
pub const EXAMINERS: &str = "(select coalesce(jsonb_agg(a.account_id), '[]') from account_roles a
  where a.role = 'Examiner' and a.subdivision_id = r.subdivision_id
    and a.valid_from <= current_setting('migratie.now')::timestamptz
    and (a.valid_to is null or a.valid_to > current_setting('migratie.now')::timestamptz))";
