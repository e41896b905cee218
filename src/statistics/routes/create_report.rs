use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use diesel::PgConnection;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{reports::Report, wire::FigureView};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsReport},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        local_time::legal_day,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    statistics::{
        datasets::release::SETTLED,
        open::{release_of, released},
        reports::{ReportKind, plan, produce::Wanted},
        rules::{indicator::IndicatorVisibility, period::Period},
        store::{
            indicators::{self, IndicatorState},
            reports,
        },
    },
};

/// Which report is to be made.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportInput {
    /// What kind.
    kind: ReportKind,
    /// The period, over by the day of knowledge: a week for a weekly report, a month or a quarter for a monthly one, a year for a yearly one.
    #[schema(
        pattern = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$",
        max_length = 8,
        examples("2025")
    )]
    period: String,
    /// For whom: with small numbers protected, or as it is.
    view: FigureView,
    /// The day at whose end its figures were known; yesterday unless said, for everybody the last Sunday.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2026-11-15"))]
    as_known_on: Option<NaiveDate>,
}

/// Make a report.
///
/// It gets its number at once and is made in the background; read it to see how far it is. The same kind, period, view and day of knowledge
/// give the same content whenever it is made, as long as its indicators are of the same versions. A report for everybody that would be
/// empty, because each of its indicators is open for periods of another length, is refused.
#[utoipa::path(post, path = "/api/v1/reports", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-11.39", "C-23.12", "C-24.2"]))))]
pub async fn create_report(
    allowed: Allowed<StatisticsReport>,
    _: Asked<NoQuery>,
    act: Act<ReportInput>,
    door: Door,
) -> Result<Created<Report>, Problem> {
    let asked = act.body;
    door.act(&allowed, act.key, move |unit| {
        let wanted = meant(&asked, legal_day(unit.now - SETTLED))?;
        if wanted.view == FigureView::Open {
            says_something(unit.conn, &wanted)?;
        }
        let row = reports::insert(unit, &wanted)?;
        let report = Report::of(&row);
        let location = format!("/api/v1/reports/{}", report.report_id);
        Ok(Created::record(row.version, &report)?.at(location))
    })
    .await
}

/// A report for everybody of which nothing is published for periods of that length would be a numbered empty page: each indicator is open for
/// one length alone, since figures of two could be subtracted (docs/adr/0013-statistics.md).
fn says_something(conn: &mut PgConnection, wanted: &Wanted) -> Result<(), Problem> {
    let planned: BTreeSet<&str> = plan(wanted.kind)?.tables.iter().map(|table| table.indicator.as_str()).collect();
    for row in indicators::all(conn)?.iter().filter(|row| row.state() != IndicatorState::Withdrawn) {
        let indicator = row.definition()?;
        let open = indicator.visibility == IndicatorVisibility::Open && indicator.open_period == Some(wanted.period.kind);
        if open && planned.contains(row.code.as_str()) {
            return Ok(());
        }
    }
    Err(Problem::violation(
        "/view",
        "nothing-open",
        Text::new(
            "Niciun indicator al acestui raport nu se publică pe perioade de această durată.",
            "Ни один показатель этого отчёта не публикуется за периоды этой длины.",
            "No indicator of this report is published for periods of this length.",
        ),
    ))
}

/// The report that was meant; everything that is wrong at once.
fn meant(asked: &ReportInput, today: NaiveDate) -> Result<Wanted, Problem> {
    let mut wrong = Vec::new();
    let period = asked.period.parse::<Period>();
    let newest = match asked.view {
        FigureView::Open => released(today),
        FigureView::Authorised => today - Days::new(1),
    };
    let mut fault = |pointer: &str, code: &'static str, ro: &str, ru: &str, en: &str| {
        wrong.push(Violation::new(pointer, code, Text::new(ro, ru, en)));
    };
    if asked.as_known_on.is_some_and(|day| day >= today) {
        fault(
            "/asKnownOn",
            "not-over",
            "Ziua nu s-a încheiat încă.",
            "Этот день ещё не закончился.",
            "This day is not over yet.",
        );
    }
    let known_on = match (asked.as_known_on, asked.view) {
        (Some(day), FigureView::Open) => release_of(day).min(newest),
        (Some(day), FigureView::Authorised) => day,
        (None, _) => newest,
    };
    match &period {
        Err(_) => fault(
            "/period",
            "no-such-period",
            "Nu există o astfel de perioadă.",
            "Такого периода нет.",
            "There is no such period.",
        ),
        Ok(period) => {
            if !plan(asked.kind)?.period.contains(&period.kind) {
                fault(
                    "/period",
                    "other-length",
                    "Acest fel de raport nu se întocmește pentru perioade de această durată.",
                    "Такой отчёт не составляется за период этой длины.",
                    "This kind of report is not made for periods of this length.",
                );
            }
            if period.last() > known_on {
                fault(
                    "/period",
                    "not-over",
                    "Perioada nu se încheiase încă la acea dată.",
                    "Период на эту дату ещё не закончился.",
                    "The period was not over on that day.",
                );
            }
        }
    }
    match period {
        Ok(period) if wrong.is_empty() => Ok(Wanted { kind: asked.kind, period, view: asked.view, known_on }),
        _ => Err(Problem::bad_input(wrong)),
    }
}
