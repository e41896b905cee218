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
    tokens: f64,
}

// A bucket holds a minute's worth. What is taken beyond is owed: each that comes gets the next instant that is free.
const TAKE: &str = "
insert into notification_channels as c (channel, tokens, refilled_at) values ($1, $2 - 1, $3)
on conflict (channel) do update
   set tokens = least($2, c.tokens + greatest(0, extract(epoch from $3 - c.refilled_at)::double precision) * $2 / 60) - 1,
       refilled_at = greatest($3, c.refilled_at)
returning tokens";

const TAKE_IF_THERE: &str = "
insert into notification_channels as c (channel, tokens, refilled_at) values ($1, $2 - 1, $3)
on conflict (channel) do update
   set tokens = least($2, c.tokens + greatest(0, extract(epoch from $3 - c.refilled_at)::double precision) * $2 / 60) - 1,
       refilled_at = greatest($3, c.refilled_at)
 where least($2, c.tokens + greatest(0, extract(epoch from $3 - c.refilled_at)::double precision) * $2 / 60) >= 1
returning tokens";

fn take(unit: &mut Unit<'_>, statement: &'static str, bucket: &str, rate: f64) -> Result<Option<f64>, Problem> {
    let asked = sql(statement).bind::<Text, _>(bucket).bind::<Double, _>(rate).bind::<Timestamptz, _>(unit.now);
    let taken: Option<Left> = prepared(asked).get_result(unit.conn).optional()?;
    Ok(taken.map(|left| left.tokens))
}

/// When the channel takes the next one: now, or the instant that is kept for it.
pub fn slot(unit: &mut Unit<'_>, channel: Channel) -> Result<DateTime<Utc>, Problem> {
    let rate = a_minute(unit, channel)?.max(1) as f64;
    let left = take(unit, TAKE, channel.name(), rate)?.unwrap_or_default();
    let owed = Duration::from_secs_f64((-left).max(0.0) * 60.0 / rate);
    Ok(unit.now + chrono::Duration::from_std(owed).unwrap_or_default())
}

/// Whether something urgent may pass those who wait: a quarter of what the channel takes is theirs. What passes counts, so that the others
/// come that much later.
pub fn passes(unit: &mut Unit<'_>, channel: Channel) -> Result<bool, Problem> {
    let rate = a_minute(unit, channel)?.max(1) as f64;
    let passes = take(unit, TAKE_IF_THERE, &format!("{}/High", channel.name()), (rate / 4.0).max(1.0))?.is_some();
    if passes {
        take(unit, TAKE, channel.name(), rate)?;
    }
    Ok(passes)
}

/// Whether channels of our own may be used beside MNotify.
pub fn own_allowed(unit: &mut Unit<'_>) -> Result<bool, Problem> {
    Ok(settings::value(unit.conn, OWN_CHANNELS, unit.now)?.as_bool().unwrap_or(false))
}
