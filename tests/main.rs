//! Tests through the public API; folders are shaped like the URLs, names read as sentences.

mod access;
mod access_tokens;
mod administration;
mod commands;
mod documents;
mod house;
mod interests;
mod journal;
mod orders;
mod persons;
mod representations;
mod services;
mod sessions;
mod sign_ins;
#[allow(dead_code)] // the support offers more than each test needs
mod support;
mod uploads;
mod verifications;
