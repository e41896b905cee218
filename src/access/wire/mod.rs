//! What access says on the wire, where more than one operation does.

pub mod interest;
pub mod representation;
