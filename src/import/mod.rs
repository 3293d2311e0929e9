//! What other readers, and this one, have kept: newsboat's lists and cache, NewsFlash's store (eilmeldung keeps the same),
//! lists of feeds as OPML, and the JSON lines of this program. Bytes in, values out.
//!
//! Knows their forms. Leaves to `app` what becomes of the values. What cannot be read is left out and counted; no input
//! panics or loops.

mod lines;
mod newsboat;
mod newsflash;
mod sqlite;

use jiff::Timestamp;

use crate::domain::{Article, Mark, Measure};
use crate::feed::opml::{self, Subscription};
use crate::text::encoding;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Which form it has.
    pub form: Form,
    /// Feeds that were followed.
    pub subscriptions: Vec<Subscription>,
    /// Articles of feeds, as another reader kept them.
    pub entries: Vec<TakenEntry>,
    /// Articles of this program.
    pub articles: Vec<TakenArticle>,
    /// Lines or rows that could not be read.
    pub skipped: usize,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A list of feeds as OPML.
    #[default]
    Opml,
    /// newsboat's list of feeds, `urls`.
    NewsboatUrls,
    /// newsboat's `cache.db`.
    NewsboatCache,
    /// The store of NewsFlash, which eilmeldung shares.
    NewsFlash,
    /// JSON lines of this program.
    JsonLines,
}

impl Form {
    /// Every one.
    pub const ALL: [Form; 5] =
        [Form::Opml, Form::NewsboatUrls, Form::NewsboatCache, Form::NewsFlash, Form::JsonLines];

    /// Its name in exported values and labels.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Opml => "opml",
            Form::NewsboatUrls => "newsboat-urls",
            Form::NewsboatCache => "newsboat-cache",
            Form::NewsFlash => "newsflash",
            Form::JsonLines => "jsonl",
        }
    }
}

/// An article as another reader kept it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenEntry {
    /// Address of its feed.
    pub feed: String,
    /// The feed's own identifier for it.
    pub guid: String,
    /// Its link.
    pub link: Option<String>,
    /// Its title, in plain text.
    pub title: String,
    /// Its author.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Its text as HTML.
    pub html: String,
    /// Read and starred.
    pub mark: Mark,
}

/// An article of this program, with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenArticle {
    /// The article.
    pub article: Article,
    /// Title of its source.
    pub source: String,
    /// Its text.
    pub text: String,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Read and starred.
    pub mark: Mark,
}

/// Why nothing could be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file has none of the known forms.
    #[error("no known form")]
    Unknown,
    /// It is a database, and cannot be read as one.
    #[error("not a database that can be read: {0}")]
    Database(&'static str),
}

/// Reads a file; `log` is what stands in the file of the same name with `-wal` behind it, beside a database that was not
/// closed, and is empty otherwise.
pub fn read(bytes: &[u8], log: &[u8]) -> Result<Taken, ImportError> {
    if sqlite::is_database(bytes) {
        return of_database(bytes, log);
    }
    let text = encoding::decode(bytes, None).text;
    if text.trim_start().starts_with('{') {
        return Ok(lines::read(&text));
    }
    if let Ok(subscriptions) = opml::read(&text) {
        return Ok(Taken { form: Form::Opml, subscriptions, ..Taken::default() });
    }
    newsboat::urls(&text).ok_or(ImportError::Unknown)
}

fn of_database(bytes: &[u8], log: &[u8]) -> Result<Taken, ImportError> {
    let database = sqlite::Database::open(bytes, log).map_err(ImportError::Database)?;
    if database.has_table("rss_item") {
        return newsboat::cache(&database).map_err(ImportError::Database);
    }
    if database.has_table("articles") && database.has_table("feeds") {
        return newsflash::read(&database).map_err(ImportError::Database);
    }
    Err(ImportError::Unknown)
}
