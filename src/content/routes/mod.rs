//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod answer_inquiry;
pub mod answer_questionnaire;
pub mod answer_review;
pub mod assign_inquiry;
pub mod change_content_item;
pub mod change_content_section;
pub mod close_inquiry;
pub mod close_review;
pub mod compare_content_versions;
pub mod create_content_item;
pub mod discard_content_draft;
pub mod list_content_events;
pub mod list_content_items;
pub mod list_content_submissions;
pub mod list_content_types;
pub mod list_content_versions;
pub mod list_inquiries;
pub mod list_monitorings;
pub mod list_questionnaire_answers;
pub mod list_reviews;
pub mod open_review;
pub mod postpone_content_publication;
pub mod publish_content_item;
pub mod read_answer_summary;
pub mod read_content_item;
pub mod read_content_section;
pub mod read_content_type;
pub mod read_content_version;
pub mod read_inquiry;
pub mod read_publication_terms;
pub mod read_questionnaire_results;
pub mod read_review;
pub mod recall_content_submission;
pub mod record_monitoring;
pub mod restore_content_version;
pub mod return_content_item;
pub mod revise_content_item;
pub mod search_inquiry;
pub mod send_inquiry;
pub mod submit_content_item;
pub mod verify_content_item;
pub mod withdraw_content_item;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, read_content_section, change_content_section);
    operations!(routes, list_content_types, read_content_type);
    operations!(routes, list_content_items, create_content_item, read_content_item, change_content_item);
    operations!(routes, submit_content_item, recall_content_submission, return_content_item, publish_content_item);
    operations!(routes, postpone_content_publication, verify_content_item, withdraw_content_item);
    operations!(routes, revise_content_item, restore_content_version, discard_content_draft);
    operations!(routes, list_content_submissions, list_content_events, read_publication_terms);
    operations!(routes, list_content_versions, read_content_version, compare_content_versions);
    operations!(routes, answer_questionnaire, read_questionnaire_results, read_answer_summary, list_questionnaire_answers);
    operations!(
        routes,
        send_inquiry,
        search_inquiry,
        list_inquiries,
        read_inquiry,
        assign_inquiry,
        answer_inquiry,
        close_inquiry
    );
    operations!(routes, open_review, list_reviews, read_review, answer_review, close_review);
    operations!(routes, record_monitoring, list_monitorings);
}
