//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod change_account;
pub mod change_calendar_day;
pub mod change_client;
pub mod change_subdivision;
pub mod create_account;
pub mod create_client;
pub mod create_delegation;
pub mod create_subdivision;
pub mod end_account_role;
pub mod give_account_role;
pub mod list_accounts;
pub mod list_classifiers;
pub mod list_clients;
pub mod list_delegations;
pub mod list_settings;
pub mod list_subdivisions;
pub mod read_account;
pub mod read_calendar;
pub mod read_classifier;
pub mod read_client;
pub mod read_delegation;
pub mod read_subdivision;
pub mod revoke_delegation;
pub mod set_setting;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_subdivisions, create_subdivision, read_subdivision, change_subdivision);
    operations!(routes, list_accounts, create_account, read_account, change_account, give_account_role, end_account_role);
    operations!(routes, list_delegations, create_delegation, read_delegation, revoke_delegation);
    operations!(routes, list_classifiers, read_classifier, list_settings, set_setting, read_calendar, change_calendar_day);
    operations!(routes, list_clients, create_client, read_client, change_client);
}
