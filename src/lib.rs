//! Migrație: the information system of Moldova's General Inspectorate for Migration, as a headless REST/JSON platform.

pub mod kernel;
pub mod partners;
pub mod sandbox;
