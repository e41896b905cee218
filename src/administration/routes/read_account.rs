use crate::{
    access::{caller::Allowed, door::Door, permissions::AccountsRead, store::users},
    administration::wire::account::{Account, AccountPath},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read an account.
#[utoipa::path(get, path = "/api/v1/accounts/{accountId}", tag = "Administration", params(AccountPath),
    extensions(("x-audience" = json!(["administration", "intranet"])), ("x-requirements" = json!(["C-16.6", "C-37"]))))]
pub async fn read_account(
    allowed: Allowed<AccountsRead>,
    At(at): At<AccountPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Account>, Problem> {
    door.run(&allowed, move |unit| {
        let row = users::find(unit, at.account_id.uuid())?;
        let version = row.version;
        unit.read("Account", at.account_id);
        Reply::record(version, &Account::of(unit, row)?)
    })
    .await
}
