//! Makes reports: a table after the other, telling how far it has come; safe to begin again.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    OmissionReason, OmittedIndicator, PlannedTable, ReportContent, ReportFigure, ReportFormat, ReportKind, ReportRow,
    ReportTable, plan, words,
};
use crate::{
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
        text::{Language, Text},
    },
    statistics::{
        Figures, labels,
        open::{Current, cells_of},
        read::{exact, told},
        routes::wire::FigureView,
        rules::{
            contribution::JOINT,
            fact::Dimension,
            indicator::Measure,
            period::{Period, PeriodKind},
            suppression::Shown,
        },
        store::{
            indicators::{self, IndicatorState},
            reports::{self, ReportState},
        },
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
            let made = self.make(id).await;
            let why = match &made {
                Err(NotDone::Never(why)) => why.clone(),
                Err(NotDone::Later(why)) if message.is_last_try() => why.clone(),
                _ => return made,
            };
            // The message is given up: whoever waits for the report is told.
            self.0.door.by_system("produceReport", move |unit| reports::fail(unit, id, &why)).await?;
            made
        })
    }
}

impl Produce {
    async fn make(&self, id: Uuid) -> Result<(), NotDone> {
        let Some(row) = self.0.door.open(move |conn, _| reports::by_id(conn, id)).await? else {
            return Err(NotDone::Never("no-such-report".into()));
        };
        if row.state() == ReportState::Ready {
            return Ok(());
        }
        let period: Period = row.period.parse().map_err(|_| NotDone::Never("no-such-period".into()))?;
        let asked = Wanted { kind: row.kind(), period, view: row.view(), known_on: row.known_on };
        let content = self.0.report(&asked, Some(id)).await?;
        let sha256 = content.sha256()?;
        let number = row.number.clone();
        let (content, files) = tokio::task::spawn_blocking(move || {
            let files = written(&number, &content)?;
            Ok::<_, Problem>((content, files))
        })
        .await
        .map_err(Problem::internal)??;
        self.0
            .door
            .by_system("produceReport", move |unit| {
                for (format, language, bytes) in &files {
                    reports::keep_file(unit.conn, id, *format, *language, bytes)?;
                }
                reports::finish(unit, id, &content, &sha256)
            })
            .await?;
        Ok(())
    }
}

