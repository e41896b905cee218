//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod end_current_session;
pub mod read_current_session;
pub mod renew_access_token;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, read_current_session, end_current_session, renew_access_token);
}
