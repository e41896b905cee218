//! What every resource stands on; not one word of the domain in it.

pub mod database;
pub mod money;
pub mod text;
