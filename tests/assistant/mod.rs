//! The assistant, measured on what visitors ask.

mod questions;
mod refusals;
