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
        wire::template::{NotificationTemplate, TemplatePath},
    },
};

/// Read a template.
///
/// The draft being written and the version in use.
#[utoipa::path(get, path = "/api/v1/notification-templates/{templateId}", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"]))))]
pub async fn read_notification_template(
    allowed: Allowed<NotificationsSend>,
    At(at): At<TemplatePath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationTemplate>, Problem> {
    door.run(&allowed, move |unit| {
        let row = templates::mine(unit, at.template_id.uuid())?;
        Reply::record(row.version, &NotificationTemplate::whole(unit, &row)?)
    })
    .await
}
