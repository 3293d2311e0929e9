//! From the bytes of a feed to articles in the store: entries, texts, facts, records. Ordinary functions, to be run where
//! blocking is allowed.

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::domain::{Article, ArticleDates, ArticleId, FullText, Language, Measure, Source};
use crate::facts::Reading;
use crate::feed::{self, Entry, Feed, FeedError, Hints, date, listing, table, template};
use crate::fetch::Fetched;
use crate::labels::Message;
use crate::store::{Incoming, Upserted};
use crate::text::readable::Page;
use crate::text::{Document, cut, encoding, language_of};

use super::commit::Haul;
use super::error::AppError;
use super::library::Library;
use super::recipe::Recipe;
use super::row;

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
    /// When the feed was received.
    pub(super) now: Timestamp,
    /// The feed without the entries that were taken away for good, when there are such.
    pub(super) reduced: Option<Vec<u8>>,
    /// The feed's title.
    pub(super) title: String,
    /// Minutes for which it asks not to be fetched again.
    pub(super) ttl: Option<u32>,
    /// How many entries the store has already, in some form.
    pub(super) known: usize,
    /// The oldest date of publication in it.
    pub(super) oldest: Option<Timestamp>,
    /// The newest one that has come.
    pub(super) newest: Option<Timestamp>,
    /// Defects that were mended.
    pub(super) mended: Vec<String>,
    /// How the source is read.
    pub(super) recipe: Recipe,
    /// The address of the page that goes on where this one ends.
    pub(super) next: Option<String>,
    /// New or changed entries, in the feed's order.
    pub(super) candidates: Vec<Candidate>,
}

/// An entry that the store does not have, or has otherwise.
#[derive(Debug)]
pub(super) struct Candidate {
    article: Article,
    digest: u64,
    html: String,
    /// Whether the feed, the entry or the source tells its language.
    language_told: bool,
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
    pub(super) fn read_feed(
        &self,
        source: &Source,
        fetched: &Fetched,
        now: Timestamp,
    ) -> Result<Batch, Message> {
        let recipe = self.recipe(&source.id);
        let (feed, next) = parse(&recipe, fetched)?;
        if feed.entries.is_empty() {
            let key = if feed.format == "page" || feed.format == "table" {
                "error-feed-no-items"
            } else {
                "error-feed-no-entries"
            };
            return Err(Message::new(key));
        }
        let batch = self.batch(source, feed, now).map_err(|error| error.message())?;
        Ok(Batch { next, recipe, ..batch })
    }

    /// Leaves out what the store has already.
    fn batch(&self, source: &Source, feed: Feed, now: Timestamp) -> Result<Batch, AppError> {
        let mut candidates = Vec::new();
        let mut known = 0;
        let mut gone = HashSet::new();
        for entry in &feed.entries {
            if self.is_gone(source, entry)? {
                gone.insert(&entry.id);
                known += 1;
                continue;
            }
            let (candidate, is_known) = self.candidate(source, &feed, entry, now)?;
            candidates.extend(candidate);
            known += usize::from(is_known);
        }
        let reduced = (!gone.is_empty()).then(|| feed::reduced(&feed, &|entry| !gone.contains(&entry.id)));
        let dates = || feed.entries.iter().filter_map(|entry| entry.published.map(to_milliseconds));
        Ok(Batch {
            now,
            reduced,
            known,
            oldest: dates().min(),
            // A date in the future says nothing of what has come.
            newest: dates().filter(|date| *date <= now).max(),
            mended: feed.mended.iter().map(|defect| (*defect).to_owned()).collect(),
            title: feed.title,
            ttl: feed.ttl,
            recipe: Recipe::default(),
            next: None,
            candidates,
        })
    }

    /// Whether the entry's article was taken away for good.
    fn is_gone(&self, source: &Source, entry: &Entry) -> Result<bool, AppError> {
        Ok(self.store.is_gone(ArticleId::of(&source.id, &entry.id))?)
    }

