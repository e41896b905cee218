//! Figures: kept up to date, as known then, protected, and made again.

mod assets;
mod asylum;
mod datasets;
mod documents;
mod figures;
mod folding;
mod histories;
mod indicators;
mod monitoring;
mod protection;
mod reports;
pub mod world;
