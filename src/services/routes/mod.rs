//! The doors of this room: the public catalogue, answered from memory, and its administration.

use crate::{kernel::http::routes::Routes, operations};

mod draft;
pub mod wire;

pub mod check_service;
pub mod create_service;
pub mod create_service_version;
pub mod list_service_concepts;
pub mod list_service_versions;
pub mod list_services;
pub mod publish_service_version;
pub mod quote_service;
pub mod read_service;
pub mod read_service_form;
pub mod read_service_version;
pub mod revise_service_version;
pub mod withdraw_service_version;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_services, read_service, read_service_form, list_service_versions, quote_service);
    operations!(routes, create_service, create_service_version, read_service_version, revise_service_version);
    operations!(routes, publish_service_version, withdraw_service_version, list_service_concepts, check_service);
}
