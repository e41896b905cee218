//! Senders' templates on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words::{NotificationBody, NotificationShort, NotificationSubject};
use crate::{
    access::{caller::SubdivisionId, door::Unit},
    kernel::{id::TypedId, problem::Problem, text::Text},
    notifications::{
        NotificationTemplateId,
        rules::template::{Variables, Wording},
        store::templates::{self, TemplateRow, Written},
    },
};

/// Which version of a template.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVersionPath {
    /// The template.
    #[param(inline)]
    pub template_id: NotificationTemplateId,
    /// The number of the version.
    #[param(minimum = 1, maximum = 100000, example = 1)]
    pub number: i32,
}

/// A version of a template as it was published, for ever.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTemplateVersion {
    /// The template.
    pub template_id: NotificationTemplateId,
    /// The number of the version.
    #[schema(minimum = 1)]
    pub number: i32,
    /// Under which topic it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: Option<String>,
    /// Its words and variables.
    pub wording: TemplateWording,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// Which template.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct TemplatePath {
    /// The template.
    #[param(inline)]
    pub template_id: NotificationTemplateId,
}

/// The texts of a template, with `{{name}}` where a variable stands, and the variables.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "subject": { "ro": "Termenul {{day}}", "ru": "Срок {{day}}", "en": "Deadline {{day}}" },
    "body": { "ro": "Termenul este {{day}}.", "ru": "Срок: {{day}}.", "en": "The deadline is {{day}}." },
    "short": { "ro": "Termen: {{day}}", "ru": "Срок: {{day}}", "en": "Deadline: {{day}}" },
    "variables": { "day": { "kind": "Date", "about": "The day" } } })))]
pub struct TemplateWording {
    /// Subject: one line.
    #[schema(value_type = NotificationSubject)]
    pub subject: Text,
    /// The whole text; blank lines part paragraphs.
    #[schema(value_type = NotificationBody)]
    pub body: Text,
    /// For short messages, chats and devices.
    #[schema(value_type = NotificationShort)]
    pub short: Text,
    /// The variables, by name.
    #[serde(default)]
    #[schema(value_type = TemplateVariables, required = false)]
    pub variables: Variables,
}

/// Variables by name; at most 30.
#[derive(Debug, Serialize, Deserialize)]
pub struct TemplateVariables;

impl utoipa::PartialSchema for TemplateVariables {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{ObjectBuilder, Ref, schema::AdditionalProperties};
        ObjectBuilder::new()
            .description(Some("Variables by name: a letter, then letters and digits."))
            .additional_properties(Some(AdditionalProperties::RefOr(Ref::from_schema_name("TemplateVariable").into())))
            .max_properties(Some(30))
            .examples([serde_json::json!({ "day": { "kind": "Date", "about": "The day" } })])
            .into()
    }
}

impl ToSchema for TemplateVariables {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        use crate::notifications::rules::variable::Variable;
        schemas.push((Variable::name().into_owned(), <Variable as utoipa::PartialSchema>::schema()));
        <Variable as ToSchema>::schemas(schemas);
    }
}

impl TemplateWording {
    /// As the store has it.
    pub fn written(&self) -> Written {
        let wording = Wording { subject: self.subject.clone(), body: self.body.clone(), short: self.short.clone() };
        Written { wording, variables: self.variables.clone(), topic: None }
    }
}

impl From<Written> for TemplateWording {
    fn from(written: Written) -> Self {
        let Wording { subject, body, short } = written.wording;
        Self { subject, body, short, variables: written.variables }
    }
}

/// Where a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationTemplateState)]
pub enum TemplateState {
    /// Never published.
    Draft,
    /// Can be used.
    Published,
    /// Cannot be used any more.
    Withdrawn,
}

/// A template of the caller.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTemplate {
    /// The template.
    pub template_id: NotificationTemplateId,
    /// Of which subdivision; absent: a partner system's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// How notification requests name it.
    #[schema(max_length = 60, examples("DeadlineNear"))]
    pub code: String,
    /// What recipients subscribe to: the topic of what is in use.
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// Where it stands.
    pub state: TemplateState,
    /// The number of the version in use; 0 before the first.
    #[schema(minimum = 0)]
    pub published_version: i32,
    /// Since when it is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// Whether a draft of the next version is being written.
    pub has_draft: bool,
    /// The draft; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<TemplateWording>,
    /// The topic that the draft brings, where it is another; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("Announcements"))]
    pub draft_topic: Option<String>,
    /// What is in use; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<TemplateWording>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl NotificationTemplate {
    /// In a list: without the texts.
    pub fn brief(row: &TemplateRow) -> Self {
        let state = match (row.withdrawn_at, row.published) {
            (Some(_), _) => TemplateState::Withdrawn,
            (None, 0) => TemplateState::Draft,
            (None, _) => TemplateState::Published,
        };
        Self {
            template_id: row.id.into(),
            subdivision_id: row.office_id.map(TypedId::from_uuid),
            code: row.code.clone(),
            topic: row.topic.clone(),
            state,
            published_version: row.published,
            published_at: row.published_at,
            has_draft: row.draft.is_some(),
            draft: None,
            draft_topic: None,
            published: None,
            created_at: row.created_at,
        }
    }

    /// With its texts.
    pub fn whole(unit: &mut Unit<'_>, row: &TemplateRow) -> Result<Self, Problem> {
        let published = if row.published > 0 { templates::version(unit, row.id, row.published)? } else { None };
        let draft = row.draft.as_ref().map(Written::of).transpose()?;
        let draft_topic = draft.as_ref().and_then(|draft| draft.topic.clone()).filter(|topic| *topic != row.topic);
        Ok(Self { draft_topic, draft: draft.map(Into::into), published: published.map(Into::into), ..Self::brief(row) })
    }

    /// Where it can be read.
    pub fn location(row: &TemplateRow) -> String {
        format!("/api/v1/notification-templates/{}", NotificationTemplateId::from(row.id))
    }
}
