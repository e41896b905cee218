//! MPay: payments. **MPay calls us** (what is to be paid, and that it was paid), the payer's browser goes there and comes back,
//! and a small REST interface gives invoices.
//!
//! What stands here is the contract: wire types in MPay's names and order, its statuses and fault codes, what our side must
//! answer ([`MPayProvider`]), the form that takes a payer to MPay. Only the transport of its two calls is **provisional**
//! ([`provisional`]): JSON in a sealed envelope in the place of SOAP with WS-Security. The return of a payer proves nothing;
//! a confirmation does.

mod adapter;
mod order_key;
pub mod provisional;
mod types;

use async_trait::async_trait;
use serde::Deserialize;
use url::Url;

pub use adapter::MPayAdapter;
pub use order_key::OrderKey;
pub use types::{
    ConfirmationLine, ConfirmationProperty, CustomerType, Fault, FaultCode, OrderDetails, OrderDetailsQuery, OrderLine,
    OrderProperty, OrderStatus, PaymentAccount, PaymentConfirmation,
};

use super::{
    BrowserForm, PartnerError, SettingError,
    sealed::PartnerKey,
    settings::{HttpSettings, check_url},
};

/// What we ask of MPay.
#[async_trait]
pub trait MPay: Send + Sync {
    /// The form that takes a payer to MPay for an order and back to `return_url`.
    fn pay_form(&self, order_key: &str, return_url: &Url) -> Result<BrowserForm, PartnerError>;

    /// Identifiers of the invoices that MPay made of an order.
    async fn invoices(&self, order_key: &str) -> Result<Vec<String>, PartnerError>;
}

/// What our side answers when MPay calls. An implementation must be idempotent: a confirmation is repeated until it
/// succeeds, and `PaymentID` tells one payment from another.
#[async_trait]
pub trait MPayProvider: Send + Sync {
    /// What is to be paid now; after a partial payment only the rest. An order that is not known is `UnknownOrder`.
    async fn order_details(&self, query: OrderDetailsQuery) -> Result<Vec<OrderDetails>, Fault>;

    /// An order was paid. `evidence` is the whole signed message, to be kept with the payment.
    async fn confirm_payment(&self, confirmation: PaymentConfirmation, evidence: &[u8]) -> Result<(), Fault>;
}

/// How an installation speaks with MPay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MPaySettings {
    /// The side interface.
    pub http: HttpSettings,
    /// Where payers go; `/service/pay` lies under it.
    pub browser_url: Url,
    /// Our service at MPay (36 at most).
    pub service_id: String,
    /// The key whose signature makes a call MPay's (provisional: Ed25519 in the place of its X.509 certificate).
    pub key: PartnerKey,
}

impl MPaySettings {
    pub(super) fn check(&self, errors: &mut Vec<SettingError>) {
        check_url("partners.mpay.browser_url", &self.browser_url, errors);
        if !(1..=36).contains(&self.service_id.chars().count()) {
            errors.push(SettingError::named("partners.mpay.service_id", "must be 1 to 36 characters"));
        }
    }
}

#[cfg(test)]
mod tests;
