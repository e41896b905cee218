use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        store::attachments::{self, AttachmentRow},
        wire::{Attachment, RequestPath},
    },
};

/// The files attached to a request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentList {
    /// In the order in which they were attached.
    #[schema(max_items = 500)]
    pub attachments: Vec<Attachment>,
}

/// List attachments.
///
/// The files attached to a request, each with the document's name, number, date and issuer.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/attachments", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.2", "C-22.8"]))))]
pub async fn list_attachments(
    allowed: Allowed<RequestsRead>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<AttachmentList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, attached): (_, Vec<AttachmentRow>) = desk.read_with(unit, at.request_id.uuid(), attachments::OF_REQUEST)?;
        Reply::record(row.version, &AttachmentList { attachments: attached.into_iter().map(Attachment::from).collect() })
    })
    .await
}
