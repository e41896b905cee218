//! Codes that prove whose a contact is, on their way to it. Sent over the contact's own channel; kept only as long as they are good.

use std::{collections::HashMap, sync::Arc, time::Duration};

use url::Url;

use super::{
    id_of,
    own::{Through, language_of},
};
use crate::{
    access::{
        door::{Door, Unit},
        store::reached,
    },
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    notifications::{
        ContactId,
        rules::{
            channel::Channel,
            contact::ContactState,
            letter,
            template::{Wording, fill},
        },
        store::{channels, contacts, profiles},
        templates,
    },
    partners::{
        courier::ShortMessage,
        smtp::{Letter, MailError},
    },
};

/// The outbox message.
pub const KIND: &str = "notifications.code";
/// When a full channel is asked again.
const FULL: Duration = Duration::from_secs(2);
const TEMPLATE: &str = "ContactCode";
/// What the Message-ID of a letter with a code begins with; the message of the outbox follows.
pub const REFERENCE: &str = "code-";

/// Carries `notifications.code`.
pub struct SendCode {
    /// The way to the database.
    pub door: Door,
    /// Channels of our own that this installation has.
    pub channels: Arc<HashMap<Channel, Through>>,
    /// Where the cabinet is found.
    pub site: Url,
}

/// A code with the place it goes to.
struct Errand {
    channel: Channel,
    address: String,
    language: Option<String>,
    wording: Wording,
    reference: String,
    written_at: chrono::DateTime<chrono::Utc>,
}

impl Carrier for SendCode {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let contact = id_of(message, "contact")?;
            let nonce = message.id;
            let step = self.door.by_system("sendContactCode", move |unit| errand(unit, contact, nonce)).await?;
            match step {
                Step::Send(errand) => self.send(contact, *errand).await,
                Step::Rest(wait) => Err(NotDone::Wait(wait)),
                Step::Over => Ok(()),
            }
        })
    }
}

/// What to do with a code.
enum Step {
    /// Nothing: it was said, has expired, or the contact is gone.
    Over,
    /// Not yet: the channel is shut or full.
    Rest(Duration),
    /// Send it.
    Send(Box<Errand>),
}

fn errand(unit: &mut Unit<'_>, contact: uuid::Uuid, nonce: uuid::Uuid) -> Result<Step, Problem> {
    let Some(row) = contacts::find(unit, contact)? else { return Ok(Step::Over) };
    let Some(code) = contacts::code_of(unit, contact)?.filter(|code| code.expires_at > unit.now) else { return Ok(Step::Over) };
    if row.state == ContactState::Removed.name() {
        return Ok(Step::Over);
    }
    let channel = row.channel()?;
    if let Some(left) = channels::suspended(unit, channel)? {
        return Ok(Step::Rest(left));
    }
    // Somebody waits for it before a screen: it passes those who wait.
    if !channels::passes(unit, channel)? {
        return Ok(Step::Rest(FULL));
    }
    let template = templates::find(TEMPLATE).ok_or_else(|| Problem::internal("no template of codes"))?;
    let values = serde_json::json!({ "code": code.code });
    let values = values.as_object().cloned().unwrap_or_default();
    let wording =
        fill(&template.wording, &template.variables, &values).map_err(|_| Problem::internal("the template of codes"))?;
    let profile = profiles::of(unit, row.account_id)?.and_then(|profile| profile.language);
    let account = reached::by_id(unit.conn, row.account_id)?.map(|account| account.language);
    unit.read("NotificationContact", ContactId::from(contact));
    Ok(Step::Send(Box::new(Errand {
        channel,
        address: row.value,
        language: profile.or(account),
        wording,
        reference: format!("{REFERENCE}{}", nonce.simple()),
        written_at: code.sent_at,
    })))
}

impl SendCode {
    async fn send(&self, contact: uuid::Uuid, errand: Errand) -> Result<(), NotDone> {
        let language = language_of(errand.language.as_deref());
        let said = |text: &crate::kernel::text::Text| text.in_language(language).to_owned();
        let later = |why: &str| NotDone::Later(why.to_owned());
        let bounced = match self.channels.get(&errand.channel) {
            None => return Err(NotDone::Never("there is no such channel here".into())),
            Some(Through::Mail(mail)) => {
                let letter = Letter {
                    subject: said(&errand.wording.subject),
                    text: letter::plain(&errand.wording, language, None, Some(&self.site)),
                    html: letter::page(&errand.wording, language, None, Some(&self.site)),
                    reference: errand.reference,
                    address: errand.address,
                    name: None,
                    language,
                    files: Vec::new(),
                    written_at: errand.written_at,
                };
                match mail.send(&letter).await {
                    Ok(()) => false,
                    Err(MailError::Bounced { .. }) => true,
                    Err(MailError::Partner(error)) => return Err(later(error.code())),
                }
            }
            Some(Through::Courier(courier)) => {
                let message = ShortMessage {
                    reference: errand.reference,
                    to: errand.address,
                    title: said(&errand.wording.subject),
                    text: said(&errand.wording.short),
                };
                courier.send(&message).await.map_err(|error| later(error.code()))?;
                false
            }
        };
        if bounced {
            self.door
                .by_system("recordContactBounce", move |unit| {
                    unit.wrote("NotificationContact", ContactId::from(contact));
                    contacts::code_bounced(unit, contact).map(drop)
                })
                .await?;
        }
        Ok(())
    }
}
