use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{
        caller::{AccountId, AccountKind, Allowed, SessionId, SubdivisionId},
        door::Door,
        permissions::{AccountsReadSelf, PermissionCode},
        policy::Role,
        store,
    },
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        identifiers::Idno,
        problem::Problem,
    },
};

/// The caller's session: who they are to the system, and what they may be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The session.
    pub session_id: SessionId,
    /// The account.
    pub account_id: AccountId,
    /// What kind of account it is.
    pub kind: AccountKind,
    /// The name as acts give it.
    #[schema(examples("Popescu Ana"), max_length = 200)]
    pub name: String,
    /// Roles held today, each with the subdivision it is held in.
    pub roles: Vec<HeldRole>,
    /// The permissions to which a partner's system is kept, of those that its roles give; absent: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<PermissionCode>>, max_items = 200)]
    pub scopes: Option<Vec<String>>,
    /// Legal entities (IDNO) that MPass says the caller administers: they file for these without a power.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 1000)]
    pub administers: Vec<Idno>,
    /// The session ends then, whatever happens.
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// It ends earlier after so many seconds without a call.
    #[schema(minimum = 60, maximum = 43200, examples(900))]
    pub inactivity_seconds: u64,
}

/// A role and where it is held.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The subdivision; absent where the role is not tied to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
}

/// Read the current session.
///
/// Says who the platform takes the caller for, which roles they hold today, and when the session ends.
#[utoipa::path(get, path = "/api/v1/sessions/current", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-29.2", "C-37"]))))]
pub async fn read_current_session(
    allowed: Allowed<AccountsReadSelf>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Session>, Problem> {
    let inactivity = door.inactivity().as_secs();
    door.run(&allowed, move |unit| {
        let id = unit.caller.session.unwrap_or_else(Uuid::nil);
        let (expires_at, administers) = store::session_told(unit.conn, id)?;
        Reply::plain(&Session {
            session_id: SessionId::from_uuid(id),
            account_id: AccountId::from_uuid(unit.caller.account),
            kind: unit.caller.kind,
            name: unit.caller.name.clone(),
            roles: unit
                .caller
                .grants
                .iter()
                .map(|grant| HeldRole { role: grant.role, subdivision_id: grant.subdivision.map(SubdivisionId::from_uuid) })
                .collect(),
            scopes: unit.caller.scopes.clone(),
            administers: administers.iter().filter_map(|idno| Idno::parse(idno).ok()).collect(),
            expires_at,
            inactivity_seconds: inactivity,
        })
    })
    .await
}
