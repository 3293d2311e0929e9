//! What a query finds, by reading the rows and, where the query asks for more, the articles themselves.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::atomic::{self, AtomicBool};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::{ArticleId, Headline, Measure, Source, SourceId};
use crate::query::{Answers, ArticleTerm, Candidate, FactTerm, Order, Query, Signs, TextTerm, Words};
use crate::store::Kept;
use crate::text::fold;

use super::error::AppError;
use super::library::Library;

/// What a query's terms need of the sources: titles, trust, tags.
type Sources = HashMap<SourceId, Source>;

impl Library {
    /// The rows of the articles that a query asks for, in its order, else newest first: relevance is for an index to
    /// tell. Ends early with what it has when `cancelled` becomes true.
    pub fn find(&self, query: &Query, cancelled: &AtomicBool) -> Result<Vec<Headline>, AppError> {
        let sources = self.known_sources()?.into_iter().map(|source| (source.id.clone(), source)).collect();
        let mut found = self.find_newest(query, &sources, cancelled)?;
        for key in query.sort.iter().rev() {
            let mut keyed = Vec::with_capacity(found.len());
            for headline in found {
                keyed.push((self.sort_key(&headline, key.order, query, &sources)?, headline));
            }
            keyed.sort_by(|(one, _), (other, _)| in_order(one, other, key.reversed));
            found = keyed.into_iter().map(|(_, headline)| headline).collect();
        }
        Ok(found)
    }

    /// Measures of an article that are as a query asks, and its row; nothing when the article is gone or is not what the
    /// query asks for.
    pub fn asked_of(
        &self,
        id: ArticleId,
        query: &Query,
    ) -> Result<Option<(Headline, Vec<Measure>)>, AppError> {
        let Some(headline) = self.headlines_of(&[id])?.pop() else { return Ok(None) };
        let sources = self.known_sources()?.into_iter().map(|source| (source.id.clone(), source)).collect();
        let asked = Asked::new(self, &headline, &sources);
        let measures = query.matches(&asked).then(|| asked.as_asked(query));
        asked.outcome()?;
        Ok(measures.map(|measures| (headline, measures)))
    }

    fn sort_key(
        &self,
        headline: &Headline,
        order: Order,
        query: &Query,
        sources: &Sources,
    ) -> Result<Option<SortValue>, AppError> {
        let article = &headline.article;
        let instant = |time: Timestamp| Some(SortValue::Number(time.as_millisecond().saturating_neg()));
        let text = |text: &str| Some(SortValue::Text(fold(text))).filter(|_| !text.is_empty());
        let asked = Asked::new(self, headline, sources);
        let key = match order {
            Order::Relevance | Order::Published => instant(article.dates.shown()),
            Order::Fetched => instant(article.dates.fetched),
            Order::Source => text(article.source.as_str()),
            Order::Title => text(&article.title),
            Order::Date | Order::Amount | Order::Company | Order::Authority => {
                asked.as_asked(query).iter().filter_map(|measure| of_measure(measure, order)).min()
            }
        };
        asked.outcome()?;
        Ok(key)
    }

    fn find_newest(
        &self,
        query: &Query,
        sources: &Sources,
        cancelled: &AtomicBool,
    ) -> Result<Vec<Headline>, AppError> {
        let mut found = Vec::new();
        for headline in self.headlines()? {
            if cancelled.load(atomic::Ordering::Relaxed) {
                break;
            }
            let asked = Asked::new(self, &headline, sources);
            let matches = query.matches(&asked);
            asked.outcome()?;
            if matches {
                found.push(headline);
            }
        }
        Ok(found)
    }
}

/// What articles are ordered by, the least first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Number(i64),
    Text(String),
}

/// What has no value comes last whichever way the order goes.
fn in_order(one: &Option<SortValue>, other: &Option<SortValue>, reversed: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if reversed => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// The greatest sum, the latest date, the first name come first.
fn of_measure(measure: &Measure, order: Order) -> Option<SortValue> {
    let name = |name: &Option<String>| name.as_deref().map(|name| SortValue::Text(fold(name)));
    match order {
        Order::Date => {
            let day = measure.date?.first_day();
            Some(SortValue::Number(-i64::from(day.year()) * 512 - i64::from(day.day_of_year())))
        }
        Order::Amount => Some(SortValue::Number(measure.amount?.cents.0.saturating_neg())),
        Order::Company => name(&measure.company),
        Order::Authority => name(&measure.authority),
        Order::Relevance | Order::Published | Order::Fetched | Order::Source | Order::Title => None,
    }
}

/// An article that is read no further than the query's terms demand.
struct Asked<'a> {
    library: &'a Library,
    headline: &'a Headline,
    source: Option<&'a Source>,
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

    /// The measures that a query asks for.
    fn as_asked(&self, query: &Query) -> Vec<Measure> {
        let ranks = query.asked_measures(self);
        let kept = self.kept().map_or(&[][..], |kept| &kept.measures);
        ranks.into_iter().filter_map(|rank| kept.get(rank).cloned()).collect()
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
