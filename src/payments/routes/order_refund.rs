use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::OrderPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::OrdersRefund},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        money::Money,
        problem::{Kind, Problem},
        text::Text,
    },
    payments::{OrderStatus, Provider, RefundId, rules::ledger::NoRefund, store, view::Order},
};

/// A refund to be ordered.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefundInput {
    /// How much goes back.
    amount: Money,
    /// Why.
    #[schema(min_length = 3, max_length = 500, pattern = r"\S", examples("Plată dublă"))]
    reason: String,
}

/// Order a refund.
///
/// The head records that money goes back: what was paid too much first, the fee itself after. MPay has no call for it: the treasury
/// transfers the money, and its transfer is recorded by `completeRefund`. An order that still waits for money is cancelled with its
/// request first.
#[utoipa::path(post, path = "/api/v1/orders/{orderId}/refunds", tag = "Payments",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-29.6"])), ("x-statuses" = json!([409]))))]
pub async fn order_refund(
    allowed: Allowed<OrdersRefund>,
    At(at): At<OrderPath>,
    _: Asked<NoQuery>,
    if_match: IfMatch,
    act: Act<RefundInput>,
    door: Door,
    provider: web::Data<Provider>,
) -> Result<Created<Order>, Problem> {
    let RefundInput { amount, reason } = act.body;
    door.act(&allowed, act.key, move |unit| {
        let seen = store::read(unit, at.order_id.uuid())?;
        let row = store::lock(unit.conn, seen.id)?;
        if_match.check(row.version)?;
        let mut ledger = row.ledger(unit.now);
        ledger.order_refund(amount).map_err(|why| refused(why, ledger.status(), ledger.refundable()))?;
        store::keep(unit, &row, &ledger)?;
        let refund = RefundId::new();
        store::add_refund(unit, row.id, refund.uuid(), amount, &reason)?;
        unit.wrote("Refund", refund);
        row.tell(unit, "Write");
        let whole = store::read_whole(unit, row.id)?;
        let order = Order::of(&whole, &provider, unit.now)?;
        Ok(Created::record(whole.order.version, &order)?.at(format!("/api/v1/orders/{}", order.order_id)))
    })
    .await
}

fn refused(why: NoRefund, status: OrderStatus, refundable: Money) -> Problem {
    match why {
        NoRefund::StillWaiting => Problem::new(Kind::NOT_IN_THIS_STATE)
            .detail(Text::new(
                "Nota de plată încă se așteaptă achitată; ea se anulează întâi, odată cu cererea.",
                "Счёт ещё ожидает оплаты; сначала он отменяется вместе с заявлением.",
                "The order still waits for money; it is cancelled first, with its request.",
            ))
            .with("orderStatus", status.name()),
        NoRefund::TooMuch => Problem::violation(
            "/amount",
            "not-refundable",
            Text::new(
                format!("De la 0.01 până la {refundable} lei, cât s-a încasat și nu s-a dispus restituirea."),
                format!("От 0.01 до {refundable} лея: сколько получено и ещё не назначено к возврату."),
                format!("From 0.01 to {refundable} lei: what came in and was not ordered back."),
            ),
        ),
    }
}
