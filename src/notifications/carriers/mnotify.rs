//! Deliveries through the government's MNotify. It has no idempotency key, so a send whose answer was lost is looked for before it is sent
//! again: among the notifications that MNotify has of us from that time, by recipient and subject; one of theirs is never taken for two of
//! ours, and of two to one person the second is not sent while the first is in doubt.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    handover::{self, Outcome, Parcel, Step},
    id_of,
    lookup::Lookup,
};
use crate::{
    access::door::Door,
    kernel::{
        blobs::BlobStore,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    notifications::{
        rules::{channel::Channel, layout, state::DeliveryState, template::Wording},
        store::deliveries,
    },
    partners::{
        PartnerError,
        mnotify::{
            Attachment, Content, MNotify, Notification, NotificationState as Theirs, NotificationStatus as Status, Priority,
            Recipient, RecipientType,
        },
        smtp::EnclosedFile,
    },
};

/// Clocks differ: theirs may be so much behind ours.
const SKEW: chrono::Duration = chrono::Duration::minutes(2);
/// While theirs are not resolved yet, nobody can say whose they are.
const UNDECIDED: Duration = Duration::from_secs(30);
/// and after so long nobody waits any more: the delivery has failed, its sender sees why and may send again.
const DOUBT_ENDS: chrono::Duration = chrono::Duration::hours(24);
/// So many of theirs are asked for in one look, so that it ends well before its lease.
const ASKED_AT_ONCE: usize = 200;

/// Carries `notifications.mnotify`.
pub struct ThroughMNotify {
    /// The way to the database.
    pub door: Door,
    /// The government's service.
    pub mnotify: Arc<dyn MNotify>,
    /// Looks for what may be there.
    pub lookup: Lookup,
    /// Where files are kept.
    pub blobs: Arc<BlobStore>,
    /// A send whose answer was lost may show up this much later; only then is it taken as lost itself.
    pub doubt: Duration,
}

impl Carrier for ThroughMNotify {
    fn kind(&self) -> &'static str {
        Channel::MNotify.carried_by().unwrap_or_default()
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let delivery = id_of(message, "delivery")?;
            match self.door.by_system("deliverNotification", move |unit| handover::begin(unit, delivery)).await? {
                Step::Done => Ok(()),
                Step::Rest(wait) => Err(NotDone::Wait(wait)),
                Step::Send(parcel) => self.send(&parcel).await,
                Step::LookFor(parcel, since) => self.look_for(&parcel, since).await,
                Step::Follow(parcel, theirs) => self.follow(&parcel, &theirs).await,
            }
        })
    }

    fn given_up<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let Ok(id) = id_of(message, "delivery") else { return Ok(()) };
            Ok(self.door.by_system("giveDeliveryUp", move |unit| handover::give_up(unit, id)).await?)
        })
    }
}

impl ThroughMNotify {
    async fn send(&self, parcel: &Parcel) -> Result<(), NotDone> {
        let id = parcel.delivery.id;
        let mut notification = written(parcel)?;
        if parcel.notification.notification_request_id.is_some() {
            match super::enclosed(&self.door, &self.blobs, parcel.notification.id).await {
                Ok(files) => notification.attachments = files.into_iter().map(attached).collect(),
                // Nothing was sent: it is not in doubt.
                Err(why) => {
                    self.record(id, Outcome::NotTaken("files")).await?;
                    return Err(why);
                }
            }
        }
        match self.mnotify.send(&notification).await {
            Ok(theirs) => {
                match self.record(id, Outcome::Taken(Some(theirs))).await {
                    // Another delivery to the same person found it meanwhile and took it for its own: ours is looked for.
                    Err(problem) if problem.status() == 409 => Err(NotDone::Wait(UNDECIDED)),
                    Err(problem) => Err(problem.into()),
                    Ok(()) => Err(NotDone::Wait(Duration::from_secs(60))),
                }
            }
            Err(error) => {
                let (code, wait) = (error.code(), handover::pause(parcel.delivery.attempts));
                let outcome = match &error {
                    error if error.may_have_arrived() => Outcome::Unknown(code),
                    error if error.is_about_us() => {
                        tracing::warn!("MNotify refuses us; what was to be sent waits");
                        Outcome::NotTaken(code)
                    }
                    error if error.is_worth_another_try() => Outcome::NotTaken(code),
                    _ => Outcome::Refused(code),
                };
                let refused = matches!(outcome, Outcome::Refused(_));
                self.record(id, outcome).await?;
                if refused { Ok(()) } else { Err(NotDone::Wait(wait)) }
            }
        }
    }

