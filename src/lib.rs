//! Migrație: the information system of Moldova's General Inspectorate for Migration, as a headless REST/JSON platform.

pub mod access;
pub mod journal;
pub mod kernel;
