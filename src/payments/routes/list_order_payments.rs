use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::OrderPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRead},
    kernel::{
        http::{
            page::Page,
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    payments::{store, view::Payment},
};

/// Which payments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct PaymentsQuery {
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// `nextCursor` of the page before.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// One page of payments.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentList {
    /// The payments, as we learned of them.
    pub payments: Vec<Payment>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List an order's payments.
///
/// Every payment that MPay told of, once, with what became of it: counted, late, or due back.
#[utoipa::path(get, path = "/api/v1/orders/{orderId}/payments", tag = "Payments",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.6"]))))]
pub async fn list_order_payments(
    allowed: Allowed<OrdersRead>,
    At(at): At<OrderPath>,
    Asked(asked): Asked<PaymentsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<PaymentList>, Problem> {
    door.run(&allowed, move |unit| {
        let filters = (unit.caller.account, at.order_id);
        let page = Page::<Uuid>::read(keys.cursors(), "listOrderPayments", &filters, asked.limit, asked.cursor.as_deref())?;
        let order = store::read(unit, at.order_id.uuid())?;
        order.tell(unit, "Read");
        let rows = store::payments_of(unit.conn, order.id, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        let payments = rows.iter().map(Payment::of).collect::<Result<_, _>>()?;
        Reply::plain(&PaymentList { payments, next_cursor })
    })
    .await
}
