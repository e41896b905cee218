use super::change_account::not_on_oneself;
use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::AccountsChange,
        store::users::{self, AccountChange},
    },
    administration::wire::account::{Account, AccountRolePath},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
};

/// End a role.
///
/// It ends at once, for sessions that are open too. Answers with the account; what was held stays in its history.
#[utoipa::path(post, path = "/api/v1/accounts/{accountId}/roles/{accountRoleId}/endings", tag = "Administration",
    params(AccountRolePath),
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6", "C-37"]))))]
pub async fn end_account_role(
    allowed: Allowed<AccountsChange>,
    At(at): At<AccountRolePath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Account>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let id = at.account_id.uuid();
        let row = users::find_for_change(unit, id)?;
        seen.check(row.version)?;
        if id == unit.caller.account {
            return Err(not_on_oneself());
        }
        let given = users::role_for_change(unit, id, at.account_role_id.uuid())?;
        if given.valid_to.is_some_and(|end| end <= unit.now) {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE));
        }
        users::end_role(unit, &given)?;
        let row = users::change(unit, id, &AccountChange::default())?;
        unit.wrote("Account", at.account_id);
        Reply::record(row.version, &Account::of(unit, row)?)
    })
    .await
}
