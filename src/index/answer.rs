//! The answer to a query: the articles in order, how many they are, and what their measures come to.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::bits::Bits;
use super::evaluate::{Evaluation, Leaves, Setting};
use super::facets::{Count, Counter, Facets, Figure};
use super::snapshot::Snapshot;
use super::sought::Seeker;
use super::sources::Sources;
use super::view::View;
use super::words::Leaf;
use crate::domain::ArticleId;
use crate::query::{Expression, Order, Query, SortKey, Term, TextTerm};

/// Days in which what recency adds to a score falls by half.
const HALF_LIFE: f32 = 365.0;
/// What recency adds to the score of an article of today, as a share of it.
const RECENCY: f32 = 0.35;
const DAY: f32 = 86_400_000.0;

/// What is asked beside the query itself.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The query.
    pub query: &'a Query,
    /// How many articles to name at most; the others are counted.
    pub limit: usize,
    /// How many values of each facet to give at most; with 0 nothing is counted but the articles.
    pub facets: usize,
    /// The time now, from which recency is reckoned.
    pub now: Timestamp,
    /// Where days begin.
    pub zone: &'a TimeZone,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The first articles in order.
    pub ids: Vec<ArticleId>,
    /// How many articles there are.
    pub total: usize,
    /// How many of their measures are as asked; all of them when nothing is asked of a measure.
    pub measures: usize,
    /// Counts of articles by the values of their fields, the most frequent first.
    pub facets: Facets,
    /// What the sums of the measures come to, by nature and currency.
    pub figures: Vec<Figure>,
}

/// An article that was found.
struct Hit {
    view: u32,
    doc: u32,
    score: f32,
}

/// Answers a query.
pub(super) fn answer(snapshot: &Snapshot, sources: &Sources, ask: &Ask<'_>) -> tantivy::Result<Answer> {
    let leaves = leaves(snapshot, ask.query)?;
    let setting = Setting { snapshot, sources, leaves: &leaves, today: ask.query.today, zone: ask.zone };
    let order = order(ask.query);
    let scored = order.iter().any(|key| key.order == Order::Relevance);
    let mut hits = Vec::new();
    let mut counter = Counter::new(ask.zone);
    let mut selected = Vec::new();
    for (number, view) in (0..).zip(&snapshot.views) {
        let evaluation = Evaluation::new(&setting, view, scored);
        let docs = evaluation.docs(&ask.query.expression)?;
        if docs.is_empty() {
            selected.push(Bits::none(view.facts.len()));
            continue;
        }
        let mut rows = view.facts.rows_of(&docs);
        if let Some(asked) = evaluation.rows(&ask.query.expression)? {
            rows.and(&asked);
        }
        if ask.facets > 0 {
            counter.add(view, &docs, &rows);
        }
        let scores = evaluation.into_scores();
        let score = |doc: u32| scores.as_ref().map_or(0.0, |scores| scores[doc as usize]);
        hits.extend(docs.iter().map(|doc| Hit { view: number, doc, score: score(doc) }));
        selected.push(rows);
    }
    let ids = Ranking { snapshot, rows: &selected, now: ask.now }.first(&mut hits, &order, ask.limit)?;
    let measures = selected.iter().map(Bits::count).sum();
    let (facets, figures) = counter.finish(ask.facets);
    Ok(Answer { ids, total: hits.len(), measures, facets, figures })
}

/// The values of sources and authors, and of the measures' names, in all articles: what completion offers.
pub(super) fn whole(snapshot: &Snapshot, zone: &TimeZone) -> HashMap<&'static str, Vec<Count>> {
    let mut counter = Counter::new(zone);
    for view in &snapshot.views {
        counter.add(view, &view.alive, &view.facts.rows_of(&view.alive));
    }
    let (facets, _) = counter.finish(usize::MAX);
    HashMap::from([
        ("company", facets.companies),
        ("authority", facets.authorities),
        ("type", facets.kinds),
        ("theme", facets.themes),
        ("source", facets.sources),
    ])
}

