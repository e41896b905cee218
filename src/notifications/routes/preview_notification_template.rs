use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            input::Input,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::{Language, Text},
        violation::Violation,
    },
    notifications::{
        Site,
        rules::{letter, template::fill, variable::sample},
        store::templates::{self, Written},
        wire::{request::TemplateValues, template::TemplatePath},
    },
};

/// What to fill in.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationPreviewInput {
    /// In which language the letter is shown.
    #[serde(default)]
    #[schema(required = false)]
    pub language: Language,
    /// A value for each variable; absent: samples.
    #[serde(default)]
    #[schema(value_type = TemplateValues, required = false)]
    pub variables: Option<Map<String, Value>>,
}

/// A template filled in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationPreview {
    /// Subject.
    pub subject: Text,
    /// The whole text.
    pub body: Text,
    /// For short messages.
    pub short: Text,
    /// The letter as plain text.
    #[schema(max_length = 20000)]
    pub letter_text: String,
    /// The letter as a page.
    #[schema(max_length = 40000)]
    pub letter_html: String,
}

/// Preview a template.
///
/// The draft, or what is in use where no draft is being written, filled in. Nothing is sent. A variable that is missing, unknown or of
/// another kind is refused by name.
#[utoipa::path(post, path = "/api/v1/notification-templates/{templateId}/previews", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-35"])), ("x-statuses" = json!([409]))))]
pub async fn preview_notification_template(
    allowed: Allowed<NotificationsSend>,
    At(at): At<TemplatePath>,
    _: Asked<NoQuery>,
    Input(input): Input<NotificationPreviewInput>,
    door: Door,
    site: web::Data<Site>,
) -> Result<Reply<NotificationPreview>, Problem> {
    door.run(&allowed, move |unit| {
        let row = templates::mine(unit, at.template_id.uuid())?;
        let written = match &row.draft {
            Some(draft) => Written::of(draft)?,
            None => templates::version(unit, row.id, row.published)?.ok_or_else(|| Problem::new(Kind::NOT_IN_THIS_STATE))?,
        };
        let samples = || written.variables.iter().map(|(name, variable)| (name.clone(), sample(variable.kind, name))).collect();
        let values = input.variables.clone().unwrap_or_else(samples);
        let filled = fill(&written.wording, &written.variables, &values).map_err(|faults| -> Problem {
            let below = |fault: Violation| Violation { pointer: format!("/variables{}", fault.pointer), ..fault };
            faults.into_iter().map(below).collect::<Vec<_>>().into()
        })?;
        Reply::plain(&NotificationPreview {
            letter_text: letter::plain(&filled, input.language, None, Some(&site.0)),
            letter_html: letter::page(&filled, input.language, None, Some(&site.0)),
            subject: filled.subject,
            body: filled.body,
            short: filled.short,
        })
    })
    .await
}
