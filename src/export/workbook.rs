//! A workbook: a sheet of measures, one of articles, one of sources; alone in knowing rust_xlsxwriter.
//!
//! Dates known to the day and sums are typed, so that a spreadsheet sorts and adds them; everything else is text, never
//! a formula. The archive is made in memory when the last article is in.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::atom::title;
use super::summary::{capital, deadline, named, passages, shown_title};
use super::writer::Writer;
use super::{ExportOptions, Item, escape};
use crate::domain::{Field, Measure, Money, PartialDate};
use crate::labels::Labels;

/// Characters that a cell can hold.
const LONGEST_CELL: usize = 32_767;

/// Links beyond which a sheet can hold no more of them.
const MOST_LINKS: usize = 65_000;

/// Bytes that a link can have.
const LONGEST_LINK: usize = 2_000;

/// A column: the key of its name, and its width in characters.
pub(super) type Column = (&'static str, u16);

const MEASURES: &[Column] = &[
    ("field-date", 12),
    ("field-authority", 18),
    ("field-company", 28),
    ("field-kind", 22),
    ("field-amount", 16),
    ("export-currency", 8),
    ("export-period", 12),
    ("field-reference", 18),
    ("field-articles", 24),
    ("field-breaches", 28),
    ("field-role", 14),
    ("field-complainant", 20),
    ("field-deadline", 12),
    ("field-aliases", 24),
    ("field-confidence", 10),
    ("export-passages", 60),
    ("export-article-title", 50),
    ("export-source", 22),
    ("export-published", 17),
    ("export-link", 40),
    ("export-identifier", 34),
];

const ARTICLES: &[Column] = &[
    ("export-published", 17),
    ("export-updated", 17),
    ("export-fetched", 17),
    ("export-source", 22),
    ("export-article-title", 60),
    ("export-author", 22),
    ("export-language", 10),
    ("export-measures", 10),
    ("export-lead", 80),
    ("export-link", 40),
    ("export-identifier", 34),
];

const SOURCES: &[Column] =
    &[("export-source", 30), ("export-identifier", 24), ("export-articles", 10), ("export-measures", 10)];

/// A workbook and the formats of its cells.
pub(super) struct Book {
    workbook: Workbook,
    pub(super) formats: Formats,
}

#[derive(Default)]
pub(super) struct WorkbookWriter {
    book: Book,
    sheets: Option<Sheets>,
}

/// The sheets while they are filled.
struct Sheets {
    measures: Sheet,
    articles: Sheet,
    /// Title, articles and measures of each source, by its name.
    sources: BTreeMap<String, (String, u32, u32)>,
}

/// A sheet while it is filled.
pub(super) struct Sheet {
    sheet: Worksheet,
    row: u32,
    links: usize,
}

/// How cells are shown.
pub(super) struct Formats {
    head: Format,
    day: Format,
    time: Format,
    sum: Format,
    cents: Format,
    share: Format,
}

/// What stands in a cell.
pub(super) enum Cell {
    Nothing,
    Text(String),
    Link(String),
    Count(u32),
    /// A sum, and whether it has cents.
    Sum(f64, bool),
    Share(f64),
    Day(Date),
    Time(DateTime),
}

impl Default for Book {
    fn default() -> Book {
        let formats = Formats {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            sum: Format::new().set_num_format("#,##0"),
            cents: Format::new().set_num_format("#,##0.00"),
            share: Format::new().set_num_format("0.00"),
        };
        Book { workbook: Workbook::new(), formats }
    }
}

impl Book {
    /// Sets title, author and time.
    pub(super) fn describe(&mut self, options: &ExportOptions<'_>) {
        let created = excel_time(jiff::tz::TimeZone::UTC.to_datetime(options.now));
        let mut properties = DocProperties::new().set_title(title(options)).set_author("Vigie");
        if let Some(created) = created {
            properties = properties.set_creation_datetime(&created);
        }
        self.workbook.set_properties(&properties);
    }

    /// A sheet with its heads.
    pub(super) fn sheet(&self, name: &str, columns: &[Column], labels: &Labels) -> io::Result<Sheet> {
        Sheet::new(name, columns, labels, &self.formats.head).map_err(failed)
    }

    /// Puts the sheets together and writes the archive.
    pub(super) fn finish(&mut self, sheets: Vec<(Sheet, &[Column])>, to: &mut dyn Write) -> io::Result<()> {
        for (sheet, columns) in sheets {
            self.workbook.push_worksheet(sheet.finished(columns).map_err(failed)?);
        }
        to.write_all(&self.workbook.save_to_buffer().map_err(failed)?)
    }
}

impl Writer for WorkbookWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        self.book.describe(options);
        self.sheets = Some(Sheets {
            measures: self.book.sheet("export-measures", MEASURES, options.labels)?,
            articles: self.book.sheet("export-articles", ARTICLES, options.labels)?,
            sources: BTreeMap::new(),
        });
        Ok(())
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        let Some(sheets) = &mut self.sheets else { return Ok(()) };
        let formats = &self.book.formats;
        for measure in &item.measures {
            sheets.measures.push(measure_cells(item, measure, options), formats).map_err(failed)?;
        }
        sheets.articles.push(article_cells(item, options), formats).map_err(failed)?;
        let source = sheets.sources.entry(item.article.source.to_string()).or_default();
        source.0 = escape::line(&item.source);
        source.1 += 1;
        source.2 += count(item);
        Ok(())
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let Some(sheets) = self.sheets.take() else { return Ok(()) };
        let mut sources = self.book.sheet("export-sources", SOURCES, options.labels)?;
        for (name, (title, articles, measures)) in sheets.sources {
            let cells =
                vec![Cell::Text(title), Cell::Text(name), Cell::Count(articles), Cell::Count(measures)];
            sources.push(cells, &self.book.formats).map_err(failed)?;
        }
        let sheets: Vec<(Sheet, &[Column])> =
            vec![(sheets.measures, MEASURES), (sheets.articles, ARTICLES), (sources, SOURCES)];
        self.book.finish(sheets, to)
    }
}

