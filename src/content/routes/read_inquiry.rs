use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentProvide},
    content::{
        store::inquiries,
        wire::inquiry::{Inquiry, InquiryPath, inquiry},
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

/// Read a visitor's question.
#[utoipa::path(get, path = "/api/v1/content-inquiries/{inquiryId}", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-19.7"]))))]
pub async fn read_inquiry(
    allowed: Allowed<ContentProvide>,
    At(at): At<InquiryPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Inquiry>, Problem> {
    door.run(&allowed, move |unit| {
        let row = inquiries::find(unit, at.inquiry_id.uuid())?;
        unit.read("Inquiry", at.inquiry_id);
        Reply::record(row.version, &inquiry(&row)?)
    })
    .await
}
