//! Administration (C-16.6): subdivisions, users and their roles, delegations, classifiers, settings, the working calendar.
//! Users, roles and subdivisions are kept by `access`; this room gives them their doors.

pub mod calendar;
pub mod classifiers;
pub mod routes;
mod schema;
pub mod settings;
mod wire;
