//! Articles and the decisions that they tell, for a bibliography: CSL-JSON, as citation managers read it.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::atom::author;
use super::bibtex::{article_key, decision_key, decisions};
use super::json::ArrayInParts;
use super::summary::shown_title;
use super::writer::Writer;
use super::{CitationStyle, ExportOptions, Item, cite, escape, headline};
use crate::domain::{Measure, PartialDate};

pub(super) struct CslWriter {
    pub(super) entries: ArrayInParts,
}

impl Default for CslWriter {
    fn default() -> CslWriter {
        CslWriter { entries: ArrayInParts::at_depth(2) }
    }
}

#[derive(Default, Serialize)]
pub(super) struct EntryRecord {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) title: String,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    pub(super) container_title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<NameRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authority: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issued: Option<DateRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accessed: Option<DateRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

#[derive(Serialize)]
pub(super) struct NameRecord {
    literal: String,
}

#[derive(Serialize)]
pub(super) struct DateRecord {
    #[serde(rename = "date-parts")]
    date_parts: [Vec<i16>; 1],
}

impl Writer for CslWriter {
    fn begin(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        write!(to, "[")
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        self.entries.push(&article(item, options), to)?;
        for (rank, measure) in decisions(item) {
            self.entries.push(&decision(item, rank, measure, options), to)?;
        }
        Ok(())
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}", self.entries.close())
    }
}

fn article(item: &Item, options: &ExportOptions<'_>) -> EntryRecord {
    let dates = item.article.dates;
    EntryRecord {
        id: article_key(item),
        kind: "webpage",
        title: shown_title(&item.article.title, options.labels),
        container_title: Some(escape::line(&item.source)),
        author: vec![NameRecord { literal: author(item) }],
        url: escape::link(item.article.link.as_deref()),
        issued: dates.published.map(|published| day(options.day(published))),
        accessed: Some(day(options.day(dates.fetched))),
        language: Some(item.article.language.tag()).filter(|tag| *tag != "und"),
        ..EntryRecord::default()
    }
}

fn decision(item: &Item, rank: usize, measure: &Measure, options: &ExportOptions<'_>) -> EntryRecord {
    EntryRecord {
        id: decision_key(item, rank),
        kind: "legal_case",
        title: headline(measure, options.labels),
        authority: measure.authority.as_deref().map(escape::line),
        number: measure.reference.as_deref().map(escape::line),
        url: escape::link(item.article.link.as_deref()),
        issued: measure.date.map(partial),
        note: Some(cite(measure, item, CitationStyle::Legal, options.labels)),
        ..EntryRecord::default()
    }
}

fn day(date: Date) -> DateRecord {
    partial(PartialDate::Day(date))
}

/// The parts that are known.
pub(super) fn partial(date: PartialDate) -> DateRecord {
    let month = date.month().map(i16::from);
    let day = date.day().map(|date| i16::from(date.day()));
    DateRecord { date_parts: [[Some(date.year()), month, day].into_iter().flatten().collect()] }
}
