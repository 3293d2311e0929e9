//! Figures: fines by month, year, authority, theme, provision; the largest; the median; one fine among its like.
//!
//! Works on any choice of decisions, so that a face can count what a query finds. Sums of different currencies are never
//! added: each figure is in one currency.

use crate::domain::{Cents, Currency, Decision, DecisionId, Kind, Money, Provision, Theme};

/// What fines are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Calendar month of the decision, with the months between that have none.
    Month,
    /// Year of the decision, with the years between that have none.
    Year,
    /// Authority.
    Authority,
    /// Theme; a fine counts under each of its themes.
    Theme,
    /// Provision, without what is inside it (`RGPD 5`); a fine counts under each.
    Provision,
}

impl By {
    /// Every one.
    pub const ALL: [By; 5] = [By::Month, By::Year, By::Authority, By::Theme, By::Provision];

    /// The exported value, of which the label's key is made too.
    pub const fn code(self) -> &'static str {
        match self {
            By::Month => "month",
            By::Year => "year",
            By::Authority => "authority",
            By::Theme => "theme",
            By::Provision => "provision",
        }
    }
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// `2022-10`, `2022`, an authority, a theme's code, a provision.
    pub label: String,
    /// How many fines.
    pub count: usize,
    /// Their sum, as first decided.
    pub fined: Cents,
    /// Their sum today.
    pub in_force: Cents,
}

/// Bars of one chart, in one currency: months and years in order of time, others by sum, the largest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What they are by.
    pub by: By,
    /// Their currency.
    pub currency: Currency,
    /// The bars.
    pub points: Vec<Point>,
}

impl Series {
    /// The series as a table: a heading row, then a row a bar; sums in units with two decimals.
    pub fn rows(&self) -> Vec<[String; 5]> {
        let heading = [self.by.code(), "count", "fined", "in_force", "currency"].map(str::to_owned);
        let sum = |cents: Cents| format!("{}.{:02}", cents.units(), cents.remainder().abs());
        let row = |point: &Point| {
            let (fined, in_force) = (sum(point.fined), sum(point.in_force));
            [point.label.clone(), point.count.to_string(), fined, in_force, self.currency.code().to_owned()]
        };
        std::iter::once(heading).chain(self.points.iter().map(row)).collect()
    }
}

/// One fine of one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fine<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The organisation; nothing when it is anonymous.
    pub organisation: Option<&'a str>,
    /// As first decided.
    pub sum: Money,
    /// As it stands; nothing when it was annulled or reduced to an unknown sum.
    pub in_force: Option<Money>,
}

/// Fines of those decisions in that currency, totals told beside their parts left out.
pub fn fines<'a>(decisions: &[&'a Decision], currency: Currency) -> Vec<Fine<'a>> {
    let of = |decision: &&'a Decision| {
        let decision = *decision;
        decision.acts.iter().filter(|act| act.kind() == Kind::AdministrativeFine && !act.total).filter_map(
            move |act| {
                let sum = act.sum().filter(|sum| sum.currency == currency)?;
                let organisation = act.organisation.as_deref();
                Some(Fine { decision, organisation, sum, in_force: act.sum_in_force() })
            },
        )
    };
    decisions.iter().flat_map(of).collect()
}

/// Currencies of the fines of those decisions, the one of most fines first.
pub fn currencies(decisions: &[&Decision]) -> Vec<Currency> {
    let mut counts: Vec<(Currency, usize)> = Vec::new();
    let acts = decisions.iter().flat_map(|decision| &decision.acts);
    for sum in acts.filter(|act| act.kind() == Kind::AdministrativeFine).filter_map(|act| act.sum()) {
        match counts.iter_mut().find(|(currency, _)| *currency == sum.currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((sum.currency, 1)),
        }
    }
    counts.sort_by_key(|(currency, count)| (std::cmp::Reverse(*count), *currency));
    counts.into_iter().map(|(currency, _)| currency).collect()
}

