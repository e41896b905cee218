use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{AccountId, AccountKind, SubdivisionId},
        door::Unit,
        permissions::{self, PermissionCode},
        policy::Role,
        store::users::{self, GivenRole},
    },
    kernel::{id::TypedId, problem::Problem, text::Text, violation::Violation},
    typed_id,
};

typed_id!(AccountRoleId, "rol", "a role given to an account");

/// Whether an account may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AccountStatus {
    /// It may.
    Active,
    /// It may not; its sessions ended when it was blocked.
    Blocked,
}

/// An account: a person, an officer or a system that may sign in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account.
    pub account_id: AccountId,
    /// What kind of account it is.
    pub kind: AccountKind,
    /// As acts name them.
    #[schema(max_length = 200, examples("Lungu Andrei"))]
    pub name: String,
    /// The client id of a system. How people sign in is never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("asp-documents"))]
    pub client_id: Option<String>,
    /// Whether it may sign in.
    pub status: AccountStatus,
    /// The permissions to which a system is kept, of those that its roles give; absent: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<PermissionCode>>, max_items = 200)]
    pub scopes: Option<Vec<String>>,
    /// Roles that stand now or will.
    pub roles: Vec<AccountRole>,
}

/// The scopes of a system that are no permissions, by their place.
pub fn unknown_scopes(scopes: &[String]) -> Vec<Violation> {
    let unknown = scopes.iter().enumerate().filter(|(_, scope)| !permissions::ALL.contains(&scope.as_str()));
    let told = unknown.map(|(at, _)| {
        let text = Text::new(
            "Nu există această permisiune; codurile sunt în contract (x-permission).",
            "Такого разрешения нет; коды — в контракте (x-permission).",
            "There is no such permission; the codes are in the contract (x-permission).",
        );
        Violation::new(format!("/scopes/{at}"), "unknown-permission", text)
    });
    told.collect()
}

/// A role given to an account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountRole {
    /// The giving of it.
    pub account_role_id: AccountRoleId,
    /// The role.
    pub role: Role,
    /// Where; absent where the role is not tied to a subdivision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// From when.
    pub valid_from: DateTime<Utc>,
    /// Until when; absent until it is ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<DateTime<Utc>>,
}

impl AccountRole {
    fn read(given: &GivenRole) -> Result<Self, Problem> {
        Ok(Self {
            account_role_id: AccountRoleId::from_uuid(given.id),
            role: serde_json::from_value(given.role.clone().into()).map_err(Problem::internal)?,
            subdivision_id: given.subdivision_id.map(SubdivisionId::from_uuid),
            valid_from: given.valid_from,
            valid_to: given.valid_to,
        })
    }
}

impl Account {
    /// Accounts with their roles: one query for the roles of all.
    pub fn with_roles(unit: &mut Unit<'_>, rows: Vec<users::Account>) -> Result<Vec<Self>, Problem> {
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let given = users::roles_of(unit.conn, unit.now, &ids)?;
        rows.into_iter()
            .map(|row| {
                let roles =
                    given.iter().filter(|given| given.account_id == row.id).map(AccountRole::read).collect::<Result<_, _>>()?;
                let kind = kind_of(&row.kind);
                Ok(Self {
                    account_id: AccountId::from_uuid(row.id),
                    kind,
                    name: row.display_name,
                    client_id: (kind == AccountKind::System).then_some(row.login),
                    status: if row.status == "Active" { AccountStatus::Active } else { AccountStatus::Blocked },
                    scopes: row.scopes,
                    roles,
                })
            })
            .collect()
    }

    /// One account with its roles.
    pub fn of(unit: &mut Unit<'_>, row: users::Account) -> Result<Self, Problem> {
        Self::with_roles(unit, vec![row])?.pop().ok_or_else(Problem::not_found)
    }
}

/// The kind as a row has it.
pub fn kind_of(kind: &str) -> AccountKind {
    match kind {
        "Officer" => AccountKind::Officer,
        "System" => AccountKind::System,
        _ => AccountKind::Person,
    }
}

/// The path of one account.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct AccountPath {
    /// The account.
    #[param(inline)]
    pub account_id: AccountId,
}

/// The path of a role of an account.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct AccountRolePath {
    /// The account.
    #[param(inline)]
    pub account_id: AccountId,
    /// The giving of the role.
    #[param(inline)]
    pub account_role_id: AccountRoleId,
}
