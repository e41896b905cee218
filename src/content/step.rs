//! One step of an item: found, allowed, from a state that permits it, written with its event.

use super::{
    ContentItemId,
    rules::lifecycle::{ADMINISTER, Action, Line, Standing, State, after, line, possible},
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

/// In whose hands an item is.
#[derive(Debug, Clone, Copy)]
pub struct Hands {
    /// The source of the information.
    pub source: Uuid,
    /// Who administers its section.
    pub administrator: Uuid,
    /// Who administers the section in which it is public, where its draft was moved to another.
    pub live_administrator: Option<Uuid>,
}

impl Hands {
    fn of(unit: &mut Unit<'_>, item: &ItemRow, section: &SectionRow) -> Result<Self, Problem> {
        let live_administrator = items::live_administrator(unit.conn, item)?;
        Ok(Self { source: item.subdivision_id, administrator: section.administrator_id, live_administrator })
    }

    /// Whether one of the line's permissions reaches the item. What is public is taken off also by those in whose section it stands.
    fn reached(self, sight: &Sight, line: &Line) -> bool {
        let administers = |office: Uuid| sight.administers.contains(&office);
        line.permissions.iter().any(|permission| {
            if *permission == ADMINISTER {
                administers(self.administrator)
                    || (line.action == Action::Withdraw && self.live_administrator.is_some_and(administers))
            } else {
                sight.provides.contains(&self.source)
            }
        })
    }

    /// What a caller with this sight can do with an item that stands so.
    pub fn available(self, sight: &Sight, standing: Standing) -> Vec<Action> {
        possible(standing).filter(|line| self.reached(sight, line)).map(|line| line.action).collect()
    }
}

/// What the caller can do with an item now.
pub fn available(unit: &mut Unit<'_>, item: &ItemRow, section: &SectionRow) -> Result<Vec<Action>, Problem> {
    let (sight, standing) = (Sight::of(unit), item.standing(unit.now)?);
    Ok(Hands::of(unit, item, section)?.available(&sight, standing))
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
    let (sight, hands) = (Sight::of(unit), Hands::of(unit, &item, &section)?);
    let mine = |action: Action| line(action).is_some_and(|line| hands.reached(&sight, line));
    if !actions.iter().copied().any(mine) {
        return Err(forbidden(permissions(actions.first().copied().unwrap_or(Action::Edit))));
    }
    seen.check(item.version)?;
    match fits {
        Some(action) if mine(action) => Ok(Step { item, section, standing, action }),
        // In this state it is somebody else's turn.
        Some(action) => Err(forbidden(permissions(action)).with("state", format!("{:?}", standing.state))),
        None => Err(not_in(standing.state, &hands.available(&sight, standing))),
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

    /// Moves the working copy to a section. Where something of it is public, that stays where it is until the next publication.
    pub fn move_to(&mut self, section: SectionRow, changes: &mut ItemChange) {
        changes.section_id = Some(section.id);
        changes.live_section_id = Some(self.item.live_section_beside(section.id));
        self.section = section;
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
