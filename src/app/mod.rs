//! The use cases that both faces share: refresh, list, search, mark, export.
//!
//! A [`Library`] is what a face holds. It assumes neither that it is alone nor that the store lies in this process.

use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use crate::domain::{Article, ArticleId, Mark, MarkChange, Measure, Source, SourceId};
use crate::labels::Message;
use crate::text::Document;

pub use crate::domain::{Fact, Headline};

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
}

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// To be replaced by the store's and others' errors.
    #[error("not yet")]
    NotYet,
}

impl AppError {
    /// What is said to the reader: what failed, why, what to do.
    pub fn message(&self) -> Message {
        Message { key: "error-unknown", arguments: Vec::new() }
    }
}

/// The reader's articles, with all that can be done to them. Cheap to clone; every clone is the same library.
#[derive(Clone)]
pub struct Library {}

impl Library {
    /// Every article's row, newest first.
    pub fn headlines(&self) -> Result<Vec<Headline>, AppError> {
        Err(AppError::NotYet)
    }

    /// The rows of these articles, those that are gone left out.
    pub fn headlines_of(&self, _ids: &[ArticleId]) -> Result<Vec<Headline>, AppError> {
        Err(AppError::NotYet)
    }

    /// Opens an article.
    pub fn open_article(&self, _id: ArticleId) -> Result<Option<Opened>, AppError> {
        Err(AppError::NotYet)
    }

    /// Articles whose title or body holds every word of `words`, whatever their case and accents, newest first.
    /// Ends early with what it has when `cancelled` becomes true.
    pub fn find_text(&self, _words: &str, _cancelled: &AtomicBool) -> Result<Vec<ArticleId>, AppError> {
        Err(AppError::NotYet)
    }

    /// Changes marks; gives back those that were different before, so that it can be undone.
    pub fn mark(&self, _ids: &[ArticleId], _change: MarkChange) -> Result<Vec<ArticleId>, AppError> {
        Err(AppError::NotYet)
    }

    /// Every source, in the catalogue's order.
    pub fn sources(&self) -> Result<Vec<SourceStatus>, AppError> {
        Err(AppError::NotYet)
    }

    /// Follows a feed at an http, https or file address; the title is the feed's own until it is fetched.
    pub fn add_source(&self, _address: &str, _title: Option<&str>) -> Result<Source, AppError> {
        Err(AppError::NotYet)
    }

    /// Ceases to follow a source; its articles stay.
    pub fn remove_source(&self, _id: &SourceId) -> Result<(), AppError> {
        Err(AppError::NotYet)
    }

    /// Fetches sources (all of them when none is named), draws facts, stores, and tells on the way what it does.
    /// One source's failure is in the report and never ends the refresh.
    pub async fn refresh(
        &self,
        _sources: &[SourceId],
        _progress: tokio::sync::mpsc::UnboundedSender<Progress>,
    ) -> Result<RefreshReport, AppError> {
        Err(AppError::NotYet)
    }

    /// Ensures that all that was acknowledged is on disk.
    pub fn flush(&self) -> Result<(), AppError> {
        Ok(())
    }
}
