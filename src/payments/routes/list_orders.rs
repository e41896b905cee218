use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    payments::{RequestId, store, view::OrderSummary},
};

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct OrdersQuery {
    /// Only those of this request.
    #[param(inline)]
    request_id: Option<RequestId>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// `nextCursor` of the page before.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// One page of orders.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderList {
    /// The orders, newest first.
    pub orders: Vec<OrderSummary>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List orders.
///
/// The orders that the caller may see, newest first: applicants their own and those of whom they represent, officers those of their
/// subdivision.
#[utoipa::path(get, path = "/api/v1/orders", tag = "Payments",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.6", "C-18.2"]))))]
pub async fn list_orders(
    allowed: Allowed<OrdersRead>,
    Asked(asked): Asked<OrdersQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<OrderList>, Problem> {
    door.run(&allowed, move |unit| {
        let filters = (unit.caller.account, asked.request_id);
        let page = Page::<Uuid>::read(keys.cursors(), "listOrders", &filters, asked.limit, asked.cursor.as_deref())?;
        let rows = store::list(unit, asked.request_id.map(TypedId::uuid), page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        for row in &rows {
            row.tell(unit, "Read");
        }
        Reply::plain(&OrderList { orders: rows.iter().map(|row| OrderSummary::of(row, unit.now)).collect(), next_cursor })
    })
    .await
}
