//! What an article said at each time: its earlier versions, and the one that stands.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::domain::ArticleId;
use crate::text::Document;

use super::error::AppError;
use super::library::Library;

/// A version of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was first seen.
    pub since: Timestamp,
    /// Its title.
    pub title: String,
    /// Its text.
    pub document: Document,
}

impl Library {
    /// Every version of an article, the oldest first; the last is the one that stands. Empty when there is no such article.
    /// Two of them are compared by [`word_changes`](crate::text::word_changes).
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>, AppError> {
        let Some(kept) = self.store.article(id)? else { return Ok(Vec::new()) };
        let mut since = kept.headline.article.dates.fetched;
        let mut versions = Vec::new();
        for earlier in self.store.earlier(id)? {
            versions.push(Version { since, title: earlier.title, document: earlier.document });
            since = earlier.replaced;
        }
        versions.push(Version { since, title: kept.headline.article.title, document: kept.document });
        Ok(versions)
    }

    /// The articles that have more than one version. Reads no article; there are few.
    pub fn changed(&self) -> Result<HashSet<ArticleId>, AppError> {
        Ok(self.store.changed()?.into_iter().collect())
    }
}
