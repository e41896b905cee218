//! Stand-ins of the outside world, for development and tests; never reachable in production mode.

pub mod people;
pub mod personas;
pub mod sessions;
