//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod create_journal_export;
pub mod list_journal_exports;
pub mod list_journal_keys;
pub mod list_journal_seals;
pub mod read_journal_entry;
pub mod read_journal_export;
pub mod read_journal_export_content;
pub mod search_journal;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    crate::auditing::behaviour::routes::register(routes);
    operations!(routes, search_journal, read_journal_entry, list_journal_seals, list_journal_keys);
    operations!(routes, create_journal_export, list_journal_exports, read_journal_export, read_journal_export_content);
}