/// More rows than a sheet holds is the one failure that articles can bring about.
pub(super) fn failed(error: XlsxError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn count(item: &Item) -> u32 {
    u32::try_from(item.measures.len()).unwrap_or(u32::MAX)
}

impl Sheet {
    fn new(name: &str, columns: &[Column], labels: &Labels, head: &Format) -> Result<Sheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(capital(&labels.text(name)))?;
        sheet.set_freeze_panes(1, 0)?;
        for ((key, width), column) in columns.iter().zip(0..) {
            sheet.write_string_with_format(0, column, capital(&labels.text(key)), head)?;
            sheet.set_column_width(column, *width)?;
        }
        Ok(Sheet { sheet, row: 1, links: 0 })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, cells: Vec<Cell>, formats: &Formats) -> Result<(), XlsxError> {
        for (cell, column) in cells.into_iter().zip(0..) {
            self.write(column, cell, formats)?;
        }
        self.row += 1;
        Ok(())
    }

    fn write(&mut self, column: u16, cell: Cell, formats: &Formats) -> Result<(), XlsxError> {
        let (sheet, row) = (&mut self.sheet, self.row);
        match cell {
            Cell::Nothing => return Ok(()),
            Cell::Text(text) => sheet.write_string(row, column, fitting(&text))?,
            Cell::Link(link) if self.links < MOST_LINKS && link.len() <= LONGEST_LINK => {
                self.links += 1;
                sheet.write_url(row, column, link.as_str())?
            }
            Cell::Link(link) => sheet.write_string(row, column, fitting(&link))?,
            Cell::Count(count) => sheet.write_number(row, column, count)?,
            Cell::Sum(sum, false) => sheet.write_number_with_format(row, column, sum, &formats.sum)?,
            Cell::Sum(sum, true) => sheet.write_number_with_format(row, column, sum, &formats.cents)?,
            Cell::Share(share) => sheet.write_number_with_format(row, column, share, &formats.share)?,
            Cell::Day(day) => match excel_time(day.into()) {
                Some(excel) => sheet.write_datetime_with_format(row, column, &excel, &formats.day)?,
                None => sheet.write_string(row, column, day.to_string())?,
            },
            Cell::Time(time) => match excel_time(time) {
                Some(excel) => sheet.write_datetime_with_format(row, column, &excel, &formats.time)?,
                None => sheet.write_string(row, column, time.to_string())?,
            },
        };
        Ok(())
    }

    fn finished(mut self, columns: &[Column]) -> Result<Worksheet, XlsxError> {
        let last = u16::try_from(columns.len()).unwrap_or(1) - 1;
        self.sheet.autofilter(0, 0, (self.row - 1).max(1), last)?;
        Ok(self.sheet)
    }
}

