//! Finds out how a notification reaches its recipients (N-26.3 to 5), and sends a delivery over each way.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use serde_json::json;
use uuid::Uuid;

use super::{
    id_of,
    resolve::{self, Found, Identity},
};
use crate::{
    access::{
        door::{Door, Unit},
        store::reached::{self, Reached},
    },
    kernel::{
        identifiers::Idnp,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    notifications::{
        NotificationId,
        rules::{
            channel::Channel,
            state::{GIVEN_UP, NotificationState, overall},
            ways::{Known, ways},
        },
        store::{
            channels, contacts,
            deliveries::{self, DeliveryRow},
            notifications::{self, NotificationRow},
            profiles,
        },
        tell::{DISPATCH, put_in_cabinet},
        topics,
    },
    partners::{PartnerError, registers::Register},
};

/// A register that does not answer is asked again after so long.
const ASK_AGAIN: Duration = Duration::from_secs(60);
/// One that refuses us is asked again after so long: somebody must mend it.
const MENDED: Duration = Duration::from_secs(600);

/// Carries `notifications.dispatch`.
pub struct Dispatch {
    /// The way to the database.
    pub door: Door,
    /// Channels of our own that this installation has.
    pub own: Vec<Channel>,
    /// The state registers.
    pub registers: Arc<dyn Register>,
    /// The inspectorate's IDNO.
    pub entity: String,
}

impl Carrier for Dispatch {
    fn kind(&self) -> &'static str {
        DISPATCH
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let id = id_of(message, "notification")?;
            let (own, entity) = (self.own.clone(), self.entity.clone());
            let question = self.door.by_system("beginNotification", move |unit| resolve::question(unit, id, &entity)).await?;
            let found = match resolve::ask(self.registers.as_ref(), question).await {
                Ok(Some(found)) => Arc::new(found),
                Ok(None) => return Ok(()),
                Err(error) if error.is_worth_another_try() => return Err(NotDone::Wait(ASK_AGAIN)),
                Err(PartnerError::NotFound { .. }) => Arc::new(Found::Unknown),
                // The question is refused (our right or certificate, our own settings): that says nothing of the recipient.
                Err(error) => {
                    tracing::error!(
                        code = error.code(),
                        "a register refuses to say who the recipient is; the notification waits"
                    );
                    return Err(NotDone::Wait(MENDED));
                }
            };
            self.door.by_system("dispatchNotification", move |unit| dispatch(unit, id, &own, &found)).await?;
            Ok(())
        })
    }

    /// Its sender sees that it has failed, and may send it again.
    fn given_up<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let Ok(id) = id_of(message, "notification") else { return Ok(()) };
            Ok(self.door.by_system("giveNotificationUp", move |unit| give_up(unit, id)).await?)
        })
    }
}

fn give_up(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let row = notifications::held(unit, id)?;
    if row.state != NotificationState::Waiting.name() {
        return Ok(());
    }
    unit.wrote("Notification", NotificationId::from(id));
    notifications::moved(unit, id, NotificationState::Failed, Some(GIVEN_UP))
}

/// Somebody whom the notification is for in the end.
struct Recipient {
    identity: Option<Identity>,
    account: Option<Reached>,
}

fn dispatch(unit: &mut Unit<'_>, id: Uuid, own: &[Channel], found: &Found) -> Result<(), Problem> {
    let mut row = notifications::held(unit, id)?;
    if row.state != NotificationState::Waiting.name() {
        return Ok(());
    }
    unit.wrote("Notification", NotificationId::from(id));
    let recipients = match found {
        Found::Unknown => return notifications::moved(unit, id, NotificationState::Failed, Some("recipient-unknown")),
        Found::Named => vec![named(unit, &row)?],
        Found::These(identities) => {
            let mut recipients = Vec::new();
            for identity in identities.iter().collect::<BTreeSet<_>>() {
                let account = if identity.0 == "IDNP" { reached::by_login(unit.conn, &identity.1)? } else { None };
                recipients.push(Recipient { identity: Some(identity.clone()), account });
            }
            recipients
        }
    };
    if let (None, [Recipient { account: Some(account), .. }]) = (row.account_id, recipients.as_slice()) {
        notifications::belongs(unit, id, account.id)?;
        row.account_id = Some(account.id);
    }
    let own = if own.is_empty() || !channels::own_allowed(unit)? { Vec::new() } else { own.to_vec() };
    let mut declined = 0;
    for recipient in &recipients {
        if !send_to(unit, &row, recipient, &own)? {
            declined += 1;
        }
    }
    if declined == recipients.len() {
        return notifications::moved(unit, id, NotificationState::Declined, Some("not-subscribed"));
    }
    unit.write_rows()?;
    let state = overall(&deliveries::states(unit, id, row.round)?);
    let reason = (state == NotificationState::Failed).then_some("no-way");
    notifications::moved(unit, id, state, reason)
}

