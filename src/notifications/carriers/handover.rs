//! Handing a delivery over to its channel, so that a crash or a lost answer at any point neither loses it nor does it twice: it is marked
//! as being sent before the call and as sent after it; what stands as being sent when somebody comes is looked for before it is sent again.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::{door::Unit, store::reached},
    kernel::problem::Problem,
    notifications::{
        DeliveryId, NotificationId,
        rules::{
            channel::Channel,
            state::{DeliveryState, GIVEN_UP},
            template::Priority,
        },
        store::{
            channels, contacts,
            deliveries::{self, DeliveryRow},
            notifications::{self, NotificationRow},
            profiles,
        },
    },
};

/// What is handed over.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The delivery.
    pub delivery: DeliveryRow,
    /// What it brings.
    pub notification: NotificationRow,
    /// Whom a letter greets.
    pub greeted: Option<String>,
}

/// What to do with a delivery next.
#[derive(Debug)]
pub enum Step {
    /// Nothing any more.
    Done,
    /// Hand it over: it is marked as being sent.
    Send(Box<Parcel>),
    /// It may be there already, since an instant.
    LookFor(Box<Parcel>, DateTime<Utc>),
    /// Not yet: the channel is shut or full, or the recipient rests.
    Rest(Duration),
    /// It is with the channel under this id: ask how it stands.
    Follow(Box<Parcel>, String),
}

