use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        AttachmentId, RequestId,
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{Changes, attachments},
        wire::Request,
    },
};

/// Which attached file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentPath {
    /// The request.
    #[param(inline)]
    pub request_id: RequestId,
    /// The attached file.
    #[param(inline)]
    pub attachment_id: AttachmentId,
}

/// Take a file off.
///
/// While the request can still be changed by whoever files it. The file is no longer part of the request; the record that it was stays.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/attachments/{attachmentId}/removals", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.8"]))))]
pub async fn remove_attachment(
    allowed: Allowed<RequestsFile>,
    At(at): At<AttachmentPath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Attach)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let attached = attachments::find(unit, step.row.id, at.attachment_id.uuid())?;
        attachments::remove(unit, attached.id)?;
        unit.wrote("Attachment", at.attachment_id);
        let row = step.finish(unit, Changes::default(), Some(&attached.document_code))?;
        desk.show(unit, &row)
    })
    .await
}
