//! How near drawn measures are to expected ones.
//!
//! Knows when two measures are the same act, strictly and field by field. Leaves printing to the faces.

use std::collections::BTreeMap;

use crate::domain::{Kind, Measure};
use crate::text::fold;

use super::lexicon::Lexicon;

/// True and false counts of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Drawn and expected.
    pub right: usize,
    /// Drawn and not expected.
    pub wrong: usize,
    /// Expected and not drawn.
    pub missed: usize,
}

impl Tally {
    /// Share of what was drawn that is right; 1 when nothing was drawn.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of what was expected that was drawn; 1 when nothing was expected.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// What went wrong with one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Drawn, but not expected.
    Invented(Box<Measure>),
    /// Expected, but not drawn.
    Missed(Box<Measure>),
}

/// The score of a set of articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// Articles compared.
    pub articles: usize,
    /// Authority, company, kind, amount, currency and period right together.
    pub strict: Tally,
    /// The same, kind by kind.
    pub kinds: BTreeMap<Kind, Tally>,
    /// Kind, amount, currency and period right together, of measures with a sum.
    pub money: Tally,
    /// Among measures of one kind paired by likeness: each field that one side gives.
    pub fields: BTreeMap<&'static str, Tally>,
    /// Articles without an expected measure: left empty, or not.
    pub empty: Tally,
}

impl Score {
    /// Adds the comparison of one article, and gives its faults.
    pub fn add(&mut self, drawn: &[Measure], expected: &[Measure], lexicon: &Lexicon) -> Vec<Fault> {
        self.articles += 1;
        if expected.is_empty() {
            self.empty.right += usize::from(drawn.is_empty());
            self.empty.wrong += usize::from(!drawn.is_empty());
        }
        let same = |one: &Measure, other: &Measure| is_same_act(one, other, lexicon);
        let pairs = matched(drawn, expected, same);
        for kind in Kind::ALL {
            let tally = tally_of(drawn, expected, &pairs, |measure| measure.kind == kind);
            self.strict.add(tally);
            if tally != Tally::default() {
                self.kinds.entry(kind).or_default().add(tally);
            }
        }
        let sums = |measures: &[Measure]| -> Vec<Measure> {
            measures.iter().filter(|measure| measure.amount.is_some()).cloned().collect()
        };
        let (drawn_sums, expected_sums) = (sums(drawn), sums(expected));
        let money_pairs = matched(&drawn_sums, &expected_sums, has_same_sum);
        self.money.add(tally_of(&drawn_sums, &expected_sums, &money_pairs, |_| true));
        self.add_fields(drawn, expected, lexicon);
        faults(drawn, expected, &pairs)
    }

    fn add_fields(&mut self, drawn: &[Measure], expected: &[Measure], lexicon: &Lexicon) {
        let alike = |one: &Measure, other: &Measure| {
            one.kind == other.kind && (is_same_company(one, other, lexicon) || has_same_sum(one, other))
        };
        for (one, other) in matched(drawn, expected, alike) {
            for (name, tally) in fields(&drawn[one], &expected[other], lexicon) {
                self.fields.entry(name).or_default().add(tally);
            }
        }
    }
}

/// Whether two measures tell the same act: authority, company, kind, amount, currency and period.
pub fn is_same_act(drawn: &Measure, expected: &Measure, lexicon: &Lexicon) -> bool {
    let authority = |measure: &Measure| measure.authority.as_deref().map(|name| canonical(name, lexicon));
    has_same_sum(drawn, expected)
        && authority(drawn) == authority(expected)
        && is_same_company(drawn, expected, lexicon)
}

fn has_same_sum(drawn: &Measure, expected: &Measure) -> bool {
    drawn.kind == expected.kind && drawn.amount == expected.amount && drawn.period == expected.period
}

/// Folded, without legal forms; right under any of the expected names.
pub fn is_same_company(drawn: &Measure, expected: &Measure, lexicon: &Lexicon) -> bool {
    let Some(name) = &drawn.company else { return expected.company.is_none() };
    let name = bare_name(name, lexicon);
    expected.company.iter().chain(&expected.aliases).any(|other| bare_name(other, lexicon) == name)
}

/// An authority's name, folded; that of the list when the list knows it under this or another name.
pub fn canonical(name: &str, lexicon: &Lexicon) -> String {
    let folded = fold(name);
    let known = lexicon
        .authorities
        .iter()
        .find(|entry| fold(&entry.name) == folded || entry.aliases.iter().any(|alias| fold(alias) == folded));
    known.map_or(folded, |entry| fold(&entry.name))
}

