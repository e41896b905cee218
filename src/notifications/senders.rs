//! What senders are told of the channels: that sending is suspended (N-41), and that it goes on.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    Addressee, SuspensionId, Telling,
    rules::{channel::Channel, variable},
    store::suspensions::SuspensionRow,
    tell::tell_until,
    wire::suspension::NotificationSuspension,
};
use crate::{
    access::{
        door::Unit,
        policy::Role,
        store::users::{self, Wanted},
    },
    kernel::{id::TypedId, problem::Problem, text::Text},
};

/// So many are asked for at once.
const AT_ONCE: i64 = 500;
/// The message of the outbox at the end of a suspension whose end is known.
pub const OVER: &str = "notifications.suspension-over";

/// Everybody who sends is told that sending is suspended: over which channel, from when until when, why. What has not gone out by the end
/// of the suspension is not sent any more outside the cabinet: the channel was shut meanwhile.
pub fn suspended(unit: &mut Unit<'_>, row: &SuspensionRow) -> Result<(), Problem> {
    let shown = NotificationSuspension::from(row);
    let variables = json!({
        "channel": channel(row),
        "cause": shown.cause.words(),
        "from": row.begins_at,
        "until": row.ends_at.map_or_else(not_known, variable::instant),
        "reason": variable::paragraphs(&row.reason),
    });
    if let Some(end) = row.ends_at {
        let id = row.id;
        unit.send_at(OVER, format!("{OVER}/{id}"), json!({ "suspension": id }), end);
    }
    tell_all(unit, row, "NotificationsSuspended", &variables, row.ends_at)
}

/// Everybody who sends is told that it goes on.
pub fn resumed(unit: &mut Unit<'_>, row: &SuspensionRow) -> Result<(), Problem> {
    let variables = json!({ "channel": channel(row), "at": row.ended_at.or(row.ends_at).unwrap_or(unit.now) });
    tell_all(unit, row, "NotificationsResumed", &variables, None)
}

fn tell_all(
    unit: &mut Unit<'_>,
    row: &SuspensionRow,
    template: &'static str,
    variables: &Value,
    until: Option<DateTime<Utc>>,
) -> Result<(), Problem> {
    let wanted = Wanted { role: Some(Role::NotificationSender), status: Some("Active"), ..Wanted::default() };
    let mut after = None;
    loop {
        let senders = users::page(unit, &wanted, after, AT_ONCE)?;
        for sender in &senders {
            let to = Addressee::Account(sender.id);
            let telling = Telling { to, template, variables: variables.clone(), about: None, language: None };
            tell_until(unit, &telling, until)?;
        }
        after = senders.last().map(|sender| sender.id);
        if senders.len() < AT_ONCE as usize {
            unit.read("NotificationSuspension", SuspensionId::from_uuid(row.id));
            return Ok(());
        }
    }
}

fn channel(row: &SuspensionRow) -> Text {
    let one = row.channel.as_deref().and_then(Channel::of_name).map(Channel::words);
    one.unwrap_or_else(|| Text::new("toate canalele", "все каналы", "all channels"))
}

fn not_known() -> Text {
    Text::new("o dată care nu se cunoaște încă", "даты, которая пока неизвестна", "a day that is not known yet")
}
