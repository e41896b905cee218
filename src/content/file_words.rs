//! What attached files say: the lists of those admitted to a contest, reports and budgets are PDFs, and go to the public as they are.
//! A file is read once, before the step that would have it published; nothing but the numbers of its pages is kept.

use diesel::PgConnection;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    rules::{content::Content, restricted},
    store::file_words as store,
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::Permission},
    files::{self, Files},
    kernel::{content::words, id::TypedId, problem::Problem, violation::Violation},
};

/// Reads what goes with an item and was not read yet, for whoever may take the step: files come from their store, which no transaction waits for.
pub async fn read<P: Permission>(door: &Door, allowed: &Allowed<P>, files: &Files, item: Uuid) -> Result<(), Problem> {
    let waiting = door
        .open(move |conn, _| {
            let ids = store::unread(conn, item)?;
            if ids.is_empty() { Ok(Vec::new()) } else { files::contents(conn, &ids) }
        })
        .await?;
    if !waiting.is_empty() {
        door.confirm(allowed).await?;
    }
    for file in waiting {
        let bytes = files.blobs.get(&file.blob).await.map_err(|error| files::answer::problem_of(&error))?;
        // One at a time: each may take a processor and tens of megabytes for seconds.
        let place = PLACES.acquire().await.map_err(Problem::internal)?;
        let read = tokio::task::spawn_blocking(move || words(&bytes)).await.map_err(Problem::internal)?;
        drop(place);
        let whole = read.as_ref().is_some_and(|read| read.pages.iter().all(Option::is_some));
        let pages = read.as_ref().map(|read| naming(&read.pages)).unwrap_or_default();
        if !whole {
            tracing::info!(file = %file.facts.id, "the words of a file that is to be published cannot be read, or not all");
        }
        // What a busy machine did not come to is read the next time.
        if whole || !pages.is_empty() || !read.is_some_and(|read| read.hurried) {
            let id = file.facts.id.uuid();
            door.open(move |conn, now| store::note(conn, now, id, whole, &pages)).await?;
        }
    }
    Ok(())
}

static PLACES: Semaphore = Semaphore::const_new(1);

fn naming(pages: &[Option<String>]) -> Vec<i32> {
    let names = |words: &Option<String>| words.as_deref().is_some_and(restricted::names_person);
    (1..).zip(pages).filter(|(_, words)| names(words)).map(|(number, _)| number).collect()
}

/// What stands in the way of publishing it: files that name persons, each at its place.
pub fn refusals(conn: &mut PgConnection, content: &Content) -> Result<Vec<Violation>, Problem> {
    let ids: Vec<Uuid> = content.attachments.iter().map(|file| file.file_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = store::naming_persons(conn, &ids)?;
    let at = |file: &store::FileWords| ids.iter().position(|id| *id == file.file_id);
    let mut faults: Vec<(usize, i32)> = found.iter().filter_map(|file| Some((at(file)?, *file.pages.first()?))).collect();
    faults.sort_unstable();
    Ok(faults.into_iter().map(|(at, page)| restricted::in_file(&format!("/attachments/{at}"), page)).collect())
}