/// A name folded, without legal forms, articles, signs.
pub fn bare_name(name: &str, lexicon: &Lexicon) -> String {
    const ARTICLES: &[&str] = &["la", "le", "les", "l", "the", "societe", "groupe", "ste"];
    let folded = fold(name);
    let forms = &lexicon.names.legal_forms;
    let mut words: Vec<&str> = folded
        .split(|character: char| {
            character.is_whitespace() || matches!(character, ',' | '\'' | '"' | '(' | ')')
        })
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1 && words.last().is_some_and(|last| forms.contains(last.trim_end_matches('.'))) {
        words.pop();
    }
    while words.len() > 1 && ARTICLES.contains(&words[0]) {
        words.remove(0);
    }
    words.iter().flat_map(|word| word.split(['-', '.', '/', '&'])).collect::<Vec<_>>().concat()
}

/// Greedy pairing in order: each measure is used once.
fn matched(
    drawn: &[Measure],
    expected: &[Measure],
    same: impl Fn(&Measure, &Measure) -> bool,
) -> Vec<(usize, usize)> {
    let mut free = vec![true; expected.len()];
    let mut pairs = Vec::new();
    for (one, measure) in drawn.iter().enumerate() {
        if let Some(other) =
            (0..expected.len()).find(|other| free[*other] && same(measure, &expected[*other]))
        {
            free[other] = false;
            pairs.push((one, other));
        }
    }
    pairs
}

fn tally_of(
    drawn: &[Measure],
    expected: &[Measure],
    pairs: &[(usize, usize)],
    counts: impl Fn(&Measure) -> bool,
) -> Tally {
    let right = pairs.iter().filter(|(one, _)| counts(&drawn[*one])).count();
    let all = |measures: &[Measure]| measures.iter().filter(|measure| counts(measure)).count();
    Tally { right, wrong: all(drawn) - right, missed: all(expected) - right }
}

fn faults(drawn: &[Measure], expected: &[Measure], pairs: &[(usize, usize)]) -> Vec<Fault> {
    let invented = (0..drawn.len())
        .filter(|one| pairs.iter().all(|pair| pair.0 != *one))
        .map(|one| Fault::Invented(Box::new(drawn[one].clone())));
    let missed = (0..expected.len())
        .filter(|other| pairs.iter().all(|pair| pair.1 != *other))
        .map(|other| Fault::Missed(Box::new(expected[other].clone())));
    missed.chain(invented).collect()
}

fn fields(drawn: &Measure, expected: &Measure, lexicon: &Lexicon) -> Vec<(&'static str, Tally)> {
    let authority = |measure: &Measure| measure.authority.as_deref().map(|name| canonical(name, lexicon));
    let company = is_same_company(drawn, expected, lexicon);
    let one = |same: bool, mine: bool, theirs: bool| Tally {
        right: usize::from(same && theirs),
        wrong: usize::from(mine && !same),
        missed: usize::from(theirs && !same),
    };
    vec![
        (
            "authority",
            one(
                authority(drawn) == authority(expected),
                drawn.authority.is_some(),
                expected.authority.is_some(),
            ),
        ),
        ("company", one(company, drawn.company.is_some(), expected.company.is_some())),
        ("amount", one(drawn.amount == expected.amount, drawn.amount.is_some(), expected.amount.is_some())),
        ("date", one(drawn.date == expected.date, drawn.date.is_some(), expected.date.is_some())),
        (
            "reference",
            one(
                drawn.reference == expected.reference,
                drawn.reference.is_some(),
                expected.reference.is_some(),
            ),
        ),
        ("articles", overlap(&drawn.articles, &expected.articles)),
        ("breaches", overlap(&drawn.breaches, &expected.breaches)),
        ("role", one(drawn.role == expected.role, true, true)),
        (
            "complainant",
            one(
                drawn.complainant.as_deref().map(fold) == expected.complainant.as_deref().map(fold),
                drawn.complainant.is_some(),
                expected.complainant.is_some(),
            ),
        ),
        (
            "deadline",
            one(drawn.deadline == expected.deadline, drawn.deadline.is_some(), expected.deadline.is_some()),
        ),
    ]
}

fn overlap<T: PartialEq>(drawn: &[T], expected: &[T]) -> Tally {
    let right = drawn.iter().filter(|item| expected.contains(item)).count();
    Tally {
        right,
        wrong: drawn.len() - right,
        missed: expected.iter().filter(|item| !drawn.contains(item)).count(),
    }
}
