//! One row a measure, as RFC 4180 has it: UTF-8, CRLF, quotes where they are needed.
//!
//! Columns bear the names of the JSON records, so that a script reads the same words in every language. An article
//! without a measure has one row whose measure columns are empty. Cells that a spreadsheet would compute are guarded.

use std::io::{self, Write};

use super::summary::passages;
use super::writer::Writer;
use super::{ExportOptions, Item, escape};
use crate::domain::{Field, Measure, Money};

/// The columns of an article, before those of a measure.
const ARTICLE_COLUMNS: [&str; 8] =
    ["article", "source", "title", "link", "published", "updated", "fetched", "language"];

/// The columns of a measure.
const MEASURE_COLUMNS: [&str; 19] = [
    "kind",
    "kind_label",
    "authority",
    "company",
    "aliases",
    "amount",
    "currency",
    "period",
    "date",
    "reference",
    "articles",
    "breaches",
    "role",
    "complainant",
    "deadline",
    "confidence",
    "doubtful",
    "rules",
    "passages",
];

pub(super) struct CsvWriter;

impl Writer for CsvWriter {
    fn begin(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let names = ARTICLE_COLUMNS.iter().chain(&MEASURE_COLUMNS);
        row(names.map(|name| (*name).to_owned()), to)
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let article = article_cells(item);
        if item.measures.is_empty() {
            let empty = MEASURE_COLUMNS.iter().map(|_| String::new());
            return row(article.into_iter().chain(empty), to);
        }
        for measure in &item.measures {
            row(article.iter().cloned().chain(measure_cells(item, measure, options)), to)?;
        }
        Ok(())
    }
}

pub(super) fn row(cells: impl Iterator<Item = String>, to: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(to);
    writer.write_record(cells.map(|cell| escape::cell(&cell)))?;
    writer.flush()
}

fn article_cells(item: &Item) -> [String; 8] {
    let article = &item.article;
    let time =
        |timestamp: Option<jiff::Timestamp>| timestamp.map(|time| time.to_string()).unwrap_or_default();
    [
        article.id.to_string(),
        escape::line(&item.source),
        escape::line(&article.title),
        escape::link(article.link.as_deref()).unwrap_or_default(),
        time(article.dates.published),
        time(article.dates.updated),
        time(Some(article.dates.fetched)),
        article.language.tag().to_owned(),
    ]
}

fn measure_cells(item: &Item, measure: &Measure, options: &ExportOptions<'_>) -> [String; 19] {
    [
        measure.kind.code().to_owned(),
        options.labels.kind(measure.kind),
        text(measure.authority.as_deref()),
        text(measure.company.as_deref()),
        list(measure.aliases.iter()),
        measure.amount.map(number).unwrap_or_default(),
        measure.amount.map(|money| money.currency.to_string()).unwrap_or_default(),
        measure.period.map(|period| period.code().to_owned()).unwrap_or_default(),
        measure.date.map(|date| date.to_string()).unwrap_or_default(),
        text(measure.reference.as_deref()),
        list(measure.articles.iter()),
        list(measure.breaches.iter().map(|theme| theme.code())),
        measure.role.code().to_owned(),
        text(measure.complainant.as_deref()),
        measure.deadline.map(|deadline| deadline.to_string()).unwrap_or_default(),
        format!("{:.2}", f64::from(measure.confidence.hundredths()) / 100.0),
        measure.confidence.is_doubtful().to_string(),
        list(measure.rules.iter()),
        proofs(item, measure),
    ]
}

fn text(text: Option<&str>) -> String {
    text.map(escape::line).unwrap_or_default()
}

fn list(values: impl Iterator<Item = impl ToString>) -> String {
    let values: Vec<String> = values.map(|value| escape::line(&value.to_string())).collect();
    values.join("; ")
}

/// The sum with a point before its cents, without thousands.
pub(super) fn number(money: Money) -> String {
    let (units, rest) = (money.cents.units(), money.cents.remainder().abs());
    if rest == 0 { units.to_string() } else { format!("{units}.{rest:02}") }
}

/// Every passage with the field that it proves: `amount: 5,2 millions d’euros | kind: liquidé l’astreinte`.
fn proofs(item: &Item, measure: &Measure) -> String {
    let mut proofs = Vec::new();
    for field in Field::ALL {
        for passage in passages(measure, field, &item.article.title, &item.document.text) {
            proofs.push(format!("{}: {passage}", field.code()));
        }
    }
    proofs.join(" | ")
}
