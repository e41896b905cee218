//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod approve_petition_answer;
pub mod ask_petitioner;
pub mod assign_petition;
pub mod assign_petition_examiner;
pub mod claim_petition;
pub mod complete_petition;
pub mod contribute_to_petition;
pub mod correct_petition;
pub mod create_petition;
pub mod draft_petition_answer;
pub mod draw_up_petition_letter;
pub mod extend_petition_term;
pub mod join_petition;
pub mod leave_petition_unexamined;
pub mod list_earlier_petitions;
pub mod list_petition_letters;
pub mod list_petition_notices;
pub mod list_petitions;
pub mod list_support_tickets;
pub mod raise_support_ticket;
pub mod read_issued_petition_answer;
pub mod read_petition;
pub mod read_petition_answer_content;
pub mod read_petition_attachment_content;
pub mod read_petition_content;
pub mod read_petition_deadlines;
pub mod read_petition_notice_content;
pub mod read_petition_timeline;
pub mod read_support_ticket;
pub mod record_petition_notice_posting;
pub mod record_petition_posting;
pub mod register_petition;
pub mod report_petition_threat;
pub mod return_petition_answer;
pub mod search_petitions;
pub mod transfer_petition;
pub mod withdraw_petition;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(
        routes,
        create_petition,
        register_petition,
        list_petitions,
        search_petitions,
        read_petition,
        read_petition_timeline
    );
    operations!(routes, read_petition_content, read_petition_attachment_content, withdraw_petition);
    operations!(
        routes,
        assign_petition,
        assign_petition_examiner,
        claim_petition,
        contribute_to_petition,
        ask_petitioner,
        complete_petition
    );
    operations!(routes, correct_petition);
    operations!(routes, extend_petition_term, transfer_petition, list_earlier_petitions, join_petition);
    operations!(routes, leave_petition_unexamined, report_petition_threat);
    operations!(routes, draft_petition_answer, return_petition_answer, approve_petition_answer);
    operations!(routes, read_petition_answer_content, read_issued_petition_answer, record_petition_posting);
    operations!(routes, list_petition_notices, record_petition_notice_posting);
    operations!(routes, list_petition_letters, read_petition_notice_content, draw_up_petition_letter);
    operations!(routes, read_petition_deadlines);
    operations!(routes, raise_support_ticket, list_support_tickets, read_support_ticket);
}
