use std::collections::BTreeSet;

use actix_web::web;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    asked::{FiguresAsked, not_over},
    read_exact_figures::values_of,
    wire::{FigureRevision, IndicatorPath, RevisionReason, RevisionTable},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        local_time::legal_day,
        problem::Problem,
        text::Text,
    },
    statistics::{
        Figures,
        read::{exact, value},
        rules::{
            contribution::CASES,
            fact::Dimension,
            reason::{REASONS, Reason},
        },
    },
};

/// Which table, for which periods, between which days.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct RevisionsAsked {
    /// The dimension of the rows; without it, totals.
    #[param(inline)]
    rows: Option<Dimension>,
    /// The dimension of the columns, in a table of two.
    #[param(inline)]
    columns: Option<Dimension>,
    /// The first period: a week, a month, a quarter or a year; the latest that was over, unless said.
    #[param(
        pattern = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$",
        max_length = 8,
        example = "2026-10"
    )]
    from: Option<String>,
    /// The last period; the first one unless said.
    #[param(
        pattern = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$",
        max_length = 8,
        example = "2026-10"
    )]
    to: Option<String>,
    /// The earlier day of knowledge, on which the last period was over; the last day of that period unless said.
    #[param(example = "2026-11-01")]
    known_on: Option<NaiveDate>,
    /// The later one; today unless said.
    #[param(example = "2026-11-15")]
    then_known_on: Option<NaiveDate>,
}

/// List why figures were revised.
///
/// Every figure that was known otherwise at the end of one day than at the end of a later one, with the difference by reason: late entries,
/// corrections, merged records, strike-offs, reopened files. Of a mean it is the sum of its days.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}/revisions", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-2.h", "C-10.9", "C-11.39"]))))]
pub async fn list_indicator_revisions(
    allowed: Allowed<StatisticsRead>,
    At(at): At<IndicatorPath>,
    Asked(asked): Asked<RevisionsAsked>,
    figures: web::Data<Figures>,
    door: Door,
) -> Result<Reply<RevisionTable>, Problem> {
    let current = figures.indicator(&at.indicator_code, false).await;
    let catalogue = figures.catalogue.clone();
    door.run(&allowed, move |unit| {
        let current = current.clone()?;
        let today = legal_day(unit.now);
        let RevisionsAsked { rows, columns, from, to, known_on, then_known_on } = asked.clone();
        let meant = FiguresAsked { rows, columns, row: None, column: None, from, to, as_known_on: None }
            .meant(&current, known_on.unwrap_or(today))?;
        let known_on = known_on.or(meant.periods.last().map(|last| last.last())).unwrap_or(today);
        let then = then_known_on.unwrap_or(today).min(today);
        if then < known_on {
            return Err(Problem::violation(
                "thenKnownOn",
                "not-after",
                Text::new(
                    "Nu poate preceda prima zi.",
                    "Не может предшествовать первому дню.",
                    "It cannot be before the first day.",
                ),
            ));
        }
        if meant.periods.last().is_some_and(|last| last.last() > known_on) {
            return Err(not_over("knownOn"));
        }
        unit.read("Indicator", &current.indicator().code);
        let cut = [meant.cut as i32];
        let one = exact(unit.conn, &catalogue, &current.counted, &meant.periods, &cut, Some(known_on))?;
        let other = exact(unit.conn, &catalogue, &current.counted, &meant.periods, &cut, Some(then))?;
        let incomplete = one.left_out || other.left_out;
        let (one, other) = (one.figures, other.figures);
        let places: BTreeSet<_> = one.keys().chain(other.keys()).collect();
        let none = [0; REASONS];
        let revisions = places
            .into_iter()
            .filter(|place| place.1 < CASES)
            .filter_map(|place| {
                let (before, after) = (one.get(place).unwrap_or(&none), other.get(place).unwrap_or(&none));
                (before != after).then(|| FigureRevision {
                    period: place.0.to_string(),
                    values: values_of(&place.2),
                    value: value(before),
                    then_value: value(after),
                    reasons: Reason::ALL
                        .into_iter()
                        .map(|reason| RevisionReason { reason, by: after[reason.place()] - before[reason.place()] })
                        .filter(|part| part.by != 0)
                        .collect(),
                })
            })
            .collect();
        Reply::plain(&RevisionTable {
            indicator_code: current.indicator().code.clone(),
            version: current.number,
            dimensions: meant.dimensions.clone(),
            known_on,
            then_known_on: then,
            incomplete,
            revisions,
        })
    })
    .await
}
