//! Deliveries over channels of our own: e-mail, short messages, chats, pushes. Each can be handed over again without harm: a letter has a
//! stable Message-ID, the gateways take a stable reference.

use std::sync::Arc;

use url::Url;
use uuid::Uuid;

use super::{
    handover::{self, Outcome, Parcel, Step},
    id_of,
};
use crate::{
    access::door::Door,
    kernel::{
        blobs::BlobStore,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        text::Language,
    },
    notifications::{
        DeliveryId,
        rules::{channel::Channel, letter, recipient::RecipientType, state::DeliveryState},
    },
    partners::{
        PartnerError,
        courier::{Courier, CourierStatus, ShortMessage},
        smtp::{EnclosedFile, Letter, Mail, MailError},
    },
};

/// So often a channel that refuses us is tried: about two days.
const MENDED_BY: i32 = 100;

/// What carries over a channel.
#[derive(Clone)]
pub enum Through {
    /// Letters.
    Mail(Arc<dyn Mail>),
    /// Everything short.
    Courier(Arc<dyn Courier>),
}

/// Carries the deliveries of one channel of our own.
pub struct OwnChannel {
    /// The way to the database.
    pub door: Door,
    /// Which.
    pub channel: Channel,
    /// What carries over it.
    pub through: Through,
    /// Where the cabinet is found.
    pub site: Url,
    /// Where files are kept.
    pub blobs: Arc<BlobStore>,
}

impl Carrier for OwnChannel {
    fn kind(&self) -> &'static str {
        self.channel.carried_by().unwrap_or_default()
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let delivery = id_of(message, "delivery")?;
            let step = self.door.by_system("deliverNotification", move |unit| handover::begin(unit, delivery)).await?;
            match step {
                Step::Done => Ok(()),
                Step::Rest(wait) => Err(NotDone::Wait(wait)),
                Step::Send(parcel) => self.send(&parcel).await,
                Step::Follow(parcel, theirs) => self.follow(&parcel, &theirs).await,
                // Handing it over again is safe here.
                Step::LookFor(parcel, _) => {
                    let id = parcel.delivery.id;
                    match self.door.by_system("deliverNotification", move |unit| handover::begin_again(unit, id)).await? {
                        Step::Send(parcel) => self.send(&parcel).await,
                        Step::Rest(wait) => Err(NotDone::Wait(wait)),
                        _ => Ok(()),
                    }
                }
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

/// A letter's or a message's own failure.
enum Failure {
    Bounced,
    Partner(PartnerError),
}

impl OwnChannel {
    async fn send(&self, parcel: &Parcel) -> Result<(), NotDone> {
        let id = parcel.delivery.id;
        let files = match self.through {
            Through::Mail(_) if parcel.notification.notification_request_id.is_some() => {
                super::enclosed(&self.door, &self.blobs, parcel.notification.id).await?
            }
            _ => Vec::new(),
        };
        match self.hand_over(parcel, files).await {
            Ok(theirs) => {
                let followed = theirs.is_some();
                self.record(id, Outcome::Taken(theirs)).await?;
                if followed { Err(NotDone::Wait(std::time::Duration::from_secs(60))) } else { Ok(()) }
            }
            Err(Failure::Bounced) => Ok(self.record(id, Outcome::Bounced("no-such-address")).await?),
            Err(Failure::Partner(error)) => {
                let (code, wait) = (error.code(), handover::pause(parcel.delivery.attempts));
                // Ours to mend; of a refusal that nobody mends in two days MNotify takes over.
                if error.is_about_us() && parcel.delivery.attempts < MENDED_BY {
                    tracing::warn!(channel = self.channel.name(), "a channel refuses us; what was to be sent waits");
                    self.record(id, Outcome::NotTaken(code)).await?;
                    return Err(NotDone::Wait(wait));
                }
                if !error.is_worth_another_try() {
                    return Ok(self.record(id, Outcome::Refused(code)).await?);
                }
                let outcome = if error.may_have_arrived() { Outcome::Unknown(code) } else { Outcome::NotTaken(code) };
                self.record(id, outcome).await?;
                Err(NotDone::Wait(wait))
            }
        }
    }

    async fn hand_over(&self, parcel: &Parcel, files: Vec<EnclosedFile>) -> Result<Option<String>, Failure> {
        let invalid = |what| Failure::Partner(PartnerError::Invalid { partner: crate::partners::Partner::Mail, what });
        let wording = parcel.notification.wording().map_err(|_| invalid("no words"))?;
        let address = parcel.delivery.address.clone().ok_or_else(|| invalid("no address"))?;
        let language = language_of(parcel.delivery.language.as_deref());
        let reference = DeliveryId::from(parcel.delivery.id).to_string();
        match &self.through {
            Through::Mail(mail) => {
                let name = parcel.greeted.as_deref();
                // Behind a mere address nobody is known who has a cabinet.
                let cabinet = Some(&self.site).filter(|_| parcel.notification.recipient_type != RecipientType::Email.name());
                let letter = Letter {
                    reference,
                    address,
                    name: name.map(str::to_owned),
                    language,
                    subject: wording.subject.in_language(language).to_owned(),
                    text: letter::plain(&wording, language, name, cabinet),
                    html: letter::page(&wording, language, name, cabinet),
                    files,
                    written_at: parcel.notification.created_at,
                };
                mail.send(&letter).await.map(|()| None).map_err(|error| match error {
                    MailError::Bounced { .. } => Failure::Bounced,
                    MailError::Partner(error) => Failure::Partner(error),
                })
            }
            Through::Courier(courier) => {
                let message = ShortMessage {
                    reference,
                    to: address,
                    title: wording.subject.in_language(language).to_owned(),
                    text: wording.short.in_language(language).to_owned(),
                };
                courier.send(&message).await.map(Some).map_err(Failure::Partner)
            }
        }
    }

    async fn follow(&self, parcel: &Parcel, theirs: &str) -> Result<(), NotDone> {
        let Through::Courier(courier) = &self.through else { return Ok(()) };
        let outcome = match courier.state(theirs).await {
            Ok(Some(state)) => match state.status {
                CourierStatus::Delivered => Some(Outcome::Stands(DeliveryState::Delivered)),
                CourierStatus::Read => Some(Outcome::Stands(DeliveryState::Read)),
                CourierStatus::Failed => Some(Outcome::Refused("failed")),
                CourierStatus::UnknownRecipient => Some(Outcome::Bounced("no-such-address")),
                CourierStatus::Accepted | CourierStatus::Unknown => None,
            },
            Ok(None) => Some(Outcome::Refused("forgotten")),
            Err(_) => None,
        };
        let ended = matches!(outcome, Some(Outcome::Refused(_) | Outcome::Bounced(_) | Outcome::Stands(DeliveryState::Read)));
        if let Some(outcome) = outcome {
            self.record(parcel.delivery.id, outcome).await?;
        }
        match handover::follow_after(parcel.delivery.sent_at, self.door.clock().now()) {
            Some(wait) if !ended => Err(NotDone::Wait(wait)),
            _ => Ok(()),
        }
    }

    async fn record(&self, id: Uuid, outcome: Outcome) -> Result<(), Problem> {
        self.door.by_system("recordDelivery", move |unit| handover::record(unit, id, &outcome)).await
    }
}

/// Read back; Romanian where nothing is known.
pub(super) fn language_of(code: Option<&str>) -> Language {
    match code {
        Some("ru") => Language::Ru,
        Some("en") => Language::En,
        _ => Language::Ro,
    }
}
