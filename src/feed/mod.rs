//! From the bytes of a feed to its entries; alone in knowing feed-rs.

mod adapter;
pub mod date;

use jiff::Timestamp;

use crate::domain::Language;

/// What is known of the bytes beside themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The `Content-Type` header, charset included.
    pub content_type: Option<&'a str>,
    /// The address that the bytes came from, to which relative addresses are joined.
    pub base: Option<&'a str>,
}

/// A feed as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// `rss`, `atom`, `rdf` or `json`.
    pub format: &'static str,
    /// Title in plain text.
    pub title: String,
    /// Language that the feed declares.
    pub language: Option<Language>,
    /// Minutes for which the feed asks not to be fetched again.
    pub ttl: Option<u32>,
    /// Entries in the feed's order.
    pub entries: Vec<Entry>,
    /// Defects that were mended, by name.
    pub mended: Vec<&'static str>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The feed's identifier for it, else its link, else a hash of what it holds; never empty.
    pub id: String,
    /// Title in plain text.
    pub title: String,
    /// Absolute link.
    pub link: Option<String>,
    /// Publication.
    pub published: Option<Timestamp>,
    /// Last change.
    pub updated: Option<Timestamp>,
    /// Author.
    pub author: Option<String>,
    /// Language of this entry, when told.
    pub language: Option<Language>,
    /// Summary, as HTML.
    pub summary: String,
    /// Full content, as HTML; empty when the feed gives none.
    pub content: String,
    /// Files that belong to it: sound, video, documents.
    pub enclosures: Vec<Enclosure>,
}

/// A file that belongs to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Absolute address.
    pub address: String,
    /// Media type, when told.
    pub media_type: Option<String>,
    /// Length in bytes, when told.
    pub length: Option<u64>,
}

/// Why bytes are no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing at all.
    #[error("empty")]
    Empty,
    /// A web page stands where a feed should.
    #[error("a web page, not a feed")]
    WebPage,
    /// Neither XML nor JSON in a form that is known; with the parser's words.
    #[error("not a feed: {0}")]
    Unknown(String),
}

/// Reads a feed in any of the formats, mending what it can.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Result<Feed, FeedError> {
    let text = String::from_utf8_lossy(bytes);
    adapter::read(&text, hints.base)
}
