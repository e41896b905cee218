//! Asks MPay about orders of which it said nothing: a confirmation that never reached us is found, instead of leaving its request
//! waiting for ever.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use uuid::Uuid;

use super::{
    Reactions,
    confirm::{self, Source},
    expire::order_of,
    row::OrderRow,
    rules::asking,
    schema::payments,
    store,
};
use crate::{
    access::door::Door,
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    partners::mpay::{MPay, PaymentConfirmation},
};

/// The kind of its messages.
pub const KIND: &str = "payments.ask";

/// An invoice that MPay has of an order.
#[derive(Debug, Clone)]
pub struct KnownInvoice {
    /// MPay's id of it.
    pub invoice_id: String,
    /// Its payment, where MPay tells of it; an invoice alone proves no payment.
    pub payment: Option<PaymentConfirmation>,
}

/// MPay did not answer; it is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("MPay did not answer")]
pub struct NoAnswer;

/// What we ask of MPay, as this room needs it; bound to the partner's adapter in app.rs.
#[async_trait]
pub trait AskProvider: Send + Sync {
    /// The invoices that MPay has of an order, with their payments where it tells of them.
    async fn invoices(&self, order_key: &str) -> Result<Vec<KnownInvoice>, NoAnswer>;
}

/// MPay's side interface as it is known today: invoices, without their payments.
pub struct AskMPay(pub Arc<dyn MPay>);

#[async_trait]
impl AskProvider for AskMPay {
    async fn invoices(&self, order_key: &str) -> Result<Vec<KnownInvoice>, NoAnswer> {
        let invoices = self.0.invoices(order_key).await.map_err(|_| NoAnswer)?;
        Ok(invoices.into_iter().map(|invoice_id| KnownInvoice { invoice_id, payment: None }).collect())
    }
}

/// The carrier.
pub struct Ask {
    door: Door,
    provider: Arc<dyn AskProvider>,
    reactions: Reactions,
}

impl Ask {
    /// Over the door, asking a provider.
    pub fn new(door: Door, provider: Arc<dyn AskProvider>, reactions: Reactions) -> Self {
        Self { door, provider, reactions }
    }

    async fn ask(&self, order: Uuid) -> Result<(), NotDone> {
        let (row, now) = self.door.open(move |conn, now| Ok((store::by_id(conn, order)?, now))).await?;
        if !row.ledger(now).status().is_waiting() {
            return Ok(());
        }
        match self.provider.invoices(&row.order_key).await {
            Ok(invoices) if !invoices.is_empty() => self.learn(&row, invoices).await?,
            Ok(_) => {}
            // Not a failure of the message: it is asked on, however long MPay is away.
            Err(NoAnswer) => tracing::warn!("MPay did not answer a question about an order"),
        }
        let (row, now) = self.door.open(move |conn, now| Ok((store::by_id(conn, order)?, now))).await?;
        match next(&row, now) {
            Some(wait) if row.ledger(now).status().is_waiting() => Err(NotDone::Wait(wait)),
            _ => Ok(()),
        }
    }

    /// Records payments that we were not told of, and which invoices stay unexplained.
    async fn learn(&self, row: &OrderRow, invoices: Vec<KnownInvoice>) -> Result<(), Problem> {
        let (reactions, order) = (self.reactions.clone(), row.id);
        self.door
            .by_system("askOrderPayments", move |unit| {
                let mut unexplained = Vec::new();
                for invoice in &invoices {
                    let Some(payment) = &invoice.payment else {
                        unexplained.push(invoice.invoice_id.clone());
                        continue;
                    };
                    let evidence = serde_json::to_value(payment).map_err(Problem::internal)?;
                    if let Err(fault) = confirm::confirm(unit, &reactions, payment, &evidence, Source::Asked)? {
                        tracing::warn!(code = ?fault.code, "a payment that MPay tells of cannot be recorded");
                        unexplained.push(invoice.invoice_id.clone());
                    }
                }
                let mut row = store::lock(unit.conn, order)?;
                let explained = explained(unit.conn, order)?;
                unexplained.retain(|invoice| !explained.contains(invoice));
                if row.unconfirmed_invoices != unexplained {
                    row.unconfirmed_invoices = unexplained;
                    let ledger = row.ledger(unit.now);
                    store::keep(unit, &row, &ledger)?;
                    row.tell(unit, "Write");
                }
                Ok(())
            })
            .await
    }
}

fn next(row: &OrderRow, now: chrono::DateTime<chrono::Utc>) -> Option<Duration> {
    asking::next(row.created_at, row.due_at, now)
}

/// Invoices of the payments on record.
fn explained(conn: &mut diesel::PgConnection, order: Uuid) -> Result<Vec<String>, Problem> {
    use diesel::prelude::*;
    Ok(payments::table.filter(payments::order_id.eq(order)).select(payments::invoice_id).load(conn)?)
}

impl Carrier for Ask {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move { self.ask(order_of(&message.payload)?).await })
    }
}
