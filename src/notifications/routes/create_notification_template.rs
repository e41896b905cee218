use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::templates::{faults, topic_faults};
use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::NotificationsSend,
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        problem::Problem,
    },
    notifications::{
        NotificationTemplateId, space,
        store::templates::{self, Written},
        wire::template::{NotificationTemplate, TemplateWording},
    },
};

/// A template about to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationTemplateInput {
    /// Of which subdivision; needed only by those who send for several.
    pub subdivision_id: Option<SubdivisionId>,
    /// How notification requests name it; the caller's own, each once.
    #[schema(pattern = "^[A-Z][A-Za-z0-9]{2,59}$", min_length = 3, max_length = 60, examples("DeadlineNear"))]
    pub code: String,
    /// What recipients subscribe to: a topic for senders.
    #[schema(pattern = "^[A-Z][A-Za-z]*$", max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// Texts and variables.
    pub draft: TemplateWording,
}

/// Create a template.
///
/// As a draft: texts in three languages with declared variables. A variable that is undeclared, unused or left out of one language is
/// refused by name.
#[utoipa::path(post, path = "/api/v1/notification-templates", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.1", "N-35"])),
        ("x-statuses" = json!([409]))))]
pub async fn create_notification_template(
    allowed: Allowed<NotificationsSend>,
    _: Asked<NoQuery>,
    act: Act<NotificationTemplateInput>,
    door: Door,
) -> Result<Created<NotificationTemplate>, Problem> {
    let input = act.body;
    let written = Written { topic: Some(input.topic.clone()), ..input.draft.written() };
    let mut wrong = faults("/draft", &written);
    wrong.extend(topic_faults(&input.topic));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    door.act(&allowed, act.key, move |unit| {
        let office = space::office(unit, input.subdivision_id)?;
        let row = templates::insert(unit, office, &input.code, &input.topic, &written)?;
        unit.wrote("NotificationTemplate", NotificationTemplateId::from(row.id));
        let whole = NotificationTemplate::whole(unit, &row)?;
        Ok(Reply::record(row.version, &whole)?.at(NotificationTemplate::location(&row)))
    })
    .await
}
