//! The catalogue of public services: every service as versioned data (C-16.3, C-16.4, C-31.1).
//!
//! `catalogue/` holds the services and classifiers that are shipped, as YAML; `rules` reads, checks and applies them; `store` keeps
//! every version; `catalogue` answers from memory; `routes` are the doors.

pub mod catalogue;
pub mod routes;
pub mod rules;
mod schema;
mod shipped;
mod store;

use crate::kernel::http::kept;

pub use catalogue::{Catalogue, Published};
pub use shipped::{Departure, classifiers as shipped_classifiers, load};
