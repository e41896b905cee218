//! The end of a suspension whose end was known: nobody ends it by hand, so that the senders are told here.

use super::id_of;
use crate::{
    access::door::Door,
    kernel::outbox::{Carried, Carrier, Carrying},
    notifications::{senders, store::suspensions},
};

/// Carries `notifications.suspension-over`.
pub struct SuspensionOver {
    /// The way to the database.
    pub door: Door,
}

impl Carrier for SuspensionOver {
    fn kind(&self) -> &'static str {
        senders::OVER
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let id = id_of(message, "suspension")?;
            let tell = move |unit: &mut crate::access::door::Unit<'_>| {
                let row = suspensions::find(unit, id)?;
                // Ended by hand before, it was told then.
                if row.ended_at.is_none() { senders::resumed(unit, &row) } else { Ok(()) }
            };
            Ok(self.door.by_system("tellSuspensionOver", tell).await?)
        })
    }
}
