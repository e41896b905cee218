//! What was told to people: notifications with their deliveries, replies and messages, requests of senders, contacts that were removed.
//! Counts by template, channel and state stay (N-11.2.f): nothing that they are made of is overwritten.

use super::{FILE, Kind, by_day, only_here, record};

/// A title that says to its reader what became of the words.
macro_rules! erased {
    () => {
        "{\"ro\": \"Șters la expirarea termenului de păstrare\", \"ru\": \"Удалено по истечении срока хранения\", \
          \"en\": \"Erased when its term of keeping ended\"}"
    };
}

/// A text of which nothing is left; the sign of what was overwritten.
macro_rules! nothing {
    () => {
        "{\"ro\": \"-\", \"ru\": \"-\", \"en\": \"-\"}"
    };
}

/// Notifications that a condition on `n` chooses, with all that hangs on them. Of several deliveries of one notification each keeps an
/// address of its own.
macro_rules! notifications {
    ($chosen:literal) => {
        &[
            $crate::commands::retention::record(
                "notification_replies",
                concat!(
                    "select r.id from notification_replies r join notifications n on n.id = r.notification_id where ",
                    $chosen
                ),
                "text = '-'",
            ),
            $crate::commands::retention::record(
                "notification_deliveries",
                concat!(
                    "select d.id from notification_deliveries d join notifications n on n.id = d.notification_id where ",
                    $chosen
                ),
                "address = case when address is null then null else id::text end",
            ),
            $crate::commands::retention::record(
                "messages",
                concat!("select m.id from messages m join notifications n on n.id = m.notification_id where ", $chosen),
                $crate::commands::retention::told::MESSAGE,
            ),
            $crate::commands::retention::record(
                "notifications",
                concat!("select n.id from notifications n where ", $chosen),
                $crate::commands::retention::told::NOTIFICATION,
            ),
        ]
    };
}
pub(super) use notifications;

pub(super) const MESSAGE: &str = concat!("title = '", erased!(), "', text = '", nothing!(), "'");

pub(super) const NOTIFICATION: &str = concat!(
    "recipient_value = case when recipient_value is null then null else '-' end, recipient_name = null, digest = null,
     reference = case when reference is null then null else id::text end, subject = '",
    erased!(),
    "', body = '",
    nothing!(),
    "', short = '",
    nothing!(),
    "'"
);

/// What is not sent yet stays, however long ago it was asked for; the term runs since it was last sent or replied to.
pub(super) const NOTIFICATIONS: Kind = Kind {
    object: "Notification",
    prefix: "ntf",
    years: |terms| terms.notification_years,
    due: concat!(
        "select n.id from notifications n
          where n.state not in ('Waiting', 'Processing') and n.body ->> 'ro' <> '-' and n.id > $3 and n.id <> all($4)
            and coalesce(n.about_id, n.id) <> all($4) and coalesce(n.notification_request_id, n.id) <> all($4) and ",
        by_day!("n.created_at"),
        " and not exists (select from notification_deliveries d where d.notification_id = n.id and not ",
        by_day!("coalesce(d.sent_at, d.created_at)"),
        ") and not exists (select from notification_replies r where r.notification_id = n.id and not ",
        by_day!("r.created_at"),
        ") order by n.id limit $2"
    ),
    overwritten: &[notifications!("n.id = any($1)")],
    deleted: None,
    kept: None,
};

/// Messages from before there were notifications.
pub(super) const MESSAGES: Kind = Kind {
    object: "Message",
    prefix: "msg",
    years: |terms| terms.notification_years,
    due: concat!(
        "select id from messages where notification_id is null and text ->> 'ro' <> '-' and id > $3 and id <> all($4) and ",
        by_day!("created_at"),
        " order by id limit $2"
    ),
    overwritten: &[&[record("messages", "select unnest($1)", MESSAGE)]],
    deleted: None,
    kept: None,
};

pub(super) const REQUESTS: Kind = Kind {
    object: "NotificationRequest",
    prefix: "nrq",
    years: |terms| terms.notification_years,
    due: concat!(
        "select r.id from notification_requests r
          where r.state <> 'Waiting' and (r.wording -> 'body' ->> 'ro' <> '-' or cardinality(r.file_ids) > 0) and r.id > $3 and r.id <> all($4) and ",
        by_day!("greatest(r.created_at, r.valid_from)"),
        " and not exists (select from notifications n
                           where n.notification_request_id = r.id
                             and (n.state in ('Waiting', 'Processing')
                                  or exists (select from notification_deliveries d where d.notification_id = n.id and not ",
        by_day!("coalesce(d.sent_at, d.created_at)"),
        "))) order by r.id limit $2"
    ),
    overwritten: &[&[
        record("files", only_here!("select unnest(h.file_ids) from history.notification_requests h where h.id = any($1)"), FILE),
        record(
            "notification_requests",
            "select unnest($1)",
            concat!(
                "file_ids = '{}', wording = case when wording is null then null else '{\"subject\": ",
                erased!(),
                ", \"body\": ",
                nothing!(),
                ", \"short\": ",
                nothing!(),
                "}'::jsonb end"
            ),
        ),
    ]],
    deleted: None,
    kept: None,
};

pub(super) const CONTACTS: Kind = Kind {
    object: "NotificationContact",
    prefix: "ctc",
    years: |terms| terms.notification_years,
    due: concat!(
        "select id from notification_contacts where state = 'Removed' and value <> '-' and id > $3 and id <> all($4) and ",
        by_day!("state_at"),
        " order by id limit $2"
    ),
    overwritten: &[&[record("notification_contacts", "select unnest($1)", "value = '-'")]],
    deleted: None,
    kept: None,
};