/// The files that are kept as soon as a report is made: all, but translations that take long and that perhaps nobody reads.
fn written(number: &str, content: &ReportContent) -> Result<Vec<(ReportFormat, Language, Vec<u8>)>, Problem> {
    let mut files = Vec::new();
    for format in ReportFormat::ALL {
        for language in [Language::Ro, Language::Ru, Language::En] {
            let (said, wanted) = (format.said_in(language), format != ReportFormat::Pdf || language == Language::Ro);
            if said == language && wanted {
                files.push((format, language, format.write(number, content, language)?));
            }
        }
    }
    Ok(files)
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

/// How an indicator of a plan stands.
enum Planned {
    Answers(Arc<Current>),
    /// It did once: this was its name.
    Withdrawn(Text),
}

/// Whether everybody sees an indicator for periods of a length.
pub fn open_for(current: &Current, kind: PeriodKind) -> bool {
    current.is_open() && current.indicator().open_period == Some(kind)
}

impl PlannedTable {
    fn dimensions(&self) -> Vec<Dimension> {
        self.rows.into_iter().chain(self.columns).collect()
    }

    /// Whether everybody sees this table for periods of a length.
    fn is_open(&self, current: &Current, kind: PeriodKind) -> bool {
        open_for(current, kind) && current.indicator().is_open_cut(&self.dimensions())
    }
}

/// So much later a report looks again whether the figures of its indicators are made.
const BUILT: Duration = Duration::from_secs(30);

/// A table's figures before they are arranged: by the values of its dimensions.
type Cells = Vec<(Vec<String>, ReportFigure)>;

impl Figures {
    /// Makes the content of a report; where an id is given, its progress is told.
    pub async fn report(&self, wanted: &Wanted, id: Option<Uuid>) -> Result<ReportContent, NotDone> {
        let plan = plan(wanted.kind)?;
        let (mut tables, mut omitted) = (Vec::new(), Vec::new());
        // A report without what is still being counted would be numbered and kept as if that were nothing: it waits before it is begun.
        let mut stand = Vec::new();
        for planned in &plan.tables {
            stand.push(self.planned(&planned.indicator).await?);
        }
        let steps = plan.tables.len() as i32;
        let mut chapter = None;
        for (done, (planned, standing)) in (0..).zip(plan.tables.iter().zip(&stand)) {
            if let Some(id) = id {
                self.door.by_system("produceReport", move |unit| reports::advance(unit, id, done, steps)).await?;
            }
            chapter = planned.chapter.clone().or(chapter);
            let (title, reason) = match standing {
                Planned::Answers(current) if wanted.view == FigureView::Open && !planned.is_open(current, wanted.period.kind) => {
                    (current.indicator().title.clone(), OmissionReason::NotOpen)
                }
                Planned::Answers(current) => {
                    tables.push(ReportTable { chapter: chapter.clone(), ..self.table(wanted, planned, current).await? });
                    continue;
                }
                Planned::Withdrawn(title) => (title.clone(), OmissionReason::Withdrawn),
            };
            let omission = OmittedIndicator { indicator_code: planned.indicator.clone(), title, reason };
            if !omitted.contains(&omission) {
                omitted.push(omission);
            }
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
            omitted,
        })
    }

    /// Whether an indicator of a plan answers; one whose figures are being made is waited for.
    async fn planned(&self, code: &str) -> Result<Planned, NotDone> {
        match self.indicator(code, false).await {
            Ok(current) => return Ok(Planned::Answers(current)),
            Err(problem) if problem.status() == 404 => {}
            Err(problem) => return Err(problem.into()),
        }
        let asked = code.to_owned();
        let versions = self.door.open(move |conn, _| indicators::versions(conn, &asked)).await?;
        if versions.iter().any(|version| version.state() == IndicatorState::Building) {
            return Err(NotDone::Wait(BUILT));
        }
        let title = versions.first().map(|version| Ok::<_, Problem>(version.definition()?.title)).transpose()?;
        Ok(Planned::Withdrawn(title.unwrap_or_else(|| Text::new(code, code, code))))
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
        Ok(told(&current.counted, &sheet, cut as i32)
            .into_iter()
            .map(|(_, key, told)| {
                let values = if key.is_empty() { Vec::new() } else { key.split(JOINT).map(str::to_owned).collect() };
                (values, ReportFigure { value: Some(told.value) })
            })
            .collect())
    }

    async fn table(&self, wanted: &Wanted, planned: &PlannedTable, current: &Current) -> Result<ReportTable, Problem> {
        let indicator = current.indicator();
        let dimensions = planned.dimensions();
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
        // Means are not added up.
        let top = planned.top.filter(|_| indicator.measure != Measure::MeanDays);
        let rows = shortened(rows, top);
        Ok(ReportTable {
            chapter: None,
            indicator_code: indicator.code.clone(),
            version: current.number,
            title: indicator.title.clone(),
            definition: indicator.definition.clone(),
            quality: indicator.quality.clone(),
            measure: indicator.measure,
            dimensions: dimensions.iter().map(|dimension| labels::dimension(*dimension)).collect(),
            columns: columns.iter().map(|column| name(1, column)).collect(),
            column_codes: columns,
            rows: rows
                .into_iter()
                .map(|(row, figures)| ReportRow {
                    label: row.as_ref().map_or_else(|| words::text("others"), |row| name(0, row)),
                    code: row,
                    figures,
                })
                .collect(),
            total,
            before,
            dimension_codes: dimensions,
        })
    }
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
