//! Which figures are asked for.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    kernel::{problem::Problem, text::Text, violation::Violation},
    statistics::{
        open::Current,
        rules::{
            fact::Dimension,
            period::{Period, PeriodKind},
        },
    },
};

/// Periods in one answer at most.
const MOST: usize = 60;

/// Which table of an indicator, for which periods, as known when.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct FiguresAsked {
    /// The dimension of the rows; without it, totals.
    #[param(inline)]
    pub rows: Option<Dimension>,
    /// The dimension of the columns, in a table of two.
    #[param(inline)]
    pub columns: Option<Dimension>,
    /// Only this value of the rows' dimension.
    #[param(pattern = "^[A-Za-z0-9][A-Za-z0-9+.-]*$", min_length = 1, max_length = 64, example = "CHI")]
    pub row: Option<String>,
    /// Only this value of the columns' dimension.
    #[param(pattern = "^[A-Za-z0-9][A-Za-z0-9+.-]*$", min_length = 1, max_length = 64, example = "Female")]
    pub column: Option<String>,
    /// The first period: a week, a month, a quarter or a year; the latest that was over, unless said.
    #[param(
        pattern = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$",
        max_length = 8,
        example = "2026-10"
    )]
    pub from: Option<String>,
    /// The last period; the first one unless said. At most 60 periods.
    #[param(
        pattern = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$",
        max_length = 8,
        example = "2026-10"
    )]
    pub to: Option<String>,
    /// The day at whose end the figures were known; the newest unless said.
    #[param(example = "2026-11-15")]
    pub as_known_on: Option<NaiveDate>,
}

/// What was asked for, understood.
#[derive(Debug, Clone)]
pub struct Meant {
    /// The number of the table.
    pub cut: usize,
    /// Its dimensions in their own order.
    pub dimensions: Vec<Dimension>,
    /// The periods.
    pub periods: Vec<Period>,
    /// Of each of the dimensions, in their own order, the one value that was asked for.
    only: Vec<Option<String>>,
}

impl Meant {
    /// Whether the values of a figure are those that were asked for.
    pub fn takes<T: AsRef<str>>(&self, values: &[T]) -> bool {
        self.only.iter().zip(values).all(|(only, value)| only.as_ref().is_none_or(|only| only == value.as_ref()))
    }

    /// Which values were asked for, for the name of an answer.
    pub fn only(&self) -> String {
        self.only.iter().map(|only| only.as_deref().unwrap_or("*")).collect::<Vec<_>>().join("/")
    }
}

fn wrong(pointer: &str, code: &'static str, ro: &str, ru: &str, en: &str) -> Violation {
    Violation::new(pointer, code, Text::new(ro, ru, en))
}

impl FiguresAsked {
    /// Understands the question for an indicator, asked for what was known on a day; says everything that is wrong with it.
    pub fn meant(&self, current: &Current, on: NaiveDate) -> Result<Meant, Problem> {
        self.understood(current, on, false)
    }

    /// The same of everybody's question, to whom some tables are as if they were not there.
    pub fn meant_openly(&self, current: &Current, on: NaiveDate) -> Result<Meant, Problem> {
        self.understood(current, on, true)
    }

    fn understood(&self, current: &Current, on: NaiveDate, openly: bool) -> Result<Meant, Problem> {
        let mut found = Vec::new();
        let dimensions: Vec<Dimension> = self.rows.into_iter().chain(self.columns).collect();
        let cut = current.indicator().cut(&dimensions).filter(|_| !openly || current.indicator().is_open_cut(&dimensions));
        if cut.is_none() {
            let place = if self.rows.is_some() { "rows" } else { "columns" };
            found.push(wrong(
                place,
                "no-such-table",
                "Indicatorul nu are un tabel cu aceste dimensiuni.",
                "У показателя нет таблицы с такими измерениями.",
                "The indicator has no table of these dimensions.",
            ));
        }
        for (place, value, dimension) in [("row", &self.row, self.rows), ("column", &self.column, self.columns)] {
            if value.is_some() && dimension.is_none() {
                found.push(wrong(
                    place,
                    "no-dimension",
                    "Valoarea se dă împreună cu dimensiunea ei.",
                    "Значение указывается вместе с измерением.",
                    "A value is given together with its dimension.",
                ));
            }
        }
        let mut read = |name: &str, text: &str| {
            let period = text.parse::<Period>();
            if period.is_err() {
                found.push(wrong(
                    name,
                    "no-such-period",
                    "Nu există o astfel de perioadă.",
                    "Такого периода нет.",
                    "There is no such period.",
                ));
            }
            period.ok()
        };
        let latest = Period::of(current.indicator().open_period.unwrap_or(PeriodKind::Month), on).over_by(on).to_string();
        let first = self.from.as_deref().unwrap_or(&latest);
        let from = read("from", first);
        let to = read("to", self.to.as_deref().unwrap_or(first));
        let mut periods = Vec::new();
        if let (Some(from), Some(to)) = (from, to) {
            if from.kind != to.kind || from > to {
                found.push(wrong(
                    "to",
                    "not-after",
                    "Perioada trebuie să fie de același fel și să nu preceadă prima.",
                    "Период должен быть того же вида и не раньше первого.",
                    "It must be a period of the same length, not before the first.",
                ));
            } else {
                periods = std::iter::successors(Some(from), |period| Some(period.next()))
                    .take_while(|period| *period <= to)
                    .take(MOST + 1)
                    .collect();
            }
            if periods.len() > MOST {
                found.push(wrong("to", "too-many", "Cel mult 60 de perioade.", "Не более 60 периодов.", "At most 60 periods."));
            }
        }
        match cut {
            Some(cut) if found.is_empty() => {
                let dimensions = current.indicator().cuts()[cut].clone();
                let only =
                    dimensions.iter().map(|one| if self.rows == Some(*one) { self.row.clone() } else { self.column.clone() });
                Ok(Meant { cut, only: only.collect(), dimensions, periods })
            }
            _ => Err(Problem::bad_input(found)),
        }
    }
}

/// The last period is not over on a day.
pub fn not_over(pointer: &str) -> Problem {
    Problem::bad_input(vec![wrong(
        pointer,
        "not-over",
        "Perioada nu se încheiase încă la acea dată.",
        "Период на эту дату ещё не закончился.",
        "The period was not over on that day.",
    )])
}

/// Everybody sees one length of period alone.
pub fn other_length(open: PeriodKind) -> Problem {
    let kind = open.code();
    Problem::bad_input(vec![Violation::new(
        "from",
        "other-length",
        Text::new(
            format!("Indicatorul este public numai pe perioade de felul {kind}."),
            format!("Показатель открыт только за периоды вида {kind}."),
            format!("The indicator is open for periods of the length {kind} only."),
        ),
    )])
}
