//! What the table of a lifecycle says can be done is done somewhere: by an operation where somebody needs a permission for it, by the program
//! itself where nobody does. A line that nothing takes would let a state look as if it could end.

use std::{
    fmt::Debug,
    path::{Path, PathBuf},
};

use migratie::{kernel::lifecycle::Lifecycle, petitions, requests};

use super::rooms::{code_of, sources};

/// Whether a source takes this step; what a word begins with is another word.
fn takes(code: &str, action: &str) -> bool {
    let name = format!("Action::{action}");
    code.match_indices(&name).any(|(at, _)| !code[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric()))
}

/// The lines that nothing takes.
fn untaken<S, A: Debug, G, E>(room: &str, table: &Lifecycle<S, A, G, E>) -> Vec<String> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let mut files = Vec::new();
    sources(&room, &mut files);
    // The table itself takes no step, nor does what says which steps are possible.
    files.retain(|file| !file.starts_with(room.join("rules")) && *file != room.join("step.rs"));
    let of = |wanted: &dyn Fn(&PathBuf) -> bool| files.iter().filter(|file| wanted(file)).map(|file| code_of(file)).collect();
    let operations: Vec<String> = of(&|file| file.starts_with(room.join("routes")));
    let all: Vec<String> = of(&|_| true);
    assert!(operations.len() > 10, "the operations of {} were found", room.display());
    let taken = |action: &str, by: &[String]| by.iter().any(|code| takes(code, action));
    table
        .0
        .iter()
        .filter(|line| {
            let by = if line.permission.is_some() { &operations } else { &all };
            !taken(&format!("{:?}", line.action), by)
        })
        .map(|line| format!("{:?}", line.action))
        .collect()
}

#[test]
fn every_line_of_a_lifecycle_is_taken_by_an_operation_or_by_the_program() {
    assert_eq!(untaken("requests", &requests::rules::lifecycle::TABLE), Vec::<String>::new());
    assert_eq!(untaken("petitions", &petitions::rules::lifecycle::TABLE), Vec::<String>::new());
}

#[test]
fn a_line_that_nothing_takes_is_seen() {
    assert!(takes("begin(unit, id, seen, Action::Decide)?", "Decide"));
    assert!(!takes("begin_by_system(row, Action::DecideAutomatically)?", "Decide"));
    assert!(untaken("petitions", &requests::rules::lifecycle::TABLE).contains(&"Propose".to_owned()));
}
