//! The answer to a query: the articles in order, how many they are, and what their measures come to.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::bits::Bits;
use super::evaluate::{Evaluation, Leaves, Setting};
use super::facets::{Count, Counter, Facets, Figure};
use super::snapshot::Snapshot;
use super::sought::Seeker;
use super::sources::Sources;
use super::view::{View, strings};
use super::words::Leaf;
use crate::domain::ArticleId;
use crate::query::{Expression, Order, Query, SortKey, Term, TextTerm};

/// Days in which what recency adds to a score falls by half.
const HALF_LIFE: f32 = 365.0;
/// What recency adds to the score of an article of today, as a share of it.
const RECENCY: f32 = 0.35;
const DAY: f32 = 86_400_000.0;
/// Titles beyond which reading all of them is quicker than looking each one up.
const MANY: usize = 500;

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
        let scores = evaluation.into_scores(&ask.query.expression, &docs)?;
        let score = |doc: u32| scores.as_ref().map_or(0.0, |scores| scores[doc as usize]);
        hits.extend(docs.iter().map(|doc| Hit { view: number, doc, score: score(doc) }));
        selected.push(rows);
    }
    let ids = Ranking { snapshot, rows: &selected, now: ask.now }.first(&hits, &order, ask.limit)?;
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
    fn first(&self, hits: &[Hit], order: &[SortKey], limit: usize) -> tantivy::Result<Vec<ArticleId>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut columns = Vec::new();
        for key in order {
            let column = self.keys(hits, key.order)?;
            columns.push(column.into_iter().map(|value| directed(value, key.reversed)).collect::<Vec<i64>>());
        }
        let (main, further) = columns.split_first().expect("there is always an order");
        let mut ranks: Vec<(i64, u32)> = main.iter().copied().zip(0..).collect();
        let rest = |one: u32, other: u32| {
            let by = |column: &Vec<i64>| column[one as usize].cmp(&column[other as usize]);
            let further = further.iter().map(by).find(|ordering| ordering.is_ne());
            further.unwrap_or_else(|| self.newest(&hits[one as usize], &hits[other as usize]))
        };
        let compare =
            |one: &(i64, u32), other: &(i64, u32)| one.0.cmp(&other.0).then_with(|| rest(one.1, other.1));
        if limit < ranks.len() {
            ranks.select_nth_unstable_by(limit, compare);
            ranks.truncate(limit);
        }
        ranks.sort_unstable_by(compare);
        let id = |hit: &Hit| self.view(hit).id(hit.doc);
        Ok(ranks.into_iter().map(|(_, rank)| id(&hits[rank as usize])).collect())
    }

    /// The newest first; of two of one time, in the order of identifiers.
    fn newest(&self, one: &Hit, other: &Hit) -> Ordering {
        let published = |hit: &Hit| self.view(hit).published[hit.doc as usize];
        let id = |hit: &Hit| self.view(hit).id(hit.doc);
        published(other).cmp(&published(one)).then_with(|| id(one).cmp(&id(other)))
    }

    fn view(&self, hit: &Hit) -> &View {
        &self.snapshot.views[hit.view as usize]
    }

    fn keys(&self, hits: &[Hit], order: Order) -> tantivy::Result<Vec<Key>> {
        Ok(match order {
            Order::Relevance => {
                hits.iter().map(|hit| Some(-i64::from(ordered(self.relevance(hit))))).collect()
            }
            Order::Published => self.each(hits, |view, doc| Some(-view.published[doc as usize])),
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
            Order::Title => self.titles(hits)?,
        })
    }

    /// The place of each title in the alphabet. Many are read in one go, few each by itself.
    fn titles(&self, hits: &[Hit]) -> tantivy::Result<Vec<Key>> {
        let mut known: HashMap<u32, Vec<String>> = HashMap::new();
        if hits.len() > MANY {
            for (number, view) in (0..).zip(&self.snapshot.views) {
                known.insert(number, view.title.as_ref().map_or(Ok(Vec::new()), strings)?);
            }
        }
        let mut titles = Vec::with_capacity(hits.len());
        for hit in hits {
            titles.push(title(self.view(hit), hit.doc, known.get(&hit.view))?);
        }
        Ok(alphabetical(titles))
    }

    fn each(&self, hits: &[Hit], key: impl Fn(&View, u32) -> Key) -> Vec<Key> {
        hits.iter().map(|hit| key(self.view(hit), hit.doc)).collect()
    }

    /// BM25, and somewhat more for what is recent.
    fn relevance(&self, hit: &Hit) -> f32 {
        let age = (self.now.as_millisecond() - self.view(hit).published[hit.doc as usize]) as f32 / DAY;
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

    /// The place in the alphabet of the least name among the measures of each hit that are as asked.
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
                    let name = sortable(name);
                    match first.entry(place) {
                        Entry::Occupied(mut least) if name < *least.get() => *least.get_mut() = name,
                        Entry::Occupied(_) => {}
                        Entry::Vacant(free) => drop(free.insert(name)),
                    }
                }
            }
        }
        alphabetical(hits.iter().map(|hit| first.get(&(hit.view, hit.doc)).cloned()).collect())
    }
}

fn title(view: &View, doc: u32, known: Option<&Vec<String>>) -> tantivy::Result<Option<String>> {
    let Some(column) = &view.title else { return Ok(None) };
    let Some(ordinal) = column.ords().first(doc) else { return Ok(None) };
    if let Some(known) = known {
        return Ok(known.get(ordinal as usize).cloned());
    }
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

/// A key as a number, in its direction.
fn directed(key: Key, reversed: bool) -> i64 {
    match key {
        Some(value) if reversed => value.saturating_neg().min(i64::MAX - 1),
        Some(value) => value.min(i64::MAX - 1),
        None => i64::MAX,
    }
}

/// A number in the order of scores, which are never below zero.
fn ordered(score: f32) -> i32 {
    score.max(0.0).to_bits() as i32
}
