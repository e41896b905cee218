//! Migrație: the information system of Moldova's General Inspectorate for Migration, as a headless REST/JSON platform.

pub mod access;
pub mod administration;
pub mod app;
pub mod auditing;
pub mod commands;
pub mod config;
pub mod content;
pub mod documents;
pub mod files;
pub mod housekeeping;
pub mod journal;
pub mod journal_command;
pub mod kernel;
pub mod management;
pub mod notifications;
pub mod partners;
pub mod payments;
pub mod persons;
pub mod petitions;
pub mod platform;
pub mod requests;
pub mod sandbox;
pub mod serve;
pub mod services;
pub mod statistics;
