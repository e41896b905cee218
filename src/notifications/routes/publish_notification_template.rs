use super::templates::stands;
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
    notifications::{
        store::templates::{self, TemplateChange, Written},
        wire::template::{NotificationTemplate, TemplatePath},
    },
};

/// Publish a template.
///
/// The draft becomes the version in use; versions published before stay on record. Without a draft: 409.
#[utoipa::path(post, path = "/api/v1/notification-templates/{templateId}/publications", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"])), ("x-statuses" = json!([409]))))]
pub async fn publish_notification_template(
    allowed: Allowed<NotificationsSend>,
    At(at): At<TemplatePath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<NotificationTemplate>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = templates::mine_held(unit, at.template_id.uuid())?;
        seen.check(row.version)?;
        stands(&row)?;
        let Some(draft) = &row.draft else {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "NoDraft"));
        };
        let number = row.published + 1;
        let topic = Written::of(draft)?.topic.unwrap_or_else(|| row.topic.clone());
        let written = Written { topic: Some(topic.clone()), ..Written::of(draft)? };
        templates::publish(unit, row.id, number, &serde_json::to_value(&written).map_err(Problem::internal)?)?;
        let change = TemplateChange {
            topic: Some(topic),
            draft: Some(None),
            published: Some(number),
            published_at: Some(unit.now),
            ..TemplateChange::default()
        };
        let row = templates::change(unit, row.id, &change)?;
        unit.wrote("NotificationTemplate", at.template_id);
        Reply::record(row.version, &NotificationTemplate::whole(unit, &row)?)
    })
    .await
}
