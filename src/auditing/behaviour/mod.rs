//! What the journal tells of those who read: unusual reading, found day by day and put before an auditor (C-38, N-19.2).
//!
//! `rules` says what is unusual and knows neither HTTP nor SQL. `synthetic` is a year of reading with honest irregularity and planted
//! abuse, older than the rules it measures.

mod analysis;
pub mod carriers;
mod explain;
pub mod routes;
pub mod rules;
mod schema;
#[cfg(test)]
mod scoring;
mod store;
#[cfg(test)]
mod synthetic;
mod wire;
