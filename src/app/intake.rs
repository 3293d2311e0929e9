//! From the bytes of a feed to articles in the store: entries, texts, facts, records. Ordinary functions, to be run where
//! blocking is allowed.

use std::panic::{self, AssertUnwindSafe};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::domain::{Article, ArticleDates, ArticleId, FullText, Language, Measure, Source};
use crate::facts::Reading;
use crate::feed::{self, Entry, Feed, FeedError, Hints};
use crate::fetch::Fetched;
use crate::labels::Message;
use crate::store::{Incoming, Upserted};
use crate::text::Document;

use super::error::AppError;
use super::library::Library;

/// Longest title, identifier and author that are kept, in bytes; a feed has no say in how much memory a list takes.
const LONGEST_TITLE: usize = 1_000;
const LONGEST_GUID: usize = 500;
const LONGEST_AUTHOR: usize = 200;
/// Longest link that is kept; a longer one is of no use in part.
const LONGEST_LINK: usize = 4_000;
/// The bit of a digest that tells that the page behind an entry is still wanted.
const WITHOUT_PAGE: u64 = 1;

/// What a feed gave that the store does not have.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The feed's title.
    pub(super) title: String,
    /// Minutes for which it asks not to be fetched again.
    pub(super) ttl: Option<u32>,
    /// Defects that were mended.
    pub(super) mended: Vec<String>,
    /// New or changed entries, in the feed's order.
    pub(super) candidates: Vec<Candidate>,
}

/// An entry that the store does not have, or has otherwise.
#[derive(Debug)]
pub(super) struct Candidate {
    article: Article,
    digest: u64,
    html: String,
    /// Whether the page behind it is wanted.
    pub(super) wants_page: bool,
    /// Whether all but the page is in the store already.
    page_alone: bool,
}

impl Candidate {
    /// Where the page behind it lies.
    pub(super) fn link(&self) -> Option<&str> {
        self.article.link.as_deref()
    }
}

/// Why a feed's bytes are of no use, in the reader's words.
pub(super) fn unreadable(error: &FeedError) -> Message {
    match error {
        FeedError::Empty => Message::new("error-feed-empty"),
        FeedError::WebPage => Message::new("error-feed-web-page"),
        FeedError::Unknown(reason) => Message::new("error-feed-unknown").with("reason", reason),
    }
}

impl Library {
    /// Reads a feed, and leaves out what the store has already.
    pub(super) fn read_feed(&self, source: &Source, fetched: &Fetched) -> Result<Batch, Message> {
        let base = Some(fetched.final_address.as_str()).filter(|address| !address.is_empty());
        let hints = Hints { content_type: fetched.content_type.as_deref(), base };
        let feed = feed::parse(&fetched.body, &hints).map_err(|error| unreadable(&error))?;
        if feed.entries.is_empty() {
            return Err(Message::new("error-feed-no-entries"));
        }
        let now = self.now();
        let mut candidates = Vec::new();
        for entry in &feed.entries {
            candidates.extend(self.candidate(source, &feed, entry, now).map_err(|error| error.message())?);
        }
        Ok(Batch {
            mended: feed.mended.iter().map(|defect| (*defect).to_owned()).collect(),
            title: feed.title,
            ttl: feed.ttl,
            candidates,
        })
    }

