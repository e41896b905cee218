//! A report as a workbook: what it is on the first sheet, then a sheet a table.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::{ReportContent, ReportFigure};

/// The same report gives the same bytes: the workbook's date is the report's.
pub fn write(number: &str, content: &ReportContent) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&format!("{}T12:00:00", content.known_on))?;
    book.set_properties(
        &DocProperties::new()
            .set_title(format!("{} {}", content.title.ro, content.period))
            .set_author("Inspectoratul General pentru Migrație")
            .set_creation_datetime(&created),
    );
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    let title = Format::new().set_bold().set_font_size(14);
    let small = Format::new().set_italic().set_text_wrap();
    let number_format = Format::new().set_num_format("#,##0");
    let hidden = Format::new().set_align(FormatAlign::Right);

    let first = book.add_worksheet().set_name("Raport")?;
    first.set_column_width(0, 34)?.set_column_width(1, 60)?;
    first.write_string_with_format(0, 0, &content.title.ro, &title)?;
    let facts = [
        ("Numărul raportului", number.to_owned()),
        ("Perioada", format!("{} ({} – {})", content.period, content.first_day, content.last_day)),
        ("Date cunoscute la", content.known_on.to_string()),
        ("Semnul „:”", "valoare confidențială, care nu se publică".to_owned()),
    ];
    for (row, (label, value)) in (2..).zip(facts) {
        first.write_string(row, 0, label)?.write_string(row, 1, value)?;
    }
    for (at, table) in content.tables.iter().enumerate() {
        let sheet = book.add_worksheet().set_name(format!("{:02}", at + 1))?;
        sheet.set_column_width(0, 44)?;
        sheet.write_string_with_format(0, 0, &table.title.ro, &title)?;
        sheet.write_string_with_format(1, 0, &table.definition.ro, &small)?;
        let corner = table.dimensions.first().map_or("", |dimension| dimension.ro.as_str());
        sheet.write_string_with_format(3, 0, corner, &head)?;
        let columns: Vec<&str> = match table.columns.as_slice() {
            [] => vec!["Total"],
            columns => columns.iter().map(|column| column.ro.as_str()).collect(),
        };
        for (column, label) in (1..).zip(&columns) {
            sheet.set_column_width(column, 16)?;
            sheet.write_string_with_format(3, column, *label, &head)?;
        }
        let mut figure = |row: u32, column: u16, figure: ReportFigure| match figure.value {
            #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            Some(value) => sheet.write_number_with_format(row, column, value as f64, &number_format).map(drop),
            None => sheet.write_string_with_format(row, column, figure.printed(), &hidden).map(drop),
        };
        for (row, line) in (4..).zip(&table.rows) {
            for (column, value) in (1..).zip(&line.figures) {
                figure(row, column, *value)?;
            }
        }
        let last = 4 + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - 8);
        figure(last, 1, table.total)?;
        figure(last + 1, 1, table.before)?;
        for (row, line) in (4..).zip(&table.rows) {
            sheet.write_string(row, 0, &line.label.ro)?;
        }
        sheet.write_string_with_format(last, 0, "Total general", &head)?;
        sheet.write_string(last + 1, 0, "Total în perioada precedentă")?;
        sheet.set_freeze_panes(4, 1)?;
    }
    book.save_to_buffer()
}
