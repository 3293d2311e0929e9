//! Decisions, written: each with its measures, its case, and the articles that tell it.
//!
//! Knows what is written of a decision in every format. Leaves the ledger to its maker: which decisions, the days that
//! their time ends and whether their public naming is over arrive as values.

mod bibliography;
mod calendar;
mod feeds;
mod item;
mod json;
mod pages;
mod record;
mod summary;
mod table;
mod words;
mod workbook;

use std::borrow::Borrow;
use std::io::{self, Write};

pub use item::{CaseItem, DecisionItem, Reading};
pub use record::{Clash, DECISIONS_SCHEMA, DecisionRecord, clashes};
pub use summary::DecisionSummary;
pub use words::{cite_decision, decision_headline};

use super::atom::AtomWriter;
use super::bibtex::BibtexWriter;
use super::calendar::CalendarWriter;
use super::csl::CslWriter;
use super::csv::CsvWriter;
use super::html::HtmlWriter;
use super::json::{JsonLinesWriter, JsonWriter};
use super::json_feed::JsonFeedWriter;
use super::markdown::MarkdownWriter;
use super::plain::PlainWriter;
use super::writer::{self, Writer};
use super::{ExportOptions, Format};

/// Writes decisions in a format, in the order given; as [`super::write`] does articles.
pub fn write_decisions<I>(
    format: Format,
    items: I,
    options: &ExportOptions<'_>,
    to: &mut dyn Write,
) -> io::Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<DecisionItem>,
{
    writer::run(&mut *writer_of(format), items, options, to)
}

fn writer_of(format: Format) -> Box<dyn Writer<DecisionItem>> {
    match format {
        Format::Markdown => Box::new(MarkdownWriter),
        Format::Html => Box::new(HtmlWriter),
        Format::Text => Box::new(PlainWriter),
        Format::Csv => Box::new(CsvWriter),
        Format::Json => Box::new(JsonWriter::default()),
        Format::JsonLines => Box::new(JsonLinesWriter),
        Format::Xlsx => Box::new(workbook::DecisionsWorkbook::default()),
        Format::Atom => Box::new(AtomWriter),
        Format::JsonFeed => Box::new(JsonFeedWriter::default()),
        Format::Ics => Box::new(CalendarWriter),
        Format::Bibtex => Box::new(BibtexWriter),
        Format::CslJson => Box::new(CslWriter::default()),
    }
}
