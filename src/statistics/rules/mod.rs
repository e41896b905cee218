//! What figures are, without HTTP and without SQL.

pub mod contribution;
pub mod fact;
pub mod indicator;
pub mod knowledge;
pub mod load;
pub mod period;
pub mod reason;
pub mod suppression;
pub mod written;
