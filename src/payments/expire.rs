//! Ends an order whose time is over.

use serde_json::Value;
use uuid::Uuid;

use super::{OrderId, store};
use crate::{
    access::door::Door,
    kernel::{
        id::TypedId,
        outbox::{Carried, Carrier, Carrying, NotDone},
    },
};

/// The kind of its messages.
pub const KIND: &str = "payments.expire";

/// The carrier.
pub struct Expire(Door);

impl Expire {
    /// Over the door.
    pub const fn new(door: Door) -> Self {
        Self(door)
    }
}

impl Carrier for Expire {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let order = order_of(&message.payload)?;
            self.0
                .by_system("expireOrder", move |unit| {
                    let row = store::lock(unit.conn, order)?;
                    let ledger = row.ledger(unit.now);
                    if row.expired_at.is_none() && ledger.expired && ledger.status().is_waiting() {
                        store::keep(unit, &row, &ledger)?;
                        row.tell(unit, "Write");
                    }
                    Ok(())
                })
                .await?;
            Ok(())
        })
    }
}

/// Which order a message is about.
pub fn order_of(payload: &Value) -> Result<Uuid, NotDone> {
    let id = payload["orderId"].as_str().and_then(|id| id.parse::<OrderId>().ok());
    id.map(OrderId::uuid).ok_or_else(|| NotDone::Never("no order in the message".into()))
}
