use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::templates::{faults, stands, topic_faults};
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        store::templates::{self, TemplateChange},
        wire::template::{NotificationTemplate, TemplatePath, TemplateWording},
    },
};

/// What is to change of a template; absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationTemplatePatch {
    /// What recipients subscribe to.
    #[schema(value_type = String, required = false, pattern = "^[A-Z][A-Za-z]*$", max_length = 40, examples("Reminders"))]
    pub topic: Option<String>,
    /// The draft of the next version, whole.
    #[schema(value_type = TemplateWording, required = false)]
    pub draft: Option<TemplateWording>,
}

/// Change a template.
///
/// Its topic, or the draft of its next version; where none is being written, this begins one. What is in use stays until the draft is published.
#[utoipa::path(patch, path = "/api/v1/notification-templates/{templateId}", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-35"])), ("x-statuses" = json!([409]))))]
pub async fn change_notification_template(
    allowed: Allowed<NotificationsSend>,
    At(at): At<TemplatePath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<NotificationTemplatePatch>,
    door: Door,
) -> Result<Reply<NotificationTemplate>, Problem> {
    let draft = patch.draft.as_ref().map(TemplateWording::written);
    let mut wrong = draft.as_ref().map(|draft| faults("/draft", draft)).unwrap_or_default();
    wrong.extend(patch.topic.as_deref().and_then(topic_faults));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    door.run(&allowed, move |unit| {
        let row = templates::mine_held(unit, at.template_id.uuid())?;
        seen.check(row.version)?;
        stands(&row)?;
        let draft = draft.as_ref().map(serde_json::to_value).transpose().map_err(Problem::internal)?;
        let change = TemplateChange { topic: patch.topic.clone(), draft: draft.map(Some), ..TemplateChange::default() };
        let row = templates::change(unit, row.id, &change)?;
        unit.wrote("NotificationTemplate", at.template_id);
        Reply::record(row.version, &NotificationTemplate::whole(unit, &row)?)
    })
    .await
}