fn leaves(snapshot: &Snapshot, query: &Query) -> tantivy::Result<Leaves> {
    let mut seeker = Seeker::new();
    let mut leaves = Leaves::new();
    let mut error = None;
    each_text(&query.expression, &mut |term| match Leaf::new(snapshot, seeker.seek(term), term.scope) {
        Ok(leaf) => drop(leaves.insert(std::ptr::from_ref(term), leaf)),
        Err(wrong) => error = Some(wrong),
    });
    error.map_or(Ok(leaves), Err)
}

/// Every condition on words of a tree, those that are denied too.
fn each_text<'e>(expression: &'e Expression, visit: &mut impl FnMut(&'e TextTerm)) {
    match expression {
        Expression::Term(Term::Text(term)) => visit(term),
        Expression::Not(inner) | Expression::View { meaning: inner, .. } => each_text(inner, visit),
        Expression::All(parts) | Expression::Any(parts) => {
            parts.iter().for_each(|part| each_text(part, visit))
        }
        Expression::Everything | Expression::Term(_) => {}
    }
}

/// The order that the query asks for; else by relevance when it seeks words, else the newest first.
fn order(query: &Query) -> Vec<SortKey> {
    if !query.sort.is_empty() {
        return query.sort.clone();
    }
    let order = if query.expression.words().is_empty() { Order::Published } else { Order::Relevance };
    vec![SortKey { order, reversed: false }]
}

/// What hits are ranked with.
struct Ranking<'a> {
    snapshot: &'a Snapshot,
    rows: &'a [Bits],
    now: Timestamp,
}

/// One key of a hit, the least first; nothing comes last whichever way the order goes.
type Key = Option<i64>;

