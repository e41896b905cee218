//! Tests through the public API; folders are shaped like the URLs, names read as sentences.

mod access;
mod administration;
mod documents;
mod house;
mod interests;
mod journal;
mod orders;
mod persons;
mod services;
mod sessions;
#[allow(dead_code)] // the support offers more than each test needs
mod support;
mod uploads;
mod verifications;
