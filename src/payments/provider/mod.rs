//! What MPay calls: what is to be paid, and that it was paid. The transport lies in [`routes`]; whatever takes its place calls the same
//! two functions.

pub mod routes;

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::json;
use url::Url;

use super::{
    Reactions,
    confirm::{Source, confirm},
    row::{LineRow, OrderRow, left_of},
    rules::ledger::OrderStatus,
    store,
};
use crate::{
    access::door::{Door, Unit},
    journal::Outcome,
    kernel::{
        money::{CURRENCY, Money},
        problem::{Kind, Problem},
    },
    partners::{
        BrowserForm,
        mpay::{
            CustomerType, Fault, FaultCode, MPay, MPayProvider, OrderDetails, OrderDetailsQuery, OrderKey, OrderLine,
            OrderStatus as WireStatus, PaymentAccount, PaymentConfirmation,
        },
        sealed::PartnerKey,
    },
};

/// Our side of MPay.
#[derive(Clone)]
pub struct Provider {
    door: Door,
    reactions: Reactions,
    agreed: Arc<Agreed>,
}

/// What was agreed with MPay: the partner's settings.
pub struct Agreed {
    /// The way there.
    pub mpay: Arc<dyn MPay>,
    /// Our service at MPay.
    pub service_id: String,
    /// The key that makes a call MPay's.
    pub key: PartnerKey,
    /// Where MPay sends the payer back; proves nothing.
    pub return_url: Url,
}

impl Provider {
    /// Puts it together.
    pub fn new(door: Door, reactions: Reactions, agreed: Agreed) -> Self {
        Self { door, reactions, agreed: Arc::new(agreed) }
    }

    /// The form that takes a payer's browser to MPay.
    pub fn pay_form(&self, order_key: &str) -> Result<BrowserForm, Problem> {
        self.agreed.mpay.pay_form(order_key, &self.agreed.return_url).map_err(Problem::internal)
    }
}

#[async_trait]
impl MPayProvider for Provider {
    async fn order_details(&self, query: OrderDetailsQuery) -> Result<Vec<OrderDetails>, Fault> {
        let service_id = self.agreed.service_id.clone();
        let told = self.door.by_system("getOrderDetails", move |unit| {
            let key = OrderKey::typed(&query.order_key);
            let row = match key {
                Some(key) => store::by_key(unit.conn, key.as_str())?,
                None => None,
            };
            let Some(row) = row else {
                return Ok(refused(unit, Fault::new(FaultCode::UnknownOrder, "no such order")));
            };
            row.tell(unit, "Read");
            let lines = store::lines(unit.conn, row.id)?;
            Ok(Ok(vec![details(&row, &lines, &service_id, unit.now)]))
        });
        told.await.map_err(failed)?
    }

    async fn confirm_payment(&self, confirmation: PaymentConfirmation, evidence: &[u8]) -> Result<(), Fault> {
        // The text as it came: JSON would be put in another order by the database, and a signature holds over bytes only.
        let evidence = json!({ "text": String::from_utf8_lossy(evidence) });
        let reactions = self.reactions.clone();
        let done = self.door.by_system("confirmOrderPayment", move |unit| {
            match confirm(unit, &reactions, &confirmation, &evidence, Source::Told)? {
                Ok(_) => Ok(Ok(())),
                Err(fault) => Ok(refused(unit, fault)),
            }
        });
        done.await.map_err(failed)?
    }
}

/// The journal tells of a refusal as one.
fn refused<T>(unit: &mut Unit<'_>, fault: Fault) -> Result<T, Fault> {
    unit.entry.outcome = Outcome::Refused;
    unit.entry.problem = Some(match fault.code {
        FaultCode::UnknownOrder => Kind::NOT_FOUND.code,
        _ => Kind::BAD_INPUT.code,
    });
    Err(fault)
}

/// MPay tries again.
fn failed(_: Problem) -> Fault {
    Fault::new(FaultCode::InternalError, "the order cannot be worked on at the moment")
}

/// An order as MPay sees it: after a partial payment only what is left.
fn details(row: &OrderRow, lines: &[LineRow], service_id: &str, now: chrono::DateTime<chrono::Utc>) -> OrderDetails {
    let ledger = row.ledger(now);
    let due = ledger.due();
    let left: Vec<(&LineRow, Money)> = lines.iter().zip(left_of(lines, due)).collect();
    let shown = |(_, left): &&(&LineRow, Money)| *left > Money::ZERO || due == Money::ZERO;
    OrderDetails {
        allow_advance_payments: false,
        allow_partial_payments: row.allow_partial,
        currency: CURRENCY.to_owned(),
        customer_id: row.customer_id.clone(),
        customer_name: Some(cut(&row.customer_name, 60)),
        customer_type: if row.customer_type == "Organization" { CustomerType::Organization } else { CustomerType::Person },
        due_date: Some(row.due_at),
        issued_at: Some(row.created_at),
        lines: left
            .iter()
            .filter(shown)
            .map(|(line, left)| OrderLine {
                allow_advance_payments: false,
                allow_partial_payments: row.allow_partial,
                amount_due: Some(*left),
                destination_account: Some(PaymentAccount { configuration_code: line.account_code.clone(), ..Default::default() }),
                line_id: line.id.to_string(),
                properties: Vec::new(),
                reason: cut(&line.reason, 50),
            })
            .collect(),
        order_key: row.order_key.clone(),
        properties: Vec::new(),
        reason: cut(&row.reason, 50),
        service_id: service_id.to_owned(),
        status: wire_status(ledger.status()),
        total_amount_due: Some(due),
    }
}

const fn wire_status(status: OrderStatus) -> WireStatus {
    match status {
        OrderStatus::Active => WireStatus::Active,
        OrderStatus::PartiallyPaid => WireStatus::PartiallyPaid,
        OrderStatus::Paid => WireStatus::Paid,
        OrderStatus::Completed => WireStatus::Completed,
        OrderStatus::Expired => WireStatus::Expired,
        OrderStatus::Cancelled => WireStatus::Cancelled,
        OrderStatus::Refunding => WireStatus::Refunding,
        OrderStatus::Refunded => WireStatus::Refunded,
    }
}

/// MPay takes so many characters.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    text.chars().take(limit - 1).chain(['…']).collect()
}
