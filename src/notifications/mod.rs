//! What the system says to people, and what senders say through it (the concept of MNotify; N-11, N-26). Everything goes through here, with
//! templates as data; the government's MNotify is the first way to a person, as the law demands (point 5.2 of the decision).
//!
//! Doors for rooms above: [`tell`], [`reminders`]; [`words`], of what is told on paper. What happens outside: [`carriers`].

pub mod carriers;
pub mod reminders;
pub mod routes;
pub mod rules;
mod schema;
mod senders;
mod sending;
mod space;
mod store;
mod tell;
pub mod templates;
pub mod topics;
pub mod wire;

pub use rules::variable::paragraphs;
pub use sending::{offer, take as send};
pub use tell::{Addressee, Telling, tell, words};

use crate::{partners::Partners, typed_id};

/// Where the cabinet is found: what letters link to.
#[derive(Debug, Clone)]
pub struct Site(pub url::Url);

/// The channels of our own that this installation has.
#[derive(Debug, Clone, Default)]
pub struct OwnChannels(pub Vec<rules::channel::Channel>);

impl OwnChannels {
    /// Those that the settings name a partner for.
    pub fn of(partners: &Partners) -> Self {
        use rules::channel::Channel;
        let couriers = [(Channel::Sms, &partners.sms), (Channel::Chat, &partners.chat), (Channel::Push, &partners.push)];
        let mail = partners.mail.iter().map(|_| Channel::Email);
        Self(mail.chain(couriers.into_iter().filter(|(_, courier)| courier.is_some()).map(|(channel, _)| channel)).collect())
    }
}

typed_id!(NotificationId, "ntf", "a notification to one person");
typed_id!(DeliveryId, "dlv", "a delivery over one channel");
typed_id!(NotificationTemplateId, "ntt", "a sender's template of notifications");
typed_id!(NotificationRequestId, "nrq", "a notification request");
typed_id!(NotificationReplyId, "nrp", "a reply to a notification");
typed_id!(ContactId, "ctc", "a contact of a recipient");
typed_id!(SuspensionId, "sus", "a suspension of the notifications");
typed_id!(MessageId, "msg", "a message");
// Of the room of requests, which stands above; messages, documents and orders name the request that they belong to.
typed_id!(RequestId, "req", "a request");
