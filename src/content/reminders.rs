//! As a term nears its end, those who are to keep it are told, once: administrators of a publication that waits, the owners of a
//! section that is to be brought up to date.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use super::{
    notices,
    store::{
        items::{self, ItemRow},
        sections::{self, SectionRow},
        terms,
    },
};
use crate::{
    access::{
        door::{Door, Unit},
        policy::Role,
    },
    administration::calendar::calendar,
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        term::Term,
    },
    notifications::{
        Addressee, Telling,
        reminders::{STALE, TermOf, first_time, known, time_to_remind},
        tell,
    },
};

/// The message of a publication whose term nears its end.
pub const PUBLICATION_DUE: &str = "content.publication-due";
/// At most so long before the end of a publication term, which is of hours or of a few days,
const BEFORE_PUBLICATION: Duration = Duration::days(1);
/// and of a section's update term, which is of days or months.
const BEFORE_UPDATE: Duration = Duration::days(3);

/// Since when a publication request runs, and its end: nothing is late before its provider wants it.
fn running(item: &ItemRow) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let due = item.due_at.filter(|_| item.state == "Submitted")?;
    Some((item.submitted_at?, item.wanted_at.map_or(due, |wanted| wanted.max(due))))
}

/// A publication request runs, or runs again: its administrators are told when it nears its end. What is late from the beginning (the
/// results of an event long over) they heard of when it came.
pub fn of_publication(unit: &mut Unit<'_>, item: &ItemRow) {
    let Some((since, due)) = running(item).filter(|(_, due)| *due > unit.now) else { return };
    let at = time_to_remind(since, due, BEFORE_PUBLICATION).max(unit.now);
    unit.send_at(PUBLICATION_DUE, format!("{PUBLICATION_DUE}/{}/{}", item.id, item.version), json!({ "item": item.id }), at);
}

/// Carries [`PUBLICATION_DUE`].
pub struct RemindOfPublication(pub Door);

impl Carrier for RemindOfPublication {
    fn kind(&self) -> &'static str {
        PUBLICATION_DUE
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let item = message.payload["item"].as_str().and_then(|id| id.parse().ok());
            let item = item.ok_or_else(|| NotDone::Never("no item in the message".into()))?;
            self.0.by_system("remindOfPublication", move |unit| remind(unit, item)).await?;
            Ok(())
        })
    }
}

/// Not of what was published, returned or recalled meanwhile, nor of what ended while the program stood still; a request made since has a
/// message of its own.
fn remind(unit: &mut Unit<'_>, item: Uuid) -> Result<(), Problem> {
    let (row, section) = items::by_id(unit.conn, item)?;
    let Some((since, due)) = running(&row) else { return Ok(()) };
    if unit.now < time_to_remind(since, due, BEFORE_PUBLICATION) || due <= unit.now - STALE {
        return Ok(());
    }
    if !first_time(unit, TermOf::Publication, item, due)? {
        return Ok(());
    }
    let variables = json!({ "section": notices::section_words(&section.code)?, "due": due });
    let administrators = [(Role::ContentAdministrator, section.administrator_id)];
    notices::about_item_to(unit, &administrators, "ContentPublicationDue", &row, &variables)
}

/// A section whose update term nears its end.
#[derive(Debug, Clone)]
struct Near {
    section: SectionRow,
    due_at: DateTime<Utc>,
}

/// Tells of every section whose update term nears its end; for housekeeping. How many there were.
pub async fn of_updates(door: &Door) -> Result<usize, Problem> {
    let near = door.open(near_updates).await?;
    if near.is_empty() {
        return Ok(0);
    }
    let count = near.len();
    door.by_system("remindOfSectionUpdates", move |unit| near.iter().try_for_each(|one| remind_of_update(unit, one))).await?;
    Ok(count)
}

fn near_updates(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Near>, Problem> {
    let calendar = calendar(conn)?;
    let updated: HashMap<String, DateTime<Utc>> =
        terms::waiting(conn, now)?.into_iter().filter_map(|row| Some((row.section, row.updated_at?))).collect();
    let told = known(conn, TermOf::SectionUpdate, now - STALE)?;
    let near = |section: SectionRow| {
        // Where nothing was ever published, the term has run since the section is there.
        let since = updated.get(&section.code).copied().unwrap_or(section.created_at);
        let due_at = Term::new(since, section.term()).ok()?.end(&calendar)?;
        let is_near = time_to_remind(since, due_at, BEFORE_UPDATE) <= now && due_at > now - STALE;
        (is_near && !told.contains(&(section.id, due_at))).then_some(Near { section, due_at })
    };
    Ok(sections::all(conn)?.into_iter().filter_map(near).collect())
}

/// Its owner's providers; where there are none, its administrators.
fn remind_of_update(unit: &mut Unit<'_>, near: &Near) -> Result<(), Problem> {
    let Near { section, due_at } = near;
    if !first_time(unit, TermOf::SectionUpdate, section.id, *due_at)? {
        return Ok(());
    }
    let told = notices::at_hand(unit, None, section.subdivision_id, section.id)?;
    let variables = json!({ "section": notices::section_words(&section.code)?, "due": due_at });
    for account in told {
        let to = Addressee::Account(account);
        tell(unit, &Telling { to, template: "ContentUpdateDue", variables: variables.clone(), about: None, language: None })?;
    }
    Ok(())
}
