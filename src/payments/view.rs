//! Orders, payments and refunds as the API shows them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    OrderId, Provider, RefundId, RequestId,
    confirm::PaymentOutcome,
    row::{OrderRow, PaymentRow, Whole, left_of},
    rules::ledger::OrderStatus,
};
use crate::{
    kernel::{id::TypedId, money::Money, problem::Problem},
    services::rules::tariff::FeeKind,
};

/// What is owed for a request, what was paid, what goes back (nota de plată).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The order.
    pub order_id: OrderId,
    /// The request it is for.
    pub request_id: RequestId,
    /// How MPay and payers know it; it may be typed at a terminal.
    #[schema(examples("7KQ2-M0XD-94TB-WZ1C"), max_length = 36)]
    pub order_key: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// What for.
    #[schema(examples("Acordarea dreptului de ședere provizorie în scop de muncă"), max_length = 300)]
    pub reason: String,
    /// Who pays.
    #[schema(examples("YILMAZ Emre"), max_length = 200)]
    pub customer_name: String,
    /// What is owed, line by line.
    pub lines: Vec<PayableLine>,
    /// What is owed in all.
    pub total: Money,
    /// What of the money received belongs to the order.
    pub amount_paid: Money,
    /// What is still due; the request is registered when it is zero.
    pub amount_due: Money,
    /// What came in too much and has not been ordered back yet.
    pub refund_due: Money,
    /// Refunds that were ordered.
    pub refunds: Vec<Refund>,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
    /// Until when it can be paid.
    pub due_at: DateTime<Utc>,
    /// Where the payer's browser posts `paymentFields`; absent where nothing can be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Uri, examples("https://mpay.gov.md/service/pay"), max_length = 500)]
    pub payment_url: Option<String>,
    /// The fields of that form, in order. Coming back proves nothing: read the order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub payment_fields: Vec<PaymentField>,
    /// Invoices that MPay knows and has not confirmed as paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, examples("INV-2026-000417"))]
    pub unconfirmed_invoices: Vec<String>,
}

/// A line of an order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayableLine {
    /// The fee's code in the catalogue.
    #[schema(examples("state-fee"), max_length = 60)]
    pub code: String,
    /// Whom it goes to.
    pub kind: FeeKind,
    /// The reason, in Romanian.
    #[schema(examples("Taxa de stat: acordarea dreptului de ședere provizorie la muncă"), max_length = 300)]
    pub reason: String,
    /// What it asks for.
    pub amount: Money,
    /// What of it is still due.
    pub amount_due: Money,
}

/// A field of the form that takes a payer to MPay.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PaymentField {
    /// Its name.
    #[schema(examples("OrderKey"), max_length = 40)]
    pub name: String,
    /// Its value.
    #[schema(examples("7KQ2-M0XD-94TB-WZ1C"), max_length = 500)]
    pub value: String,
}

/// An order in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderSummary {
    /// The order.
    pub order_id: OrderId,
    /// The request it is for.
    pub request_id: RequestId,
    /// How MPay and payers know it.
    #[schema(examples("7KQ2-M0XD-94TB-WZ1C"), max_length = 36)]
    pub order_key: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// What for.
    #[schema(examples("Acordarea dreptului de ședere provizorie în scop de muncă"), max_length = 300)]
    pub reason: String,
    /// What is owed in all.
    pub total: Money,
    /// What is still due.
    pub amount_due: Money,
    /// What came in too much and has not been ordered back yet.
    pub refund_due: Money,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
    /// Until when it can be paid.
    pub due_at: DateTime<Utc>,
}

/// A payment as MPay told of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// MPay's id of the payment.
    #[schema(examples("0b6f7c3e-5d0e-4f57-a0a5-9a1c3c1d2e4f"), max_length = 64)]
    pub payment_id: String,
    /// MPay's invoice.
    #[schema(examples("INV-2026-000417"), max_length = 64)]
    pub invoice_id: String,
    /// How much was paid.
    pub amount: Money,
    /// What of it went to the order; the rest is due back.
    pub amount_counted: Money,
    /// When it was paid.
    pub paid_at: DateTime<Utc>,
    /// When we learned of it.
    pub recorded_at: DateTime<Utc>,
    /// What became of it.
    pub outcome: PaymentOutcome,
    /// How we learned of it.
    pub source: PaymentSource,
}

