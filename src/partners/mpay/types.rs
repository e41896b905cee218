//! MPay's words. Names are the WSDL's, fields stand in its alphabetical order (its SOAP drops what stands elsewhere), limits
//! are checked before anything leaves. The flags are plural, as in the WSDL.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{kernel::money::Money, partners::wire};

/// What MPay asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OrderDetailsQuery {
    /// `ro`, `ru` or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Our key of the order.
    pub order_key: String,
    /// Our service.
    #[serde(rename = "ServiceID")]
    pub service_id: String,
}

/// What is to be paid.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OrderDetails {
    /// Whether more than is due may be paid.
    #[serde(default)]
    pub allow_advance_payments: bool,
    /// Whether less than is due may be paid.
    #[serde(default)]
    pub allow_partial_payments: bool,
    /// `MDL`.
    pub currency: String,
    /// IDNP or IDNO of the payer.
    #[serde(rename = "CustomerID", default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// Name of the payer (60).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// Kind of payer.
    #[serde(default)]
    pub customer_type: CustomerType,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_date: Option<DateTime<Utc>>,
    /// When the order was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<DateTime<Utc>>,
    /// What for; at least one.
    pub lines: Vec<OrderLine>,
    /// Our key.
    pub order_key: String,
    /// What MPay shows or asks the payer for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<OrderProperty>,
    /// What for, in short (50).
    pub reason: String,
    /// Our service.
    #[serde(rename = "ServiceID")]
    pub service_id: String,
    /// Where the order stands.
    pub status: OrderStatus,
    /// What is still due in all.
    #[serde(default, with = "wire::optional_amount", skip_serializing_if = "Option::is_none")]
    pub total_amount_due: Option<Money>,
}

impl std::fmt::Debug for OrderDetails {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OrderDetails")
            .field("status", &self.status)
            .field("due", &self.total_amount_due)
            .finish_non_exhaustive()
    }
}

/// One line of an order: the state fee and the urgency tariff are separate lines with their own accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OrderLine {
    /// Whether more than is due may be paid.
    #[serde(default)]
    pub allow_advance_payments: bool,
    /// Whether less than is due may be paid.
    #[serde(default)]
    pub allow_partial_payments: bool,
    /// What is due.
    #[serde(default, with = "wire::optional_amount", skip_serializing_if = "Option::is_none")]
    pub amount_due: Option<Money>,
    /// Where the money goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_account: Option<PaymentAccount>,
    /// Our key of the line (36).
    #[serde(rename = "LineID")]
    pub line_id: String,
    /// What MPay shows or asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<OrderProperty>,
    /// What for (50).
    pub reason: String,
}

/// An account at the treasury. MPay sends confirmations without some of these, so all may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct PaymentAccount {
    /// IBAN (24).
    pub bank_account: String,
    /// For example `TREZMD2X` (20).
    pub bank_code: String,
    /// Fiscal code of the beneficiary (20).
    pub bank_fiscal_code: String,
    /// Beneficiary (60).
    pub beneficiary_name: String,
    /// A configuration agreed with MPay (36).
    pub configuration_code: String,
}

/// A property of an order or line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct OrderProperty {
    /// As shown (36).
    pub display_name: String,
    /// Its id.
    pub id: String,
    /// Whether it is shown.
    pub is_visible: bool,
    /// Whether the payer may change it.
    pub modifiable: bool,
    /// Its name (36).
    pub name: String,
    /// Whether the payer must fill it in.
    pub required: bool,
    /// `string`, `idn`, `tc` and a few more.
    pub r#type: String,
    /// Its value (255).
    pub value: String,
}

/// Kind of payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CustomerType {
    /// Not said.
    #[default]
    Unspecified,
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A kind that MPay added since.
    #[serde(other)]
    Unknown,
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderStatus {
    /// May be paid.
    Active,
    /// The rest may be paid.
    PartiallyPaid,
    /// Paid.
    Paid,
    /// Paid and what it was for is done.
    Completed,
    /// Too late.
    Expired,
    /// Taken back.
    Cancelled,
    /// Being paid back.
    Refunding,
    /// Paid back.
    Refunded,
    /// A status that was added since.
    #[serde(other)]
    Unknown,
}

impl OrderStatus {
    /// Whether MPay takes money for it.
    pub const fn is_payable(self) -> bool {
        matches!(self, Self::Active | Self::PartiallyPaid)
    }
}

