use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::PetitionsReport,
    },
    kernel::{
        http::{params::Asked, reply::Reply},
        id::TypedId,
        local_time::{day_after, legal_day, start_of_day},
        problem::Problem,
        text::Text,
    },
    petitions::store::report::{self, CountRow},
};

/// Of which time, of which register.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct DeadlinesQuery {
    /// Registered from this day on; the beginning of the year, if absent.
    pub from: Option<NaiveDate>,
    /// Registered up to this day; today, if absent.
    pub to: Option<NaiveDate>,
    /// The register of requests for information instead of that of petitions.
    pub information: Option<bool>,
}

/// How the terms of one subdivision's petitions stand.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineCounts {
    /// Registered in the period.
    #[schema(minimum = 0, examples(12))]
    pub registered: i64,
    /// Answered before the term ended.
    #[schema(minimum = 0, examples(7))]
    pub answered_in_time: i64,
    /// Answered after it.
    #[schema(minimum = 0, examples(1))]
    pub answered_late: i64,
    /// Neither answered nor ended otherwise.
    #[schema(minimum = 0, examples(3))]
    pub running: i64,
    /// Of these, those whose term ends within five days.
    #[schema(minimum = 0, examples(1))]
    pub running_out: i64,
    /// Of these, those whose term has ended.
    #[schema(minimum = 0, examples(0))]
    pub overdue: i64,
    /// Whose term was extended, whatever became of them.
    #[schema(minimum = 0, examples(2))]
    pub extended: i64,
    /// Transferred, joined, withdrawn, left unexamined.
    #[schema(minimum = 0, examples(1))]
    pub otherwise_ended: i64,
    /// Whose petitioner was not told yet that it was received, electronically or by post.
    #[schema(minimum = 0, examples(0))]
    pub without_receipt: i64,
}

impl DeadlineCounts {
    fn add(&mut self, row: &CountRow) {
        self.registered += row.registered;
        self.answered_in_time += row.answered_in_time;
        self.answered_late += row.answered_late;
        self.running += row.running;
        self.running_out += row.running_out;
        self.overdue += row.overdue;
        self.extended += row.extended;
        self.otherwise_ended += row.otherwise_ended;
        self.without_receipt += row.without_receipt;
    }
}

/// The counts of one subdivision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubdivisionDeadlines {
    /// The subdivision that leads the examination; absent for what is not assigned yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Its counts.
    pub counts: DeadlineCounts,
}

/// How the terms stand, by subdivision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineReport {
    /// From this day.
    pub from: NaiveDate,
    /// Up to this day.
    pub to: NaiveDate,
    /// Of requests for information.
    pub information: bool,
    /// By subdivision.
    #[schema(max_items = 500)]
    pub subdivisions: Vec<SubdivisionDeadlines>,
    /// Together.
    pub total: DeadlineCounts,
}

/// Read the report on deadlines.
///
/// Counts by subdivision of what was registered in a period: answered in time, late, running, running out, overdue, extended. Clerks see
/// all, a head the subdivisions they head. The rows behind a count: `GET /petitions` with `deadline`, `information`, `registeredFrom` and
/// `registeredTo`, and `leadSubdivisionId` or `unassigned`.
#[utoipa::path(get, path = "/api/v1/petition-deadlines", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-36", "R-37"]))))]
pub async fn read_petition_deadlines(
    allowed: Allowed<PetitionsReport>,
    Asked(query): Asked<DeadlinesQuery>,
    door: Door,
) -> Result<Reply<DeadlineReport>, Problem> {
    door.run(&allowed, move |unit| {
        let today = legal_day(unit.now);
        let to = query.to.unwrap_or(today);
        let year = chrono::Datelike::year(&to);
        let from = query.from.or_else(|| NaiveDate::from_ymd_opt(year, 1, 1)).unwrap_or(to);
        if from > to || (to - from).num_days() > 3660 {
            return Err(Problem::violation(
                "from",
                "out-of-bounds",
                Text::new(
                    "Cel mult zece ani, până la data „to”.",
                    "Не более десяти лет, до даты «to».",
                    "At most ten years, up to `to`.",
                ),
            ));
        }
        let information = query.information.unwrap_or(false);
        let rows = report::counts(unit, start_of_day(from), start_of_day(day_after(to, 1)), information)?;
        let mut total = DeadlineCounts::default();
        let mut subdivisions = Vec::new();
        for row in rows {
            total.add(&row);
            let mut counts = DeadlineCounts::default();
            counts.add(&row);
            let name = match (row.ro, row.ru, row.en) {
                (Some(ro), Some(ru), Some(en)) => Some(Text::new(ro, ru, en)),
                _ => None,
            };
            subdivisions.push(SubdivisionDeadlines {
                subdivision_id: row.subdivision_id.map(SubdivisionId::from_uuid),
                name,
                counts,
            });
        }
        Reply::plain(&DeadlineReport { from, to, information, subdivisions, total })
    })
    .await
}
