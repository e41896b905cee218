//! A report as a workbook: what it is on the first sheet, then a sheet a table.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::{
    ReportContent, ReportFigure,
    words::{word, words},
};
use crate::kernel::{problem::Problem, text::Language};

/// The same report gives the same bytes: the workbook's date is the report's.
pub fn write(number: &str, content: &ReportContent, language: Language) -> Result<Vec<u8>, Problem> {
    let words = words(language)?;
    book(number, content, language, |name| word(&words, name)).map_err(Problem::internal)
}

fn book(
    number: &str,
    content: &ReportContent,
    language: Language,
    word: impl Fn(&str) -> &'static str,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&format!("{}T12:00:00", content.known_on))?;
    book.set_properties(
        &DocProperties::new()
            .set_title(format!("{} {}", content.title.in_language(language), content.period))
            .set_author(word("institution"))
            .set_creation_datetime(&created),
    );
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    let title = Format::new().set_bold().set_font_size(14);
    let small = Format::new().set_italic().set_text_wrap();
    let number_format = Format::new().set_num_format("#,##0");
    let hidden = Format::new().set_align(FormatAlign::Right);

    let first = book.add_worksheet().set_name(word("sheet"))?;
    first.set_column_width(0, 34)?.set_column_width(1, 60)?;
    first.write_string_with_format(0, 0, content.title.in_language(language), &title)?;
    let facts = [
        (word("reportNumber"), number.to_owned()),
        (word("period"), format!("{} ({} – {})", content.period, content.first_day, content.last_day)),
        (word("known"), content.known_on.to_string()),
        (word("sign"), word("confidential").to_owned()),
    ];
    for (row, (label, value)) in (2..).zip(facts) {
        first.write_string(row, 0, label)?.write_string(row, 1, value)?;
    }
    for (at, table) in content.tables.iter().enumerate() {
        let sheet = book.add_worksheet().set_name(format!("{:02}", at + 1))?;
        sheet.set_column_width(0, 44)?.set_column_width(1, 12)?;
        sheet.write_string_with_format(0, 0, table.title.in_language(language), &title)?;
        sheet.write_string_with_format(1, 0, table.definition.in_language(language), &small)?;
        if let Some(chapter) = &table.chapter {
            sheet.write_string_with_format(2, 0, chapter.in_language(language), &small)?;
        }
        let corner = table.dimensions.first().map_or("", |dimension| dimension.in_language(language));
        sheet.write_string_with_format(3, 0, corner, &head)?.write_string_with_format(3, 1, word("code"), &head)?;
        let columns: Vec<&str> = match table.columns.as_slice() {
            [] => vec![word("total")],
            columns => columns.iter().map(|column| column.in_language(language)).collect(),
        };
        for (column, label) in (2..).zip(&columns) {
            sheet.set_column_width(column, 16)?;
            sheet.write_string_with_format(3, column, *label, &head)?;
        }
        let mut figure = |row: u32, column: u16, figure: ReportFigure| match figure.value {
            #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            Some(value) => sheet.write_number_with_format(row, column, value as f64, &number_format).map(drop),
            None => sheet.write_string_with_format(row, column, figure.printed(), &hidden).map(drop),
        };
        for (row, line) in (4..).zip(&table.rows) {
            for (column, value) in (2..).zip(&line.figures) {
                figure(row, column, *value)?;
            }
        }
        let last = 4 + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - 8);
        figure(last, 2, table.total)?;
        figure(last + 1, 2, table.before)?;
        for (row, line) in (4..).zip(&table.rows) {
            sheet.write_string(row, 0, line.label.in_language(language))?;
            sheet.write_string(row, 1, line.code.as_deref().unwrap_or_default())?;
        }
        sheet.write_string_with_format(last, 0, word("totalOfAll"), &head)?;
        sheet.write_string(last + 1, 0, word("totalBefore"))?;
        sheet.set_freeze_panes(4, 2)?;
    }
    book.save_to_buffer()
}
