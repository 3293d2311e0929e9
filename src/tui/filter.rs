//! Which rows are shown and in what order: the filters that hold, and the counts behind their pickers.

use std::cmp::Ordering;
use std::collections::HashSet;

use memchr::memmem::Finder;

use crate::domain::{Kind, SourceId};
use crate::query::{Context, Query};

use super::cells::fold;
use super::shelf::{NameNumber, Row, RowNumber, Shelf};

/// A kind of measure, or a family of kinds that a reader takes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum KindFamily {
    /// One kind.
    One(Kind),
    /// Periodic penalties, imposed or liquidated.
    PeriodicPenalties,
    /// Rulings of a court on an earlier act.
    Rulings,
}

impl KindFamily {
    /// Every choice, families before their members.
    pub(super) fn all() -> Vec<KindFamily> {
        let mut all = Vec::new();
        for kind in Kind::ALL {
            match kind {
                Kind::PeriodicPenalty => all.push(KindFamily::PeriodicPenalties),
                Kind::Upheld => all.push(KindFamily::Rulings),
                _ => {}
            }
            all.push(KindFamily::One(kind));
        }
        all
    }

    /// Whether a kind belongs to it.
    pub(super) fn holds(self, kind: Kind) -> bool {
        match self {
            KindFamily::One(one) => one == kind,
            KindFamily::PeriodicPenalties => {
                matches!(kind, Kind::PeriodicPenalty | Kind::PenaltyLiquidation)
            }
            KindFamily::Rulings => kind.is_ruling(),
        }
    }
}

/// What a row must be to be shown. One fact must answer all that is asked of facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) source: Option<SourceId>,
    pub(super) company: Option<NameNumber>,
    pub(super) authority: Option<NameNumber>,
    pub(super) kinds: Option<KindFamily>,
    pub(super) unread: bool,
    pub(super) starred: bool,
    /// A line of the query language, as typed.
    pub(super) words: String,
    /// Rows that answer the line, as far as is known yet.
    pub(super) bodies: HashSet<RowNumber>,
}

/// In what order rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Not yet read first, then newest.
    Unread,
    /// By source, then newest.
    Source,
    /// Largest sum first, then newest.
    Sum,
    /// By organisation, then newest.
    Company,
    /// By title.
    Title,
}

impl Order {
    pub(super) const ALL: [Order; 7] = [
        Order::Newest,
        Order::Oldest,
        Order::Unread,
        Order::Source,
        Order::Sum,
        Order::Company,
        Order::Title,
    ];

    /// Its name on the command line; its label is `tui-order-` and this.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Unread => "unread",
            Order::Source => "source",
            Order::Sum => "sum",
            Order::Company => "company",
            Order::Title => "title",
        }
    }

    /// Whether rows of one day stand together.
    pub(super) const fn is_by_date(self) -> bool {
        matches!(self, Order::Newest | Order::Oldest)
    }
}

/// A filter made ready to be asked of many rows.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    /// Nothing when no source is asked for; `u32::MAX` when one is that has no row.
    source: Option<u32>,
    words: Vec<Finder<'static>>,
    /// Whether the line is plain words, for which titles and names can be looked at before the answer comes.
    plain: bool,
}

impl<'a> Sieve<'a> {
    pub(super) fn of(filter: &'a Filter, shelf: &Shelf) -> Sieve<'a> {
        let source = filter.source.as_ref().map(|source| shelf.source_of(source).unwrap_or(u32::MAX));
        let words = fold(&filter.words)
            .split_whitespace()
            .map(|word| Finder::new(word.as_bytes()).into_owned())
            .collect();
        let plain = filter.words.trim().is_empty() || is_plain(&filter.words);
        Sieve { filter, source, words, plain }
    }

    /// Whether a row is shown.
    pub(super) fn lets_through(&self, shelf: &Shelf, number: RowNumber) -> bool {
        let row = shelf.row(number);
        let mark = row.headline.mark;
        self.source.is_none_or(|source| row.source == source)
            && (!self.filter.unread || !mark.read)
            && (!self.filter.starred || mark.starred)
            && self.filter.asks_facts_of(row)
            && (self.plain && shelf.holds(row, &self.words) || self.filter.bodies.contains(&number))
    }
}

/// Whether a line is words and nothing else.
pub(super) fn is_plain(line: &str) -> bool {
    // Words do not depend on the day.
    Query::parse(line, &Context::on(jiff::civil::Date::MIN)).is_words()
}

impl Filter {
    /// Whether anything is filtered at all.
    pub(super) fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    fn asks_facts_of(&self, row: &Row) -> bool {
        if self.company.is_none() && self.authority.is_none() && self.kinds.is_none() {
            return true;
        }
        self.first_answering(row).is_some()
    }

    /// The place of the first fact that answers all that is asked of facts.
    pub(super) fn first_answering(&self, row: &Row) -> Option<usize> {
        row.headline.facts.iter().zip(&row.names).position(|(fact, (company, authority))| {
            self.company.is_none_or(|wanted| *company == Some(wanted))
                && self.authority.is_none_or(|wanted| *authority == Some(wanted))
                && self.kinds.is_none_or(|wanted| wanted.holds(fact.kind))
        })
    }

