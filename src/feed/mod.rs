//! From the bytes of a feed to its entries; alone in knowing feed-rs.
//!
//! Messy input is not an error: a feed is read as far as it can be, and what had to be mended is told beside it. Each file
//! knows one kind of defect: compression (`unpack`), tags (`outline`), namespaces (`names`), texts
//! (`content`), addresses (`links`), dates (`date`), JSON (`json`). Beside feeds, what leads to them and stands for them: pages
//! that announce them (`discover`), lists of them (`opml`), listing pages (`listing`), tables of
//! decisions (`table`), a wiki's decision template (`template`). A feed without some of its entries is written by `reduced`.
//! Knows no network and no clock.

mod adapter;
mod content;
pub mod date;
pub mod discover;
mod draft;
mod json;
mod links;
pub mod listing;
mod media;
mod names;
pub mod opml;
mod outline;
mod people;
mod record;
mod reduced;
pub mod table;
pub mod template;
mod unpack;

pub use record::json_line;
pub use reduced::{is_reduced, reduced};

use std::cell::RefCell;

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
    /// `rss`, `atom`, `rdf`, `json`, or `page` and `table` for what stands on a web page.
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

/// Names of the defects that were mended, each once, in the order in which they were met.
#[derive(Debug, Default)]
struct Mended(RefCell<Vec<&'static str>>);

impl Mended {
    fn note(&self, defect: &'static str) {
        let mut noted = self.0.borrow_mut();
        if !noted.contains(&defect) {
            noted.push(defect);
        }
    }
}

/// Reads a feed in any of the formats, mending what it can.
///
/// No bytes make it panic; its time grows with their number. At most 20,000 entries are read.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Result<Feed, FeedError> {
    let mended = Mended::default();
    let (bytes, packed) = unpack::unpack(bytes);
    if packed {
        mended.note("compressed");
    }
    let decoded = crate::text::encoding::decode(&bytes, hints.content_type);
    if decoded.mended {
        mended.note("encoding");
    }
    let mut draft = read_draft(&decoded.text, hints, &mended)?;
    draft::part_equal_ids(&mut draft.entries, &mended);
    let feed = adapter::complete(draft, hints.base);
    Ok(Feed { mended: mended.0.into_inner(), ..feed })
}

fn read_draft(text: &str, hints: &Hints<'_>, mended: &Mended) -> Result<draft::Draft, FeedError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    if start.is_empty() {
        return Err(FeedError::Empty);
    }
    if start.starts_with(['{', '[']) {
        return json::read(start, hints.base, mended).map_err(FeedError::Unknown);
    }
    if start.len() < text.len() && start.starts_with("<?xml") {
        mended.note("blank-before-root");
    }
    let outline = outline::read(start, hints.base, mended).map_err(|reason| match reason {
        outline::NoFeed::Empty => FeedError::Empty,
        outline::NoFeed::WebPage => FeedError::WebPage,
        outline::NoFeed::Other(name) => FeedError::Unknown(name),
    })?;
    Ok(draft::draft(&outline, mended))
}
