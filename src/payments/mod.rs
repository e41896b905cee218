//! Payments: what is owed for a request, what MPay says was paid, what goes back (C-29.6).
//!
//! `open`, `amount_due`, `cancel`, `complete`, `given_up` and `orders_of` are for the rooms above; `provider` is what MPay calls; `ask` asks MPay
//! when it says nothing; `expire` ends what was not paid in time.

pub mod ask;
mod confirm;
pub mod expire;
mod invoice;
mod orders;
pub mod provider;
pub mod routes;
mod row;
pub mod rules;
mod schema;
mod store;
pub mod view;

use std::sync::Arc;

use uuid::Uuid;

use crate::{access::door::Unit, kernel::problem::Problem, typed_id};

pub use crate::documents::RequestId;
pub use ask::{Ask, AskMPay, AskProvider, KnownInvoice, NoAnswer};
pub use confirm::PaymentOutcome;
pub use expire::Expire;
pub use invoice::DrawInvoice;
pub use orders::{Customer, NewLine, NewOrder, OrderFacts, amount_due, cancel, complete, given_up, hold, open, orders_of};
pub use provider::Provider;
pub use rules::ledger::OrderStatus;

typed_id!(OrderId, "ord", "an order");
typed_id!(RefundId, "rfd", "a refund");

/// What the room above does in the transaction of the payment that settles an order.
#[derive(Clone)]
pub struct Reactions {
    /// Nothing is due for this request any more.
    pub on_settled: Reaction,
}

/// Something that the room above does with a request, in the same transaction.
pub type Reaction = Arc<dyn Fn(&mut Unit<'_>, Uuid) -> Result<(), Problem> + Send + Sync>;
