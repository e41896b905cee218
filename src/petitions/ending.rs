//! How a petition ends without an answer: one place, so that nobody who must hear of it is forgotten.

use super::{
    effects,
    parts::{Ending, EndingReason},
    step::Step,
    store::{Changes, PetitionRow, With, events::Note, kept},
    telling::{self, Told},
};
use crate::{access::door::Unit, kernel::problem::Problem};

/// An end without an answer.
pub struct End<'a> {
    /// Why.
    pub reason: EndingReason,
    /// In words, as it is kept.
    pub text: &'a str,
    /// The authority to which it went.
    pub authority: Option<&'a str>,
    /// What stands in its course.
    pub note: Note<'a>,
    /// What the petitioner is told; nothing where the end is not theirs to hear of (a threat, their own withdrawal).
    pub told: Option<Told<'a>>,
    /// What changes beside it.
    pub changes: Changes,
}

impl<'a> End<'a> {
    /// An end that everybody reads in the same words.
    pub fn told(reason: EndingReason, text: &'a str) -> Self {
        Self { reason, text, authority: None, note: Note::Open(text), told: Some(Told::Ended(text)), changes: Changes::default() }
    }
}

/// Ends a petition: what is kept of it, its event, who is told, ePetitii. Nothing is awaited any more.
pub fn end(unit: &mut Unit<'_>, step: Step, end: End<'_>) -> Result<(PetitionRow, With), Problem> {
    let ending = Ending { reason: end.reason, text: end.text.to_owned(), authority_code: end.authority.map(str::to_owned) };
    let changes = Changes { asked: Some(None), ending: Some(kept(&ending)?), ..end.changes };
    let (row, with) = step.finish(unit, changes, end.note)?;
    if let Some(told) = &end.told {
        telling::petitioner(unit, &row, told)?;
    }
    effects::close_at_epetitii(unit, &row);
    Ok((row, with))
}
