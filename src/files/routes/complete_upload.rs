use actix_web::web;

use super::{File, UploadPath};
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::UploadsMake,
    },
    files::{
        FileId, Files, Purpose, Verdict, answer, refusal,
        store::{self, Accepted, UploadRow},
    },
    kernel::{
        content::{Inspected, inspect},
        http::{
            act::Act,
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
        text::Text,
    },
};

/// Complete an upload.
///
/// Puts the parts together, judges the content itself (type, bounds, active content, malware) and compares it with what was declared. What
/// passes is kept encrypted and answered as a file; what does not is 400 `content-refused`, which says why, and parts may be sent again.
#[utoipa::path(post, path = "/api/v1/uploads/{uploadId}/completions", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.2", "C-22.8", "C-22.9"])),
               ("x-links" = json!({
                   "file": { "operationId": "readFile", "parameters": { "fileId": "$response.body#/fileId" } },
                   "content": { "operationId": "readFileContent", "parameters": { "fileId": "$response.body#/fileId" } } }))))]
pub async fn complete_upload(
    allowed: Allowed<UploadsMake>,
    At(path): At<UploadPath>,
    _: Asked<NoQuery>,
    act: Act<Nothing>,
    door: Door,
    files: web::Data<Files>,
) -> Result<Created<File>, Problem> {
    let id = path.upload_id;
    let (upload, content) = door
        .run(&allowed, move |unit| {
            // Held while its parts are read: whoever completes it at this moment takes the parts away when it commits.
            let upload = store::held(unit, id)?;
            unit.read("Upload", id);
            let content = if upload.file_id.is_none() { store::assembled(unit, &upload)? } else { Vec::new() };
            Ok((upload, content))
        })
        .await?;
    if upload.file_id.is_some() {
        // Either the same key gives the stored answer again, or it is too late: the store says which.
        let too_late = move |unit: &mut Unit<'_>| {
            store::refuse_completed(&store::upload(unit, id)?)?;
            Err(Problem::race_lost())
        };
        return door.act(&allowed, act.key, too_late).await;
    }
    let (inspected, content) = judged(upload, content).await?;
    let content = web::Bytes::from(content);
    let verdict = match files.scanner.scan(&content).await {
        Ok(Verdict::Infected { .. }) => return Err(refusal::infected()),
        Ok(verdict) => verdict,
        Err(silent) => {
            tracing::warn!(cause = %silent, "a file waits for the malware scanner");
            return Err(Problem::new(Kind::PARTNER_UNAVAILABLE).retry_after(30));
        }
    };
    // The content first, its row second: a crash in between leaves an orphan that the sweep finds.
    let blob = files.blobs.put(content).await.map_err(|error| answer::problem_of(&error))?;
    let accepted = Accepted { id: FileId::new(), inspected, verdict, blob: blob.clone() };
    let location = format!("/api/v1/files/{}", accepted.id);
    let here = location.clone();
    let done = door
        .act(&allowed, act.key, move |unit| {
            let facts = store::keep(unit, id, &accepted)?;
            Ok(Created::record(facts.version, &File::of(&facts))?.at(here.clone()))
        })
        .await;
    let kept = done.as_ref().is_ok_and(|reply| reply.stored().location.as_deref() == Some(location.as_str()));
    let unsure = done.as_ref().is_err_and(|problem| problem.status() >= 500);
    if !kept && !unsure && files.blobs.delete(blob.id).await.is_err() {
        tracing::warn!(blob = %blob.id, "an object that is not needed waits for the sweep");
    }
    done
}

/// Inspects on a blocking thread and compares with the declared checksum.
async fn judged(upload: UploadRow, content: Vec<u8>) -> Result<(Inspected, Vec<u8>), Problem> {
    let limits = Purpose::of_name(&upload.purpose).limits();
    let declared = upload.content_type;
    let (inspected, content) =
        web::block(move || (inspect(&content, Some(&declared), &limits), content)).await.map_err(Problem::internal)?;
    let inspected = inspected.map_err(refusal::of_content)?;
    if upload.sha256.is_some_and(|sha256| sha256 != inspected.sha256) {
        return Err(refusal::refused(
            "digest-differs",
            Text::new(
                "Suma de control a fișierului nu este cea declarată.",
                "Контрольная сумма файла не соответствует заявленной.",
                "The file's checksum is not the declared one.",
            ),
        ));
    }
    Ok((inspected, content))
}
