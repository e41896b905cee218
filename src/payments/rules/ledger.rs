//! An order's ledger: sums and facts, from which status, what is due and what goes back follow. Nothing is decided by the order in
//! which confirmations arrive, since only their sum counts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::money::Money;

/// Where an order stands, in MPay's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OrderStatus {
    /// May be paid.
    Active,
    /// Part was paid; the rest may be.
    PartiallyPaid,
    /// Paid.
    Paid,
    /// Paid, and what it was for is done.
    Completed,
    /// Its time is over; money that comes all the same still counts, until its request has lapsed and the order is cancelled.
    Expired,
    /// Taken back; money that comes all the same goes back.
    Cancelled,
    /// Money is on its way back.
    Refunding,
    /// Money went back.
    Refunded,
}

impl OrderStatus {
    /// As it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::PartiallyPaid => "PartiallyPaid",
            Self::Paid => "Paid",
            Self::Completed => "Completed",
            Self::Expired => "Expired",
            Self::Cancelled => "Cancelled",
            Self::Refunding => "Refunding",
            Self::Refunded => "Refunded",
        }
    }

    /// Whether MPay takes money for it.
    pub const fn is_payable(self) -> bool {
        matches!(self, Self::Active | Self::PartiallyPaid)
    }

    /// Whether its request still waits for money.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Active | Self::PartiallyPaid | Self::Expired)
    }
}

/// The sums and facts of one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger {
    /// What is owed in all.
    pub total: Money,
    /// What came in, by whatever payment.
    pub received: Money,
    /// Refunds ordered, done ones included.
    pub refund_ordered: Money,
    /// Of these, what comes out of the fee itself and not out of what was paid too much.
    pub fee_refund: Money,
    /// What has gone back.
    pub refunded: Money,
    /// Its time is over.
    pub expired: bool,
    /// It was taken back.
    pub cancelled: bool,
    /// What it was for is done.
    pub completed: bool,
}

/// What one payment did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// What of it went to the order; the rest is due back.
    pub counted: Money,
    /// Whether nothing is due any more because of it.
    pub settles: bool,
}

/// Why a refund cannot be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRefund {
    /// The order waits for money: it is cancelled first.
    #[error("the order still waits for money")]
    StillWaiting,
    /// More than came in and has not been ordered back.
    #[error("more than can go back")]
    TooMuch,
}

impl Ledger {
    /// A new order.
    pub const fn owing(total: Money) -> Self {
        Self {
            total,
            received: Money::ZERO,
            refund_ordered: Money::ZERO,
            fee_refund: Money::ZERO,
            refunded: Money::ZERO,
            expired: false,
            cancelled: false,
            completed: false,
        }
    }

    /// What of the money received belongs to the order.
    pub fn kept(&self) -> Money {
        if self.cancelled { Money::ZERO } else { self.received.min(self.total) }
    }

    /// What is still owed.
    pub fn due(&self) -> Money {
        if self.cancelled { Money::ZERO } else { self.total - self.received.min(self.total) }
    }

    /// What came in without being owed and has not been ordered back yet.
    pub fn refund_due(&self) -> Money {
        self.received - self.kept() - (self.refund_ordered - self.fee_refund)
    }

    /// The most that may be ordered back.
    pub fn refundable(&self) -> Money {
        if self.status().is_waiting() { Money::ZERO } else { self.received - self.refund_ordered }
    }

    /// Where the order stands.
    pub fn status(&self) -> OrderStatus {
        let goes_back = self.fee_refund > Money::ZERO || (self.cancelled && self.refund_ordered > Money::ZERO);
        match () {
            () if goes_back && self.refunded < self.refund_ordered => OrderStatus::Refunding,
            () if goes_back => OrderStatus::Refunded,
            () if self.cancelled => OrderStatus::Cancelled,
            () if self.received >= self.total && self.completed => OrderStatus::Completed,
            () if self.received >= self.total => OrderStatus::Paid,
            () if self.expired => OrderStatus::Expired,
            () if self.received > Money::ZERO => OrderStatus::PartiallyPaid,
            () => OrderStatus::Active,
        }
    }

    /// Money came in. It always counts: first to what is due, and what is over is due back.
    pub fn receive(&mut self, amount: Money) -> Counted {
        let before = *self;
        self.received = self.received + amount;
        let counted = self.kept() - before.kept();
        Counted { counted, settles: before.due() > Money::ZERO && self.due() == Money::ZERO }
    }

    /// Taken back, if it still waits for money; what came in is then due back. Says whether anything changed.
    pub fn cancel(&mut self) -> bool {
        let waits = self.status().is_waiting();
        self.cancelled |= waits;
        waits
    }

    /// A refund is ordered: out of what was paid too much first, out of the fee after.
    pub fn order_refund(&mut self, amount: Money) -> Result<(), NoRefund> {
        if self.status().is_waiting() {
            return Err(NoRefund::StillWaiting);
        }
        if amount <= Money::ZERO || amount > self.refundable() {
            return Err(NoRefund::TooMuch);
        }
        let out_of_fee = amount - amount.min(self.refund_due());
        self.refund_ordered = self.refund_ordered + amount;
        self.fee_refund = self.fee_refund + out_of_fee;
        Ok(())
    }

    /// A refund that was ordered has gone back.
    pub fn refund_done(&mut self, amount: Money) {
        self.refunded = (self.refunded + amount).min(self.refund_ordered);
    }
}

#[cfg(test)]
mod tests;
