use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::create_journal_export::written;
use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalExport as MayExport},
    auditing::{store, wire::JournalExport},
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

/// Exports, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JournalExportList {
    /// The exports.
    #[schema(max_items = 200)]
    pub exports: Vec<JournalExport>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List exports of the journal.
///
/// Those of all auditors, the latest first: who asked for which period, and when.
#[utoipa::path(get, path = "/api/v1/journal/exports", tag = "Journal", params(PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38"]))))]
pub async fn list_journal_exports(
    allowed: Allowed<MayExport>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<JournalExportList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listJournalExports", &unit.caller.account, asked.limit, asked.cursor.as_deref())?;
        let found = store::page(unit.conn, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        let exports: Vec<JournalExport> = found.iter().map(written).collect();
        exports.iter().for_each(|export| unit.read("JournalExport", export.export_id));
        Reply::plain(&JournalExportList { exports, next_cursor })
    })
    .await
}
