//! Orders, lines, payments and refunds as they are stored.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    rules::{
        ledger::Ledger,
        spread::{LineSums, remaining},
    },
    schema::{order_lines, orders, payments},
};
use crate::{
    access::door::Unit,
    kernel::{id::TypedId, money::Money},
};

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = orders, check_for_backend(diesel::pg::Pg))]
pub struct OrderRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub order_key: String,
    pub request_id: Uuid,
    pub person_id: Uuid,
    pub applicant_account_id: Uuid,
    pub subdivision_id: Uuid,
    pub customer_type: String,
    pub customer_id: Option<String>,
    pub customer_name: String,
    pub reason: String,
    pub legal_basis: String,
    pub due_at: DateTime<Utc>,
    pub allow_partial: bool,
    pub total_bani: i64,
    pub received_bani: i64,
    pub refund_ordered_bani: i64,
    pub fee_refund_bani: i64,
    pub refunded_bani: i64,
    pub expired_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub unconfirmed_invoices: Vec<String>,
    pub invoice_document_id: Option<Uuid>,
}

#[derive(Debug, Clone, Queryable, Selectable, Deserialize)]
#[diesel(table_name = order_lines, check_for_backend(diesel::pg::Pg))]
pub struct LineRow {
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub reason: String,
    pub amount_bani: i64,
    pub received_bani: i64,
    pub account_code: String,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = payments, check_for_backend(diesel::pg::Pg))]
pub struct PaymentRow {
    pub id: Uuid,
    pub order_id: Uuid,
    pub payment_id: String,
    pub invoice_id: String,
    pub amount_bani: i64,
    pub counted_bani: i64,
    pub paid_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    pub outcome: String,
    pub source: String,
}

/// Read as part of its order only.
#[derive(Debug, Clone, Deserialize)]
pub struct RefundRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub amount_bani: i64,
    pub reason: String,
    pub state: String,
    pub reference: Option<String>,
    pub done_at: Option<DateTime<Utc>>,
}

/// An order with its lines and refunds.
#[derive(Debug, Clone)]
pub struct Whole {
    pub order: OrderRow,
    pub lines: Vec<LineRow>,
    pub refunds: Vec<RefundRow>,
}

impl OrderRow {
    /// The ledger as it stands at an instant: what is past its time is expired even before that was written down.
    pub fn ledger(&self, now: DateTime<Utc>) -> Ledger {
        Ledger {
            total: Money::from_bani(self.total_bani),
            received: Money::from_bani(self.received_bani),
            refund_ordered: Money::from_bani(self.refund_ordered_bani),
            fee_refund: Money::from_bani(self.fee_refund_bani),
            refunded: Money::from_bani(self.refunded_bani),
            expired: self.expired_at.is_some() || now > self.due_at,
            cancelled: self.cancelled_at.is_some(),
            completed: self.completed_at.is_some(),
        }
    }

    /// The journal learns that it was read or written, about whom, and on the ground that its request gives.
    pub fn tell(&self, unit: &mut Unit<'_>, access: &'static str) {
        let id = super::OrderId::from_uuid(self.id);
        unit.entry.touched(access, "Order", id);
        unit.about(self.person_id);
        if !self.legal_basis.is_empty() {
            unit.on_ground(&self.legal_basis, &format!("nota de plată {id}"));
        }
    }
}

/// What is left to pay line by line.
pub fn left_of(lines: &[LineRow], due: Money) -> Vec<Money> {
    let sums: Vec<LineSums> = lines
        .iter()
        .map(|line| LineSums { amount: Money::from_bani(line.amount_bani), received: Money::from_bani(line.received_bani) })
        .collect();
    remaining(&sums, due)
}
