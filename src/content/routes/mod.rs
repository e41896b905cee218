//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod change_content_item;
pub mod change_content_section;
pub mod compare_content_versions;
pub mod create_content_item;
pub mod discard_content_draft;
pub mod list_content_events;
pub mod list_content_items;
pub mod list_content_sections;
pub mod list_content_submissions;
pub mod list_content_types;
pub mod list_content_versions;
pub mod postpone_content_publication;
pub mod publish_content_item;
pub mod read_content_item;
pub mod read_content_section;
pub mod read_content_type;
pub mod read_content_version;
pub mod read_publication_terms;
pub mod recall_content_submission;
pub mod restore_content_version;
pub mod return_content_item;
pub mod revise_content_item;
pub mod submit_content_item;
pub mod verify_content_item;
pub mod withdraw_content_item;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_content_sections, read_content_section, change_content_section);
    operations!(routes, list_content_types, read_content_type);
    operations!(routes, list_content_items, create_content_item, read_content_item, change_content_item);
    operations!(routes, submit_content_item, recall_content_submission, return_content_item, publish_content_item);
    operations!(routes, postpone_content_publication, verify_content_item, withdraw_content_item);
    operations!(routes, revise_content_item, restore_content_version, discard_content_draft);
    operations!(routes, list_content_submissions, list_content_events, read_publication_terms);
    operations!(routes, list_content_versions, read_content_version, compare_content_versions);
}
