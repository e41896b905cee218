//! Makes reports: a table after the other, telling how far it has come; safe to begin again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{PlannedTable, ReportContent, ReportFigure, ReportKind, ReportRow, ReportTable, plan};
use crate::{
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        text::Text,
    },
    statistics::{
        Figures, labels,
        open::{Current, cells_of},
        read::{exact, value},
        routes::wire::FigureView,
        rules::{contribution::JOINT, fact::Dimension, period::Period, suppression::Shown},
        store::reports,
    },
};

/// The kind of message in the outbox.
pub const KIND: &str = "statistics.report";

/// Makes the reports that were asked for.
pub struct Produce(pub Figures);

impl Carrier for Produce {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let id: Uuid = message.payload["report"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .ok_or_else(|| NotDone::Never("no report in the message".into()))?;
            let Some(row) = self.0.door.open(move |conn, _| reports::by_id(conn, id)).await? else {
                return Err(NotDone::Never("no such report".into()));
            };
            if row.is_over() {
                return Ok(());
            }
            let period: Period = row.period.parse().map_err(|_| NotDone::Never("no such period".into()))?;
            let asked = Wanted { kind: row.kind(), period, view: row.view(), known_on: row.known_on };
            let content = self.0.report(&asked, Some(id)).await?;
            let sha256 = content.sha256()?;
            self.0.door.by_system("produceReport", move |unit| reports::finish(unit, id, &content, &sha256)).await?;
            Ok(())
        })
    }
}

/// Which report.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// What kind.
    pub kind: ReportKind,
    /// For which period.
    pub period: Period,
    /// For whom.
    pub view: FigureView,
    /// As known at the end of which day.
    pub known_on: NaiveDate,
}

/// A table's figures before they are arranged: by the values of its dimensions.
type Cells = Vec<(Vec<String>, ReportFigure)>;

impl Figures {
    /// Makes the content of a report; where an id is given, its progress is told.
    pub async fn report(&self, wanted: &Wanted, id: Option<Uuid>) -> Result<ReportContent, Problem> {
        let plan = plan(wanted.kind)?;
        let (mut tables, mut left_out) = (Vec::new(), Vec::new());
        let steps = plan.tables.len() as i32;
        for (done, planned) in (0..).zip(&plan.tables) {
            if let Some(id) = id {
                self.door.by_system("produceReport", move |unit| reports::advance(unit, id, done, steps)).await?;
            }
            // An indicator that was withdrawn since is left out.
            let current = match self.indicator(&planned.indicator, false).await {
                Ok(current) => current,
                Err(problem) if problem.status() == 404 => continue,
                Err(problem) => return Err(problem),
            };
            let open = current.is_open() && current.indicator().open_period == Some(wanted.period.kind);
            if wanted.view == FigureView::Open && !open {
                let title = &current.indicator().title.ro;
                if !left_out.contains(title) {
                    left_out.push(title.clone());
                }
                continue;
            }
            tables.push(self.table(wanted, planned, &current).await?);
        }
        Ok(ReportContent {
            kind: wanted.kind,
            title: plan.title.clone(),
            period: wanted.period.to_string(),
            first_day: wanted.period.first,
            last_day: wanted.period.last(),
            view: wanted.view,
            known_on: wanted.known_on,
            tables,
            left_out,
        })
    }

    async fn cells(&self, wanted: &Wanted, current: &Current, period: Period, cut: usize) -> Result<Cells, Problem> {
        if wanted.view == FigureView::Open {
            let sheet = self.sheet(current, period, wanted.known_on).await?;
            let shown = |shown: Shown| match shown {
                Shown::Value(value) => ReportFigure { value: Some(value) },
                Shown::Hidden => ReportFigure { value: None },
            };
            let cells = cells_of(&sheet, current.indicator(), cut);
            return Ok(cells.into_iter().map(|(values, figure)| (values, shown(figure))).collect());
        }
        let (counted, catalogue, known_on) = (current.counted.clone(), self.catalogue.clone(), wanted.known_on);
        let sheet =
            self.door.open(move |conn, _| exact(conn, &catalogue, &counted, &[period], &[cut as i32], Some(known_on))).await?;
        if sheet.left_out {
            return Err(Problem::unavailable());
        }
        let figures = sheet.figures.into_iter().filter(|(_, by)| value(by) != 0);
        Ok(figures
            .map(|((_, _, key), by)| {
                let values = if key.is_empty() { Vec::new() } else { key.split(JOINT).map(str::to_owned).collect() };
                (values, ReportFigure { value: Some(value(&by)) })
            })
            .collect())
    }

