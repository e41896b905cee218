use std::collections::BTreeMap;

use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::datasets::ReleasePath;
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            page::Page,
            params::{Asked, At},
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
    statistics::{
        Figures,
        datasets::{EVER, by_place, rows_of},
        open::Opened,
        rules::{fact::Dimension, period::Period},
        sheet,
        store::releases::{self, SheetRow, SheetsOf},
    },
};

/// Periods looked at in one go.
const AT_ONCE: i64 = 12;

/// Which changes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct ReleaseChangesAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A page of the rows that a release has otherwise than the one before it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseChangeList {
    /// What the values of a row are values of, in their order.
    #[schema(max_items = 12)]
    dimensions: Vec<Dimension>,
    /// By period.
    #[schema(max_items = 200)]
    changes: Vec<ReleaseChange>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum RowChange {
    /// It was not there before.
    Added,
    /// It is there no more.
    Removed,
    /// Its figure is another one.
    Changed,
}

/// A row that a release has otherwise than the one before it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseChange {
    /// What became of it.
    pub change: RowChange,
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// A value of each dimension; `_T` where the row is of all of them.
    #[schema(max_items = 12, examples("_T"))]
    pub values: Vec<String>,
    /// The figure; absent where it is not shown, and of a row that is there no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(14))]
    pub value: Option<i64>,
    /// The figure before; absent where it was not shown, and of a row that was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(12))]
    pub value_before: Option<i64>,
}

/// List the rows that a release changed.
///
/// Every row that it has otherwise than the release before it of the same version of the indicator: who keeps a copy of the data set brings
/// it up to date by them. Of the first release of a version these are all its rows. Rows of periods that the file no longer holds, because
/// it holds the latest 120, are not told as removed.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}/releases/{releaseNumber}/changes", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE"]))))]
pub async fn list_release_changes(
    _: Open,
    At(at): At<ReleasePath>,
    Asked(asked): Asked<ReleaseChangesAsked>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ReleaseChangeList>, Problem> {
    let binding = (&at.dataset_code, at.release_number);
    // The period, and the place among its changes.
    let page =
        Page::<(NaiveDate, usize)>::read(keys.cursors(), "listReleaseChanges", &binding, asked.limit, asked.cursor.as_deref())?;
    let opened = figures.numbered(&at.dataset_code, at.release_number).await?;
    let (after, wanted) = (page.after, page.limit as usize + 1);
    let dimensions = opened.indicator().open_dimensions();
    let rows = figures
        .door
        .open(move |conn, _| {
            let release = opened.release.sheets();
            let before = SheetsOf { number: release.number - 1, ..release };
            let mut from = after.map_or(EVER.0, |(period, _)| period.pred_opt().unwrap_or(period));
            let mut found = Vec::new();
            while found.len() < wanted {
                let new = releases::new_sheets(conn, release, from, AT_ONCE)?;
                let (Some(first), Some(last)) = (new.first(), new.last()) else { break };
                let old = releases::sheets(conn, before, (first.period, last.period), &[])?;
                let old: BTreeMap<NaiveDate, SheetRow> = old.into_iter().map(|row| (row.period, row)).collect();
                for row in &new {
                    let changes = changes(&opened, row, old.get(&row.period))?;
                    let places = changes.into_iter().enumerate().map(|(nth, change)| ((row.period, nth), change));
                    found.extend(places.filter(|(place, _)| after.is_none_or(|after| *place > after)));
                }
                from = last.period;
            }
            found.truncate(wanted);
            Ok(found)
        })
        .await?;
    let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(place, _)| *place)?;
    let changes = rows.into_iter().map(|(_, change)| change).collect();
    Reply::plain(&ReleaseChangeList { dimensions, changes, next_cursor })
}

/// What a release says otherwise of a period.
fn changes(opened: &Opened, new: &SheetRow, old: Option<&SheetRow>) -> Result<Vec<ReleaseChange>, Problem> {
    let indicator = opened.indicator();
    let Some(kind) = indicator.open_period else { return Ok(Vec::new()) };
    let period = Period { kind, first: new.period };
    let rows = |row: &SheetRow| Ok::<_, Problem>(by_place(&rows_of(indicator, period, &sheet::read(indicator, row)?.shown)));
    let (after, before) = (rows(new)?, old.map(rows).transpose()?.unwrap_or_default());
    let here = after.iter().filter_map(|(place, value)| match before.get(place) {
        None => Some((RowChange::Added, place, *value, None)),
        Some(before) if before != value => Some((RowChange::Changed, place, *value, *before)),
        Some(_) => None,
    });
    let gone = before.iter().filter(|(place, _)| !after.contains_key(*place));
    let gone = gone.map(|(place, value)| (RowChange::Removed, place, None, *value));
    let told = |(change, (period, values), value, value_before): (RowChange, &(String, Vec<String>), _, _)| ReleaseChange {
        change,
        period: period.clone(),
        values: values.clone(),
        value,
        value_before,
    };
    Ok(here.chain(gone).map(told).collect())
}
