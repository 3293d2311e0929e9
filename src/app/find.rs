//! What a query finds, by reading the rows and, where the query asks for more, the articles themselves.

use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{self, AtomicBool};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::{ArticleId, Headline, Measure, Source, SourceId};
use crate::index::{FoldedText, WordMatcher};
use crate::query::{Answers, ArticleTerm, Candidate, FactTerm, Order, Query, Signs, TextTerm, Words};
use crate::store::Kept;

use super::error::AppError;
use super::library::Library;

impl Library {
    /// The rows of the articles that a query asks for, in its order, else newest first: relevance is for an index to
    /// tell. Ends early with what it has when `cancelled` becomes true.
    pub fn find(&self, query: &Query, cancelled: &AtomicBool) -> Result<Vec<Headline>, AppError> {
        let reading = self.reading()?;
        let mut found = Vec::new();
        for headline in self.headlines()? {
            if cancelled.load(atomic::Ordering::Relaxed) {
                break;
            }
            if reading.holds(&headline, query)? {
                found.push(headline);
            }
        }
        reading.sort(found, query)
    }

    /// What articles are read with; holds what stands beside them in memory.
    pub(super) fn reading(&self) -> Result<Reading<'_>, AppError> {
        Ok(Reading {
            library: self,
            sources: self.known_sources()?.into_iter().map(|source| (source.id.clone(), source)).collect(),
            tags: self.store.tags()?,
            changed: self.changed()?,
            corrected: self.corrected()?,
            matcher: RefCell::default(),
        })
    }
}

/// What articles are read with.
pub(super) struct Reading<'a> {
    library: &'a Library,
    sources: HashMap<SourceId, Source>,
    tags: HashMap<ArticleId, Vec<String>>,
    changed: HashSet<ArticleId>,
    corrected: HashSet<ArticleId>,
    matcher: RefCell<WordMatcher>,
}

impl Reading<'_> {
    /// Whether an article is what a query asks for.
    pub(super) fn holds(&self, headline: &Headline, query: &Query) -> Result<bool, AppError> {
        let asked = Asked::new(self, headline);
        let holds = query.matches(&asked);
        asked.outcome()?;
        Ok(holds)
    }

    /// The measures of an article that are as a query asks; nothing when the article is not what it asks for.
    pub(super) fn asked(&self, headline: &Headline, query: &Query) -> Result<Option<Vec<Measure>>, AppError> {
        let asked = Asked::new(self, headline);
        let measures = query.matches(&asked).then(|| asked.as_asked(query));
        asked.outcome()?;
        Ok(measures)
    }

    fn sort(&self, mut found: Vec<Headline>, query: &Query) -> Result<Vec<Headline>, AppError> {
        for key in query.sort.iter().rev() {
            let mut keyed = Vec::with_capacity(found.len());
            for headline in found {
                keyed.push((self.sort_key(&headline, key.order, query)?, headline));
            }
            keyed.sort_by(|(one, _), (other, _)| in_order(one, other, key.reversed));
            found = keyed.into_iter().map(|(_, headline)| headline).collect();
        }
        Ok(found)
    }

    fn sort_key(
        &self,
        headline: &Headline,
        order: Order,
        query: &Query,
    ) -> Result<Option<SortValue>, AppError> {
        let article = &headline.article;
        let instant = |time: Timestamp| Some(SortValue::Number(time.as_millisecond().saturating_neg()));
        let asked = Asked::new(self, headline);
        let key = match order {
            Order::Relevance | Order::Published => instant(article.dates.shown()),
            Order::Fetched => instant(article.dates.fetched),
            Order::Source => named(article.source.as_str()),
            Order::Title => named(&article.title),
            Order::Date | Order::Amount | Order::Company | Order::Authority => {
                asked.as_asked(query).iter().filter_map(|measure| of_measure(measure, order)).min()
            }
        };
        asked.outcome()?;
        Ok(key)
    }
}

/// What articles are ordered by, the least first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Number(i64),
    Text(String),
}

/// A name as it is ordered: its folded words, as in an index.
fn named(name: &str) -> Option<SortValue> {
    let words = Words::of(name).iter().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(SortValue::Text(words))
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
    let name = |name: &Option<String>| name.as_deref().and_then(named);
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
    reading: &'a Reading<'a>,
    headline: &'a Headline,
    source: Option<&'a Source>,
    tags: Vec<String>,
    is_corrected: bool,
    title: OnceCell<FoldedText>,
    kept: OnceCell<Result<Option<Kept>, AppError>>,
    text: OnceCell<FoldedText>,
}

impl<'a> Asked<'a> {
    fn new(reading: &'a Reading<'a>, headline: &'a Headline) -> Asked<'a> {
        let source = reading.sources.get(&headline.article.source);
        let own = reading.tags.get(&headline.article.id).into_iter().flatten();
        let tags = own.chain(source.into_iter().flat_map(|source| &source.tags)).cloned().collect();
        Asked {
            reading,
            headline,
            source,
            tags,
            is_corrected: reading.corrected.contains(&headline.article.id),
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
        let read = || {
            let library = self.reading.library;
            let kept = library.store.article(self.headline.article.id)?;
            if self.is_corrected { library.with_corrections(kept) } else { Ok(kept) }
        };
        self.kept.get_or_init(read).as_ref().ok()?.as_ref()
    }

    /// The measures that a query asks for.
    fn as_asked(&self, query: &Query) -> Vec<Measure> {
        let ranks = query.asked_measures(self);
        let kept = self.kept().map_or(&[][..], |kept| &kept.measures);
        ranks.into_iter().filter_map(|rank| kept.get(rank).cloned()).collect()
    }

    fn candidate<'b>(&'b self, none: &'b Words) -> Candidate<'b> {
        let article = &self.headline.article;
        let mark = self.headline.mark;
        let day = |time: Timestamp| TimeZone::UTC.to_datetime(time).date();
        Candidate {
            id: article.id,
            title: none,
            text: none,
            source: &article.source,
            source_title: self.source.map_or("", |source| source.title.as_str()),
            trust: self.source.map(|source| source.trust),
            language: article.language,
            author: article.author.as_deref(),
            tags: &self.tags,
            published: day(article.dates.shown()),
            fetched: day(article.dates.fetched),
            signs: Signs {
                read: mark.read,
                starred: mark.starred,
                changed: self.reading.changed.contains(&article.id),
                linked: article.link.is_some(),
                corrected: self.is_corrected,
                ..Signs::default()
            },
            measures: &[],
        }
    }
}

impl Answers for Asked<'_> {
    fn text(&self, term: &TextTerm) -> bool {
        let article = &self.headline.article;
        let title = self.title.get_or_init(|| FoldedText::of(&article.title));
        let text = self.text.get_or_init(|| match self.kept() {
            Some(kept) => FoldedText::of(&kept.document.text),
            None => FoldedText::default(),
        });
        self.reading.matcher.borrow_mut().meets(term, article.language, title, text)
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
