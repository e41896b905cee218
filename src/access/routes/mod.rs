//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod accept_representation;
pub mod ask_representation;
pub mod begin_session;
pub mod begin_sign_in;
pub mod declare_interest;
pub mod end_current_session;
pub mod end_interest;
pub mod end_representation;
pub mod issue_access_token;
pub mod list_interests;
pub mod list_representations;
pub mod read_current_session;
pub mod read_interest;
pub mod read_representation;
pub mod refuse_representation;
pub mod renew_access_token;
pub mod sign_out_everywhere;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, begin_sign_in, begin_session, issue_access_token);
    operations!(routes, read_current_session, end_current_session, renew_access_token, sign_out_everywhere);
    operations!(routes, list_representations, ask_representation, read_representation);
    operations!(routes, accept_representation, refuse_representation, end_representation);
    operations!(routes, list_interests, declare_interest, read_interest, end_interest);
}
