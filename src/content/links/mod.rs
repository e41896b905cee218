//! Whether the links of what is published lead anywhere: taken down from each version, asked one by one under a lease, told of to
//! the subdivision responsible when they are broken. Monthly, and when somebody asks.

mod ask;
mod found;
pub mod routes;
mod store;
mod tell;
mod worker;

pub use ask::{Asking, Finding, Names, SystemNames};
pub use worker::{Checker, PAUSE};

use crate::typed_id;

typed_id!(ContentLinkId, "lnk", "a link of what is published");
