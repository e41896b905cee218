use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{
        store::templates::{self, Narrowed},
        wire::template::NotificationTemplate,
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTemplatesQuery {
    /// Only the one of this code.
    #[param(pattern = "^[A-Z][A-Za-z0-9]{2,59}$", min_length = 3, max_length = 60, example = "DeadlineNear")]
    pub code: Option<String>,
    /// Only under this topic.
    #[param(pattern = "^[A-Z][A-Za-z]*$", max_length = 40, example = "Reminders")]
    pub topic: Option<String>,
    /// Only what can be sent with (published, and not withdrawn), or only what cannot.
    pub in_use: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Templates, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTemplateList {
    /// The templates, without their texts.
    #[schema(max_items = 200)]
    pub templates: Vec<NotificationTemplate>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List templates.
///
/// Those of the caller's subdivision, or of the caller's own system, the newest first: by code, topic, and whether they can be sent with.
#[utoipa::path(get, path = "/api/v1/notification-templates", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"]))))]
pub async fn list_notification_templates(
    allowed: Allowed<NotificationsSend>,
    Asked(query): Asked<NotificationTemplatesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationTemplateList>, Problem> {
    door.run(&allowed, move |unit| {
        let (list, bound) = ("listNotificationTemplates", (unit.caller.account, &query.code, &query.topic, query.in_use));
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let narrowed = Narrowed { code: query.code.clone(), topic: query.topic.clone(), in_use: query.in_use };
        let rows = templates::page(unit, &narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&NotificationTemplateList { templates: rows.iter().map(NotificationTemplate::brief).collect(), next_cursor })
    })
    .await
}