    async fn table(&self, wanted: &Wanted, planned: &PlannedTable, current: &Current) -> Result<ReportTable, Problem> {
        let indicator = current.indicator();
        let dimensions: Vec<Dimension> = planned.rows.into_iter().chain(planned.columns).collect();
        let cut = indicator.cut(&dimensions).ok_or_else(|| Problem::internal("a planned table"))?;
        // The table may have its dimensions the other way round.
        let turned = indicator.cuts()[cut] != dimensions;
        let mut cells = self.cells(wanted, current, wanted.period, cut).await?;
        if turned {
            cells.iter_mut().for_each(|(values, _)| values.reverse());
        }
        let total_of = |cells: Cells| cells.first().map_or(ReportFigure { value: Some(0) }, |(_, figure)| *figure);
        let total = total_of(self.cells(wanted, current, wanted.period, 0).await?);
        let before = total_of(self.cells(wanted, current, wanted.period.previous(), 0).await?);
        let name = |at: usize, code: &str| labels::value(&self.catalogue, dimensions[at], code);
        let (columns, rows) = match dimensions.as_slice() {
            [] => (Vec::new(), Vec::new()),
            [_] => (Vec::new(), cells.into_iter().map(|(values, figure)| (values[0].clone(), vec![figure])).collect()),
            _ => arranged(cells),
        };
        let rows = shortened(rows, planned.top);
        Ok(ReportTable {
            indicator_code: indicator.code.clone(),
            version: current.number,
            title: indicator.title.clone(),
            definition: indicator.definition.clone(),
            quality: indicator.quality.clone(),
            dimensions: dimensions.iter().map(|dimension| labels::dimension(*dimension)).collect(),
            columns: columns.iter().map(|column| name(1, column)).collect(),
            rows: rows
                .into_iter()
                .map(|(row, figures)| ReportRow { label: row.map_or_else(rest, |row| name(0, &row)), figures })
                .collect(),
            total,
            before,
        })
    }
}

fn rest() -> Text {
    Text::new("celelalte", "остальные", "the others")
}

/// Rows and columns of a table; what is not listed is none.
fn arranged(cells: Cells) -> (Vec<String>, Vec<(String, Vec<ReportFigure>)>) {
    let mut by_row: BTreeMap<String, BTreeMap<String, ReportFigure>> = BTreeMap::new();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for (values, figure) in cells {
        let [row, column] = values.as_slice() else { continue };
        *sums.entry(column.clone()).or_default() += figure.value.unwrap_or_default();
        by_row.entry(row.clone()).or_default().insert(column.clone(), figure);
    }
    let mut columns: Vec<String> = sums.keys().cloned().collect();
    columns.sort_by_key(|column| (-sums.get(column).copied().unwrap_or_default(), column.clone()));
    let none = ReportFigure { value: Some(0) };
    let rows = by_row
        .into_iter()
        .map(|(row, figures)| {
            let line = columns.iter().map(|column| figures.get(column).copied().unwrap_or(none)).collect();
            (row, line)
        })
        .collect();
    (columns, rows)
}

/// The largest rows first, and what is beyond so many gathered in one; where a figure is hidden, so is the sum it goes into.
fn shortened(rows: Vec<(String, Vec<ReportFigure>)>, top: Option<usize>) -> Vec<(Option<String>, Vec<ReportFigure>)> {
    let size = |figures: &[ReportFigure]| -> i64 { figures.iter().filter_map(|figure| figure.value).sum() };
    let mut rows = rows;
    rows.sort_by(|one, other| (-size(&one.1), &one.0).cmp(&(-size(&other.1), &other.0)));
    let beyond = top.filter(|top| rows.len() > top + 1).map_or_else(Vec::new, |top| rows.split_off(top));
    let mut shown: Vec<_> = rows.into_iter().map(|(row, figures)| (Some(row), figures)).collect();
    if let Some((_, first)) = beyond.first() {
        let gathered = (0..first.len())
            .map(|at| ReportFigure { value: beyond.iter().map(|(_, figures)| figures[at].value).sum::<Option<i64>>() })
            .collect();
        shown.push((None, gathered));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_gathered_and_a_hidden_part_hides_it() {
        let row = |name: &str, value: Option<i64>| (name.to_owned(), vec![ReportFigure { value }]);
        let rows = vec![row("A", Some(5)), row("B", Some(50)), row("C", None), row("D", Some(7)), row("E", Some(9))];
        let shown = shortened(rows.clone(), Some(2));
        let told: Vec<_> = shown.iter().map(|(row, figures)| (row.as_deref(), figures[0].value)).collect();
        assert_eq!(told, [(Some("B"), Some(50)), (Some("E"), Some(9)), (None, None)]);
        assert_eq!(shortened(rows, Some(4)).len(), 5, "one row is not gathered by itself");
    }
}
