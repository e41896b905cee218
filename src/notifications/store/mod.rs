//! The queries of this room.

pub mod channels;
pub mod contacts;
pub mod deliveries;
pub mod messages;
pub mod notifications;
pub mod profiles;
pub mod replies;
pub mod requests;
pub mod statistics;
pub mod suspensions;
pub mod templates;
