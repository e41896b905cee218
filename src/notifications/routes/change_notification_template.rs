use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::templates::{faults, stands, topic_faults};
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsSend,
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
    notifications::{
        store::templates::{self, TemplateChange, TemplateRow, Written},
        wire::template::{NotificationTemplate, TemplatePath, TemplateWording},
    },
};

/// What is to change of a template; absent stays. Both are of the draft of the next version.
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
/// The draft of its next version, or the topic under which that goes; where none is being written, this begins one with what is in use. What
/// is in use stays, with its topic, until the draft is published.
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
        if patch.topic.is_none() && draft.is_none() {
            return Reply::record(row.version, &NotificationTemplate::whole(unit, &row)?);
        }
        let next = next_draft(unit, &row, draft.clone(), patch.topic.clone())?;
        // While nothing is in use, the draft's topic is the template's.
        let topic = patch.topic.clone().filter(|_| row.published == 0);
        let draft = Some(Some(serde_json::to_value(&next).map_err(Problem::internal)?));
        let row = templates::change(unit, row.id, &TemplateChange { topic, draft, ..TemplateChange::default() })?;
        unit.wrote("NotificationTemplate", at.template_id);
        Reply::record(row.version, &NotificationTemplate::whole(unit, &row)?)
    })
    .await
}

/// The draft as it will stand: what was sent, or the draft there is, or a copy of what is in use.
fn next_draft(unit: &mut Unit<'_>, row: &TemplateRow, sent: Option<Written>, topic: Option<String>) -> Result<Written, Problem> {
    let before = row.draft.as_ref().map(Written::of).transpose()?;
    let topic = topic.or_else(|| before.as_ref().and_then(|draft| draft.topic.clone())).unwrap_or_else(|| row.topic.clone());
    let draft = match sent.or(before) {
        Some(draft) => draft,
        None => templates::version(unit, row.id, row.published)?.ok_or_else(|| Problem::new(Kind::NOT_IN_THIS_STATE))?,
    };
    Ok(Written { topic: Some(topic), ..draft })
}
