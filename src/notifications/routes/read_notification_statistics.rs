use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsStatistics,
    },
    kernel::{
        http::{params::Asked, reply::Reply},
        local_time::{day_after, legal_day, start_of_day},
        problem::Problem,
        text::Text,
    },
    notifications::{
        space,
        store::statistics::{self, Counted},
    },
};

/// Which period.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct NotificationStatisticsQuery {
    /// The first day; absent: thirty days ago.
    pub from: Option<NaiveDate>,
    /// The last day; absent: today. At most a year after the first.
    pub to: Option<NaiveDate>,
    /// Figures by day (unless said otherwise) or by month.
    #[param(inline, required = false)]
    pub grain: Option<FigureGrain>,
}

/// How fine figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationFigureGrain)]
pub enum FigureGrain {
    /// A figure a day.
    Day,
    /// A figure a month.
    Month,
}

/// So many deliveries of a day or a month, a template and a channel stand so.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationFigure {
    /// The day on which they were asked for; by month, its first day.
    pub day: NaiveDate,
    /// The template.
    #[schema(max_length = 60, examples("DeadlineNear"))]
    pub template: String,
    /// The topic.
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// The channel; `None` for what never came to a delivery.
    #[schema(max_length = 20, examples("MNotify"))]
    pub channel: String,
    /// Where they stand.
    #[schema(max_length = 20, examples("Delivered"))]
    pub state: String,
    /// How many.
    #[schema(minimum = 1)]
    pub deliveries: i64,
}

/// Figures of a period.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationStatistics {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The figures.
    #[schema(max_items = 10000)]
    pub figures: Vec<NotificationFigure>,
}

/// Read the statistics of sending.
///
/// By day or month, template, channel and outcome. Senders see their own; administrators all, the system's included. A period whose figures
/// are more than ten thousand is refused: a shorter one fits, or months instead of days.
#[utoipa::path(get, path = "/api/v1/notification-statistics", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner", "administration"])), ("x-requirements" = json!(["N-11.2", "N-11.4", "N-17"]))))]
pub async fn read_notification_statistics(
    allowed: Allowed<NotificationsStatistics>,
    Asked(query): Asked<NotificationStatisticsQuery>,
    door: Door,
) -> Result<Reply<NotificationStatistics>, Problem> {
    door.run(&allowed, move |unit| {
        let (from, to, counted) = figures(unit, &query)?;
        let figure = |counted: Counted| NotificationFigure {
            day: counted.day,
            template: counted.template,
            topic: counted.topic,
            channel: counted.channel,
            state: counted.state,
            deliveries: counted.deliveries,
        };
        Reply::plain(&NotificationStatistics { from, to, figures: counted.into_iter().map(figure).collect() })
    })
    .await
}

/// The figures that the caller may see.
pub(super) fn figures(
    unit: &mut Unit<'_>,
    query: &NotificationStatisticsQuery,
) -> Result<(NaiveDate, NaiveDate, Vec<Counted>), Problem> {
    let to = query.to.unwrap_or_else(|| legal_day(unit.now));
    let from = query.from.unwrap_or_else(|| to - chrono::Days::new(30));
    if from > to || day_after(from, 366) < to {
        let text = Text::new(
            "Perioada are cel mult un an, iar prima zi nu e după ultima.",
            "Период не длиннее года, и первый день не позже последнего.",
            "A period is a year at most, and its first day not after its last.",
        );
        return Err(Problem::violation("to", "bad-period", text));
    }
    let spaces = (!unit.scope.any).then(|| space::seen(unit));
    let by_month = query.grain == Some(FigureGrain::Month);
    let counted = statistics::counts(unit, start_of_day(from), start_of_day(day_after(to, 1)), spaces, by_month)?;
    let counted = counted.ok_or_else(|| {
        let text = Text::new(
            "Perioada are mai mult de 10 000 de cifre; alegeți una mai scurtă sau cifre pe luni.",
            "В периоде больше 10 000 чисел; выберите период короче или числа по месяцам.",
            "The period has more than 10,000 figures; choose a shorter one, or figures by month.",
        );
        Problem::violation("to", "too-many-figures", text)
    })?;
    Ok((from, to, counted))
}
