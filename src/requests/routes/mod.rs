//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod appeal_decision;
pub mod ask_completion;
pub mod assign_request;
pub mod attach_file;
pub mod change_draft;
pub mod claim_request;
pub mod close_request;
pub mod complete_request;
pub mod consult_body;
pub mod create_request;
pub mod decide_request;
pub mod draw_record_sheet;
pub mod draw_report;
pub mod extend_request_term;
pub mod give_opinion;
pub mod give_up_signing;
pub mod list_appeals;
pub mod list_attachments;
pub mod list_completion_requests;
pub mod list_opinions;
pub mod list_proposals;
pub mod list_register_checks;
pub mod list_requests;
pub mod list_worklists;
pub mod propose_decision;
pub mod read_attachment_content;
pub mod read_request;
pub mod read_timeline;
pub mod read_worklist;
pub mod remove_attachment;
pub mod return_proposal;
pub mod run_register_checks;
pub mod serve_decision;
pub mod settle_appeal;
pub mod submit_request;
pub mod validate_request;
pub mod withdraw_request;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, create_request, list_requests, read_request, change_draft, read_timeline);
    operations!(
        routes,
        attach_file,
        list_attachments,
        read_attachment_content,
        remove_attachment,
        validate_request,
        submit_request,
        withdraw_request
    );
    operations!(routes, list_worklists, read_worklist, claim_request, assign_request, run_register_checks, list_register_checks);
    operations!(routes, ask_completion, complete_request, consult_body, give_opinion, propose_decision, return_proposal);
    operations!(routes, extend_request_term);
    operations!(routes, list_completion_requests, list_opinions, list_proposals, list_appeals);
    operations!(routes, decide_request, give_up_signing, serve_decision, appeal_decision, settle_appeal, close_request);
    operations!(routes, draw_report, draw_record_sheet);
}
