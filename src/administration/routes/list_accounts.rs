use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{AccountKind, Allowed, SubdivisionId},
        door::Door,
        permissions::AccountsRead,
        policy::Role,
        store::users::{self, Wanted},
    },
    administration::wire::account::{Account, AccountStatus},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// Which accounts.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct AccountsQuery {
    /// Only of this kind.
    #[param(inline)]
    pub kind: Option<AccountKind>,
    /// Only in this status.
    #[param(inline)]
    pub status: Option<AccountStatus>,
    /// Only with this role now.
    #[param(inline)]
    pub role: Option<Role>,
    /// Only with a role in this subdivision now.
    #[param(inline)]
    pub subdivision_id: Option<SubdivisionId>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Accounts, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountList {
    /// The accounts.
    #[schema(max_items = 200)]
    pub accounts: Vec<Account>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List accounts.
///
/// Administrators and auditors see all, a head those with a role in their own subdivision.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "Administration", params(AccountsQuery),
    extensions(("x-audience" = json!(["administration", "intranet"])), ("x-requirements" = json!(["C-16.6", "C-37"]))))]
pub async fn list_accounts(
    allowed: Allowed<AccountsRead>,
    Asked(asked): Asked<AccountsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<AccountList>, Problem> {
    door.run(&allowed, move |unit| {
        let binding = (unit.caller.account, asked.kind, asked.status, asked.role, asked.subdivision_id);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listAccounts", &binding, asked.limit, asked.cursor.as_deref())?;
        let wanted = Wanted {
            kind: asked.kind.map(|kind| match kind {
                AccountKind::Person => "Person",
                AccountKind::Officer => "Officer",
                AccountKind::System => "System",
            }),
            status: asked.status.map(|status| match status {
                AccountStatus::Active => "Active",
                AccountStatus::Blocked => "Blocked",
            }),
            role: asked.role,
            subdivision: asked.subdivision_id.map(TypedId::uuid),
        };
        let found = users::page(unit, &wanted, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        let accounts = Account::with_roles(unit, found)?;
        for account in &accounts {
            unit.read("Account", account.account_id);
        }
        Reply::plain(&AccountList { accounts, next_cursor })
    })
    .await
}
