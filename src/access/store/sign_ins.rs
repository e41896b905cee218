//! Sign-ins under way, the sessions that come of them, and how sessions end together with MPass's.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    access::schema::{accounts, assertions_seen, sessions, sign_ins},
    kernel::problem::Problem,
};

/// How long somebody may take at MPass.
pub const PATIENCE: Duration = Duration::minutes(10);
/// How long a one-time code may be exchanged.
pub const CODE_LIFETIME: Duration = Duration::seconds(60);

/// A sign-in about to begin.
#[derive(Insertable)]
#[diesel(table_name = sign_ins)]
pub struct NewSignIn {
    /// Its id, which is the relay state too.
    pub id: Uuid,
    /// The frontend's code.
    pub client: String,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// The frontend's own.
    pub state: String,
    /// S256 of the frontend's verifier (PKCE).
    pub code_challenge: String,
    /// Ours, sent to MPass.
    pub mpass_request_id: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
}

/// A sign-in under way.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = sign_ins)]
pub struct SignIn {
    /// Its id.
    pub id: Uuid,
    /// The frontend's code.
    pub client: String,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// The frontend's own.
    pub state: String,
    /// S256 of the frontend's verifier.
    pub code_challenge: String,
    /// Who signed in.
    pub account_id: Option<Uuid>,
    /// MPass's name of them.
    pub name_id: Option<String>,
    /// MPass's key of its session.
    pub session_index: Option<String>,
    /// When MPass's session ends.
    pub session_not_on_or_after: Option<DateTime<Utc>>,
    /// When MPass answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When the code was exchanged, or tried with a wrong verifier.
    pub used_at: Option<DateTime<Utc>>,
}

/// Remembers a sign-in; those that nobody finished within a day are forgotten.
pub fn begin(conn: &mut PgConnection, new: &NewSignIn) -> Result<(), Problem> {
    diesel::delete(sign_ins::table.filter(sign_ins::created_at.lt(new.created_at - Duration::days(1)))).execute(conn)?;
    diesel::insert_into(sign_ins::table).values(new).execute(conn)?;
    Ok(())
}

/// The sign-in whose request MPass answers, if it is still waited for; held until the end of the unit of work.
pub fn outstanding(conn: &mut PgConnection, now: DateTime<Utc>, request_id: &str) -> Result<Option<SignIn>, Problem> {
    Ok(sign_ins::table
        .filter(sign_ins::mpass_request_id.eq(request_id))
        .filter(sign_ins::answered_at.is_null())
        .filter(sign_ins::created_at.gt(now - PATIENCE))
        .for_update()
        .select(SignIn::as_select())
        .first(conn)
        .optional()?)
}

/// What MPass answered: nobody, or somebody with a one-time code.
#[derive(AsChangeset)]
#[diesel(table_name = sign_ins)]
pub struct Answered {
    /// When.
    pub answered_at: DateTime<Utc>,
    /// SHA-256 of the one-time code.
    pub code_digest: Option<Vec<u8>>,
    /// Who.
    pub account_id: Option<Uuid>,
    /// MPass's name of them.
    pub name_id: Option<String>,
    /// MPass's key of its session.
    pub session_index: Option<String>,
    /// When MPass's session ends.
    pub session_not_on_or_after: Option<DateTime<Utc>>,
}

/// Keeps the answer; the request is outstanding no more.
pub fn answer(conn: &mut PgConnection, id: Uuid, answered: &Answered) -> Result<(), Problem> {
    diesel::update(sign_ins::table.find(id)).set(answered).execute(conn)?;
    Ok(())
}

/// The sign-in of a one-time code, held until the end of the unit of work.
pub fn by_code(conn: &mut PgConnection, digest: &[u8]) -> Result<Option<SignIn>, Problem> {
    let found = sign_ins::table.filter(sign_ins::code_digest.eq(digest)).for_update();
    Ok(found.select(SignIn::as_select()).first(conn).optional()?)
}

