//! A day of the working calendar was changed: every room counts its running terms again.

use uuid::Uuid;

use crate::{
    access::door::Door,
    administration::calendar,
    kernel::outbox::{Carried, Carrier, Carrying},
    petitions::{self, PetitionsDesk},
    requests::moved,
};

/// Carries [`calendar::CHANGED`].
pub struct CalendarChanged {
    /// The database.
    pub door: Door,
    /// Terms of petitions.
    pub petitions: PetitionsDesk,
}

impl Carrier for CalendarChanged {
    fn kind(&self) -> &'static str {
        calendar::CHANGED
    }

    fn carry<'a>(&'a self, _: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let mut after = Some(Uuid::nil());
            while let Some(from) = after {
                after = self.door.by_system("moveTermEnds", move |unit| moved::count_again(unit, from)).await?;
            }
            after = Some(Uuid::nil());
            while let Some(from) = after {
                let desk = self.petitions.clone();
                let counted =
                    self.door.by_system("movePetitionTermEnds", move |unit| petitions::moved::count_again(unit, &desk, from));
                after = counted.await?;
            }
            Ok(())
        })
    }
}
