//! Files that are attached to a person: sent by the caller before, for that purpose.

use crate::{
    access::{caller::AccountKind, door::Unit},
    files::{self, FileId, Purpose},
    kernel::{problem::Problem, text::Text},
};

/// Refuses a file that is not there, was sent by somebody else, or for something else; which of these is not told.
pub fn check(unit: &mut Unit<'_>, pointer: &str, file: Option<FileId>, purpose: Purpose) -> Result<(), Problem> {
    let Some(file) = file else { return Ok(()) };
    let by_program = unit.caller.kind == AccountKind::System && unit.caller.session.is_none();
    let fits = match files::find(unit, file) {
        Ok(facts) => facts.purpose == purpose && (by_program || facts.uploaded_by == unit.caller.account),
        Err(problem) if problem.status() == 404 => false,
        Err(problem) => return Err(problem),
    };
    if fits {
        return Ok(());
    }
    let text = Text::new(
        "Nu este un fișier trimis de dumneavoastră în acest scop.",
        "Это не файл, отправленный вами с этой целью.",
        "It is not a file that you sent for this purpose.",
    );
    Err(Problem::violation(pointer, "unknown-file", text))
}