/// The code cannot be used again.
pub fn use_up(conn: &mut PgConnection, now: DateTime<Utc>, id: Uuid) -> Result<(), Problem> {
    diesel::update(sign_ins::table.find(id)).set(sign_ins::used_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Ends the sessions that came of one sign-in at MPass; says how many.
pub fn end_by_index(conn: &mut PgConnection, now: DateTime<Utc>, name_id: &str, index: Option<&str>) -> Result<usize, Problem> {
    let mut theirs = sessions::table
        .filter(sessions::sign_in_name_id.eq(name_id))
        .filter(sessions::ended_at.is_null())
        .select(sessions::id)
        .into_boxed();
    if let Some(index) = index {
        theirs = theirs.filter(sessions::sign_in_session_index.eq(index));
    }
    let ids: Vec<Uuid> = theirs.load(conn)?;
    Ok(diesel::update(sessions::table.filter(sessions::id.eq_any(ids))).set(sessions::ended_at.eq(now)).execute(conn)?)
}

/// How a session was begun: MPass's name and key, where it was begun there, and the frontend.
pub type Origin = (Option<String>, Option<String>, String);

/// How a session was begun.
pub fn origin(conn: &mut PgConnection, session: Uuid) -> Result<Origin, Problem> {
    Ok(sessions::table
        .find(session)
        .select((sessions::sign_in_name_id, sessions::sign_in_session_index, sessions::client))
        .first(conn)?)
}

/// Remembers our own logout request until MPass answers it.
pub fn logging_out(conn: &mut PgConnection, session: Uuid, request_id: &str, return_uri: Option<&str>) -> Result<(), Problem> {
    diesel::update(sessions::table.find(session))
        .set((sessions::logout_request_id.eq(request_id), sessions::logout_return_uri.eq(return_uri)))
        .execute(conn)?;
    Ok(())
}

/// The outstanding logout request of a session, and where the browser goes then; it is outstanding no more.
pub fn take_logout(conn: &mut PgConnection, session: Uuid) -> Result<Option<(String, Option<String>)>, Problem> {
    let found: Option<(Option<String>, Option<String>)> = sessions::table
        .find(session)
        .for_update()
        .select((sessions::logout_request_id, sessions::logout_return_uri))
        .first(conn)
        .optional()?;
    let Some((Some(request_id), return_uri)) = found else { return Ok(None) };
    diesel::update(sessions::table.find(session)).set(sessions::logout_request_id.eq(None::<String>)).execute(conn)?;
    Ok(Some((request_id, return_uri)))
}

/// What signing in needs to know of an account: id, kind, status.
pub fn account(conn: &mut PgConnection, login: &str) -> Result<Option<(Uuid, String, String)>, Problem> {
    let found = accounts::table.filter(accounts::login.eq(login)).select((accounts::id, accounts::kind, accounts::status));
    Ok(found.first(conn).optional()?)
}

/// A system's id and public keys, if it may sign in.
pub fn system(conn: &mut PgConnection, client_id: &str) -> Result<Option<(Uuid, Option<serde_json::Value>)>, Problem> {
    let found = accounts::table
        .filter(accounts::login.eq(client_id))
        .filter(accounts::kind.eq("System"))
        .filter(accounts::status.eq("Active"))
        .select((accounts::id, accounts::jwks));
    Ok(found.first(conn).optional()?)
}

/// Remembers an assertion; false if it was seen before. Those that are over are forgotten.
pub fn remember_assertion(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    account: Uuid,
    jti: &str,
    expires_at: DateTime<Utc>,
) -> Result<bool, Problem> {
    diesel::delete(assertions_seen::table.filter(assertions_seen::expires_at.lt(now - Duration::minutes(1)))).execute(conn)?;
    let row = (assertions_seen::account_id.eq(account), assertions_seen::jti.eq(jti), assertions_seen::expires_at.eq(expires_at));
    Ok(diesel::insert_into(assertions_seen::table).values(row).on_conflict_do_nothing().execute(conn)? == 1)
}
