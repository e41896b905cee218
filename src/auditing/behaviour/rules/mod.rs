//! What is unusual. Pure: no HTTP, no SQL.

mod cases;
mod day;
mod found;
mod policy;
mod spread;
mod usual;
mod volume;

pub use day::{Day, Seen};
pub use found::{Figures, Finding, Kind, findings};
pub use policy::{Policy, PolicyFault};
pub use usual::{OfRole, Own, Usual};
pub use volume::Volume;
