//! Counts and sums over what was found.

use std::collections::HashMap;

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::answer::sortable;
use super::bits::Bits;
use super::facts::Names;
use super::view::View;
use crate::domain::{Cents, Currency, Kind, Theme};

/// Years that are told apart.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2150;

/// A value and how many articles bear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value: a name, or an exported code.
    pub value: String,
    /// Articles that bear it.
    pub articles: usize,
}

/// Counts of articles by the values of their fields. Of a field of measures, only the measures that are as asked count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Organisations aimed at; names that differ by case and accents are one.
    pub companies: Vec<Count>,
    /// Authorities.
    pub authorities: Vec<Count>,
    /// Kinds, by their codes.
    pub kinds: Vec<Count>,
    /// Themes, by their codes.
    pub themes: Vec<Count>,
    /// Sources, by their identifiers.
    pub sources: Vec<Count>,
    /// Years of publication, the newest first.
    pub years: Vec<Count>,
}

/// What the sums of measures of one nature in one currency come to. Sums of different natures are never added: a rate of
/// so much a day is no fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The nature.
    pub kind: Kind,
    /// The currency.
    pub currency: Currency,
    /// How many measures bear such a sum.
    pub count: usize,
    /// All sums together.
    pub sum: Cents,
    /// The middle one; of an even number, the mean of the two in the middle.
    pub median: Cents,
    /// The greatest.
    pub greatest: Cents,
}

/// Counts while segments go by.
pub(super) struct Counter {
    companies: HashMap<String, (String, usize)>,
    authorities: HashMap<String, (String, usize)>,
    kinds: [usize; Kind::ALL.len()],
    themes: Vec<usize>,
    sources: HashMap<String, usize>,
    years: Vec<usize>,
    /// The first instant of each year, in milliseconds.
    starts: Vec<i64>,
    sums: HashMap<(Kind, Currency), Vec<i64>>,
}

impl Counter {
    pub(super) fn new(zone: &TimeZone) -> Counter {
        let start = |year: i16| {
            zone.to_timestamp(date(year, 1, 1).at(0, 0, 0, 0))
                .map_or(i64::MAX, |start| start.as_millisecond())
        };
        let starts: Vec<i64> = YEARS.map(start).collect();
        Counter {
            companies: HashMap::new(),
            authorities: HashMap::new(),
            kinds: [0; Kind::ALL.len()],
            themes: vec![0; Theme::ALL.len()],
            sources: HashMap::new(),
            years: vec![0; starts.len()],
            starts,
            sums: HashMap::new(),
        }
    }

    /// Counts the documents found in a segment, and their measures that are as asked.
    pub(super) fn add(&mut self, view: &View, docs: &Bits, rows: &Bits) {
        self.add_articles(view, docs);
        self.add_measures(view, rows);
        let companies = by_name(view, &view.facts.companies, rows, |row| view.facts.rows[row].company);
        add_names(&mut self.companies, companies);
        let authorities = by_name(view, &view.facts.authorities, rows, |row| view.facts.rows[row].authority);
        add_names(&mut self.authorities, authorities);
    }

    fn add_articles(&mut self, view: &View, docs: &Bits) {
        let mut by_source = vec![0; view.sources.len()];
        let mut year = 0;
        for doc in docs.iter() {
            if let Some(count) = by_source.get_mut(view.source.get_val(doc) as usize) {
                *count += 1;
            }
            let instant = view.published[doc as usize];
            let same =
                self.starts[year] <= instant && self.starts.get(year + 1).is_none_or(|next| instant < *next);
            if !same {
                year = self.starts.partition_point(|start| *start <= instant).saturating_sub(1);
            }
            self.years[year] += 1;
        }
        for (id, count) in view.sources.iter().zip(by_source).filter(|(_, count)| *count > 0) {
            *self.sources.entry(id.clone()).or_default() += count;
        }
    }

    fn add_measures(&mut self, view: &View, rows: &Bits) {
        let mut kinds = [None; Kind::ALL.len()];
        let mut themes = vec![None; Theme::ALL.len()];
        for row in rows.iter() {
            let row = &view.facts.rows[row as usize];
            count_once(
                &mut kinds[row.measure.kind as usize],
                row.doc,
                &mut self.kinds[row.measure.kind as usize],
            );
            for theme in &row.measure.breaches {
                count_once(&mut themes[*theme as usize], row.doc, &mut self.themes[*theme as usize]);
            }
            if let Some(money) = row.measure.amount {
                self.sums.entry((row.measure.kind, money.currency)).or_default().push(money.cents.0);
            }
        }
    }

