use actix_web::{HttpResponse, http::header, web};
use futures_util::stream;

use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalExport as MayExport},
    auditing::{store, wire::JournalExportPath},
    journal::export::Export,
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
        work::{Isolation, Work},
    },
};

/// Download an export of the journal.
///
/// One JSON object a line: a header with the public keys; seal by seal the entries and the seal; a last, signed line. An export without
/// its last line is not whole. The download is an entry of the journal.
#[utoipa::path(get, path = "/api/v1/journal/exports/{exportId}/content", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38"])),
        ("x-produces" = json!(["application/x-ndjson"]))))]
pub async fn read_journal_export_content(
    allowed: Allowed<MayExport>,
    At(path): At<JournalExportPath>,
    _: Asked<NoQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<HttpResponse, Problem> {
    let asked = door
        .run(&allowed, move |unit| {
            unit.read("JournalExport", path.export_id);
            store::find(unit.conn, path.export_id.uuid())
        })
        .await?;
    let state = Some((door.work().clone(), asked.begin(&keys)));
    let name = format!("attachment; filename=\"{}.ndjson\"", path.export_id);
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .streaming(stream::try_unfold(state, next_piece)))
}

type State = Option<(Work, Export)>;

/// A piece is a unit of reading of its own: no connection is held while the caller takes its time.
async fn next_piece(state: State) -> Result<Option<(web::Bytes, State)>, Problem> {
    let Some((work, export)) = state else { return Ok(None) };
    let piece = work.run(Isolation::ReadCommitted, move |conn, _| export.piece(conn)).await?;
    Ok(piece.map(|(text, next)| (web::Bytes::from(text), Some((work, next)))))
}
