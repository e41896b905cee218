use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRefund},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    payments::{OrderId, Provider, RefundId, store, view::Order},
};

/// Which refund.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct RefundPath {
    /// The order.
    #[param(inline)]
    order_id: OrderId,
    /// The refund.
    #[param(inline)]
    refund_id: RefundId,
}

/// How a refund was done.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefundCompletionInput {
    /// The treasury's reference of the transfer.
    #[schema(min_length = 1, max_length = 80, pattern = r"\S", examples("OP-2026-1187"))]
    reference: String,
}

/// Complete a refund.
///
/// Records that the treasury has transferred the money back.
#[utoipa::path(post, path = "/api/v1/orders/{orderId}/refunds/{refundId}/completions", tag = "Payments",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-29.6"])), ("x-statuses" = json!([409]))))]
pub async fn complete_refund(
    allowed: Allowed<OrdersRefund>,
    At(at): At<RefundPath>,
    _: Asked<NoQuery>,
    if_match: IfMatch,
    act: Act<RefundCompletionInput>,
    door: Door,
    provider: web::Data<Provider>,
) -> Result<Reply<Order>, Problem> {
    let reference = act.body.reference;
    door.act(&allowed, act.key, move |unit| {
        let seen = store::read(unit, at.order_id.uuid())?;
        let row = store::lock(unit.conn, seen.id)?;
        let (amount, waits) = store::refund(unit.conn, row.id, at.refund_id.uuid())?;
        if_match.check(row.version)?;
        if !waits {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
                "Restituirea este deja efectuată.",
                "Возврат уже выполнен.",
                "The refund has been done already.",
            )));
        }
        let mut ledger = row.ledger(unit.now);
        ledger.refund_done(amount);
        store::refund_done(unit, at.refund_id.uuid(), &reference)?;
        store::keep(unit, &row, &ledger)?;
        unit.wrote("Refund", at.refund_id);
        row.tell(unit, "Write");
        let whole = store::read_whole(unit, row.id)?;
        Reply::record(whole.order.version, &Order::of(&whole, &provider, unit.now)?)
    })
    .await
}