    /// The counts, at most so many of each, and the sums.
    pub(super) fn finish(self, most: usize) -> (Facets, Vec<Figure>) {
        if most == 0 {
            return (Facets::default(), Vec::new());
        }
        let names = |names: HashMap<String, (String, usize)>| ranked(names.into_values(), most);
        let kinds = Kind::ALL.iter().map(|kind| (kind.code().to_owned(), self.kinds[*kind as usize]));
        let themes = Theme::ALL.iter().map(|theme| (theme.code().to_owned(), self.themes[*theme as usize]));
        let years = YEARS.zip(self.years).rev().filter(|(_, articles)| *articles > 0);
        let years = years.map(|(year, articles)| Count { value: year.to_string(), articles });
        let facets = Facets {
            kinds: ranked(kinds, most),
            themes: ranked(themes, most),
            companies: names(self.companies),
            authorities: names(self.authorities),
            sources: ranked(self.sources.into_iter(), most),
            years: years.take(most).collect(),
        };
        let mut figures: Vec<Figure> = self.sums.into_iter().map(figure).collect();
        figures.sort_unstable_by(|one, other| {
            let order = (one.kind, one.currency).cmp(&(other.kind, other.currency));
            other.count.cmp(&one.count).then(order)
        });
        (facets, figures)
    }
}

/// Counts a document once, however often it comes in a row.
fn count_once(last: &mut Option<u32>, doc: u32, count: &mut usize) {
    if *last != Some(doc) {
        *last = Some(doc);
        *count += 1;
    }
}

/// The names that measures bear in a segment, each with how many of its documents do.
fn by_name<'v>(
    view: &'v View,
    names: &'v Names,
    rows: &Bits,
    number: impl Fn(usize) -> Option<u32>,
) -> Vec<(&'v str, Vec<u32>)> {
    let mut docs: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
    for row in rows.iter() {
        if let Some(number) = number(row as usize) {
            docs[number as usize].push(view.facts.rows[row as usize].doc);
        }
    }
    let named = docs.into_iter().zip(0..).filter(|(docs, _)| !docs.is_empty());
    named.map(|(docs, number)| (names.text(number), docs)).collect()
}

/// Adds the counts of a segment, with names that differ by case and accents as one.
fn add_names(all: &mut HashMap<String, (String, usize)>, names: Vec<(&str, Vec<u32>)>) {
    let mut merged: HashMap<String, (&str, Vec<u32>)> = HashMap::new();
    for (name, docs) in names {
        merged.entry(sortable(name)).or_insert((name, Vec::new())).1.extend(docs);
    }
    for (key, (name, mut docs)) in merged {
        docs.sort_unstable();
        docs.dedup();
        all.entry(key).or_insert_with(|| (name.to_owned(), 0)).1 += docs.len();
    }
}

fn ranked(values: impl Iterator<Item = (String, usize)>, most: usize) -> Vec<Count> {
    let mut counts: Vec<Count> = values
        .filter(|(_, articles)| *articles > 0)
        .map(|(value, articles)| Count { value, articles })
        .collect();
    counts.sort_unstable_by(|one, other| {
        other.articles.cmp(&one.articles).then_with(|| one.value.cmp(&other.value))
    });
    counts.truncate(most);
    counts
}

fn figure(((kind, currency), mut sums): ((Kind, Currency), Vec<i64>)) -> Figure {
    sums.sort_unstable();
    let middle = sums.len() / 2;
    let median = match sums.len() % 2 {
        1 => sums[middle],
        _ => sums[middle - 1] + (sums[middle] - sums[middle - 1]) / 2,
    };
    Figure {
        kind,
        currency,
        count: sums.len(),
        sum: Cents(sums.iter().fold(0, |sum, cents| i64::saturating_add(sum, *cents))),
        median: Cents(median),
        greatest: Cents(sums[sums.len() - 1]),
    }
}
