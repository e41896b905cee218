//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod list_messages;
pub mod read_message;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_messages, read_message);
}
