//! MPay's words, as the room of partners has them: wire types, the key of an order, what our side answers. A copy only until that
//! room stands below this one; then this folder goes and `crate::partners::mpay` takes its place.

mod order_key;
mod types;
mod wire;

use async_trait::async_trait;

pub use order_key::OrderKey;
pub use types::{
    ConfirmationLine, ConfirmationProperty, CustomerType, Fault, FaultCode, OrderDetails, OrderDetailsQuery, OrderLine,
    OrderProperty, OrderStatus, PaymentAccount, PaymentConfirmation,
};

/// What our side answers when MPay calls. An implementation must be idempotent: a confirmation is repeated until it succeeds, and
/// `PaymentID` tells one payment from another.
#[async_trait]
pub trait MPayProvider: Send + Sync {
    /// What is to be paid now; after a partial payment only the rest. An order that is not known is `UnknownOrder`.
    async fn order_details(&self, query: OrderDetailsQuery) -> Result<Vec<OrderDetails>, Fault>;

    /// An order was paid. `evidence` is the whole signed message, to be kept with the payment.
    async fn confirm_payment(&self, confirmation: PaymentConfirmation, evidence: &[u8]) -> Result<(), Fault>;
}
