//! What happens when its time comes: the provider of a scheduled publication is told that it is public (R-31; the public itself sees it
//! without anybody's doing); subdivisions that have not answered a review are reminded.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    notices,
    store::{items, reviews, versions},
};
use crate::{
    access::{
        door::{Door, Unit},
        store::users,
    },
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    notifications::{Addressee, Telling, tell as tell_somebody},
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
    // Days may have passed since it was decided; what the program presented itself has nobody to be told.
    let Some(provider) = row.provider_id else { return Ok(()) };
    for account in notices::at_hand(unit, Some(provider), row.subdivision_id, row.section_id)? {
        notices::about_item(unit, Some(account), "ContentPublished", &row, variables.clone())?;
    }
    Ok(())
}

/// The message of a review whose end is near.
pub const REMINDER: &str = "content.review-reminder";

/// Reminds the providers of the subdivisions that have not answered.
pub struct Remind(pub Door);

impl Carrier for Remind {
    fn kind(&self) -> &'static str {
        REMINDER
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let review = message.payload["review"].as_str().and_then(|id| id.parse().ok());
            let review = review.ok_or_else(|| NotDone::Never("no review in the message".into()))?;
            self.0.by_system("remindOfReview", move |unit| remind(unit, review)).await?;
            Ok(())
        })
    }
}

fn remind(unit: &mut Unit<'_>, review: Uuid) -> Result<(), Problem> {
    // In the transaction of the notices: whatever happens to the message, nobody is reminded twice.
    if !reviews::remind(unit, review)? {
        return Ok(());
    }
    let row = reviews::find(unit.conn, review)?;
    let mut waiting: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (answer, _) in reviews::answers(unit.conn, review)? {
        if answer.state == "Waiting" {
            *waiting.entry(answer.subdivision_id).or_default() += 1;
        }
    }
    let offices: Vec<Uuid> = waiting.keys().copied().collect();
    // Whoever provides for several subdivisions gets one notice of all their sections.
    let mut sections_of: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (account, office) in users::at_offices(unit.conn, unit.now, &["ContentProvider"], &offices)? {
        *sections_of.entry(account).or_default() += waiting.get(&office).copied().unwrap_or_default();
    }
    for (account, sections) in sections_of {
        let telling = Telling {
            to: Addressee::Account(account),
            template: "ContentReviewReminder",
            variables: json!({ "quarter": row.quarter, "due": row.due_at, "sections": sections }),
            about: Some(("ContentReview", row.id)),
            language: None,
        };
        tell_somebody(unit, &telling)?;
    }
    Ok(())
}
