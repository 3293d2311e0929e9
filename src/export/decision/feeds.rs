//! A feed of decisions, to be followed by any reader: an entry a decision, which changes when another article tells it.

use std::io::{self, Write};

use super::pages::fragment;
use super::summary::{DecisionSummary, shown};
use super::{DecisionItem, DecisionRecord, cite_decision};
use crate::export::atom::{AtomWriter, seconds, uuid};
use crate::export::escape::{escaped_markup, markup};
use crate::export::json_feed::{DecisionEntry, JsonFeedWriter};
use crate::export::writer::Writer;
use crate::export::{ExportOptions, Item, escape};

impl Writer<DecisionItem> for AtomWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let summary = DecisionSummary::new(item, options);
        let tag = options.labels.tongue().tag();
        writeln!(to, "<entry>\n<id>urn:uuid:{}</id>", id(item))?;
        writeln!(to, "<title>{}</title>", markup(&summary.title))?;
        if let Some(link) = link(item) {
            writeln!(to, "<link rel=\"alternate\" href=\"{}\"/>", markup(&link))?;
        }
        if let Some(published) = moments(item).min() {
            writeln!(to, "<published>{}</published>", seconds(published))?;
        }
        writeln!(to, "<updated>{}</updated>", seconds(moments(item).max().unwrap_or(options.now)))?;
        let author = item.decision.authority().map_or_else(|| "Vigie".to_owned(), escape::line);
        writeln!(to, "<author><name>{}</name></author>", markup(&author))?;
        writeln!(to, "<summary>{}</summary>", markup(&cite_decision(&item.decision)))?;
        let content = escaped_markup(&fragment(&summary, options.labels));
        writeln!(to, "<content type=\"html\" xml:lang=\"{tag}\">{content}</content>\n</entry>")
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::end(self, options, to)
    }
}

impl Writer<DecisionItem> for JsonFeedWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::begin(self, options, to)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let summary = DecisionSummary::new(item, options);
        let entry = DecisionEntry {
            id: item.decision.id.to_string(),
            url: link(item),
            content_html: fragment(&summary, options.labels),
            title: summary.title,
            summary: cite_decision(&item.decision),
            date_published: moments(item).min().map(seconds),
            date_modified: moments(item).max().map(seconds),
            language: options.labels.tongue().tag(),
            decision: DecisionRecord::whole(item),
        };
        self.elements.push(&entry, to)
    }

    fn end(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        Writer::<Item>::end(self, options, to)
    }
}

/// When the articles on it were published.
fn moments(item: &DecisionItem) -> impl Iterator<Item = jiff::Timestamp> {
    item.readings.iter().map(shown)
}

/// The page of the most trusted article.
fn link(item: &DecisionItem) -> Option<String> {
    item.readings.iter().find_map(|reading| escape::link(reading.link.as_deref()))
}

/// The identifier's eight bytes and a mark, as many as a UUID has.
fn id(item: &DecisionItem) -> String {
    let mut bytes = *b"decision........";
    bytes[8..].copy_from_slice(&item.decision.id.0);
    // The first byte of the second half bears the variant, so the bytes are told apart by those of the first half too.
    for (place, byte) in item.decision.id.0.iter().enumerate() {
        bytes[place] ^= byte;
    }
    uuid(bytes)
}
