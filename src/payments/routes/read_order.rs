use actix_web::web;

use super::OrderPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    payments::{Provider, store, view::Order},
};

/// Read an order.
///
/// Says what is owed and why, what was paid, what is still due and what goes back. While it can be paid it also gives the form that takes
/// the payer's browser to MPay; that the payer came back proves nothing, so read the order again.
#[utoipa::path(get, path = "/api/v1/orders/{orderId}", tag = "Payments",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.6", "G-CUPS"])),
        ("x-legal-basis" = json!("HG 712/2020; Legea taxei de stat nr. 1216/1992; HG 896/2014")),
        ("x-links" = json!({ "payments": { "operationId": "listOrderPayments", "parameters": { "orderId": "$response.body#/orderId" } } }))))]
pub async fn read_order(
    allowed: Allowed<OrdersRead>,
    At(at): At<OrderPath>,
    _: Asked<NoQuery>,
    door: Door,
    provider: web::Data<Provider>,
) -> Result<Reply<Order>, Problem> {
    door.run(&allowed, move |unit| {
        let whole = store::read_whole(unit, at.order_id.uuid())?;
        whole.order.tell(unit, "Read");
        Reply::record(whole.order.version, &Order::of(&whole, &provider, unit.now)?)
    })
    .await
}
