//! MSupport: incidents, complaints and questions about public services (the guide to the shared platforms).
//!
//! **Provisional.** Its contract is not public. The port is what the guide describes (hand over, follow, learn the answer); the transport is
//! REST JSON of our own making in the agency's style. A ticket is handed over under our own reference, which the other side keeps as the
//! key: to hand the same over again gives the same number.

mod adapter;
mod types;

use async_trait::async_trait;

pub use adapter::ProvisionalMSupport;
pub use types::{Taken, Ticket, TicketKind, TicketState, TicketStatus};

use super::PartnerError;

/// The port.
#[async_trait]
pub trait MSupport: Send + Sync {
    /// Hands a ticket over; MSupport's number of it. The same reference gives the same number.
    async fn hand_over(&self, ticket: &Ticket) -> Result<Taken, PartnerError>;

    /// How a ticket stands; nothing if MSupport knows no such number.
    async fn state(&self, number: &str) -> Result<Option<TicketState>, PartnerError>;
}

#[cfg(test)]
mod tests;
