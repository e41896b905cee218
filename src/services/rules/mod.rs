//! The rules of the catalogue, pure: what a service is, whether its data is sound, and what it asks of a request.
//!
//! `definition` (with `field`, `condition`, `document`, `tariff`, `course`) is the data format; `load` and `check` admit it;
//! `form`, `answers`, `fees`, `terms` and `automatic` apply it to a request.

pub mod answers;
pub mod automatic;
pub mod check;
pub mod classifier;
pub mod condition;
pub mod course;
pub mod definition;
pub mod document;
pub mod fees;
pub mod field;
pub mod form;
pub mod identifiers;
pub mod lines;
pub mod load;
pub mod messages;
pub mod schema;
pub mod tariff;
pub mod terms;
pub mod values;

#[cfg(test)]
pub mod samples;
#[cfg(test)]
mod tests;