/// How we learned of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PaymentSource {
    /// MPay told us.
    Told,
    /// We asked: its confirmation had been lost.
    Asked,
}

/// Money that goes back.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    /// The refund.
    pub refund_id: RefundId,
    /// How much.
    pub amount: Money,
    /// Why.
    #[schema(examples("Plată dublă"), max_length = 500)]
    pub reason: String,
    /// Where it stands.
    pub state: RefundState,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// The treasury's reference of the transfer, once it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("OP-2026-1187"), max_length = 80)]
    pub reference: Option<String>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<DateTime<Utc>>,
}

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum RefundState {
    /// The head ordered it.
    Ordered,
    /// The money went back.
    Done,
}

impl Order {
    /// An order as it stands at an instant.
    pub fn of(whole: &Whole, provider: &Provider, now: DateTime<Utc>) -> Result<Self, Problem> {
        let row = &whole.order;
        let ledger = row.ledger(now);
        let (status, due) = (ledger.status(), ledger.due());
        let left = left_of(&whole.lines, due);
        let form = status.is_payable().then(|| provider.pay_form(&row.order_key)).transpose()?;
        let refunds = whole.refunds.iter().map(|refund| {
            Ok::<_, Problem>(Refund {
                refund_id: RefundId::from_uuid(refund.id),
                amount: Money::from_bani(refund.amount_bani),
                reason: refund.reason.clone(),
                state: named(&refund.state)?,
                ordered_at: refund.created_at,
                reference: refund.reference.clone(),
                done_at: refund.done_at,
            })
        });
        let lines = whole.lines.iter().zip(left).map(|(line, left)| {
            Ok::<_, Problem>(PayableLine {
                code: line.code.clone(),
                kind: named(&line.kind)?,
                reason: line.reason.clone(),
                amount: Money::from_bani(line.amount_bani),
                amount_due: left,
            })
        });
        Ok(Self {
            order_id: OrderId::from_uuid(row.id),
            request_id: RequestId::from_uuid(row.request_id),
            order_key: row.order_key.clone(),
            status,
            reason: row.reason.clone(),
            customer_name: row.customer_name.clone(),
            lines: lines.collect::<Result<_, _>>()?,
            total: ledger.total,
            amount_paid: ledger.kept(),
            amount_due: due,
            refund_due: ledger.refund_due(),
            refunds: refunds.collect::<Result<_, _>>()?,
            issued_at: row.created_at,
            due_at: row.due_at,
            payment_url: form.as_ref().map(|form| form.action.to_string()),
            payment_fields: form
                .into_iter()
                .flat_map(|form| form.fields)
                .map(|(name, value)| PaymentField { name: name.to_owned(), value })
                .collect(),
            unconfirmed_invoices: row.unconfirmed_invoices.clone(),
        })
    }
}

impl OrderSummary {
    /// An order as it stands at an instant.
    pub fn of(row: &OrderRow, now: DateTime<Utc>) -> Self {
        let ledger = row.ledger(now);
        Self {
            order_id: OrderId::from_uuid(row.id),
            request_id: RequestId::from_uuid(row.request_id),
            order_key: row.order_key.clone(),
            status: ledger.status(),
            reason: row.reason.clone(),
            total: ledger.total,
            amount_due: ledger.due(),
            refund_due: ledger.refund_due(),
            issued_at: row.created_at,
            due_at: row.due_at,
        }
    }
}

impl Payment {
    /// A payment on record.
    pub fn of(row: &PaymentRow) -> Result<Self, Problem> {
        Ok(Self {
            payment_id: row.payment_id.clone(),
            invoice_id: row.invoice_id.clone(),
            amount: Money::from_bani(row.amount_bani),
            amount_counted: Money::from_bani(row.counted_bani),
            paid_at: row.paid_at,
            recorded_at: row.recorded_at,
            outcome: named(&row.outcome)?,
            source: named(&row.source)?,
        })
    }
}

/// A stored name as its enumeration.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, Problem> {
    serde_json::from_value(Value::from(name)).map_err(|_| Problem::internal("an unknown name is stored"))
}
