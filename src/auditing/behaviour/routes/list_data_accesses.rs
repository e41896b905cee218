use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{
        store::accesses::{self, Place},
        wire::{DataAccess, DataAccessesQuery, days_of_report},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// What was accessed, by account, role and operation.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataAccessList {
    /// The accesses.
    #[schema(max_items = 200)]
    pub accesses: Vec<DataAccess>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// Report the data accessed.
///
/// By account, role and operation: how often, how many persons, how many of them without a case in the account's office or hands. Counted
/// from the journal; it names no person whose data was accessed. The same as a file: `/content`.
#[utoipa::path(get, path = "/api/v1/data-accesses", tag = "Behaviour", params(DataAccessesQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["N-19.2", "C-38"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017"))))]
pub async fn list_data_accesses(
    allowed: Allowed<BehaviourRead>,
    Asked(asked): Asked<DataAccessesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<DataAccessList>, Problem> {
    let (from, to) = days_of_report(asked.from, asked.to, door.clock().now())?;
    door.run(&allowed, move |unit| {
        let binding = (unit.caller.account, from, to, asked.account_id);
        let page: Page<Place> = Page::read(keys.cursors(), "listDataAccesses", &binding, asked.limit, asked.cursor.as_deref())?;
        let account = asked.account_id.map(TypedId::uuid);
        let found = accesses::page(unit.conn, (from, to), account, page.after.clone(), page.wanted())?;
        let place = |row: &accesses::Accessed| (row.account_id, row.role.clone(), row.operation.clone());
        let (found, next_cursor) = page.cut(keys.cursors(), found, place)?;
        unit.read("DataAccesses", format!("{from}/{to}"));
        Reply::plain(&DataAccessList { accesses: found.iter().map(Into::into).collect(), next_cursor })
    })
    .await
}
