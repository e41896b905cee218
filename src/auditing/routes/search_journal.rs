use actix_web::web;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalRead},
    auditing::wire::{JournalEntries, JournalEntry, JournalOutcome, JournalSearch, LONGEST_SEARCH, check_order},
    journal::store::{self, Sought},
    kernel::{
        http::{
            input::Input,
            page::Page,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
};

/// Search the journal.
///
/// Entries of a period, the latest first, by actor, person, operation, outcome and legal ground. The search is itself an entry of the
/// journal, and concerns the person who was searched for and all whom the entries found name.
#[utoipa::path(post, path = "/api/v1/journal/searches", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38", "C-16.9", "N-11.5", "N-38"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017"))))]
pub async fn search_journal(
    allowed: Allowed<JournalRead>,
    _: Asked<NoQuery>,
    Input(search): Input<JournalSearch>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<JournalEntries>, Problem> {
    check_order(search.from, search.to)?;
    if search.to - search.from > Duration::days(LONGEST_SEARCH) {
        return Err(Problem::violation(
            "/to",
            "period-too-long",
            Text::new("Perioada are cel mult 366 de zile.", "Период — не более 366 дней.", "The period has at most 366 days."),
        ));
    }
    let filter = JournalSearch { limit: None, cursor: None, ..search.clone() };
    door.run(&allowed, move |unit| {
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), "searchJournal", &filter, search.limit, search.cursor.as_deref())?;
        let person = search.person_id.map(TypedId::uuid);
        let sought = Sought {
            from: search.from,
            to: search.to,
            actor: search.actor_id.map(TypedId::uuid),
            person,
            operation: search.operation.clone(),
            outcome: search.outcome.map(|outcome| match outcome {
                JournalOutcome::Done => "Done".to_owned(),
                JournalOutcome::Refused => "Refused".to_owned(),
            }),
            basis: search.legal_basis.clone(),
        };
        let found = store::search(unit.conn, &sought, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |record| (record.at, record.id))?;
        let entries: Vec<JournalEntry> = found.iter().map(JournalEntry::from).collect();
        entries.iter().for_each(|entry| unit.read("JournalEntry", entry.entry_id));
        person.into_iter().for_each(|person| unit.about(person));
        found.iter().flat_map(|record| record.persons.iter().flatten()).for_each(|person| unit.about(*person));
        Reply::plain(&JournalEntries { entries, next_cursor })
    })
    .await
}
