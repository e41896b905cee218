use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::draw_report::{DrawnPaper, draw_up};
use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsExamine},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        acts::{self, Case},
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin_with, on_ground_of},
        store::dossier::DOSSIER,
        wire::RequestPath,
    },
};

/// Who draws it up.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRecordSheet {
    /// The officer's position, as the sheet prints it.
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", examples("Inspector principal"))]
    pub position: String,
}

/// Draw up a record sheet.
///
/// The foreigner's record sheet (fișă de evidență) as of now: identity, documents, address, what the registers answered, what was issued in
/// the case. It waits for the examiner's signature and stays in the dossier; the applicant does not see it.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/record-sheets", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.5"]))))]
pub async fn draw_record_sheet(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewRecordSheet>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Created<DrawnPaper>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, dossier) = begin_with(unit, at.request_id.uuid(), seen, Action::DrawUp, DOSSIER)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let signature = acts::signature(&wanted.position, &unit.caller.name);
        let data =
            acts::record_sheet(unit, &Case { desk: &desk, service: &service, row: &step.row, dossier: &dossier }, &signature)?;
        draw_up(unit, &service, step, "record-sheet", data)
    })
    .await
}
