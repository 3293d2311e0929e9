//! An article as it is kept.

use jiff::Timestamp;

use super::{ArticleId, Language, SourceId};

/// The three dates of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ArticleDates {
    /// When the source says that it was published.
    pub published: Option<Timestamp>,
    /// When the source says that it was changed.
    pub updated: Option<Timestamp>,
    /// When it was first fetched.
    pub fetched: Timestamp,
}

impl ArticleDates {
    /// The date that lists are sorted by: publication, else change, else fetch.
    pub fn shown(&self) -> Timestamp {
        self.published.or(self.updated).unwrap_or(self.fetched)
    }
}

/// What is known of an article beside its text and its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identifier, from its source and guid.
    pub id: ArticleId,
    /// Where it came from.
    pub source: SourceId,
    /// The source's own identifier for it.
    pub guid: String,
    /// Permanent link, http or https; nothing when the feed gives none.
    pub link: Option<String>,
    /// Title in plain text; empty when the feed gives none.
    pub title: String,
    /// Author, when told.
    pub author: Option<String>,
    /// Publication, change, fetch.
    pub dates: ArticleDates,
    /// Language of its text.
    pub language: Language,
}