fn measure_cells(item: &Item, measure: &Measure, options: &ExportOptions<'_>) -> Vec<Cell> {
    let labels = options.labels;
    vec![
        measure.date.map_or(Cell::Nothing, date_cell),
        text_cell(measure.authority.as_deref()),
        text_cell(measure.company.as_deref()),
        Cell::Text(labels.kind(measure.kind)),
        measure.amount.map_or(Cell::Nothing, sum_cell),
        measure.amount.map_or(Cell::Nothing, |money| Cell::Text(money.currency.to_string())),
        measure.period.map_or(Cell::Nothing, |period| Cell::Text(labels.period(period))),
        text_cell(measure.reference.as_deref()),
        list_cell(measure.articles.iter().map(|provision| provision.0.clone())),
        list_cell(measure.breaches.iter().map(|theme| labels.theme(*theme))),
        Cell::Text(labels.role(measure.role)),
        text_cell(measure.complainant.as_deref()),
        measure.deadline.map_or(Cell::Nothing, |time| Cell::Text(deadline(time, labels))),
        list_cell(measure.aliases.iter().cloned()),
        Cell::Share(f64::from(measure.confidence.hundredths()) / 100.0),
        list_cell(proofs(item, measure, labels)),
        Cell::Text(shown_title(&item.article.title, labels)),
        Cell::Text(escape::line(&item.source)),
        time_cell(item.article.dates.published, options),
        link_cell(item),
        Cell::Text(item.article.id.to_string()),
    ]
}

fn article_cells(item: &Item, options: &ExportOptions<'_>) -> Vec<Cell> {
    let dates = item.article.dates;
    vec![
        time_cell(dates.published, options),
        time_cell(dates.updated, options),
        time_cell(Some(dates.fetched), options),
        Cell::Text(escape::line(&item.source)),
        Cell::Text(shown_title(&item.article.title, options.labels)),
        text_cell(item.article.author.as_deref()),
        Cell::Text(options.labels.language(item.article.language)),
        Cell::Count(count(item)),
        Cell::Text(super::lead(&item.document, &item.measures).join(" ")),
        link_cell(item),
        Cell::Text(item.article.id.to_string()),
    ]
}

/// Every passage with the name of the field that it proves.
fn proofs<'a>(item: &'a Item, measure: &'a Measure, labels: &'a Labels) -> impl Iterator<Item = String> + 'a {
    Field::ALL.into_iter().flat_map(move |field| {
        let name = labels.text(&format!("field-{}", field.code()));
        let passages = passages(measure, field, &item.article.title, &item.document.text);
        passages.into_iter().map(move |passage| named(&name, &passage, labels))
    })
}

pub(super) fn sum_cell(money: Money) -> Cell {
    Cell::Sum(money.cents.0 as f64 / 100.0, money.cents.remainder() != 0)
}

pub(super) fn text_cell(text: Option<&str>) -> Cell {
    text.map(escape::line).filter(|text| !text.is_empty()).map_or(Cell::Nothing, Cell::Text)
}

pub(super) fn list_cell(values: impl Iterator<Item = String>) -> Cell {
    let values: Vec<String> = values.map(|value| escape::line(&value)).collect();
    if values.is_empty() { Cell::Nothing } else { Cell::Text(values.join("; ")) }
}

fn link_cell(item: &Item) -> Cell {
    escape::link(item.article.link.as_deref()).map_or(Cell::Nothing, Cell::Link)
}

/// A date that is known to the month or the year is text: a day would be invented.
pub(super) fn date_cell(date: PartialDate) -> Cell {
    date.day().map_or_else(|| Cell::Text(date.to_string()), Cell::Day)
}

pub(super) fn time_cell(timestamp: Option<Timestamp>, options: &ExportOptions<'_>) -> Cell {
    timestamp.map_or(Cell::Nothing, |time| Cell::Time(options.zone.to_datetime(time)))
}

/// The moment as a spreadsheet counts it; nothing before 1900.
fn excel_time(time: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(time.year()).ok()?;
    let small = |part: i8| u8::try_from(part).ok();
    let day = ExcelDateTime::from_ymd(year, small(time.month())?, small(time.day())?).ok()?;
    let (hour, minute) = (u16::try_from(time.hour()).ok()?, small(time.minute())?);
    day.and_hms(hour, minute, f64::from(time.second())).ok()
}

fn fitting(text: &str) -> String {
    text.chars().take(LONGEST_CELL).collect()
}
