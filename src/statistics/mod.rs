//! Figures that are quoted, downloaded and questioned (C-2, C-4, C-11.39, C-24.2): counted from the records as they change, as they stand
//! and as they were known then, exact for those who may see them, with small numbers protected for everybody.
//!
//! `rules` says what is counted, `store` keeps it, `fold` keeps it up to date, `read` and `open` give it; `reports`, `datasets` and
//! `assets` are made of it. Indicators are data: `indicators/*.yaml` and the versions that statisticians add.

pub mod assets;
pub mod datasets;
pub mod fold;
pub mod labels;
pub mod memory;
pub mod monitoring;
pub mod open;
pub mod rdf;
pub mod read;
pub mod reports;
pub mod routes;
pub mod rules;
mod schema;
mod sheet;
pub mod shipped;
mod store;
mod waiting;

use crate::typed_id;

typed_id!(ReportId, "rpt", "a statistical report");

pub use datasets::Push as PushDatasets;
pub use fold::Figures;
pub use monitoring::Monitor;
pub use reports::Produce as ProduceReports;
pub use store::ages::keep as keep_ages;
