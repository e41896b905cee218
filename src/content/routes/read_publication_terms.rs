use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    administration::calendar::calendar,
    content::store::{
        sections,
        terms::{self, Waiting},
    },
    kernel::{
        calendar::Calendar,
        http::{params::Asked, reply::Reply},
        local_time::{legal_day, start_of_day},
        problem::Problem,
        term::Term,
        text::Text,
    },
};

/// Of which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct PublicationTermsQuery {
    /// The first day; a month before the last where it is absent.
    #[param(example = "2026-10-01")]
    pub from: Option<NaiveDate>,
    /// The last day, at most a year after the first; today where it is absent.
    #[param(example = "2026-12-31")]
    pub to: Option<NaiveDate>,
}

/// How the publication term of a type was kept in a section.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationTermRow {
    /// The type.
    #[schema(max_length = 40, examples("news"))]
    pub r#type: String,
    /// The section.
    #[schema(max_length = 40, examples("news"))]
    pub section_code: String,
    /// Versions published on request.
    #[schema(minimum = 0, examples(12))]
    pub published: i64,
    /// Of these within the term.
    #[schema(minimum = 0, examples(11))]
    pub in_time: i64,
    /// Of these after it.
    #[schema(minimum = 0, examples(1))]
    pub late: i64,
    /// Verified by their providers.
    #[schema(minimum = 0, examples(10))]
    pub verified: i64,
    /// Minutes from request to publication, on average.
    #[schema(minimum = 0, examples(42))]
    pub average_minutes: i64,
}

/// How a section stands now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SectionTermRow {
    /// The section.
    #[schema(max_length = 40, examples("news"))]
    pub section_code: String,
    /// Items that wait for publication.
    #[schema(minimum = 0, examples(2))]
    pub waiting: i64,
    /// Of these past their term.
    #[schema(minimum = 0, examples(0))]
    pub overdue: i64,
    /// When something in it was last published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<DateTime<Utc>>,
    /// Until when something is to be brought up to date again; where nothing was ever published, counted from when the section was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_due_at: Option<DateTime<Utc>>,
    /// Whether that has passed.
    pub update_overdue: bool,
}

/// How publication and update terms are kept.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationTermReport {
    /// What was published in the period, by section and type.
    #[schema(max_items = 2000)]
    pub publications: Vec<PublicationTermRow>,
    /// How each section stands now.
    #[schema(max_items = 200)]
    pub sections: Vec<SectionTermRow>,
}

/// Read how publication terms are kept.
///
/// By section and type: published in time and late (4 hours; 1 hour for news and announcements; one working day for the results of
/// events; 5 days for vacancies), what waits, and which sections were not brought up to date within their own term.
#[utoipa::path(get, path = "/api/v1/publication-terms", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-29", "R-8", "R-8.6", "R-13"]))))]
pub async fn read_publication_terms(
    allowed: Allowed<ContentRead>,
    Asked(query): Asked<PublicationTermsQuery>,
    door: Door,
) -> Result<Reply<PublicationTermReport>, Problem> {
    door.run(&allowed, move |unit| {
        let to = query.to.unwrap_or_else(|| legal_day(unit.now));
        let from = query.from.unwrap_or(to - Duration::days(30));
        if !(0..=366).contains(&(to - from).num_days()) {
            return Err(wrong_period());
        }
        let (from, to) = (start_of_day(from), start_of_day(to + Duration::days(1)));
        let publications = terms::published(unit.conn, from, to)?
            .into_iter()
            .map(|row| PublicationTermRow {
                r#type: row.kind,
                section_code: row.section,
                published: row.published,
                in_time: row.published - row.late,
                late: row.late,
                verified: row.verified,
                average_minutes: row.minutes,
            })
            .collect();
        let (known, calendar) = (sections::all(unit.conn)?, calendar(unit.conn)?);
        let waiting = terms::waiting(unit.conn, unit.now)?;
        let of = |row: Waiting| {
            let section = known.iter().find(|section| section.code == row.section);
            // Where nothing was ever published, the term has run since the section is there.
            let due = section.and_then(|section| end(row.updated_at.unwrap_or(section.created_at), section.term(), &calendar));
            SectionTermRow {
                section_code: row.section,
                waiting: row.waiting,
                overdue: row.overdue,
                updated_at: row.updated_at,
                update_due_at: due,
                update_overdue: due.is_some_and(|due| due < unit.now),
            }
        };
        Reply::plain(&PublicationTermReport { publications, sections: waiting.into_iter().map(of).collect() })
    })
    .await
}

fn wrong_period() -> Problem {
    Problem::violation(
        "to",
        "wrong-period",
        Text::new("Perioada are de la 1 până la 367 de zile.", "Период — от 1 до 367 дней.", "A period has 1 to 367 days."),
    )
}

fn end(since: DateTime<Utc>, length: crate::kernel::term::TermLength, calendar: &Calendar) -> Option<DateTime<Utc>> {
    Term::new(since, length).ok()?.end(calendar)
}