/// Fines counted by something.
pub fn series(fines: &[Fine<'_>], by: By, currency: Currency) -> Series {
    let mut points: Vec<Point> = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for fine in fines.iter().filter(|fine| fine.sum.currency == currency) {
        for label in labels(fine.decision, by) {
            let place = *places.entry(label.clone()).or_insert_with(|| {
                points.push(Point { label, count: 0, fined: Cents(0), in_force: Cents(0) });
                points.len() - 1
            });
            let point = &mut points[place];
            point.count += 1;
            point.fined.0 = point.fined.0.saturating_add(fine.sum.cents.0);
            let standing = fine.in_force.map_or(0, |sum| sum.cents.0);
            point.in_force.0 = point.in_force.0.saturating_add(standing);
        }
    }
    match by {
        By::Month | By::Year => points = without_gaps(points, by),
        _ => {
            points.sort_by(|one, other| other.fined.cmp(&one.fined).then_with(|| one.label.cmp(&other.label)))
        }
    }
    Series { by, currency, points }
}

fn labels(decision: &Decision, by: By) -> Vec<String> {
    let day = decision.day();
    match by {
        By::Month => day.map(|day| month_label(month_index(day.year(), day.month()))).into_iter().collect(),
        By::Year => day.map(|day| format!("{:04}", day.year())).into_iter().collect(),
        By::Authority => decision.authority().map(str::to_owned).into_iter().collect(),
        By::Theme => decision.themes.iter().map(|theme| theme.code().to_owned()).collect(),
        By::Provision => {
            let mut wholes: Vec<String> = decision.provisions.iter().map(whole).collect();
            wholes.sort();
            wholes.dedup();
            wholes
        }
    }
}

/// `RGPD 5` of `RGPD 5-1-e`; `CPCE L34-5` stays whole, since its hyphen is part of the number.
fn whole(provision: &Provision) -> String {
    let text = provision.0.as_str();
    match text.split_once(' ') {
        Some((code, number)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{code} {}", number.split('-').next().unwrap_or(number))
        }
        _ => text.to_owned(),
    }
}

fn month_index(year: i16, month: i8) -> i32 {
    i32::from(year) * 12 + i32::from(month) - 1
}

fn month_label(index: i32) -> String {
    format!("{:04}-{:02}", index.div_euclid(12), index.rem_euclid(12) + 1)
}

/// Widest gap that is filled, in months or years: a chart of two points a century apart stays small.
const WIDEST_GAP: i32 = 600;

/// Points in order of time, with empty ones for the months or years between.
fn without_gaps(mut points: Vec<Point>, by: By) -> Vec<Point> {
    points.sort_by(|one, other| one.label.cmp(&other.label));
    let index = |label: &str| -> Option<i32> {
        match by {
            By::Month => {
                let (year, month) = label.split_once('-')?;
                Some(month_index(year.parse().ok()?, month.parse().ok()?))
            }
            _ => label.parse().ok(),
        }
    };
    let label = |index: i32| if by == By::Month { month_label(index) } else { format!("{index:04}") };
    let mut filled: Vec<Point> = Vec::new();
    for point in points {
        let before = filled.last().and_then(|last| index(&last.label));
        if let (Some(before), Some(here)) = (before, index(&point.label)) {
            let gap = (before + 1..here).filter(|_| here - before <= WIDEST_GAP);
            let empty = |index| Point { label: label(index), count: 0, fined: Cents(0), in_force: Cents(0) };
            filled.extend(gap.map(empty));
        }
        filled.push(point);
    }
    filled
}

/// The largest fines, as first decided, at most so many.
pub fn largest<'a>(fines: &[Fine<'a>], most: usize) -> Vec<Fine<'a>> {
    let mut sorted = fines.to_vec();
    sorted.sort_by_key(|fine| (std::cmp::Reverse(fine.sum.cents), fine.decision.id));
    sorted.truncate(most);
    sorted
}

/// The middle sum, or the mean of the two in the middle; nothing of no fine.
pub fn median(fines: &[Fine<'_>]) -> Option<Cents> {
    let mut cents: Vec<i64> = fines.iter().map(|fine| fine.sum.cents.0).collect();
    cents.sort_unstable();
    let middle = cents.len() / 2;
    match cents.len() {
        0 => None,
        length if length % 2 == 1 => Some(Cents(cents[middle])),
        _ => Some(Cents(cents[middle - 1] + (cents[middle] - cents[middle - 1]) / 2)),
    }
}

/// In what two fines must be alike to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Like {
    /// The same authority.
    pub authority: bool,
    /// A provision in common.
    pub provision: bool,
    /// A theme in common.
    pub theme: bool,
    /// The same order of size, by powers of ten of the sum in units.
    pub size: bool,
}

/// One fine among its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// Its place from the largest, from 1; equal sums have the same.
    pub place: usize,
    /// How many fines are compared, itself counted.
    pub among: usize,
    /// Their median.
    pub median: Cents,
    /// The decisions compared, the largest fine first.
    pub like: Vec<DecisionId>,
}

/// Where a fine stands among its like of the same currency.
pub fn rank(fine: &Fine<'_>, fines: &[Fine<'_>], like: Like) -> Rank {
    let mut alike: Vec<Fine<'_>> = fines.iter().filter(|other| is_like(fine, other, like)).copied().collect();
    if !alike.iter().any(|other| other == fine) {
        alike.push(*fine);
    }
    let sorted = largest(&alike, alike.len());
    Rank {
        place: 1 + sorted.iter().filter(|other| other.sum.cents > fine.sum.cents).count(),
        among: sorted.len(),
        median: median(&sorted).unwrap_or(fine.sum.cents),
        like: sorted.iter().map(|fine| fine.decision.id).collect(),
    }
}

fn is_like(one: &Fine<'_>, other: &Fine<'_>, like: Like) -> bool {
    let shares = |wanted: bool, shared: bool| !wanted || shared;
    let wholes = |decision: &Decision| -> Vec<String> { decision.provisions.iter().map(whole).collect() };
    let provisions = || {
        let own = wholes(one.decision);
        wholes(other.decision).iter().any(|provision| own.contains(provision))
    };
    let themes = || {
        let own: &[Theme] = &one.decision.themes;
        other.decision.themes.iter().any(|theme| own.contains(theme))
    };
    one.sum.currency == other.sum.currency
        && shares(like.authority, one.decision.authority() == other.decision.authority())
        && shares(like.size, size(one.sum) == size(other.sum))
        && (!like.provision || provisions())
        && (!like.theme || themes())
}

/// Power of ten of a sum in units: 4 for 50,000.
fn size(sum: Money) -> u32 {
    sum.cents.units().unsigned_abs().checked_ilog10().unwrap_or_default()
}
