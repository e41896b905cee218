//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod declare_interest;
pub mod end_current_session;
pub mod end_interest;
pub mod list_interests;
pub mod read_current_session;
pub mod read_interest;
pub mod renew_access_token;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, read_current_session, end_current_session, renew_access_token);
    operations!(routes, list_interests, declare_interest, read_interest, end_interest);
}
