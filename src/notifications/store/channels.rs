//! What stands in the way of a channel: suspensions, and how much it may take.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, RunQueryDsl,
    sql_types::{Double, Nullable, Text, Timestamptz},
};

use crate::{
    access::door::Unit,
    administration::settings,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    notifications::rules::channel::Channel,
};

/// The setting that allows channels of our own.
pub const OWN_CHANNELS: &str = "notifications.ownChannels";
/// How long to look away from a suspension of which nobody knows the end.
const SUSPENDED: Duration = Duration::from_secs(300);

#[derive(diesel::QueryableByName)]
struct Ending {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ends_at: Option<DateTime<Utc>>,
}

const SUSPENSION: &str = "
select case when bool_and(ends_at is not null) then max(ends_at) end as ends_at
  from notification_suspensions
 where ended_at is null and begins_at <= $2 and (ends_at is null or ends_at > $2) and (channel is null or channel = $1)
having count(*) > 0";

/// How long a suspension keeps the channel shut.
pub fn suspended(unit: &mut Unit<'_>, channel: Channel) -> Result<Option<Duration>, Problem> {
    let asked = sql(SUSPENSION).bind::<Text, _>(channel.name()).bind::<Timestamptz, _>(unit.now);
    let found: Option<Ending> = prepared(asked).get_result(unit.conn).optional()?;
    let now = unit.now;
    Ok(found.map(|found| {
        let left = found.ends_at.and_then(|end| (end - now).to_std().ok());
        left.map_or(SUSPENDED, |left| left.min(SUSPENDED)).max(Duration::from_secs(1))
    }))
}

/// So many a minute, each channel by its own setting.
fn a_minute(unit: &mut Unit<'_>, channel: Channel) -> Result<i64, Problem> {
    let key = match channel {
        Channel::Email => "notifications.emailPerMinute",
        Channel::Sms => "notifications.smsPerMinute",
        Channel::Chat => "notifications.chatPerMinute",
        Channel::Push => "notifications.pushPerMinute",
        Channel::MNotify | Channel::Cabinet => "notifications.mnotifyPerMinute",
    };
    settings::integer(unit.conn, key, unit.now)
}

#[derive(diesel::QueryableByName)]
struct Left {
    #[diesel(sql_type = Double)]
    #[allow(dead_code)]
    tokens: f64,
}

// A bucket holds a minute's worth; a token is taken only where there is one.
const TAKE: &str = "
insert into notification_channels as c (channel, tokens, refilled_at) values ($1, $2 - 1, $3)
on conflict (channel) do update
   set tokens = least($2, c.tokens + greatest(0, extract(epoch from $3 - c.refilled_at)::double precision) * $2 / 60) - 1,
       refilled_at = greatest($3, c.refilled_at)
 where least($2, c.tokens + greatest(0, extract(epoch from $3 - c.refilled_at)::double precision) * $2 / 60) >= 1
returning tokens";

/// Takes a token; otherwise, how long until there is one.
pub fn admitted(unit: &mut Unit<'_>, channel: Channel) -> Result<Option<Duration>, Problem> {
    let rate = a_minute(unit, channel)?.max(1) as f64;
    let asked = sql(TAKE).bind::<Text, _>(channel.name()).bind::<Double, _>(rate).bind::<Timestamptz, _>(unit.now);
    let taken: Option<Left> = prepared(asked).get_result(unit.conn).optional()?;
    Ok(match taken {
        Some(_) => None,
        None => Some(Duration::from_secs_f64(60.0 / rate).max(Duration::from_secs(1))),
    })
}

/// Whether channels of our own may be used beside MNotify.
pub fn own_allowed(unit: &mut Unit<'_>) -> Result<bool, Problem> {
    Ok(settings::value(unit.conn, OWN_CHANNELS, unit.now)?.as_bool().unwrap_or(false))
}
