//! What is exported, and how the reader wants it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::{Article, Mark, Measure};
use crate::labels::Labels;
use crate::text::Document;

/// An article with all that is written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub article: Article,
    /// The title of its source, as shown.
    pub source: String,
    /// Its text.
    pub document: Document,
    /// Its measures, main ones first; their spans point into the title and into `document.text`.
    pub measures: Vec<Measure>,
    /// Whether it is read or starred.
    pub mark: Mark,
}

/// How an export is written.
#[derive(Debug, Clone)]
pub struct ExportOptions<'a> {
    /// The words of the formats that people read.
    pub labels: &'a Labels,
    /// When the export is made: formats that bear their own date say this one.
    pub now: Timestamp,
    /// The zone in which the day of a timestamp is told to people; machines get UTC.
    pub zone: TimeZone,
    /// What stands above all articles, in the formats that have such a place; a general title when there is none.
    pub title: Option<String>,
}

impl<'a> ExportOptions<'a> {
    /// Days told in UTC, the general title.
    pub fn new(labels: &'a Labels, now: Timestamp) -> ExportOptions<'a> {
        ExportOptions { labels, now, zone: TimeZone::UTC, title: None }
    }

    /// The day of a timestamp, as people are told it.
    pub(super) fn day(&self, timestamp: Timestamp) -> Date {
        self.zone.to_datetime(timestamp).date()
    }
}