/// Puts the message into the recipient's cabinet and sends a delivery over each way; says whether they want it at all.
fn send_to(unit: &mut Unit<'_>, row: &NotificationRow, to: &Recipient, own: &[Channel]) -> Result<bool, Problem> {
    let mut known = Known { identity: to.identity.clone(), own: own.to_vec(), ..Known::default() };
    let mut language = row.language.clone();
    if let Some(account) = &to.account {
        let choice = profiles::choice(unit, account.id, &row.topic)?;
        let optional = topics::find(&row.topic).is_some_and(|topic| topic.optional);
        if optional && choice.as_ref().is_some_and(|choice| !choice.subscribed) {
            return Ok(false);
        }
        // Told through an account, or sent again, the message lies in the cabinet already.
        if !deliveries::in_cabinet(unit, row.id, account.id)? {
            put_in_cabinet(unit, row, &row.wording()?, account.id)?;
        }
        let profile = profiles::of(unit, account.id)?;
        let chosen = choice.map(|choice| choice.channels).filter(|channels| !channels.is_empty());
        let chosen = chosen.or_else(|| profile.as_ref().map(|profile| profile.channels.clone())).unwrap_or_default();
        known.chosen = profiles::channels(&chosen);
        if !own.is_empty() && !known.chosen.is_empty() {
            for contact in contacts::of(unit, account.id)?.into_iter().filter(|contact| contact.state == "Verified") {
                known.contacts.push((contact.channel()?, contact.value));
            }
        }
        language = language.or_else(|| profile.and_then(|profile| profile.language)).or_else(|| Some(account.language.clone()));
    }
    for way in ways(&known) {
        let delivery = DeliveryRow {
            address_type: Some(way.address_type.to_owned()),
            address: Some(way.address),
            language: language.clone(),
            account_id: to.account.as_ref().map(|account| account.id),
            ..DeliveryRow::new(unit.now, row, way.channel)
        };
        put(unit, &delivery)?;
    }
    Ok(true)
}

/// Writes a delivery and sends its carrier.
pub(super) fn put(unit: &mut Unit<'_>, delivery: &DeliveryRow) -> Result<(), Problem> {
    unit.later("notification_deliveries", delivery)?;
    if let Some(kind) = Channel::of_name(&delivery.channel).and_then(Channel::carried_by) {
        unit.send(kind, format!("{kind}/{}", delivery.id), json!({ "delivery": delivery.id }));
    }
    Ok(())
}

/// Who is named without a question to any register.
fn named(unit: &mut Unit<'_>, row: &NotificationRow) -> Result<Recipient, Problem> {
    let account = match (row.account_id, row.recipient_type.as_str(), &row.recipient_value) {
        (Some(account), ..) => reached::by_id(unit.conn, account)?,
        (None, "Idnp", Some(idnp)) => reached::by_login(unit.conn, idnp)?,
        _ => None,
    };
    let identity = match (row.recipient_type.as_str(), &row.recipient_value) {
        ("Idnp", Some(value)) => Some(("IDNP", value.clone())),
        ("Email", Some(value)) => Some(("Email", value.clone())),
        ("Telephone", Some(value)) => Some(("Telephone", value.clone())),
        _ => account.as_ref().and_then(number_of),
    };
    Ok(Recipient { identity, account })
}

/// A system has a client id, and its cabinet alone.
fn number_of(account: &Reached) -> Option<Identity> {
    Idnp::parse(&account.login).is_ok().then(|| ("IDNP", account.login.clone()))
}

/// By which number MNotify knows the person behind a delivery.
pub(super) fn number_behind(unit: &mut Unit<'_>, delivery: &DeliveryRow) -> Result<Option<Identity>, Problem> {
    let Some(account) = delivery.account_id else { return Ok(None) };
    Ok(reached::by_id(unit.conn, account)?.as_ref().and_then(number_of))
}