impl Ranking<'_> {
    /// The first hits in order, by their identifiers.
    fn first(&self, hits: &mut [Hit], order: &[SortKey], limit: usize) -> tantivy::Result<Vec<ArticleId>> {
        let mut columns = Vec::new();
        for key in order {
            let mut column = self.keys(hits, key.order)?;
            if key.reversed {
                column.iter_mut().flatten().for_each(|value| *value = value.saturating_neg());
            }
            columns.push(column);
        }
        let published = self.keys(hits, Order::Published)?;
        let mut ranks: Vec<u32> = (0..hits.len() as u32).collect();
        let id = |rank: u32| self.view(&hits[rank as usize]).id(hits[rank as usize].doc);
        let compare = |one: &u32, other: &u32| {
            let by = |column: &Vec<Key>| last_if_none(column[*one as usize], column[*other as usize]);
            let keys = columns.iter().map(by).find(|ordering| ordering.is_ne());
            let then = || by(&published).then_with(|| id(*one).cmp(&id(*other)));
            keys.unwrap_or_else(then)
        };
        if limit < ranks.len() {
            ranks.select_nth_unstable_by(limit, compare);
            ranks.truncate(limit);
        }
        ranks.sort_unstable_by(compare);
        Ok(ranks.into_iter().map(id).collect())
    }

    fn view(&self, hit: &Hit) -> &View {
        &self.snapshot.views[hit.view as usize]
    }

    fn keys(&self, hits: &[Hit], order: Order) -> tantivy::Result<Vec<Key>> {
        Ok(match order {
            Order::Relevance => {
                hits.iter().map(|hit| Some(-i64::from(ordered(self.relevance(hit))))).collect()
            }
            Order::Published => self.each(hits, |view, doc| Some(-view.published.get_val(doc))),
            Order::Fetched => self.each(hits, |view, doc| Some(-view.fetched.get_val(doc))),
            Order::Date => self.best_of_rows(hits, |view, row| {
                let day = view.facts.rows[row].measure.date?.first_day();
                Some(-i64::from(day.year()) * 512 - i64::from(day.day_of_year()))
            }),
            Order::Amount => self.best_of_rows(hits, |view, row| {
                Some(view.facts.rows[row].measure.amount?.cents.0.saturating_neg())
            }),
            Order::Company => self.names_of_rows(hits, |view, row| {
                Some(view.facts.companies.text(view.facts.rows[row].company?))
            }),
            Order::Authority => self.names_of_rows(hits, |view, row| {
                Some(view.facts.authorities.text(view.facts.rows[row].authority?))
            }),
            Order::Source => {
                let name = |view: &View, doc| view.sources.get(view.source.get_val(doc) as usize).cloned();
                alphabetical(hits.iter().map(|hit| name(self.view(hit), hit.doc)).collect())
            }
            Order::Title => {
                let mut titles = Vec::with_capacity(hits.len());
                for hit in hits {
                    titles.push(title(self.view(hit), hit.doc)?);
                }
                alphabetical(titles)
            }
        })
    }

    fn each(&self, hits: &[Hit], key: impl Fn(&View, u32) -> Key) -> Vec<Key> {
        hits.iter().map(|hit| key(self.view(hit), hit.doc)).collect()
    }

    /// BM25, and somewhat more for what is recent.
    fn relevance(&self, hit: &Hit) -> f32 {
        let age = (self.now.as_millisecond() - self.view(hit).published.get_val(hit.doc)) as f32 / DAY;
        hit.score * (1.0 + RECENCY * (-age.max(0.0) / HALF_LIFE).exp2())
    }

    /// The least key among the measures of each hit that are as asked.
    fn best_of_rows(&self, hits: &[Hit], key: impl Fn(&View, usize) -> Key) -> Vec<Key> {
        let mut best: HashMap<(u32, u32), i64> = HashMap::new();
        for (number, (view, rows)) in (0..).zip(self.snapshot.views.iter().zip(self.rows)) {
            for row in rows.iter() {
                if let Some(key) = key(view, row as usize) {
                    let least = best.entry((number, view.facts.rows[row as usize].doc)).or_insert(key);
                    *least = key.min(*least);
                }
            }
        }
        hits.iter().map(|hit| best.get(&(hit.view, hit.doc)).copied()).collect()
    }

    /// The place in the alphabet of the first name among the measures of each hit that are as asked.
    fn names_of_rows<'v>(
        &'v self,
        hits: &[Hit],
        name: impl Fn(&'v View, usize) -> Option<&'v str>,
    ) -> Vec<Key> {
        let mut first: HashMap<(u32, u32), String> = HashMap::new();
        for (number, (view, rows)) in (0..).zip(self.snapshot.views.iter().zip(self.rows)) {
            for row in rows.iter() {
                if let Some(name) = name(view, row as usize) {
                    let place = (number, view.facts.rows[row as usize].doc);
                    first.entry(place).or_insert_with(|| sortable(name));
                }
            }
        }
        alphabetical(hits.iter().map(|hit| first.get(&(hit.view, hit.doc)).cloned()).collect())
    }
}

fn title(view: &View, doc: u32) -> tantivy::Result<Option<String>> {
    let Some(column) = &view.title else { return Ok(None) };
    let Some(ordinal) = column.ords().first(doc) else { return Ok(None) };
    let mut title = String::new();
    column.ord_to_str(ordinal, &mut title)?;
    Ok(Some(title))
}

/// A name as it is ordered: its folded words.
pub(super) fn sortable(name: &str) -> String {
    super::analysis::Folded::of(name).words().collect::<Vec<_>>().join(" ")
}

/// The place of each name in the alphabet.
fn alphabetical(names: Vec<Option<String>>) -> Vec<Key> {
    let names: Vec<Option<String>> =
        names.into_iter().map(|name| name.filter(|name| !name.is_empty())).collect();
    let mut sorted: Vec<&String> = names.iter().flatten().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |name: &String| sorted.binary_search(&name).ok().map(|place| place as i64);
    names.iter().map(|name| name.as_ref().and_then(place)).collect()
}

fn last_if_none(one: Key, other: Key) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// A number in the order of scores, which are never below zero.
fn ordered(score: f32) -> i32 {
    score.max(0.0).to_bits() as i32
}
