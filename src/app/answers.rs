//! Answering queries: from the index when it can, else by reading.

use std::sync::atomic::AtomicBool;

use jiff::tz::TimeZone;

use crate::domain::ArticleId;
use crate::index::{self, Answer, Ask, Index, IndexError, Snippet};
use crate::query::Query;

use super::error::AppError;
use super::library::Library;

/// How much of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Articles named at most; the others are counted.
    pub articles: usize,
    /// Values of each facet at most; with 0 nothing is counted but articles.
    pub facets: usize,
}

impl Wanted {
    /// Every article, and nothing counted beside.
    pub const ALL: Wanted = Wanted { articles: usize::MAX, facets: 0 };
}

impl Library {
    /// The articles that a query asks for, in its order, with counts and sums over them. While there is no index every
    /// article is read: the answer is then ordered by date unless the query says how, and nothing is counted but articles. Ends early with what it has when `cancelled` becomes true.
    pub fn search(&self, query: &Query, wanted: Wanted, cancelled: &AtomicBool) -> Result<Answer, AppError> {
        if let Some(index) = self.ready_index() {
            match self.ask(&index, query, wanted) {
                // Whatever the index cannot do, reading can.
                Err(AppError::Index(error)) if error.calls_for_rebuild() => self.give_index_up(),
                Err(AppError::Index(_)) => {}
                answered => return answered,
            }
        }
        let found = self.find(query, cancelled)?;
        let ids = found.iter().take(wanted.articles).map(|headline| headline.article.id).collect();
        Ok(Answer { ids, total: found.len(), ..Answer::default() })
    }

    /// The passage of an article that shows most of a query's words; nothing when the query has no words, or the article
    /// is gone.
    pub fn snippet(&self, query: &Query, id: ArticleId, width: usize) -> Result<Option<Snippet>, AppError> {
        if query.expression.words().is_empty() {
            return Ok(None);
        }
        let kept = self.store.article(id)?;
        Ok(kept.map(|kept| index::snippet(query, kept.headline.article.language, &kept.document.text, width)))
    }

    /// The articles of a query that the index answers; nothing when there is no index yet.
    pub fn search_index(&self, query: &Query, wanted: Wanted) -> Option<Result<Answer, AppError>> {
        let index = self.ready_index()?;
        let answer = self.ask(&index, query, wanted);
        if matches!(&answer, Err(AppError::Index(error)) if error.calls_for_rebuild()) {
            self.give_index_up();
            return None;
        }
        Some(answer)
    }

    fn ask(&self, index: &Index, query: &Query, wanted: Wanted) -> Result<Answer, AppError> {
        self.follow_others()?;
        index.set_sources(&self.known_sources()?);
        let ask = Ask {
            query,
            limit: wanted.articles,
            facets: wanted.facets,
            now: self.now(),
            zone: &TimeZone::UTC,
        };
        Ok(index.answer(&ask)?)
    }

    /// Reads every byte of the index and compares it with its checksum; nothing when there is no index.
    pub fn verify_index(&self) -> Result<Option<()>, AppError> {
        self.ready_index().map(|index| index.verify().map_err(|error: IndexError| error.into())).transpose()
    }
}
