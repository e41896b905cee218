use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::create_account::unusable_keys;
use crate::{
    access::{
        assertions::PublicKeys,
        caller::Allowed,
        door::Door,
        permissions::{AccountsChange, PermissionCode},
        store::users::{self, AccountChange},
    },
    administration::wire::{
        account::{Account, AccountPath, AccountStatus, unknown_scopes},
        removable,
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
        violation::Violation,
    },
};

/// What is to change of an account; absent stays, null removes.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(schema(function = "keys_are_usable"))]
pub struct AccountPatch {
    /// As acts name them.
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, examples("Lungu Andrei"))]
    pub name: Option<String>,
    /// Blocking ends every session at once.
    #[schema(value_type = AccountStatus, required = false)]
    pub status: Option<AccountStatus>,
    /// A system's public keys; they replace all earlier ones.
    #[schema(value_type = PublicKeys, required = false)]
    pub jwks: Option<PublicKeys>,
    /// The permissions to which a system is kept, of those that its roles give, in place of the earlier ones; null: all of them.
    #[serde(default, deserialize_with = "removable")]
    #[schema(value_type = Option<Vec<PermissionCode>>, min_items = 1, max_items = 200)]
    pub scopes: Option<Option<Vec<String>>>,
}

fn keys_are_usable(patch: &AccountPatch) -> Result<(), ValidationError> {
    if patch.jwks.as_ref().is_none_or(PublicKeys::are_usable) { Ok(()) } else { Err(unusable_keys()) }
}

/// Change an account.
///
/// Blocks or unblocks it, corrects its name, replaces a system's keys or the permissions to which it is kept (at once, also for tokens that
/// were issued). Nobody blocks their own account.
#[utoipa::path(patch, path = "/api/v1/accounts/{accountId}", tag = "Administration", params(AccountPath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6", "C-37", "C-35.4"]))))]
pub async fn change_account(
    allowed: Allowed<AccountsChange>,
    At(at): At<AccountPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<AccountPatch>,
    door: Door,
) -> Result<Reply<Account>, Problem> {
    door.run(&allowed, move |unit| {
        let id = at.account_id.uuid();
        let row = users::find_for_change(unit, id)?;
        seen.check(row.version)?;
        if patch.status == Some(AccountStatus::Blocked) && id == unit.caller.account {
            return Err(not_on_oneself());
        }
        let of_systems = [("/jwks", patch.jwks.is_some()), ("/scopes", patch.scopes.is_some())];
        let mut wrong = unknown_scopes(patch.scopes.iter().flatten().flatten().cloned().collect::<Vec<_>>().as_slice());
        if row.kind != "System" {
            let given = of_systems.into_iter().filter(|(_, given)| *given);
            wrong.extend(given.map(|(at, _)| Violation::new(at, "wrong-for-kind", systems_alone())));
        }
        if !wrong.is_empty() {
            return Err(Problem::bad_input(wrong));
        }
        let change = AccountChange {
            display_name: patch.name.clone(),
            jwks: patch.jwks.as_ref().map(serde_json::to_value).transpose().map_err(Problem::internal)?,
            status: patch.status.map(|status| format!("{status:?}")),
            kind: None,
            scopes: patch.scopes.clone(),
        };
        let row = users::change(unit, id, &change)?;
        if patch.status == Some(AccountStatus::Blocked) || patch.jwks.is_some() {
            users::end_sessions(unit, id)?;
        }
        let version = row.version;
        unit.wrote("Account", at.account_id);
        Reply::record(version, &Account::of(unit, row)?)
    })
    .await
}

fn systems_alone() -> Text {
    Text::new("Aceasta are numai un sistem.", "Это есть только у системы.", "Only a system has this.")
}

/// Nobody gives themselves a role or takes away their own access: somebody else has to see it.
pub fn not_on_oneself() -> Problem {
    Problem::new(Kind::FORBIDDEN).detail(Text::new(
        "Propriul cont îl poate schimba numai alt administrator.",
        "Собственную учётную запись может изменить только другой администратор.",
        "Only another administrator can change one's own account.",
    ))
}
