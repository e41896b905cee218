//! What the inspectorate publishes: sections and items, and the visitors' side of them.

pub mod rules;
