//! What happens outside: finding the way to a recipient ([`Dispatch`]), each channel's deliveries ([`ThroughMNotify`], [`OwnChannel`]), and
//! the codes that verify contacts ([`SendCode`]).

mod codes;
mod dispatch;
mod handover;
mod known;
mod lookup;
mod mnotify;
mod own;
mod resolve;
mod suspension;

use std::{collections::HashMap, sync::Arc, time::Duration};

use url::Url;
use uuid::Uuid;

pub use codes::SendCode;
pub use dispatch::Dispatch;
pub use handover::{Outcome, record};
pub use known::{AskedOf, KnownRecipients};
pub use mnotify::ThroughMNotify;
pub use own::{OwnChannel, Through};
pub use suspension::SuspensionOver;

pub(super) use codes::{KIND as CODE, REFERENCE as CODE_REFERENCE};
use lookup::Lookup;

use super::{rules::channel::Channel, store::requests};
use crate::{
    access::door::Door,
    files::{self, FileId},
    kernel::{
        blobs::BlobStore,
        outbox::{Carried, Carrier, NotDone},
    },
    partners::{Partners, smtp::EnclosedFile},
};

/// Every carrier of this room, over the channels that the installation has. `doubt`: how much later a send whose answer was lost may still
/// show up at MNotify.
pub fn all(
    door: &Door,
    partners: &Partners,
    blobs: &Arc<BlobStore>,
    site: &Url,
    entity: &str,
    doubt: Duration,
) -> Vec<Arc<dyn Carrier>> {
    let mut own: HashMap<Channel, Through> = HashMap::new();
    own.extend(partners.mail.clone().map(|mail| (Channel::Email, Through::Mail(mail))));
    let couriers = [(Channel::Sms, &partners.sms), (Channel::Chat, &partners.chat), (Channel::Push, &partners.push)];
    own.extend(couriers.into_iter().filter_map(|(channel, courier)| Some((channel, Through::Courier(courier.clone()?)))));
    let mut carriers: Vec<Arc<dyn Carrier>> = vec![
        Arc::new(Dispatch {
            door: door.clone(),
            own: own.keys().copied().collect(),
            registers: partners.registers.clone(),
            entity: entity.to_owned(),
        }),
        Arc::new(ThroughMNotify {
            door: door.clone(),
            mnotify: partners.mnotify.clone(),
            lookup: Lookup::new(partners.mnotify.clone(), door.clock().clone()),
            blobs: blobs.clone(),
            doubt,
        }),
        Arc::new(SuspensionOver { door: door.clone() }),
        Arc::new(SendCode { door: door.clone(), channels: Arc::new(own.clone()), site: site.clone() }),
    ];
    for (channel, through) in own {
        carriers.push(Arc::new(OwnChannel { door: door.clone(), channel, through, site: site.clone(), blobs: blobs.clone() }));
    }
    carriers
}

/// The files that go along with a notification, with their content.
async fn enclosed(door: &Door, blobs: &BlobStore, notification: Uuid) -> Result<Vec<EnclosedFile>, NotDone> {
    let opened = door
        .by_system("readNotificationFiles", move |unit| {
            let Some(request) = requests::of_notification(unit, notification)? else { return Ok(Vec::new()) };
            request.file_ids.iter().map(|file| files::open(unit, FileId::from(*file))).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let mut enclosed = Vec::new();
    for file in opened {
        let bytes = blobs.get(&file.blob).await.map_err(|_| NotDone::Wait(Duration::from_secs(60)))?;
        enclosed.push(EnclosedFile { name: file.facts.name, content_type: file.facts.content_type, bytes: bytes.to_vec() });
    }
    Ok(enclosed)
}

/// An id in a message.
fn id_of(message: &Carried, name: &str) -> Result<Uuid, NotDone> {
    message.payload[name]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| NotDone::Never(format!("no {name} in the message")))
}
