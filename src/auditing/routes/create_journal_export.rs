use uuid::Uuid;

use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::JournalExport as MayExport,
    },
    auditing::{
        store::{self, Asked as Export},
        wire::{ExportId, JournalExport, NewJournalExport, check_order},
    },
    journal::export,
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
};

/// Export the journal of a period.
///
/// Fixes which seals the export holds: all with an entry of the period, whole. Its content is at `/content` and verifies without this
/// system (`migratie journal verify FILE`).
#[utoipa::path(post, path = "/api/v1/journal/exports", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38"])),
        ("x-legal-basis" = json!("Legea nr. 195/2024; HG nr. 201/2017")),
        ("x-links" = json!({ "content": { "operationId": "readJournalExportContent",
            "parameters": { "exportId": "$response.body#/exportId" } } }))))]
pub async fn create_journal_export(
    allowed: Allowed<MayExport>,
    _: Asked<NoQuery>,
    act: Act<NewJournalExport>,
    door: Door,
) -> Result<Created<JournalExport>, Problem> {
    let NewJournalExport { from, to } = act.body;
    check_order(from, to)?;
    door.act(&allowed, act.key, move |unit| {
        if to > unit.now {
            return Err(Problem::violation(
                "/to",
                "in-the-future",
                Text::new(
                    "Perioada nu se poate sfârși în viitor.",
                    "Период не может заканчиваться в будущем.",
                    "The period cannot end in the future.",
                ),
            ));
        }
        let bounds = export::bounds(unit.conn, from, to)?;
        let asked = Export {
            id: Uuid::now_v7(),
            created_at: unit.now,
            created_by: unit.caller.account,
            from_at: from,
            to_at: to,
            bounds,
        };
        store::insert(unit.conn, &asked)?;
        let body = written(&asked);
        unit.wrote("JournalExport", body.export_id);
        let location = format!("/api/v1/journal/exports/{}", body.export_id);
        Ok(Created::plain(&body)?.at(location))
    })
    .await
}

/// An export as it is told.
pub fn written(asked: &Export) -> JournalExport {
    JournalExport {
        export_id: ExportId::from_uuid(asked.id),
        created_at: asked.created_at,
        created_by: AccountId::from_uuid(asked.created_by),
        from: asked.from_at,
        to: asked.to_at,
        first_seal: asked.bounds.first_seal,
        last_seal: asked.bounds.last_seal,
        entries: asked.bounds.entries,
        waiting: asked.bounds.waiting,
    }
}
