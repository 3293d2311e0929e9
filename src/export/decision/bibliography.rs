//! Decisions for a bibliography: `@jurisdiction` of biblatex, and CSL-JSON.

use std::io::{self, Write};

use super::{DecisionItem, cite_decision, decision_headline};
use crate::export::bibtex::{BibtexWriter, Fields, braced, entry, text, verbatim};
use crate::export::csl::{CslWriter, EntryRecord, partial};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, Item, escape, file_name};

impl Writer<DecisionItem> for BibtexWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let decision = &item.decision;
        let fields: Fields = vec![
            ("title", Some(braced(&decision_headline(decision, options.labels)))),
            ("institution", decision.authority().map(text)),
            ("number", decision.reference.as_deref().map(text)),
            ("date", decision.decided.as_ref().map(|decided| decided.value().to_string())),
            ("url", link(item).map(|link| verbatim(&link))),
            ("note", Some(text(&cite_decision(decision)))),
        ];
        entry("jurisdiction", &key(item), &fields, to)
    }
}

impl Writer<DecisionItem> for CslWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let decision = &item.decision;
        let record = EntryRecord {
            id: key(item),
            kind: "legal_case",
            title: decision_headline(decision, options.labels),
            authority: decision.authority().map(escape::line),
            number: decision.reference.as_deref().map(escape::line),
            url: link(item),
            issued: decision.decided.as_ref().map(|decided| partial(*decided.value())),
            note: Some(cite_decision(decision)),
            ..EntryRecord::default()
        };
        self.entries.push(&record, to)
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::end(self, options, to)
    }
}

/// Authority, reference or year, and identifier: one word on every system.
fn key(item: &DecisionItem) -> String {
    let decision = &item.decision;
    let year = decision.day().map(|day| day.year().to_string()).unwrap_or_default();
    let number = decision.reference.clone().unwrap_or(year);
    let id = decision.id.to_string();
    file_name(&[decision.authority().unwrap_or_default(), &number, &id[..8]], "")
}

fn link(item: &DecisionItem) -> Option<String> {
    item.readings.iter().find_map(|reading| escape::link(reading.link.as_deref()))
}