    /// What is to be kept of an entry, and whether the store has it in some form.
    fn candidate(
        &self,
        source: &Source,
        feed: &Feed,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<(Option<Candidate>, bool), AppError> {
        let digest = digest_of(entry);
        let told = told_language(source, feed, entry);
        let article = article_of(source, entry, told.unwrap_or(Language::Other), now);
        let before = self.store.digest(article.id)?;
        if before == Some(digest) {
            return Ok((None, true));
        }
        let wants_page = self.wants_page(source, entry, &article);
        let page_alone = before == Some(digest | WITHOUT_PAGE);
        if page_alone && !wants_page {
            return Ok((None, true));
        }
        let html = longest(&entry.content, &entry.summary).to_owned();
        let language_told = told.is_some();
        let candidate = Candidate { article, digest, html, language_told, wants_page, page_alone };
        Ok((Some(candidate), before.is_some()))
    }

    fn wants_page(&self, source: &Source, entry: &Entry, article: &Article) -> bool {
        let asked = match source.full_text {
            FullText::Always => true,
            FullText::Auto => entry.content.trim().is_empty(),
            FullText::Never => false,
        };
        asked && self.shared.config.refresh.pages && article.link.is_some()
    }

    /// Draws the facts of what a feed gave and keeps it. `pages` holds articles of pages by the candidate's place.
    pub(super) fn keep(
        &self,
        source: &Source,
        batch: Batch,
        pages: Vec<(usize, Page)>,
    ) -> Result<Upserted, AppError> {
        let haul = self.haul(source, batch, pages);
        let upserted = self.store.upsert(&haul.incoming)?;
        self.index_changed(&[upserted.new.as_slice(), &upserted.changed, &upserted.same].concat());
        if let Some(renamed) = haul.renamed {
            self.follow(&[renamed])?;
        }
        Ok(upserted)
    }

    /// Draws the facts of what a feed gave.
    pub(super) fn haul(&self, source: &Source, batch: Batch, mut pages: Vec<(usize, Page)>) -> Haul {
        let mut incoming = Vec::new();
        for (place, candidate) in batch.candidates.into_iter().enumerate() {
            let page = pages.iter().position(|(of, _)| *of == place).map(|at| pages.swap_remove(at).1);
            if page.is_none() && candidate.page_alone && candidate.wants_page {
                continue;
            }
            incoming.push(self.incoming(source, &batch.recipe, candidate, page));
        }
        Haul { received: Vec::new(), incoming, renamed: renamed(source, &batch.title) }
    }

    fn incoming(
        &self,
        source: &Source,
        recipe: &Recipe,
        candidate: Candidate,
        page: Option<Page>,
    ) -> Incoming {
        let missing = candidate.wants_page && page.is_none();
        let digest = if missing { candidate.digest | WITHOUT_PAGE } else { candidate.digest };
        let mut article = candidate.article;
        let given = Document::from_html(&candidate.html, article.link.as_deref());
        let document = match page {
            Some(page) if page.document.text.len() > given.text.len() => {
                complete(&mut article, &page);
                page.document
            }
            _ => given,
        };
        if !candidate.language_told {
            article.language = language_of(&format!("{}\n{}", article.title, document.text));
        }
        let measures = self.draw(source, recipe, &article, &document);
        Incoming { article, digest, document, measures }
    }

    pub(super) fn draw(
        &self,
        source: &Source,
        recipe: &Recipe,
        article: &Article,
        document: &Document,
    ) -> Vec<Measure> {
        let published = article.dates.published.map(|instant| day_at(instant, &source.country));
        let reading = Reading {
            title: &article.title,
            body: document,
            published,
            language: Some(article.language).filter(|language| *language != Language::Other),
        };
        // One article that the engine stumbles over must not keep its neighbours out of the store.
        let drawn = panic::catch_unwind(AssertUnwindSafe(|| {
            if let Some(table) = &recipe.table {
                return row::measures(self.engine(), document, &table.authority, published, article.language);
            }
            // A template says in fields what the engine would have to guess from its lines.
            template::measures(document).unwrap_or_else(|| self.engine().extract(&reading))
        }));
        drawn.unwrap_or_default()
    }
}

/// A source whose title was never told, with that of its feed.
fn renamed(source: &Source, title: &str) -> Option<Source> {
    let title = cut(title.trim(), LONGEST_TITLE);
    let is_untold = source.title == source.address && !title.is_empty();
    is_untold.then(|| Source { title: title.to_owned(), ..source.clone() })
}

/// Reads what a source gave as its recipe has it, and where it goes on.
pub(super) fn parse(recipe: &Recipe, fetched: &Fetched) -> Result<(Feed, Option<String>), Message> {
    let wrong =
        |error: listing::BadSelector| Message::new("error-feed-unknown").with("reason", error.to_string());
    let address = fetched.final_address.as_str();
    if feed::is_reduced(&fetched.body) {
        let feed = feed::parse(&fetched.body, &Hints::default()).map_err(|error| unreadable(&error))?;
        return Ok((feed, None));
    }
    let page = || encoding::decode(&fetched.body, fetched.content_type.as_deref()).text;
    if let Some(listing) = &recipe.listing {
        let html = page();
        let feed = listing::read(&html, address, &listing.selectors).map_err(wrong)?;
        return Ok((feed, listing::next_page(&html, address, &listing.next).map_err(wrong)?));
    }
    if let Some(table) = &recipe.table {
        return Ok((table::read(&page(), address, &table.columns).map_err(wrong)?, None));
    }
    let base = Some(address).filter(|address| !address.is_empty());
    let hints = Hints { content_type: fetched.content_type.as_deref(), base };
    let feed = feed::parse(&fetched.body, &hints).map_err(|error| unreadable(&error))?;
    Ok((feed, None))
}

/// The language that the entry, its feed or the source tells.
fn told_language(source: &Source, feed: &Feed, entry: &Entry) -> Option<Language> {
    let of_source = Some(source.language).filter(|language| *language != Language::Other);
    entry.language.or(feed.language).or(of_source)
}

fn article_of(source: &Source, entry: &Entry, language: Language, now: Timestamp) -> Article {
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

/// Takes from the page what the feed does not tell.
fn complete(article: &mut Article, page: &Page) {
    if article.title.trim().is_empty() {
        cut(&page.title, LONGEST_TITLE).clone_into(&mut article.title);
    }
    if article.author.is_none() {
        article.author = page.author.as_deref().map(|author| cut(author, LONGEST_AUTHOR).to_owned());
    }
    if article.dates.published.is_none() {
        let told = page.published.as_deref().and_then(date::parse).map(to_milliseconds);
        article.dates.published = told.filter(|published| *published <= article.dates.fetched);
    }
    if article.language == Language::Other {
        article.language = page.language.as_deref().map_or(Language::Other, Language::from_tag);
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

fn to_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).expect("a time cut to milliseconds is a time")
}