/// What became of a call.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The channel has it, under its own id where it gives one.
    Taken(Option<String>),
    /// Nobody knows whether the channel has it; the code says why.
    Unknown(&'static str),
    /// The channel surely does not have it, and may take it later.
    NotTaken(&'static str),
    /// The channel will never take it.
    Refused(&'static str),
    /// The address does not exist or takes nothing.
    Bounced(&'static str),
    /// It stands so, as the channel says.
    Stands(DeliveryState),
}

/// The next step of a delivery; a step that sends is marked before it is taken.
pub fn begin(unit: &mut Unit<'_>, id: Uuid) -> Result<Step, Problem> {
    let row = deliveries::held(unit, id)?;
    let notification = notifications::find(unit, row.notification_id)?;
    let row = revived(unit, row, &notification)?;
    let state = row.state()?;
    if state.is_final() {
        return Ok(Step::Done);
    }
    unit.read("Notification", NotificationId::from(notification.id));
    match (state, row.sending_since, &row.channel_id) {
        (DeliveryState::Waiting, ..) => send(unit, row, notification),
        (DeliveryState::Sending, Some(since), _) => {
            let channel = Channel::of_name(&row.channel).filter(|channel| *channel == Channel::MNotify);
            match channel.map(|channel| channels::suspended(unit, channel)).transpose()?.flatten() {
                Some(left) => Ok(Step::Rest(left)),
                None => Ok(Step::LookFor(Box::new(Parcel { delivery: row, notification, greeted: None }), since)),
            }
        }
        (_, _, Some(theirs)) => {
            let theirs = theirs.clone();
            Ok(Step::Follow(Box::new(Parcel { delivery: row, notification, greeted: None }), theirs))
        }
        _ => Ok(Step::Done),
    }
}

/// One through MNotify that was given up goes on where it stood when its message is replayed (other channels have fallen back on MNotify),
/// unless it was sent again meanwhile.
fn revived(unit: &mut Unit<'_>, row: DeliveryRow, notification: &NotificationRow) -> Result<DeliveryRow, Problem> {
    let given_up = row.state()? == DeliveryState::Failed && row.reason.as_deref() == Some(GIVEN_UP);
    if !given_up || row.channel != Channel::MNotify.name() || row.round != notification.round {
        return Ok(row);
    }
    let state = if row.sending_since.is_some() { DeliveryState::Sending } else { DeliveryState::Waiting };
    let row = DeliveryRow { state: state.name().to_owned(), reason: None, ..row };
    deliveries::keep(unit, &row)?;
    notifications::settled(unit, row.notification_id)?;
    Ok(row)
}

/// Its worker gives it up: it has failed, and its sender sees it. Since when it may be with the channel stays known. What a channel has
/// taken stays as it is: only nobody asks any more how it stands.
pub fn give_up(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let row = deliveries::held(unit, id)?;
    if !matches!(row.state()?, DeliveryState::Waiting | DeliveryState::Sending) {
        return Ok(());
    }
    let failed = DeliveryRow { state: DeliveryState::Failed.name().to_owned(), reason: Some(GIVEN_UP.to_owned()), ..row };
    deliveries::keep(unit, &failed)?;
    unit.wrote("NotificationDelivery", DeliveryId::from(id));
    fall_back(unit, &failed)?;
    notifications::settled(unit, failed.notification_id)
}

/// It was looked for and is not there: it is sent again.
pub fn begin_again(unit: &mut Unit<'_>, id: Uuid) -> Result<Step, Problem> {
    let row = deliveries::held(unit, id)?;
    if row.state()? != DeliveryState::Sending {
        return Ok(Step::Done);
    }
    let notification = notifications::find(unit, row.notification_id)?;
    send(unit, row, notification)
}

fn send(unit: &mut Unit<'_>, row: DeliveryRow, notification: NotificationRow) -> Result<Step, Problem> {
    let channel = Channel::of_name(&row.channel).ok_or_else(|| Problem::internal("a delivery over no channel"))?;
    if notification.valid_until.is_some_and(|until| until <= unit.now) {
        return expire(unit, row, &notification);
    }
    // While one to the same address is in doubt, what is found there could be either: the second waits.
    if channel == Channel::MNotify
        && let Some(since) = deliveries::in_doubt_beside(unit, &row)?
    {
        return Ok(Step::Rest(in_doubt(since, unit.now)));
    }
    if let Some(rest) = rest(unit, channel, &row, &notification)? {
        return Ok(Step::Rest(rest));
    }
    let delivery = DeliveryRow {
        state: DeliveryState::Sending.name().to_owned(),
        sending_since: Some(unit.now),
        slot_at: None,
        attempts: row.attempts + 1,
        ..row
    };
    deliveries::keep(unit, &delivery)?;
    unit.wrote("NotificationDelivery", DeliveryId::from(delivery.id));
    let greeted = greeted(unit, &delivery, &notification)?;
    Ok(Step::Send(Box::new(Parcel { delivery, notification, greeted })))
}

/// As the sender named them, or as their account does; only letters greet.
fn greeted(unit: &mut Unit<'_>, delivery: &DeliveryRow, notification: &NotificationRow) -> Result<Option<String>, Problem> {
    match (&notification.recipient_name, delivery.account_id) {
        (Some(name), _) => Ok(Some(name.clone())),
        (None, Some(account)) if delivery.channel == Channel::Email.name() => {
            Ok(reached::by_id(unit.conn, account)?.map(|account| account.display_name))
        }
        _ => Ok(None),
    }
}

/// Its validity ended before a channel took it.
fn expire(unit: &mut Unit<'_>, row: DeliveryRow, notification: &NotificationRow) -> Result<Step, Problem> {
    let delivery = DeliveryRow {
        state: DeliveryState::Expired.name().to_owned(),
        reason: Some("validity-ended".to_owned()),
        sending_since: None,
        ..row
    };
    deliveries::keep(unit, &delivery)?;
    unit.wrote("NotificationDelivery", DeliveryId::from(delivery.id));
    notifications::settled(unit, notification.id)?;
    Ok(Step::Done)
}

/// What keeps a delivery waiting: a suspension, the recipient's quiet hours (what is urgent passes), a channel that is full: then it comes
/// back at the instant that is kept for it.
fn rest(
    unit: &mut Unit<'_>,
    channel: Channel,
    delivery: &DeliveryRow,
    notification: &NotificationRow,
) -> Result<Option<Duration>, Problem> {
    if let Some(left) = channels::suspended(unit, channel)? {
        return Ok(Some(left));
    }
    if let Some(account) = delivery.account_id
        && Priority::of_name(&notification.priority) != Priority::High
        && let Some(quiet) = profiles::of(unit, account)?.and_then(|profile| profile.quiet())
        && let Some(end) = quiet.rest_until(unit.now)
    {
        return Ok(Some((end - unit.now).to_std().unwrap_or(Duration::from_secs(60))));
    }
    if let Some(slot) = delivery.slot_at {
        return Ok((slot - unit.now).to_std().ok().filter(|left| !left.is_zero()));
    }
    if Priority::of_name(&notification.priority) == Priority::High && channels::passes(unit, channel)? {
        return Ok(None);
    }
    let slot = channels::slot(unit, channel)?;
    let left = (slot - unit.now).to_std().ok().filter(|left| !left.is_zero());
    if left.is_some() {
        deliveries::reserve(unit, delivery.id, slot)?;
    }
    Ok(left)
}

/// Records what became of a call. A delivery that another worker brought further meanwhile stays as it is.
pub fn record(unit: &mut Unit<'_>, id: Uuid, outcome: &Outcome) -> Result<(), Problem> {
    let row = deliveries::held(unit, id)?;
    let state = row.state()?;
    let now = Some(unit.now);
    let mut next = DeliveryRow { ..row.clone() };
    match outcome {
        _ if state.is_final() => return Ok(()),
        Outcome::Taken(theirs) if state == DeliveryState::Sending => {
            next.state = DeliveryState::Sent.name().to_owned();
            next.channel_id.clone_from(theirs);
            (next.sending_since, next.reason, next.sent_at) = (None, None, now);
        }
        Outcome::Unknown(why) if state == DeliveryState::Sending => next.reason = Some((*why).to_owned()),
        Outcome::NotTaken(why) if state == DeliveryState::Sending => {
            next.state = DeliveryState::Waiting.name().to_owned();
            (next.sending_since, next.reason) = (None, Some((*why).to_owned()));
        }
        Outcome::Refused(why) | Outcome::Bounced(why) => {
            let bounced = matches!(outcome, Outcome::Bounced(_));
            next.state = if bounced { DeliveryState::Bounced } else { DeliveryState::Failed }.name().to_owned();
            (next.sending_since, next.reason) = (None, Some((*why).to_owned()));
        }
        Outcome::Stands(stands) => {
            next.state = stands.name().to_owned();
            if matches!(stands, DeliveryState::Delivered | DeliveryState::Read) {
                next.delivered_at = next.delivered_at.or(now);
            }
            if *stands == DeliveryState::Read {
                next.read_at = next.read_at.or(now);
            }
        }
        _ => return Ok(()),
    }
    if next.state == row.state && next.reason == row.reason && next.channel_id == row.channel_id {
        return Ok(());
    }
    deliveries::keep(unit, &next)?;
    unit.wrote("NotificationDelivery", DeliveryId::from(id));
    if next.state == row.state {
        return Ok(());
    }
    if let (Outcome::Bounced(_), Some(address)) = (outcome, &row.address) {
        contacts::bounced(unit, &row.channel, address)?;
    }
    if matches!(outcome, Outcome::Bounced(_) | Outcome::Refused(_)) {
        fall_back(unit, &row)?;
    }
    notifications::settled(unit, row.notification_id)
}

/// A channel of our own that failed for good leaves the notification to MNotify, where the person has a number.
fn fall_back(unit: &mut Unit<'_>, failed: &DeliveryRow) -> Result<(), Problem> {
    if failed.channel == Channel::MNotify.name() {
        return Ok(());
    }
    let Some((kind, value)) = super::dispatch::number_behind(unit, failed)? else { return Ok(()) };
    if deliveries::has(unit, failed, Channel::MNotify, &value)? {
        return Ok(());
    }
    let notification = notifications::find(unit, failed.notification_id)?;
    let delivery = DeliveryRow {
        address_type: Some(kind.to_owned()),
        address: Some(value),
        language: failed.language.clone(),
        account_id: failed.account_id,
        ..DeliveryRow::new(unit.now, &notification, Channel::MNotify)
    };
    super::dispatch::put(unit, &delivery)?;
    unit.write_rows()
}

/// How long to wait before the next try: grows with each, never over half an hour, so that an outage of any length loses nothing.
pub fn pause(attempts: i32) -> Duration {
    let exponent = u32::try_from(attempts.clamp(1, 10)).unwrap_or(1);
    Duration::from_secs(2_u64.saturating_pow(exponent + 1).min(1800))
}

/// How long to wait before looking again for what is in doubt since an instant: half as long as that again, at most half an hour, so that
/// a dead partner is asked ever more rarely.
pub fn in_doubt(since: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    let waited = (now - since).to_std().unwrap_or_default();
    (waited / 2).clamp(Duration::from_secs(1), Duration::from_secs(1800))
}

/// When to ask again how it stands: often at first; none after a week.
pub fn follow_after(sent: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Duration> {
    let minutes = (now - sent?).num_minutes();
    let wait = match minutes {
        ..10 => 1,
        10..1440 => 30,
        1440..10_080 => 360,
        _ => return None,
    };
    Some(Duration::from_secs(wait * 60))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_pause_grows_and_ends_at_half_an_hour(attempts in 0..1000) {
            prop_assert!(pause(attempts) <= pause(attempts + 1));
            prop_assert!(pause(attempts) <= Duration::from_secs(1800));
        }

        #[test]
        fn the_longer_in_doubt_the_rarer_the_look(minutes in 0i64..10_000) {
            let (since, after) = (DateTime::<Utc>::UNIX_EPOCH, |minutes| DateTime::<Utc>::UNIX_EPOCH + chrono::Duration::minutes(minutes));
            prop_assert!(in_doubt(since, after(minutes)) <= in_doubt(since, after(minutes + 1)));
            prop_assert!((1..=1800).contains(&in_doubt(since, after(minutes)).as_secs()));
        }

        #[test]
        fn a_delivery_is_followed_for_a_week(minutes in 0i64..20_000) {
            let sent = DateTime::<Utc>::UNIX_EPOCH;
            let asked = follow_after(Some(sent), sent + chrono::Duration::minutes(minutes));
            prop_assert_eq!(asked.is_some(), minutes < 10_080);
        }
    }
}
