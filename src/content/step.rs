//! One step of an item: found, allowed, from a state that permits it, written with its event.

use super::{
    ContentItemId,
    rules::lifecycle::{ADMINISTER, Action, Standing, State, after, line, possible},
    store::{
        events::{self, Told},
        items::{self, ItemChange, ItemRow, Sight},
        sections::SectionRow,
    },
};
use crate::{
    access::door::Unit,
    kernel::{
        http::act::IfMatch,
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};
use uuid::Uuid;

/// An item in the hands of somebody who may do this with it now.
pub struct Step {
    /// As it stands.
    pub item: ItemRow,
    /// Its section.
    pub section: SectionRow,
    /// How it stands.
    pub standing: Standing,
    action: Action,
}

/// Whether one of the permissions reaches this item.
fn reaches(sight: &Sight, permissions: &[&str], item: &ItemRow, section: &SectionRow) -> bool {
    permissions.iter().any(|permission| {
        if *permission == ADMINISTER {
            sight.administers.contains(&section.administrator_id)
        } else {
            sight.provides.contains(&item.subdivision_id)
        }
    })
}

/// What the caller can do with an item now.
pub fn available(unit: &Unit<'_>, item: &ItemRow, section: &SectionRow) -> Result<Vec<Action>, Problem> {
    let (sight, standing) = (Sight::of(unit), item.standing(unit.now)?);
    let mine = possible(standing).filter(|line| reaches(&sight, line.permissions, item, section));
    Ok(mine.map(|line| line.action).collect())
}

/// Begins a step: 404 where the caller may not see the item, 403 or 409 where they may not do it, 412 where they saw another version.
pub fn begin(unit: &mut Unit<'_>, id: Uuid, seen: IfMatch, action: Action) -> Result<Step, Problem> {
    begin_one_of(unit, id, seen, &[action])
}

/// The same for an operation that is one action or another, as the state has it.
pub fn begin_one_of(unit: &mut Unit<'_>, id: Uuid, seen: IfMatch, actions: &[Action]) -> Result<Step, Problem> {
    let (item, section) = items::find(unit, id)?;
    unit.read("ContentItem", ContentItemId::from_uuid(id));
    let standing = item.standing(unit.now)?;
    let fits = actions.iter().copied().find(|action| after(*action, standing, false).is_some());
    let permissions = |action: Action| line(action).map(|line| line.permissions).unwrap_or_default();
    let sight = Sight::of(unit);
    let mine = |action: Action| reaches(&sight, permissions(action), &item, &section);
    if !actions.iter().copied().any(mine) {
        return Err(forbidden(permissions(actions.first().copied().unwrap_or(Action::Edit))));
    }
    seen.check(item.version)?;
    match fits {
        Some(action) if mine(action) => Ok(Step { item, section, standing, action }),
        // In this state it is somebody else's turn.
        Some(action) => Err(forbidden(permissions(action)).with("state", format!("{:?}", standing.state))),
        None => Err(not_in(standing.state, &available(unit, &item, &section)?)),
    }
}

fn forbidden(permissions: &[&'static str]) -> Problem {
    Problem::new(Kind::FORBIDDEN).with("permission", permissions.first().copied().unwrap_or_default())
}

impl Step {
    /// Which action it is.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Ends the step in the state that the table says; `waits` where what is published has a time to come.
    pub fn finish(
        self,
        unit: &mut Unit<'_>,
        changes: ItemChange,
        waits: bool,
        told: Told<'_>,
    ) -> Result<(ItemRow, SectionRow), Problem> {
        let to = after(self.action, self.standing, waits).unwrap_or(self.standing.state);
        let changes = ItemChange { state: Some(to.code().to_owned()), ..changes };
        let item = items::change(unit, &self.item, changes)?;
        events::add(unit, item.id, self.action, (self.standing.state, to), told)?;
        unit.wrote("ContentItem", ContentItemId::from_uuid(item.id));
        Ok((item, self.section))
    }
}

/// 409: the state does not permit it; says the state and what can be done.
fn not_in(state: State, possible: &[Action]) -> Problem {
    let code = format!("{state:?}");
    Problem::new(Kind::NOT_IN_THIS_STATE)
        .detail(Text::new(
            format!("În starea {code} această acțiune nu este posibilă."),
            format!("В состоянии {code} это действие невозможно."),
            format!("This cannot be done in the state {code}."),
        ))
        .with("state", code)
        .with("availableActions", serde_json::json!(possible))
}