/// A payment, as MPay confirms it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PaymentConfirmation {
    /// `MDL`.
    pub currency: String,
    /// MPay's invoice.
    #[serde(rename = "InvoiceID")]
    pub invoice_id: String,
    /// What was paid, line by line.
    pub lines: Vec<ConfirmationLine>,
    /// Our key of the order.
    pub order_key: String,
    /// When it was paid.
    pub paid_at: DateTime<Utc>,
    /// MPay's key of the payment: the same in every repetition of this confirmation.
    #[serde(rename = "PaymentID")]
    pub payment_id: String,
    /// What the payer filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<ConfirmationProperty>,
    /// Our service.
    #[serde(rename = "ServiceID")]
    pub service_id: String,
    /// What was paid in all.
    #[serde(with = "wire::amount")]
    pub total_amount: Money,
}

impl std::fmt::Debug for PaymentConfirmation {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("PaymentConfirmation").field("payment_id", &self.payment_id).finish_non_exhaustive()
    }
}

/// What was paid for one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmationLine {
    /// How much.
    #[serde(with = "wire::amount")]
    pub amount: Money,
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_account: Option<PaymentAccount>,
    /// Our key of the line.
    #[serde(rename = "LineID")]
    pub line_id: String,
    /// What the payer filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<ConfirmationProperty>,
}

/// A name and its value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmationProperty {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

impl std::fmt::Debug for ConfirmationProperty {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ConfirmationProperty({})", self.name)
    }
}

/// What MPay understands when we say no. `UknownPayment` is spelt as MPay spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultCode {
    /// We failed; MPay tries again.
    InternalError,
    /// The caller is not MPay.
    AuthenticationFailed,
    /// The caller may not.
    AuthorizationFailed,
    /// A value is wrong.
    InvalidParameter,
    /// Not our service.
    UnknownService,
    /// Not our order.
    UnknownOrder,
    /// Not a known invoice.
    UnknownInvoice,
    /// Not a known payment.
    UknownPayment,
    /// Paid before.
    InvoiceAlreadyPaid,
    /// Too late.
    InvoiceExpired,
}

/// A fault: its code and a reason for MPay's staff, without personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?}: {reason}")]
pub struct Fault {
    /// Which.
    pub code: FaultCode,
    /// Why.
    pub reason: &'static str,
}

impl Fault {
    /// A fault.
    pub const fn new(code: FaultCode, reason: &'static str) -> Self {
        Self { code, reason }
    }
}

impl OrderDetails {
    /// Checks what MPay would refuse or cut: lengths, the currency, lines that add up to the total.
    pub fn check(&self) -> Result<(), Fault> {
        let wrong = |reason| Err(Fault::new(FaultCode::InternalError, reason));
        let long = |text: &str, limit: usize| text.chars().count() > limit;
        if self.lines.is_empty() {
            return wrong("an order has at least one line");
        }
        if self.currency != crate::kernel::money::CURRENCY {
            return wrong("the currency is MDL");
        }
        if self.customer_id.as_deref().is_some_and(|id| id.len() != 13) {
            return wrong("CustomerID is 13 digits");
        }
        if long(&self.reason, 50)
            || long(&self.order_key, 36)
            || long(&self.service_id, 36)
            || self.customer_name.as_deref().is_some_and(|name| long(name, 60))
            || self.lines.iter().any(|line| long(&line.reason, 50) || long(&line.line_id, 36))
        {
            return wrong("a text is longer than MPay takes");
        }
        let lines: Option<Money> = self.lines.iter().map(|line| line.amount_due).sum::<Option<Money>>();
        match (self.total_amount_due, lines) {
            (Some(total), Some(lines)) if total != lines => wrong("the lines do not add up to the total"),
            _ => Ok(()),
        }
    }
}

impl PaymentConfirmation {
    /// Checks a confirmation by itself: our service, the currency, lines that add up, each line once, nothing paid twice over.
    pub fn check(&self, service_id: &str) -> Result<(), Fault> {
        if self.service_id != service_id {
            return Err(Fault::new(FaultCode::UnknownService, "not a service of ours"));
        }
        let wrong = |reason| Err(Fault::new(FaultCode::InvalidParameter, reason));
        if self.currency != crate::kernel::money::CURRENCY {
            return wrong("the currency is MDL");
        }
        if self.payment_id.is_empty() || self.payment_id.len() > 64 {
            return wrong("PaymentID is missing");
        }
        if self.total_amount == Money::ZERO || self.lines.iter().map(|line| line.amount).sum::<Money>() != self.total_amount {
            return wrong("the lines do not add up to the total");
        }
        let mut ids: Vec<&str> = self.lines.iter().map(|line| line.line_id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != self.lines.len() {
            return wrong("a line is there twice");
        }
        Ok(())
    }
}
