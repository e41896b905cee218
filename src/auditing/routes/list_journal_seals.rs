use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalRead},
    auditing::wire::JournalSeals,
    journal::store,
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// List the seals of the journal.
///
/// The latest first. The newest root can be compared with the one that was registered in MLog: it fixes everything before it.
#[utoipa::path(get, path = "/api/v1/journal/seals", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38", "N-38"]))))]
pub async fn list_journal_seals(
    allowed: Allowed<JournalRead>,
    Asked(page): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<JournalSeals>, Problem> {
    let page: Page<i64> = Page::read(keys.cursors(), "listJournalSeals", &(), page.limit, page.cursor.as_deref())?;
    door.run(&allowed, move |unit| {
        let found = store::seals_before(unit.conn, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |seal| seal.number)?;
        Reply::plain(&JournalSeals { seals: found.iter().map(Into::into).collect(), next_cursor })
    })
    .await
}
