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
    notifications::{store::templates, wire::template::NotificationTemplate},
};

/// Which templates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct NotificationTemplatesQuery {
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

/// List my templates.
///
/// Senders see only their own.
#[utoipa::path(get, path = "/api/v1/notification-templates", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"]))))]
pub async fn list_notification_templates(
    allowed: Allowed<NotificationsSend>,
    Asked(query): Asked<NotificationTemplatesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationTemplateList>, Problem> {
    door.run(&allowed, move |unit| {
        let (list, bound) = ("listNotificationTemplates", unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let rows = templates::page(unit, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&NotificationTemplateList { templates: rows.iter().map(NotificationTemplate::brief).collect(), next_cursor })
    })
    .await
}
