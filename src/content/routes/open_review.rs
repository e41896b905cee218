use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::ContentAdminister,
        store::users,
    },
    administration::calendar::calendar,
    content::{
        ReviewId,
        carriers::REMINDER,
        store::{
            reviews::{self, ReviewRow},
            sections,
        },
        wire::review::{Review, review},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        term::{Term, TermLength, TermUnit},
        text::Text,
    },
    notifications::{Addressee, Telling, tell},
};

/// So long the subdivisions have, unless it is said otherwise.
const USUAL: u32 = 10;
/// So long before the end those who have not answered are reminded.
const BEFORE: Duration = Duration::days(3);

/// A review about to be opened.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "quarter": "2026-Q4" })))]
pub struct ReviewInput {
    /// Of which quarter: the present one, which it is where none is said, or the one before.
    #[serde(default)]
    #[schema(pattern = "^20[0-9]{2}-Q[1-4]$", max_length = 7, examples("2026-Q4"))]
    pub quarter: Option<String>,
    /// Working days that the subdivisions have; ten where it is absent.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 60, examples(10))]
    pub working_days: Option<u32>,
}

/// Open the review of a quarter.
///
/// Each section's subdivision is asked to confirm it or to say what is out of date; its providers are told now, and reminded three days
/// before the end (Regulation, 33). One review a quarter, of the present one or the one before.
#[utoipa::path(post, path = "/api/v1/content-reviews", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-33"])), ("x-statuses" = json!([409]))))]
pub async fn open_review(
    allowed: Allowed<ContentAdminister>,
    _: Asked<NoQuery>,
    act: Act<ReviewInput>,
    door: Door,
) -> Result<Created<Review>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let quarter = quarter(input.quarter.as_deref(), legal_day(unit.now))?;
        let length = TermLength::new(input.working_days.unwrap_or(USUAL), TermUnit::WorkingDays);
        let term = Term::new(unit.now, length).map_err(Problem::internal)?;
        let due_at = term.end(&calendar(unit.conn)?).ok_or_else(|| Problem::internal("a term without an end"))?;
        let row = ReviewRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            quarter,
            opened_by: (!unit.caller.account.is_nil()).then_some(unit.caller.account),
            due_at,
            closed_at: None,
            reminded_at: None,
        };
        let sections = sections::all(unit.conn)?;
        let answers = reviews::open(unit, &row, &sections)?;
        let offices: Vec<Uuid> = sections.iter().map(|section| section.subdivision_id).collect();
        announce(unit, &row, &offices, due_at)?;
        let id = ReviewId::from_uuid(row.id);
        unit.wrote("ContentReview", id);
        Ok(Reply::record(row.version, &review(&row, answers, unit.now)?)?.at(format!("/api/v1/content-reviews/{id}")))
    })
    .await
}

/// The quarter of a day.
pub fn quarter_of(day: NaiveDate) -> String {
    format!("{}-Q{}", day.year(), day.month0() / 3 + 1)
}

/// The quarter that is meant. No other can be opened: there is one review a quarter, and none is ever taken back.
fn quarter(asked: Option<&str>, today: NaiveDate) -> Result<String, Problem> {
    let (present, before) = (quarter_of(today), quarter_of(today - Months::new(3)));
    match asked {
        None => Ok(present),
        Some(asked) if asked == present || asked == before => Ok(asked.to_owned()),
        Some(_) => Err(Problem::violation(
            "/quarter",
            "not-a-choice",
            Text::new(
                format!("Se deschide revizia trimestrului curent ({present}) sau a celui precedent."),
                format!("Открывается проверка текущего квартала ({present}) или предыдущего."),
                format!("The review of the present quarter ({present}) or of the one before is opened."),
            ),
        )),
    }
}

fn announce(unit: &mut Unit<'_>, row: &ReviewRow, offices: &[Uuid], due_at: DateTime<Utc>) -> Result<(), Problem> {
    let mut told: Vec<Uuid> = Vec::new();
    for (account, _) in users::at_offices(unit.conn, unit.now, &["ContentProvider"], offices)? {
        if told.contains(&account) {
            continue;
        }
        told.push(account);
        let telling = Telling {
            to: Addressee::Account(account),
            template: "ContentReviewOpened",
            variables: json!({ "quarter": row.quarter, "due": due_at }),
            about: Some(("ContentReview", row.id)),
            language: None,
        };
        tell(unit, &telling)?;
    }
    let at = (due_at - BEFORE).max(unit.now);
    unit.send_at(REMINDER, format!("{REMINDER}/{}", row.id), json!({ "review": row.id }), at);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_of_this_quarter_or_the_one_before() {
        let of = |asked: Option<&str>, day: &str| quarter(asked, day.parse().expect("a day")).ok();
        assert_eq!(of(None, "2026-11-16").as_deref(), Some("2026-Q4"));
        assert_eq!(of(Some("2026-Q4"), "2027-03-31").as_deref(), Some("2026-Q4"));
        assert_eq!(of(None, "2027-05-31").as_deref(), Some("2027-Q2"));
        assert_eq!(of(Some("2026-Q4"), "2027-04-01"), None);
        assert_eq!(of(Some("2027-Q1"), "2026-12-31"), None);
    }
}
