//! What happens outside: finding the way to a recipient ([`Dispatch`]), and each channel's deliveries.

mod dispatch;
mod handover;
mod mnotify;

pub use dispatch::Dispatch;
pub use mnotify::ThroughMNotify;

use uuid::Uuid;

use crate::kernel::outbox::{Carried, NotDone};

/// An id in a message.
fn id_of(message: &Carried, name: &str) -> Result<Uuid, NotDone> {
    message.payload[name]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| NotDone::Never(format!("no {name} in the message")))
}
