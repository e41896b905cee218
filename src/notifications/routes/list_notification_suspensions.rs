use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{store::suspensions, wire::suspension::NotificationSuspension},
};

/// Which suspensions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct SuspensionsQuery {
    /// Only those that have not ended.
    pub open: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Suspensions, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationSuspensionList {
    /// The suspensions.
    #[schema(max_items = 200)]
    pub suspensions: Vec<NotificationSuspension>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List suspensions of sending.
///
/// Everybody who signs in may know that sending is suspended, why, and until when.
#[utoipa::path(get, path = "/api/v1/notification-suspensions", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet", "administration", "partner"])), ("x-requirements" = json!(["N-41"]))))]
pub async fn list_notification_suspensions(
    allowed: Allowed<CabinetRead>,
    Asked(query): Asked<SuspensionsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationSuspensionList>, Problem> {
    door.run(&allowed, move |unit| {
        let list = "listNotificationSuspensions";
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &query.open, query.limit, query.cursor.as_deref())?;
        let rows = suspensions::page(unit, query.open.unwrap_or(false), page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&NotificationSuspensionList {
            suspensions: rows.iter().map(NotificationSuspension::from).collect(),
            next_cursor,
        })
    })
    .await
}
