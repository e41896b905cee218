//! The queries of this room.

pub mod deliveries;
pub mod messages;
pub mod notifications;