    fn candidate(
        &self,
        source: &Source,
        feed: &Feed,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<Option<Candidate>, AppError> {
        let digest = digest_of(entry);
        let article = article_of(source, feed, entry, now);
        let before = self.store.digest(article.id)?;
        if before == Some(digest) {
            return Ok(None);
        }
        let wants_page = self.wants_page(source, entry, &article);
        let page_alone = before == Some(digest | WITHOUT_PAGE);
        if page_alone && !wants_page {
            return Ok(None);
        }
        let html = longest(&entry.content, &entry.summary).to_owned();
        Ok(Some(Candidate { article, digest, html, wants_page, page_alone }))
    }

    fn wants_page(&self, source: &Source, entry: &Entry, article: &Article) -> bool {
        let asked = match source.full_text {
            FullText::Always => true,
            FullText::Auto => entry.content.trim().is_empty(),
            FullText::Never => false,
        };
        asked && self.shared.config.refresh.pages && article.link.is_some()
    }

    /// Draws the facts of what a feed gave and keeps it. `pages` holds texts of pages by the candidate's place.
    pub(super) fn keep(
        &self,
        source: &Source,
        batch: Batch,
        mut pages: Vec<(usize, Document)>,
    ) -> Result<Upserted, AppError> {
        let mut incoming = Vec::new();
        for (place, candidate) in batch.candidates.into_iter().enumerate() {
            let page = pages.iter().position(|(of, _)| *of == place).map(|at| pages.swap_remove(at).1);
            if page.is_none() && candidate.page_alone {
                continue;
            }
            incoming.push(self.incoming(source, candidate, page));
        }
        let upserted = self.store.upsert(&incoming)?;
        self.take_title(source, &batch.title)?;
        Ok(upserted)
    }

    fn incoming(&self, source: &Source, candidate: Candidate, page: Option<Document>) -> Incoming {
        let missing = candidate.wants_page && page.is_none();
        let given = Document::from_html(&candidate.html, candidate.article.link.as_deref());
        let document = match page {
            Some(page) if page.text.len() > given.text.len() => page,
            _ => given,
        };
        let measures = self.draw(source, &candidate.article, &document);
        let digest = if missing { candidate.digest | WITHOUT_PAGE } else { candidate.digest };
        Incoming { article: candidate.article, digest, document, measures }
    }

    pub(super) fn draw(&self, source: &Source, article: &Article, document: &Document) -> Vec<Measure> {
        let reading = Reading {
            title: &article.title,
            body: document,
            published: article.dates.published.map(|instant| day_at(instant, &source.country)),
            language: Some(article.language).filter(|language| *language != Language::Other),
        };
        // One article that the engine stumbles over must not keep its neighbours out of the store.
        panic::catch_unwind(AssertUnwindSafe(|| self.engine().extract(&reading))).unwrap_or_default()
    }

    /// A source whose title was never told takes that of its feed.
    fn take_title(&self, source: &Source, title: &str) -> Result<(), AppError> {
        let title = cut(title.trim(), LONGEST_TITLE);
        if source.title != source.address || title.is_empty() {
            return Ok(());
        }
        self.follow(&[Source { title: title.to_owned(), ..source.clone() }])
    }
}

fn article_of(source: &Source, feed: &Feed, entry: &Entry, now: Timestamp) -> Article {
    let language = entry.language.or(feed.language).unwrap_or(source.language);
    let link = entry.link.as_deref().filter(|link| is_web_address(link) && link.len() <= LONGEST_LINK);
    Article {
        id: ArticleId::of(&source.id, &entry.id),
        source: source.id.clone(),
        guid: cut(&entry.id, LONGEST_GUID).to_owned(),
        link: link.map(str::to_owned),
        title: cut(&entry.title, LONGEST_TITLE).to_owned(),
        author: entry.author.as_deref().map(|author| cut(author, LONGEST_AUTHOR).to_owned()),
        dates: ArticleDates {
            published: entry.published.map(to_milliseconds),
            updated: entry.updated.map(to_milliseconds),
            fetched: now,
        },
        language,
    }
}

/// A number made from what an entry says; not from its dates, which some feeds set anew at each fetch.
fn digest_of(entry: &Entry) -> u64 {
    let mut hasher = Sha256::new();
    for part in [&entry.title, entry.link.as_ref().unwrap_or(&String::new()), &entry.summary, &entry.content]
    {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    u64::from_le_bytes(*digest.first_chunk().expect("a digest has thirty-two bytes")) & !WITHOUT_PAGE
}

/// The day of an instant where the source stands: a feed that gives midnight means the day that begins.
fn day_at(instant: Timestamp, country: &str) -> Date {
    let zone = match country {
        "GB" | "IE" => "Europe/London",
        "US" => "America/New_York",
        _ => "Europe/Paris",
    };
    TimeZone::get(zone).unwrap_or(TimeZone::UTC).to_datetime(instant).date()
}

fn is_web_address(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

fn longest<'a>(one: &'a str, other: &'a str) -> &'a str {
    if other.len() > one.len() { other } else { one }
}

/// The text, or as much of it as fits into so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

fn to_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).expect("a time cut to milliseconds is a time")
}
