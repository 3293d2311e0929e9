//! Every article's row in memory, with what makes filters cheap: names numbered, titles folded, order kept.
//!
//! Knows no body and no screen. Rows never change their number, so that a cursor or a selection can hold it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::Headline;
use crate::domain::{ArticleId, MarkChange, SourceId};

use super::cells::fold;

/// Number of a row on the shelf; it never changes.
pub(super) type RowNumber = u32;

/// Number of an organisation's or an authority's name.
pub(super) type NameNumber = u32;

/// Names told apart without regard to case and accents, in order of arrival.
#[derive(Debug, Default)]
pub(super) struct Names {
    shown: Vec<Arc<str>>,
    numbers: HashMap<String, NameNumber>,
    /// Numbers already found for an allocation, since most rows share theirs.
    seen: HashMap<Arc<str>, NameNumber>,
}

impl Names {
    fn number(&mut self, name: &Arc<str>) -> NameNumber {
        if let Some(number) = self.seen.get(name) {
            return *number;
        }
        let fresh = self.shown.len() as NameNumber;
        let number = *self.numbers.entry(fold(name)).or_insert(fresh);
        if number == fresh {
            self.shown.push(Arc::clone(name));
        }
        self.seen.insert(Arc::clone(name), number);
        number
    }

    /// The name as it was first written.
    pub(super) fn shown(&self, number: NameNumber) -> &str {
        self.shown.get(number as usize).map_or("", |name| name)
    }

    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// Every name as it was first written.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(AsRef::as_ref)
    }

    /// The number of a name, whatever its case and accents.
    pub(super) fn find(&self, name: &str) -> Option<NameNumber> {
        self.numbers.get(&fold(name)).copied()
    }
}

/// A row, and the numbers of the names in its facts.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) headline: Headline,
    pub(super) source: u32,
    /// For each fact: organisation, authority.
    pub(super) names: Box<[(Option<NameNumber>, Option<NameNumber>)]>,
    folded: (u32, u32),
}

/// Counts of a source's rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) articles: usize,
    pub(super) unread: usize,
}

/// Every row.
#[derive(Debug, Default)]
pub struct Shelf {
    rows: Vec<Row>,
    numbers: HashMap<ArticleId, RowNumber>,
    newest_first: Vec<RowNumber>,
    companies: Names,
    authorities: Names,
    sources: HashMap<SourceId, u32>,
    tallies: Vec<Tally>,
    total: Tally,
    starred: usize,
    folded: String,
}

impl Shelf {
    /// A shelf of these rows.
    pub fn of(headlines: Vec<Headline>) -> Shelf {
        let mut shelf = Shelf::default();
        shelf.add(headlines);
        shelf
    }

    /// Lays rows on the shelf; gives back the numbers of those that were not there, newest first. A row that was there
    /// takes its new content.
    pub(super) fn add(&mut self, headlines: Vec<Headline>) -> Vec<RowNumber> {
        let mut fresh = Vec::with_capacity(headlines.len());
        self.rows.reserve(headlines.len());
        self.numbers.reserve(headlines.len());
        let mut moved = false;
        for headline in headlines {
            match self.numbers.get(&headline.article.id).copied() {
                Some(number) => moved |= self.replace(number, headline),
                None => fresh.push(self.push(headline)),
            }
        }
        fresh.sort_by(|a, b| self.compare_dates(*a, *b));
        self.newest_first = self.merged(&self.newest_first, &fresh, |a, b| self.compare_dates(a, b));
        if moved {
            let mut order = std::mem::take(&mut self.newest_first);
            order.sort_by(|a, b| self.compare_dates(*a, *b));
            self.newest_first = order;
        }
        fresh
    }

    fn push(&mut self, headline: Headline) -> RowNumber {
        let number = self.rows.len() as RowNumber;
        self.numbers.insert(headline.article.id, number);
        let row = self.row_of(headline);
        self.count(&row, 1);
        self.rows.push(row);
        number
    }

    /// Whether the row's date has changed.
    fn replace(&mut self, number: RowNumber, headline: Headline) -> bool {
        let row = self.row_of(headline);
        self.count(&row, 1);
        let former = std::mem::replace(&mut self.rows[number as usize], row);
        self.count(&former, -1);
        former.headline.article.dates.shown() != self.row(number).headline.article.dates.shown()
    }

