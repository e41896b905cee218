//! What the system says to people, and what senders say through it (the concept of MNotify; N-11, N-26). Everything goes through here, with
//! templates as data; the government's MNotify is the first way to a person, as the law demands (point 5.2 of the decision).
//!
//! Door for rooms above: [`tell`]. What happens outside: [`carriers`].

pub mod carriers;
pub mod routes;
pub mod rules;
mod schema;
mod store;
mod tell;
pub mod templates;
pub mod topics;

pub use tell::{Addressee, Telling, tell};

use crate::typed_id;

typed_id!(NotificationId, "ntf", "a notification to one person");
typed_id!(DeliveryId, "dlv", "a delivery over one channel");
typed_id!(MessageId, "msg", "a message");
// Of the room of requests, which stands above; messages, documents and orders name the request that they belong to.
typed_id!(RequestId, "req", "a request");
