//! Files that a caller brings to a petition.

use std::collections::HashSet;

use crate::{
    access::door::Unit,
    files::{self, FileFacts, FileId, Purpose, answer::problem_of},
    kernel::{blobs::BlobRef, problem::Problem, text::Text, violation::Violation},
    petitions::{desk::PetitionsDesk, rules::signature},
};

/// What a signed file itself says, before anything is written: whole, signed, by this petitioner; refused at its place of the body.
pub async fn judge_file(
    desk: &PetitionsDesk,
    blob: &BlobRef,
    name: String,
    idnp: Option<String>,
    place: &'static str,
) -> Result<(), Problem> {
    let signed = desk.files.blobs.get(blob).await.map_err(|error| problem_of(&error))?;
    let judged = tokio::task::spawn_blocking(move || signature::judge(&signed, &name, idnp.as_deref())).await;
    judged.map_err(Problem::internal)?.map(drop).map_err(|why| Problem::violation(place, why.code(), why.told()))
}

/// The caller's own files, at these places of the body; everything that is wrong with any of them at once.
pub fn own_files(unit: &mut Unit<'_>, wanted: &[(String, FileId)]) -> Result<Vec<FileFacts>, Problem> {
    let (mut found, mut wrong, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (pointer, id) in wanted {
        let mut note = |code, text: Text| wrong.push(Violation::new(pointer.clone(), code, text));
        if !seen.insert(*id) {
            note("given-twice", Text::new("Fișierul apare de două ori.", "Файл указан дважды.", "The file is given twice."));
            continue;
        }
        match files::find(unit, *id) {
            Ok(facts) if facts.uploaded_by == unit.caller.account && facts.purpose == Purpose::Attachment => found.push(facts),
            Ok(facts) if facts.uploaded_by == unit.caller.account => note(
                "wrong-purpose",
                Text::new(
                    "Fișierul a fost încărcat pentru alt scop.",
                    "Файл загружен для другой цели.",
                    "The file was uploaded for something else.",
                ),
            ),
            Err(problem) if problem.status() != 404 => return Err(problem),
            // Of another's not even that it exists.
            _ => note(
                "no-such-thing",
                Text::new(
                    "Nu ați încărcat un astfel de fișier.",
                    "Вы не загружали такого файла.",
                    "You have uploaded no such file.",
                ),
            ),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Problem::bad_input(wrong)) }
}