    fn row_of(&mut self, mut headline: Headline) -> Row {
        // Most often the link once more, and never shown: with many rows, that is memory.
        headline.article.guid = String::new();
        let names = headline
            .facts
            .iter()
            .map(|fact| {
                let company = fact.company.as_ref().map(|name| self.companies.number(name));
                let authority = fact.authority.as_ref().map(|name| self.authorities.number(name));
                (company, authority)
            })
            .collect();
        let source = self.source_number(&headline.article.source);
        let folded = self.fold_row(&headline);
        Row { headline, source, names, folded }
    }

    fn source_number(&mut self, source: &SourceId) -> u32 {
        if let Some(number) = self.sources.get(source) {
            return *number;
        }
        let number = self.tallies.len() as u32;
        self.sources.insert(source.clone(), number);
        self.tallies.push(Tally::default());
        number
    }

    /// What the words of a search are sought in: the title, then the names of its facts.
    fn fold_row(&mut self, headline: &Headline) -> (u32, u32) {
        let start = self.folded.len() as u32;
        self.folded.push_str(&fold(&headline.article.title));
        for name in headline.facts.iter().flat_map(|fact| [&fact.company, &fact.authority]).flatten() {
            self.folded.push('\n');
            self.folded.push_str(&fold(name));
        }
        (start, self.folded.len() as u32)
    }

    fn count(&mut self, row: &Row, step: isize) {
        let mark = row.headline.mark;
        let unread = if mark.read { 0 } else { step };
        for tally in [&mut self.total, &mut self.tallies[row.source as usize]] {
            tally.articles = tally.articles.saturating_add_signed(step);
            tally.unread = tally.unread.saturating_add_signed(unread);
        }
        self.starred = self.starred.saturating_add_signed(if mark.starred { step } else { 0 });
    }

    fn compare_dates(&self, a: RowNumber, b: RowNumber) -> std::cmp::Ordering {
        let key = |number: RowNumber| {
            let article = &self.row(number).headline.article;
            (article.dates.shown(), article.id)
        };
        key(b).cmp(&key(a))
    }

    /// Two orders made one.
    pub(super) fn merged(
        &self,
        one: &[RowNumber],
        other: &[RowNumber],
        compare: impl Fn(RowNumber, RowNumber) -> std::cmp::Ordering,
    ) -> Vec<RowNumber> {
        let mut merged = Vec::with_capacity(one.len() + other.len());
        let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let from_left = compare(**a, **b).is_le();
            merged.extend(if from_left { left.next() } else { right.next() });
        }
        merged.extend(left);
        merged.extend(right);
        merged
    }

    /// Changes a mark; says whether it was different before.
    pub(super) fn mark(&mut self, number: RowNumber, change: MarkChange) -> bool {
        let row = &mut self.rows[number as usize];
        let former = row.headline.mark;
        row.headline.mark = change.apply(former);
        let present = row.headline.mark;
        let unread = isize::from(former.read) - isize::from(present.read);
        let starred = isize::from(present.starred) - isize::from(former.starred);
        let source = row.source as usize;
        self.total.unread = self.total.unread.saturating_add_signed(unread);
        self.tallies[source].unread = self.tallies[source].unread.saturating_add_signed(unread);
        self.starred = self.starred.saturating_add_signed(starred);
        former != present
    }

    /// A row.
    pub(super) fn row(&self, number: RowNumber) -> &Row {
        &self.rows[number as usize]
    }

    /// Whether the row's title or names hold every one of these folded words.
    pub(super) fn holds(&self, row: &Row, words: &[memchr::memmem::Finder<'_>]) -> bool {
        let text = &self.folded.as_bytes()[row.folded.0 as usize..row.folded.1 as usize];
        words.iter().all(|word| word.find(text).is_some())
    }

    /// The row of an article.
    pub(super) fn number_of(&self, id: ArticleId) -> Option<RowNumber> {
        self.numbers.get(&id).copied()
    }

    /// Every row, newest first.
    pub(super) fn newest_first(&self) -> &[RowNumber] {
        &self.newest_first
    }

    pub(super) fn companies(&self) -> &Names {
        &self.companies
    }

    pub(super) fn authorities(&self) -> &Names {
        &self.authorities
    }

    /// The number under which rows name a source, if any of them came from it.
    pub(super) fn source_of(&self, source: &SourceId) -> Option<u32> {
        self.sources.get(source).copied()
    }

    /// Rows of a source.
    pub(super) fn tally(&self, source: &SourceId) -> Tally {
        self.source_of(source).map_or_else(Tally::default, |number| self.tallies[number as usize])
    }

    /// All rows.
    pub(super) fn total(&self) -> Tally {
        self.total
    }

    pub(super) fn starred(&self) -> usize {
        self.starred
    }
}
