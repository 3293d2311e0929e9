//! What others kept, taken into the library: feeds followed, articles kept with their marks, facts drawn from those that
//! come without. A second import changes nothing.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::{
    Article, ArticleDates, ArticleId, FullText, Language, Mark, MarkChange, Source, SourceFormat, SourceId,
    Trust,
};
use crate::import::{Taken, TakenArticle, TakenEntry};
use crate::store::Incoming;
use crate::text::Document;

use super::error::AppError;
use super::library::Library;
use super::lists::Imported;
use super::sources::{followable_url, unknown_source};

/// Articles given to the store at a time: the facts of so many are drawn before they are kept.
const BATCH: usize = 100;

/// What begins the address of a source that is known by its articles alone; it is not followed.
const NOWHERE: &str = "import:";

/// What became of what was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Feeds.
    pub feeds: Imported,
    /// Articles that were not there before.
    pub new: usize,
    /// Articles that were there already; their text stays as it is.
    pub known: usize,
    /// Articles that are marked as read or starred after it and were not before.
    pub marked: usize,
    /// Lines, rows and addresses that could not be read.
    pub skipped: usize,
}

/// An article ready to be kept, and its mark.
struct Ready {
    incoming: Incoming,
    mark: Mark,
}

impl Library {
    /// Takes in what a file of another reader, or of this one, holds. `told` hears how many articles are done.
    pub fn take_in(&self, taken: &Taken, told: &mut dyn FnMut(usize)) -> Result<ImportReport, AppError> {
        let mut report = ImportReport { skipped: taken.skipped, ..ImportReport::default() };
        if !taken.subscriptions.is_empty() {
            report.feeds = self.import(&taken.subscriptions)?;
        }
        let sources = self.sources_of_entries(&taken.entries)?;
        let mut done = 0;
        for batch in taken.entries.chunks(BATCH) {
            let ready = batch.iter().filter_map(|entry| {
                let source = sources.get(&entry.feed);
                if source.is_none() {
                    report.skipped += 1;
                }
                Some(self.ready_entry(entry, source?))
            });
            let ready: Vec<Ready> = ready.collect();
            self.keep_ready(ready, &mut report)?;
            done += batch.len();
            told(done);
        }
        self.know_sources_of(&taken.articles)?;
        for batch in taken.articles.chunks(BATCH) {
            self.keep_ready(batch.iter().map(ready_article).collect(), &mut report)?;
            done += batch.len();
            told(done);
        }
        Ok(report)
    }

    /// The source of each address of a feed that entries are of; an address that cannot be followed has none.
    fn sources_of_entries(&self, entries: &[TakenEntry]) -> Result<HashMap<String, Source>, AppError> {
        let known = self.known_sources()?;
        let mut sources = HashMap::new();
        for entry in entries {
            if sources.contains_key(&entry.feed) {
                continue;
            }
            let Ok(address) = followable_url(&entry.feed) else { continue };
            let name = SourceId::from_address(&address);
            let found = known.iter().find(|source| source.address == address || source.id == name);
            let source = found.cloned().unwrap_or_else(|| unknown_source(&address));
            sources.insert(entry.feed.clone(), source);
        }
        Ok(sources)
    }

    fn ready_entry(&self, entry: &TakenEntry, source: &Source) -> Ready {
        let link = entry.link.clone().filter(|link| link.starts_with("http"));
        let document = Document::from_html(&entry.html, link.as_deref());
        let article = Article {
            id: ArticleId::of(&source.id, &entry.guid),
            source: source.id.clone(),
            guid: entry.guid.clone(),
            link,
            title: entry.title.clone(),
            author: entry.author.clone(),
            dates: ArticleDates { published: entry.published, updated: None, fetched: self.now() },
            language: source.language,
        };
        let is_known = self.store.digest(article.id).is_ok_and(|digest| digest.is_some());
        let measures = if is_known {
            Vec::new()
        } else {
            self.draw(source, &self.recipe(&source.id), &article, &document)
        };
        let digest = digest_of(&article, &document);
        Ready { incoming: Incoming { article, digest, document, measures }, mark: entry.mark }
    }

    /// Sources that articles name and the library does not know are kept without being followed.
    fn know_sources_of(&self, articles: &[TakenArticle]) -> Result<(), AppError> {
        let mut known: Vec<SourceId> = self.known_sources()?.into_iter().map(|source| source.id).collect();
        for taken in articles {
            let id = &taken.article.source;
            if known.contains(id) {
                continue;
            }
            known.push(id.clone());
            let catalogued = self.catalogue().into_iter().find(|source| source.id == *id);
            let catalogued = catalogued.map(|source| Source { title: taken.source.clone(), ..source });
            self.follow(&[catalogued.unwrap_or_else(|| source_without_feed(taken))])?;
            self.remove_source(id)?;
        }
        Ok(())
    }

    /// Keeps what is not there, and lays marks on all; what is there keeps its own marks too.
    fn keep_ready(&self, ready: Vec<Ready>, report: &mut ImportReport) -> Result<(), AppError> {
        let mut new = Vec::new();
        let mut marks = Vec::new();
        for Ready { incoming, mark } in ready {
            marks.push((incoming.article.id, mark));
            match self.store.digest(incoming.article.id)? {
                Some(_) => report.known += 1,
                None => new.push(incoming),
            }
        }
        if !new.is_empty() {
            report.new += self.store.upsert(&new)?.new.len();
        }
        let with = |wanted: fn(&Mark) -> bool| -> Vec<ArticleId> {
            marks.iter().filter(|(_, mark)| wanted(mark)).map(|(id, _)| *id).collect()
        };
        let read = self.mark(&with(|mark| mark.read), MarkChange::Read(true))?;
        let starred = self.mark(&with(|mark| mark.starred), MarkChange::Starred(true))?;
        let mut marked: Vec<ArticleId> = read.into_iter().chain(starred).collect();
        marked.sort_unstable();
        marked.dedup();
        report.marked += marked.len();
        Ok(())
    }
}

fn ready_article(taken: &TakenArticle) -> Ready {
    let document = Document::from_plain(&taken.text);
    let incoming = Incoming {
        digest: digest_of(&taken.article, &document),
        article: taken.article.clone(),
        document,
        measures: taken.measures.clone(),
    };
    Ready { incoming, mark: taken.mark }
}

fn source_without_feed(taken: &TakenArticle) -> Source {
    let id = &taken.article.source;
    Source {
        id: id.clone(),
        title: taken.source.clone(),
        address: format!("{NOWHERE}{id}"),
        alternates: Vec::new(),
        format: SourceFormat::Feed,
        language: Language::Other,
        country: String::new(),
        trust: Trust::Press,
        tags: Vec::new(),
        full_text: FullText::Never,
    }
}

/// A number made from title and text: that of the feed will be another, so that its next fetch brings the entry anew.
fn digest_of(article: &Article, document: &Document) -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(b"import\0");
    hasher.update(article.title.as_bytes());
    hasher.update(document.text.as_bytes());
    u64::from_le_bytes(*hasher.finalize().first_chunk().expect("a digest has thirty-two bytes"))
}
