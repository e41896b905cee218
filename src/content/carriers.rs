//! What happens when its time comes: the provider of a scheduled publication is told that it is public. The public itself sees it
//! without anybody's doing.

use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    notices,
    store::{items, versions},
};
use crate::{
    access::door::{Door, Unit},
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
};

/// The message of a scheduled publication.
pub const PUBLISHED: &str = "content.published";

/// Tells the provider.
pub struct TellPublished(pub Door);

#[derive(Debug, Clone, Copy, Deserialize)]
struct Published {
    item: Uuid,
    number: i32,
}

impl Carrier for TellPublished {
    fn kind(&self) -> &'static str {
        PUBLISHED
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let published: Published = serde_json::from_value(message.payload.clone())
                .map_err(|_| NotDone::Never("a payload that cannot be read".into()))?;
            self.0.by_system("tellPublished", move |unit| tell(unit, published)).await?;
            Ok(())
        })
    }
}

/// Once, and not of what was called off or replaced before its time.
fn tell(unit: &mut Unit<'_>, Published { item, number }: Published) -> Result<(), Problem> {
    let version = versions::find(unit.conn, item, number)?;
    if !version.is_live(unit.now) || !versions::announce(unit, version.id)? {
        return Ok(());
    }
    let (row, _) = items::by_id(unit.conn, item)?;
    let variables = json!({ "at": version.live_from, "number": number });
    notices::about_item(unit, row.provider_id, "ContentPublished", &row, variables)
}
