//! What the use cases give to a face.

use jiff::Timestamp;

use crate::domain::{Article, ArticleId, Mark, Measure, Source, SourceId};
use crate::labels::Message;
use crate::text::Document;

/// An article opened for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// Its mark.
    pub mark: Mark,
    /// Its text.
    pub document: Document,
    /// Its measures, main ones first; their spans point into the title and into `document.text`.
    pub measures: Vec<Measure>,
}

/// A source and how it fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStatus {
    /// The source.
    pub source: Source,
    /// Articles kept from it.
    pub articles: usize,
    /// Articles not yet read.
    pub unread: usize,
    /// When it was last fetched with success.
    pub last_success: Option<Timestamp>,
    /// Why the last fetch failed, when it did.
    pub failure: Option<Message>,
    /// Defects that were mended in its feed at the last fetch.
    pub mended: Vec<String>,
}

/// What the first digits of an identifier stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No article.
    Nothing,
    /// One article.
    One(ArticleId),
    /// Several; some of them.
    Several(Vec<ArticleId>),
}

/// What a refresh tells while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// It begins, with so many sources.
    Started {
        /// How many sources.
        sources: usize,
    },
    /// A source is done.
    SourceDone {
        /// Which.
        source: SourceId,
        /// How many new articles it brought.
        new: usize,
        /// Why it failed, when it did.
        failure: Option<Message>,
        /// Sources done so far.
        done: usize,
        /// Sources in all.
        total: usize,
    },
}

/// What a refresh did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefreshReport {
    /// Identifiers of the new articles.
    pub new: Vec<ArticleId>,
    /// Articles whose text had changed.
    pub changed: usize,
    /// Sources that answered.
    pub succeeded: usize,
    /// Sources that had nothing new to say.
    pub unchanged: usize,
    /// Sources that failed, and why.
    pub failed: Vec<(SourceId, Message)>,
    /// Sources that were not asked, and why: the network is forbidden, or their server asked to be left alone.
    pub left: Vec<(SourceId, Message)>,
}