    /// Looks for it among theirs of the time when it was sent. No other delivery to the same address is begun meanwhile
    /// ([`handover::begin`]), so that none of theirs can be another's.
    async fn look_for(&self, parcel: &Parcel, since: DateTime<Utc>) -> Result<(), NotDone> {
        let (id, wait) = (parcel.delivery.id, handover::in_doubt(since, self.door.clock().now()));
        let again = |_: PartnerError| NotDone::Wait(wait);
        let settled = since + self.doubt;
        let (from, to) = (since - SKEW, settled + SKEW);
        let listed = self.lookup.list(from, to).await.map_err(again)?;
        let mut theirs = listed.between(from, to);
        let asked = theirs.clone();
        let known = self.door.by_system("findDelivery", move |unit| deliveries::known(unit, Channel::MNotify, &asked)).await?;
        theirs.retain(|theirs| !known.contains(theirs));
        let (mut undecided, mut asked) = (false, 0);
        for theirs in theirs {
            let state = match self.lookup.remembered(&theirs) {
                Some(state) => Some(state),
                None if asked < ASKED_AT_ONCE => {
                    asked += 1;
                    self.lookup.ask(&theirs).await.map_err(again)?
                }
                // What was asked is remembered: the next look goes on from here.
                None => return Err(NotDone::Wait(Duration::from_secs(1))),
            };
            match state.map(|state| is_ours(&state, parcel)).transpose()? {
                None | Some(Some(false)) => {}
                Some(None) => undecided = true,
                Some(Some(true)) => match self.record(id, Outcome::Taken(Some(theirs))).await {
                    Ok(()) => return Err(NotDone::Wait(Duration::from_secs(1))),
                    Err(problem) if problem.status() == 409 => {}
                    Err(problem) => return Err(problem.into()),
                },
            }
        }
        if undecided && self.door.clock().now() - since >= DOUBT_ENDS {
            tracing::warn!("a notification stays in doubt: MNotify has not resolved what may be it");
            return Ok(self.record(id, Outcome::Refused("in-doubt")).await?);
        }
        if undecided {
            return Err(NotDone::Wait(wait.max(UNDECIDED)));
        }
        if let Ok(left) = (settled - listed.at).to_std()
            && !left.is_zero()
        {
            // It may show up sooner.
            return Err(NotDone::Wait(left.min(wait)));
        }
        match self.door.by_system("deliverNotification", move |unit| handover::begin_again(unit, id)).await? {
            Step::Send(parcel) => self.send(&parcel).await,
            Step::Rest(wait) => Err(NotDone::Wait(wait)),
            _ => Ok(()),
        }
    }

    async fn follow(&self, parcel: &Parcel, theirs: &str) -> Result<(), NotDone> {
        let sent = parcel.delivery.sent_at;
        match self.mnotify.state(theirs).await {
            Ok(Some(state)) => {
                let stands = match state.status {
                    Status::Delivered => Some(DeliveryState::Delivered),
                    Status::Read => Some(DeliveryState::Read),
                    Status::Failed => Some(DeliveryState::Failed),
                    Status::Cancelled => Some(DeliveryState::Cancelled),
                    _ => None,
                };
                if let Some(stands) = stands {
                    self.record(parcel.delivery.id, Outcome::Stands(stands)).await?;
                    if stands.is_final() {
                        return Ok(());
                    }
                }
                let over = parcel.notification.valid_until.is_some_and(|until| until <= self.door.clock().now());
                if over
                    && matches!(state.status, Status::Pending | Status::Resolving)
                    && self.mnotify.cancel(theirs).await.is_ok()
                {
                    return Ok(self.record(parcel.delivery.id, Outcome::Stands(DeliveryState::Expired)).await?);
                }
            }
            Ok(None) => return Ok(self.record(parcel.delivery.id, Outcome::Refused("forgotten")).await?),
            Err(error) => tracing::debug!(code = error.code(), "MNotify did not say how a notification stands"),
        }
        match handover::follow_after(sent, self.door.clock().now()) {
            Some(wait) => Err(NotDone::Wait(wait)),
            None => Ok(()),
        }
    }

    async fn record(&self, id: Uuid, outcome: Outcome) -> Result<(), Problem> {
        self.door.by_system("recordDelivery", move |unit| handover::record(unit, id, &outcome)).await
    }
}

/// Whether one of theirs is this delivery; nothing while they have not found its recipients yet.
fn is_ours(state: &Theirs, parcel: &Parcel) -> Result<Option<bool>, NotDone> {
    if state.recipients.is_empty() {
        return Ok(match state.status {
            Status::Pending | Status::Resolving | Status::Sending | Status::Unknown => None,
            _ => Some(false),
        });
    }
    let subject = wording(parcel)?.subject;
    let address = parcel.delivery.address.as_deref().unwrap_or_default();
    let same = |text: &str| [&subject.ro, &subject.ru, &subject.en].iter().any(|ours| text.trim() == ours.trim());
    let ours = state.recipients.iter().any(|recipient| {
        recipient.value.eq_ignore_ascii_case(address)
            && (recipient.messages.is_empty() || recipient.messages.iter().any(|message| same(&message.subject)))
    });
    Ok(Some(ours))
}

/// MNotify knows a file's kind by the end of its name.
fn attached(file: EnclosedFile) -> Attachment {
    let end = match file.content_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "pdf",
    };
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    Attachment { file_name: format!("{stem}.{end}"), bytes: file.bytes }
}

fn wording(parcel: &Parcel) -> Result<Wording, NotDone> {
    parcel.notification.wording().map_err(|_| NotDone::Never("a notification without words".into()))
}

fn written(parcel: &Parcel) -> Result<Notification, NotDone> {
    let wording = wording(parcel)?;
    let kind = match parcel.delivery.address_type.as_deref() {
        Some("IDNP") => RecipientType::Idnp,
        Some("IDNO") => RecipientType::Idno,
        Some("Email") => RecipientType::Email,
        Some("Telephone") => RecipientType::Telephone,
        _ => return Err(NotDone::Never("a delivery without an address".into())),
    };
    let value = parcel.delivery.address.clone().unwrap_or_default();
    Ok(Notification {
        user_id: None,
        body: Content::from(layout::paragraphs_of(&wording.body)),
        subject: Content::from(wording.subject),
        body_short: Content::from(wording.short),
        priority: match parcel.notification.priority.as_str() {
            "Low" => Priority::Low,
            "High" => Priority::High,
            _ => Priority::Medium,
        },
        recipients: vec![Recipient { kind, value }],
        template: None,
        attachments: Vec::new(),
    })
}
