//! What every resource stands on; not one word of the domain in it.

pub mod money;
pub mod text;
pub mod violation;
