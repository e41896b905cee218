//! What those who answer for the correctness of links can do.

use crate::{kernel::http::routes::Routes, operations};

pub mod check_content_links;
pub mod list_content_links;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_content_links, check_content_links);
}
