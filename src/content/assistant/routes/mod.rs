//! What visitors can ask.

use crate::{kernel::http::routes::Routes, operations};

pub mod ask_assistant;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, ask_assistant);
}
