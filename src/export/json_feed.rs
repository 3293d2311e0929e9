//! A feed of articles as JSON Feed 1.1 has it (<https://www.jsonfeed.org/version/1.1/>), each item with its summary and,
//! as an extension, its measures.

use std::io::{self, Write};

use serde::Serialize;

use super::atom::{author, brief, seconds, title};
use super::json::{ArrayInParts, open_object};
use super::record::{ARTICLES_SCHEMA, MeasureRecord, SourceRecord};
use super::summary::Summary;
use super::writer::Writer;
use super::{DecisionRecord, ExportOptions, Item, html};

pub(super) struct JsonFeedWriter {
    pub(super) elements: ArrayInParts,
}

impl Default for JsonFeedWriter {
    fn default() -> JsonFeedWriter {
        JsonFeedWriter { elements: ArrayInParts::at_depth(4) }
    }
}

#[derive(Serialize)]
struct FeedRecord {
    version: &'static str,
    title: String,
    language: &'static str,
}

#[derive(Serialize)]
struct ItemRecord {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    content_html: String,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    authors: Vec<AuthorRecord>,
    language: &'static str,
    #[serde(rename = "_vigie")]
    extension: ExtensionRecord,
}

/// A decision as an item of the feed.
#[derive(Serialize)]
pub(super) struct DecisionEntry {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) title: String,
    pub(super) content_html: String,
    pub(super) summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
    pub(super) language: &'static str,
    /// The decision in the fields of its schema.
    #[serde(rename = "_vigie")]
    pub(super) decision: DecisionRecord,
}

#[derive(Serialize)]
struct AuthorRecord {
    name: String,
}

#[derive(Serialize)]
struct ExtensionRecord {
    about: &'static str,
    schema: &'static str,
    source: SourceRecord,
    measures: Vec<MeasureRecord>,
}

impl Writer for JsonFeedWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let head = FeedRecord {
            version: "https://jsonfeed.org/version/1.1",
            title: title(options),
            language: options.labels.tongue().tag(),
        };
        write!(to, "{},\n  \"items\": [", open_object(&head)?)
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        self.elements.push(&record(item, options), to)
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}\n}}", self.elements.close())
    }
}

fn record(item: &Item, options: &ExportOptions<'_>) -> ItemRecord {
    let summary = Summary::new(item, options);
    let article = &item.article;
    let measure = |measure| MeasureRecord::new(measure, &article.title, &item.document.text);
    ItemRecord {
        id: article.id.to_string(),
        url: summary.link.clone(),
        content_html: html::article(&summary, options.labels),
        title: summary.title,
        summary: brief(item, options),
        date_published: article.dates.published.map(seconds),
        date_modified: article.dates.updated.map(seconds),
        authors: vec![AuthorRecord { name: author(item) }],
        language: options.labels.tongue().tag(),
        extension: ExtensionRecord {
            about: "measures drawn from the article, in the fields of the schema",
            schema: ARTICLES_SCHEMA,
            source: SourceRecord { id: article.source.to_string(), title: item.source.clone() },
            measures: item.measures.iter().map(measure).collect(),
        },
    }
}
