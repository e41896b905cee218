//! Finds out how a notification reaches its recipient (N-26.3 to 5), and sends a delivery over each way.

use serde_json::json;
use uuid::Uuid;

use super::id_of;
use crate::{
    access::{
        door::{Door, Unit},
        store::reached::{self, Reached},
    },
    kernel::{
        identifiers::Idnp,
        outbox::{Carried, Carrier, Carrying},
        problem::Problem,
    },
    notifications::{
        NotificationId,
        rules::{
            channel::Channel,
            state::{NotificationState, overall},
        },
        store::{
            deliveries::{self, DeliveryRow},
            notifications::{self, NotificationRow},
        },
        tell::{DISPATCH, put_in_cabinet},
    },
};

/// Carries `notifications.dispatch`.
pub struct Dispatch(pub Door);

impl Carrier for Dispatch {
    fn kind(&self) -> &'static str {
        DISPATCH
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let notification = id_of(message, "notification")?;
            self.0.by_system("dispatchNotification", move |unit| dispatch(unit, notification)).await?;
            Ok(())
        })
    }
}

fn dispatch(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let row = notifications::held(unit, id)?;
    if row.state != NotificationState::Waiting.name() {
        return Ok(());
    }
    unit.wrote("Notification", NotificationId::from(id));
    let account = match (row.account_id, row.recipient_type.as_str(), &row.recipient_value) {
        (Some(account), ..) => reached::by_id(unit.conn, account)?,
        (None, "Idnp", Some(idnp)) => reached::by_login(unit.conn, idnp)?,
        _ => None,
    };
    if row.account_id.is_none()
        && let Some(account) = &account
    {
        put_in_cabinet(unit, &row, &row.wording()?, account.id)?;
        unit.write_rows()?;
    }
    for delivery in ways(unit, &row, account.as_ref()) {
        unit.later("notification_deliveries", &delivery)?;
        if let Some(kind) = Channel::of_name(&delivery.channel).and_then(Channel::carried_by) {
            unit.send(kind, format!("{kind}/{}", delivery.id), json!({ "delivery": delivery.id }));
        }
    }
    unit.write_rows()?;
    let state = overall(&deliveries::states(unit, id, row.round)?);
    let reason = (state == NotificationState::Failed).then_some("no-way");
    notifications::moved(unit, id, state, reason)
}

/// A delivery over each way; the government's MNotify is the first.
fn ways(unit: &Unit<'_>, row: &NotificationRow, account: Option<&Reached>) -> Vec<DeliveryRow> {
    let known = match (row.recipient_type.as_str(), &row.recipient_value, account) {
        ("Idnp", Some(value), _) => Some(("IDNP", value.clone())),
        ("Idno", Some(value), _) => Some(("IDNO", value.clone())),
        ("Email", Some(value), _) => Some(("Email", value.clone())),
        ("Telephone", Some(value), _) => Some(("Telephone", value.clone())),
        // A system has a client id, and its cabinet alone.
        (_, _, Some(account)) if Idnp::parse(&account.login).is_ok() => Some(("IDNP", account.login.clone())),
        _ => None,
    };
    let delivery = |(kind, value): (&str, String)| DeliveryRow {
        address_type: Some(kind.to_owned()),
        address: Some(value),
        language: row.language.clone(),
        ..DeliveryRow::new(unit.now, row, Channel::MNotify)
    };
    known.map(delivery).into_iter().collect()
}