    /// The rows shown, in that order.
    pub(super) fn rows(&self, shelf: &Shelf, order: Order) -> Vec<RowNumber> {
        self.rows_and(shelf, order, &HashSet::new())
    }

    /// The rows shown, in that order, and those that stay although they may no longer answer.
    pub(super) fn rows_and(
        &self,
        shelf: &Shelf,
        order: Order,
        staying: &HashSet<RowNumber>,
    ) -> Vec<RowNumber> {
        let sieve = Sieve::of(self, shelf);
        let shown = |number: &RowNumber| staying.contains(number) || sieve.lets_through(shelf, *number);
        let mut rows: Vec<_> = shelf.newest_first().iter().copied().filter(shown).collect();
        arrange(&mut rows, shelf, order);
        rows
    }
}

/// Puts rows that stand newest first in another order.
fn arrange(rows: &mut [RowNumber], shelf: &Shelf, order: Order) {
    match order {
        Order::Newest => {}
        Order::Oldest => rows.reverse(),
        Order::Unread => rows.sort_by_key(|number| shelf.row(*number).headline.mark.read),
        Order::Source => rows.sort_by(|a, b| source_key(shelf, *a).cmp(source_key(shelf, *b))),
        Order::Sum => rows.sort_by_key(|number| std::cmp::Reverse(largest_sum(shelf, *number))),
        Order::Company => rows.sort_by(|a, b| compare_companies(shelf, *a, *b)),
        Order::Title => rows.sort_by_cached_key(|number| fold(&shelf.row(*number).headline.article.title)),
    }
}

fn source_key(shelf: &Shelf, number: RowNumber) -> &str {
    shelf.row(number).headline.article.source.as_str()
}

fn largest_sum(shelf: &Shelf, number: RowNumber) -> i64 {
    let facts = &shelf.row(number).headline.facts;
    facts.iter().filter_map(|fact| fact.amount).map(|amount| amount.cents.0).max().unwrap_or(-1)
}

/// Rows without an organisation come last.
fn compare_companies(shelf: &Shelf, a: RowNumber, b: RowNumber) -> Ordering {
    let first_company = |number: RowNumber| {
        let named = shelf.row(number).names.iter().find_map(|(company, _)| *company);
        named.map(|company| fold(shelf.companies().shown(company)))
    };
    match (first_company(a), first_company(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// How many rows each organisation, authority and kind would leave, were it filtered by in place of the present one.
#[derive(Debug, Default)]
pub(super) struct Facets {
    pub(super) companies: Vec<usize>,
    pub(super) authorities: Vec<usize>,
    pub(super) families: Vec<(KindFamily, usize)>,
}

/// What a picker counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Company,
    Authority,
    Kinds,
}

impl Facets {
    /// Counts the rows that the other filters let through.
    pub(super) fn of(shelf: &Shelf, filter: &Filter, facet: Facet) -> Facets {
        let mut others = filter.clone();
        match facet {
            Facet::Company => others.company = None,
            Facet::Authority => others.authority = None,
            Facet::Kinds => others.kinds = None,
        }
        let sieve = Sieve::of(&others, shelf);
        let mut facets = Facets {
            companies: vec![0; shelf.companies().len()],
            authorities: vec![0; shelf.authorities().len()],
            families: KindFamily::all().into_iter().map(|family| (family, 0)).collect(),
        };
        for number in shelf.newest_first() {
            if sieve.lets_through(shelf, *number) {
                facets.count(shelf.row(*number), &others, facet);
            }
        }
        facets
    }

    fn count(&mut self, row: &Row, others: &Filter, facet: Facet) {
        let answering = |index: usize| {
            let (company, authority) = row.names[index];
            others.company.is_none_or(|wanted| company == Some(wanted))
                && others.authority.is_none_or(|wanted| authority == Some(wanted))
                && others.kinds.is_none_or(|wanted| wanted.holds(row.headline.facts[index].kind))
        };
        let facts: Vec<usize> = (0..row.names.len()).filter(|index| answering(*index)).collect();
        match facet {
            Facet::Company => count_once(&mut self.companies, facts.iter().map(|index| row.names[*index].0)),
            Facet::Authority => {
                count_once(&mut self.authorities, facts.iter().map(|index| row.names[*index].1));
            }
            Facet::Kinds => {
                for (family, count) in &mut self.families {
                    let told = facts.iter().any(|index| family.holds(row.headline.facts[*index].kind));
                    *count += usize::from(told);
                }
            }
        }
    }
}

/// Counts each name of a row once, however many facts bear it.
fn count_once(counts: &mut [usize], names: impl Iterator<Item = Option<NameNumber>>) {
    let mut named: Vec<NameNumber> = names.flatten().collect();
    named.sort_unstable();
    named.dedup();
    for name in named {
        counts[name as usize] += 1;
    }
}
