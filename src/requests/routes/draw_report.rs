use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::RequestsExamine,
    },
    documents::{self, Act as NewAct, DocumentId, Signing},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    requests::{
        acts::{self, Case},
        desk::Desk,
        rules::lifecycle::Action,
        step::{Step, begin_with, on_ground_of},
        store::{Changes, dossier::DOSSIER},
        wire::RequestPath,
    },
    services::Published,
};

/// An officer's report.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewReport {
    /// What it is about.
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", examples("Verificarea locului de muncă"))]
    pub subject: String,
    /// What was found, a paragraph a line.
    #[schema(
        min_length = 1,
        max_length = 4000,
        pattern = r"\S",
        examples("Angajatorul își desfășoară activitatea la adresa declarată.")
    )]
    pub findings: String,
    /// What follows from it, a point a line.
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S", examples("Nu sunt temeiuri de refuz."))]
    pub conclusions: String,
    /// The officer's position, as the report prints it.
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", examples("Inspector principal"))]
    pub position: String,
}

/// A paper of the dossier that was drawn up; it waits for its signature.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DrawnPaper {
    /// The document.
    pub document_id: DocumentId,
    /// Its number.
    #[schema(max_length = 40, examples("RP-2026-000001"))]
    pub number: String,
}

/// Draw up a report.
///
/// The examiner who holds the request reports on the case (raport). The report gets its number, waits for the examiner's signature
/// (`POST /documents/{documentId}/signings`) and stays in the dossier; the applicant does not see it.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/reports", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.3"]))))]
pub async fn draw_report(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewReport>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Created<DrawnPaper>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, dossier) = begin_with(unit, at.request_id.uuid(), seen, Action::DrawUp, DOSSIER)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let case = Case { desk: &desk, service: &service, row: &step.row, dossier: &dossier };
        let signature = acts::signature(&wanted.position, &unit.caller.name);
        let data = acts::report(unit, &case, (&wanted.subject, &wanted.findings, &wanted.conclusions), &signature)?;
        draw_up(unit, &service, step, "report", data)
    })
    .await
}

/// Freezes a paper of the dossier, which the caller is to sign.
pub fn draw_up(
    unit: &mut Unit<'_>,
    service: &Published,
    step: Step,
    template: &str,
    data: Value,
) -> Result<Created<DrawnPaper>, Problem> {
    if acts::on_the_way(service, template).is_none() {
        return Err(Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
            "Serviciul nu prevede un astfel de document.",
            "Услуга не предусматривает такого документа.",
            "The service knows no such document.",
        )));
    }
    let act = NewAct {
        template: template.into(),
        request: Some(step.row.id),
        person: step.row.beneficiary_id,
        // An internal paper.
        applicant: None,
        subdivision: step.row.subdivision_id,
        data,
        reason: "materiale ale dosarului".into(),
        valid_until: None,
        signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
    };
    let frozen = documents::freeze(unit, &act)?;
    step.finish(unit, Changes::default(), Some(&frozen.number))?;
    let document_id = DocumentId::from_uuid(frozen.id);
    Ok(Reply::plain(&DrawnPaper { document_id, number: frozen.number })?.at(format!("/api/v1/documents/{document_id}")))
}
