//! What a query finds, by reading the rows and, where the query asks for more, the articles themselves.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::{Headline, Source, SourceId};
use crate::query::{Answers, ArticleTerm, Candidate, FactTerm, Query, Signs, TextTerm, Words};
use crate::store::Kept;

use super::error::AppError;
use super::library::Library;

/// What a query's terms need of the sources: titles, trust, tags.
type Sources = HashMap<SourceId, Source>;

impl Library {
    /// The rows of the articles that a query asks for, newest first. Ends early with what it has when `cancelled`
    /// becomes true.
    pub fn find(&self, query: &Query, cancelled: &AtomicBool) -> Result<Vec<Headline>, AppError> {
        let sources = self.known_sources()?.into_iter().map(|source| (source.id.clone(), source)).collect();
        let changed = self.changed()?;
        let mut found = Vec::new();
        for headline in self.headlines()? {
            if cancelled.load(Ordering::Relaxed) {
                break;
            }
            let mut asked = Asked::new(self, &headline, &sources);
            asked.changed = changed.contains(&headline.article.id);
            let matches = query.matches(&asked);
            asked.outcome()?;
            if matches {
                found.push(headline);
            }
        }
        Ok(found)
    }
}

/// An article that is read no further than the query's terms demand.
struct Asked<'a> {
    library: &'a Library,
    headline: &'a Headline,
    source: Option<&'a Source>,
    changed: bool,
    title: OnceCell<Words>,
    kept: OnceCell<Result<Option<Kept>, AppError>>,
    text: OnceCell<Words>,
}

impl<'a> Asked<'a> {
    fn new(library: &'a Library, headline: &'a Headline, sources: &'a Sources) -> Asked<'a> {
        Asked {
            library,
            headline,
            source: sources.get(&headline.article.source),
            changed: false,
            title: OnceCell::new(),
            kept: OnceCell::new(),
            text: OnceCell::new(),
        }
    }

    /// Why the article could not be read, if it was and could not.
    fn outcome(self) -> Result<(), AppError> {
        self.kept.into_inner().transpose().map(drop)
    }

    fn kept(&self) -> Option<&Kept> {
        let read = || Ok(self.library.store.article(self.headline.article.id)?);
        self.kept.get_or_init(read).as_ref().ok()?.as_ref()
    }

    fn title(&self) -> &Words {
        self.title.get_or_init(|| Words::of(&self.headline.article.title))
    }

    fn candidate<'b>(&'b self, text: &'b Words) -> Candidate<'b> {
        let article = &self.headline.article;
        let mark = self.headline.mark;
        let day = |time: jiff::Timestamp| TimeZone::UTC.to_datetime(time).date();
        Candidate {
            id: article.id,
            title: self.title(),
            text,
            source: &article.source,
            source_title: self.source.map_or("", |source| source.title.as_str()),
            trust: self.source.map(|source| source.trust),
            language: article.language,
            author: article.author.as_deref(),
            tags: self.source.map_or(&[], |source| source.tags.as_slice()),
            published: day(article.dates.shown()),
            fetched: day(article.dates.fetched),
            signs: Signs {
                read: mark.read,
                starred: mark.starred,
                changed: self.changed,
                linked: article.link.is_some(),
                ..Signs::default()
            },
            measures: &[],
        }
    }
}

impl Answers for Asked<'_> {
    fn text(&self, term: &TextTerm) -> bool {
        let text = self.text.get_or_init(|| match self.kept() {
            Some(kept) => Words::of(&kept.document.text),
            None => Words::default(),
        });
        self.candidate(text).text(term)
    }

    fn article(&self, term: &ArticleTerm, today: Date) -> bool {
        self.candidate(&Words::default()).article(term, today)
    }

    /// The row tells whether there is any measure at all, which spares most articles from being read.
    fn measures(&self) -> usize {
        if self.headline.facts.is_empty() {
            return 0;
        }
        self.kept().map_or(0, |kept| kept.measures.len())
    }

    fn measure(&self, rank: usize, term: &FactTerm, today: Date) -> bool {
        let measure = self.kept().and_then(|kept| kept.measures.get(rank));
        measure.is_some_and(|measure| term.meets(measure, today))
    }
}
