//! The doors of this room.

use crate::{kernel::http::routes::Routes, operations};

pub mod add_notification_contact;
pub mod cancel_notification_request;
pub mod change_notification_profile;
pub mod change_notification_template;
pub mod create_notification_request;
pub mod create_notification_template;
pub mod download_notification_statistics;
pub mod list_messages;
pub mod list_notification_replies;
pub mod list_notification_requests;
pub mod list_notification_statuses;
pub mod list_notification_suspensions;
pub mod list_notification_templates;
pub mod list_notification_topics;
pub mod preview_notification_template;
pub mod publish_notification_template;
pub mod read_message;
pub mod read_message_file_content;
pub mod read_notification;
pub mod read_notification_contact;
pub mod read_notification_file_content;
pub mod read_notification_profile;
pub mod read_notification_request;
pub mod read_notification_statistics;
pub mod read_notification_suspension;
pub mod read_notification_template;
pub mod read_notification_template_version;
pub mod record_bounce;
pub mod remove_notification_contact;
pub mod reply_to_message;
pub mod resend_notification_request;
pub mod resume_notifications;
pub mod send_contact_code;
pub mod suspend_notifications;
mod templates;
pub mod verify_notification_contact;
pub mod view_message;
pub mod withdraw_notification_template;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(routes, list_messages, view_message, read_message_file_content, read_message, reply_to_message);
    operations!(routes, list_notification_topics, read_notification_profile, change_notification_profile);
    operations!(
        routes,
        add_notification_contact,
        read_notification_contact,
        send_contact_code,
        verify_notification_contact,
        remove_notification_contact
    );
    operations!(
        routes,
        create_notification_template,
        list_notification_templates,
        read_notification_template,
        read_notification_template_version,
        change_notification_template,
        preview_notification_template,
        publish_notification_template,
        withdraw_notification_template
    );
    operations!(
        routes,
        create_notification_request,
        list_notification_requests,
        read_notification_request,
        read_notification_file_content,
        list_notification_statuses,
        read_notification,
        cancel_notification_request,
        resend_notification_request,
        list_notification_replies
    );
    operations!(routes, read_notification_statistics, download_notification_statistics);
    operations!(
        routes,
        suspend_notifications,
        list_notification_suspensions,
        read_notification_suspension,
        resume_notifications,
        record_bounce
    );
}
