//! What content obeys, without HTTP and SQL.

pub mod address;
pub mod restricted;
pub mod sanitise;
