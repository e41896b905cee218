//! Tests through the public API; folders are shaped like the URLs, names read as sentences.

#![recursion_limit = "256"]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout)] // tests and their helpers

mod access;
mod access_tokens;
mod administration;
mod assistant;
mod behaviour;
mod commands;
mod content;
mod documents;
mod house;
mod interests;
mod journal;
mod management;
mod notifications;
mod orders;
mod persons;
mod petitions;
mod publications;
mod representations;
mod requests;
mod services;
mod sessions;
mod sign_ins;
mod statistics;
#[allow(dead_code)] // the support offers more than each test needs
mod support;
mod units_of_work;
mod uploads;
mod verifications;
