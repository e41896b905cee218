use super::create_journal_export::written;
use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalExport as MayExport},
    auditing::{
        store,
        wire::{JournalExport, JournalExportPath},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read an export of the journal.
///
/// The period, the seals it holds and how many entries; the content is at `/content`.
#[utoipa::path(get, path = "/api/v1/journal/exports/{exportId}", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38"]))))]
pub async fn read_journal_export(
    allowed: Allowed<MayExport>,
    At(path): At<JournalExportPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<JournalExport>, Problem> {
    door.run(&allowed, move |unit| {
        let asked = store::find(unit.conn, path.export_id.uuid())?;
        unit.read("JournalExport", path.export_id);
        Reply::plain(&written(&asked))
    })
    .await
}
