use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::DelegationsRead, store::delegations},
    administration::wire::delegation::Delegation,
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// Delegations, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DelegationList {
    /// The delegations.
    #[schema(max_items = 200)]
    pub delegations: Vec<Delegation>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List delegations.
///
/// A head sees those they made, a deputy those made to them, administrators and auditors all.
#[utoipa::path(get, path = "/api/v1/delegations", tag = "Administration", params(PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-37", "C-38"]))))]
pub async fn list_delegations(
    allowed: Allowed<DelegationsRead>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<DelegationList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listDelegations", &unit.caller.account, asked.limit, asked.cursor.as_deref())?;
        let found = delegations::page(unit, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        let delegations = found.into_iter().map(|row| Delegation::at(row, unit.now)).collect();
        Reply::plain(&DelegationList { delegations, next_cursor })
    })
    .await
}
