use actix_web::{HttpResponse, http::header};

use super::read_notification_statistics::{NotificationStatisticsQuery, figures};
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsStatistics},
    kernel::{http::params::Asked, problem::Problem},
};

/// Download the statistics of sending.
///
/// The same figures as a table (CSV, RFC 4180, UTF-8).
#[utoipa::path(get, path = "/api/v1/notification-statistics/content", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner", "administration"])), ("x-requirements" = json!(["N-11.2", "N-11.4"])),
        ("x-produces" = json!(["text/csv"]))))]
pub async fn download_notification_statistics(
    allowed: Allowed<NotificationsStatistics>,
    Asked(query): Asked<NotificationStatisticsQuery>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    let (from, to, counted) = door.run(&allowed, move |unit| figures(unit, &query)).await?;
    // Codes, names of states and figures only: nothing in a cell needs quotes, nothing begins a formula.
    let mut table = String::from("day,template,topic,channel,state,deliveries\r\n");
    for row in counted {
        table.push_str(&format!(
            "{},{},{},{},{},{}\r\n",
            row.day, row.template, row.topic, row.channel, row.state, row.deliveries
        ));
    }
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"notifications-{from}-{to}.csv\"")))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(table))
}
