//! A payment is recorded: once, under a lock of its order, with its evidence; the room above reacts in the same transaction.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Reactions,
    row::{LineRow, OrderRow, PaymentRow},
    schema::payments,
    store,
};
use crate::{
    access::door::Unit,
    kernel::{
        money::Money,
        problem::Problem,
        sql::{prepared, sql},
    },
    partners::mpay::{Fault, FaultCode, OrderKey, PaymentConfirmation},
};

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PaymentOutcome {
    /// It counts towards its order.
    Applied,
    /// It counts, though it was made after the order was due.
    Late,
    /// The order needed nothing more: all of it is due back.
    Excess,
    /// It was recorded before; nothing changed. Never stored.
    #[schema(ignore)]
    #[serde(skip)]
    Duplicate,
}

/// How we learned of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// MPay told us.
    Told,
    /// We asked.
    Asked,
}

/// Records a payment. A fault is for MPay and leaves everything as it was.
pub fn confirm(
    unit: &mut Unit<'_>,
    reactions: &Reactions,
    confirmation: &PaymentConfirmation,
    evidence: &Value,
    source: Source,
) -> Result<Result<PaymentOutcome, Fault>, Problem> {
    let key = OrderKey::typed(&confirmation.order_key);
    let found = match key {
        Some(key) => store::lock_by_key(unit.conn, key.as_str())?,
        None => None,
    };
    let Some(mut order) = found else {
        return Ok(Err(Fault::new(FaultCode::UnknownOrder, "no such order")));
    };
    order.tell(unit, "Write");
    // After the lock: whoever confirmed the same payment at the same instant has committed by now.
    if let Some(known) = store::payment(unit.conn, &confirmation.payment_id)? {
        return Ok(repeated(&known, &order, confirmation));
    }
    let lines = store::lines(unit.conn, order.id)?;
    let Some(received) = by_line(&lines, confirmation) else {
        return Ok(Err(Fault::new(FaultCode::InvalidParameter, "a line is not of this order")));
    };
    let mut ledger = order.ledger(unit.now);
    let counted = ledger.receive(confirmation.total_amount);
    let outcome = match () {
        () if counted.counted == Money::ZERO => PaymentOutcome::Excess,
        () if confirmation.paid_at > order.due_at => PaymentOutcome::Late,
        () => PaymentOutcome::Applied,
    };
    let payment = Uuid::now_v7();
    let written = diesel::insert_into(payments::table)
        .values((
            payments::id.eq(payment),
            payments::order_id.eq(order.id),
            payments::payment_id.eq(&confirmation.payment_id),
            payments::invoice_id.eq(&confirmation.invoice_id),
            payments::amount_bani.eq(confirmation.total_amount.bani()),
            payments::counted_bani.eq(counted.counted.bani()),
            payments::paid_at.eq(confirmation.paid_at),
            payments::recorded_at.eq(unit.now),
            payments::outcome.eq(name(outcome)),
            payments::source.eq(match source {
                Source::Told => "Told",
                Source::Asked => "Asked",
            }),
            payments::message.eq(evidence),
        ))
        .on_conflict(payments::payment_id)
        .do_nothing()
        .execute(unit.conn)?;
    if written == 0 {
        // The same payment for another order, at the same instant: start over and find it.
        return Err(Problem::race_lost());
    }
    order.unconfirmed_invoices.retain(|invoice| *invoice != confirmation.invoice_id);
    store::keep(unit, &order, &ledger)?;
    add_to_lines(unit, &received)?;
    unit.wrote("Payment", payment);
    if counted.settles {
        (reactions.on_settled)(unit, order.request_id)?;
    }
    Ok(Ok(outcome))
}

/// The same payment again changes nothing; another payment under the same id is refused.
fn repeated(known: &PaymentRow, order: &OrderRow, confirmation: &PaymentConfirmation) -> Result<PaymentOutcome, Fault> {
    if known.order_id == order.id && known.amount_bani == confirmation.total_amount.bani() {
        Ok(PaymentOutcome::Duplicate)
    } else {
        Err(Fault::new(FaultCode::InvalidParameter, "PaymentID is that of another payment"))
    }
}

/// What each line got. None: a line is not of this order.
fn by_line(lines: &[LineRow], confirmation: &PaymentConfirmation) -> Option<Vec<(Uuid, i64)>> {
    confirmation
        .lines
        .iter()
        .map(|paid| {
            let line = lines.iter().find(|line| paid.line_id.parse() == Ok(line.id))?;
            Some((line.id, paid.amount.bani()))
        })
        .collect()
}

fn add_to_lines(unit: &mut Unit<'_>, received: &[(Uuid, i64)]) -> Result<(), Problem> {
    let (ids, amounts): (Vec<Uuid>, Vec<i64>) = received.iter().copied().unzip();
    prepared(
        sql("update order_lines l set received_bani = received_bani + p.amount \
             from unnest($1, $2) as p (id, amount) where l.id = p.id")
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<BigInt>, _>(amounts),
    )
    .execute(unit.conn)?;
    Ok(())
}

const fn name(outcome: PaymentOutcome) -> &'static str {
    match outcome {
        PaymentOutcome::Applied => "Applied",
        PaymentOutcome::Late => "Late",
        PaymentOutcome::Excess | PaymentOutcome::Duplicate => "Excess",
    }
}
