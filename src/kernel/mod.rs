//! What every resource stands on; not one word of the domain in it.

pub mod calendar;
pub mod identifiers;
pub mod local_time;
pub mod money;
pub mod term;
pub mod text;
