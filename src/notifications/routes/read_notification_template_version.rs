use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        store::templates,
        wire::template::{NotificationTemplateVersion, TemplateVersionPath},
    },
};

/// Read a version of a template.
///
/// The words that were in use under this number, also of templates that were changed or withdrawn since.
#[utoipa::path(get, path = "/api/v1/notification-templates/{templateId}/versions/{number}", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-35"]))))]
pub async fn read_notification_template_version(
    allowed: Allowed<NotificationsSend>,
    At(at): At<TemplateVersionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationTemplateVersion>, Problem> {
    door.run(&allowed, move |unit| {
        let (written, published_at) = templates::published(unit, at.template_id.uuid(), at.number)?;
        Reply::plain(&NotificationTemplateVersion {
            template_id: at.template_id,
            number: at.number,
            topic: written.topic.clone(),
            wording: written.into(),
            published_at,
        })
    })
    .await
}
