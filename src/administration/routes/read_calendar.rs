use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Open, door::Door},
    administration::calendar::{calendar, plain},
    kernel::{
        calendar::CalendarDay,
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// The path of one year.
#[derive(Debug, Clone, Deserialize, IntoParams)]
pub struct CalendarPath {
    /// The year.
    #[param(minimum = 2014, maximum = 2100, example = 2026)]
    pub year: i32,
}

/// Where.
#[derive(Debug, Clone, Deserialize, IntoParams)]
pub struct CalendarQuery {
    /// A town, for its own feast and changed days; the whole country without it.
    #[param(min_length = 1, max_length = 60, example = "Chișinău")]
    pub locality: Option<String>,
}

/// The working calendar of a year.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct YearCalendar {
    /// The year.
    #[schema(minimum = 2014, maximum = 2100, examples(2026))]
    pub year: i32,
    /// The town; absent for the whole country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("Chisinau"))]
    pub locality: Option<String>,
    /// Holidays and changed days. All other Saturdays and Sundays are not worked, all other weekdays are.
    #[schema(max_items = 366)]
    pub days: Vec<CalendarDay>,
}

/// Read the working calendar of a year.
///
/// By it every term is counted: a term that ends on a day that is not worked ends on the next one that is.
#[utoipa::path(get, path = "/api/v1/calendars/{year}", tag = "Administration", params(CalendarPath, CalendarQuery),
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["C-16.6", "C-18.1"])),
        ("x-legal-basis" = json!("Codul muncii nr. 154/2003, art. 111"))))]
pub async fn read_calendar(
    _: Open,
    At(at): At<CalendarPath>,
    Asked(asked): Asked<CalendarQuery>,
    door: Door,
) -> Result<Reply<YearCalendar>, Problem> {
    let locality = asked.locality.as_deref().map(plain);
    let calendar = door.open(|conn, _| calendar(conn)).await?;
    let calendar = locality.as_deref().map_or(calendar.clone(), |town| calendar.in_locality(town));
    Reply::plain(&YearCalendar { year: at.year, locality, days: calendar.special_days(at.year) })
}
