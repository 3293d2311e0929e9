//! The meaning of a query's tree for all documents of a segment at once.
//!
//! It follows the meaning that the query language gives for one article: conditions on facts that stand side by side bind
//! one measure. Here a condition is a set of documents, or, where a measure is bound, a set of measures; `and`, `or` and
//! `not` are those of sets.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::bits::Bits;
use super::entry::sign;
use super::facts::Sought as SoughtName;
use super::snapshot::Snapshot;
use super::sources::Sources;
use super::view::{View, language_number, strings};
use super::words::{Begun, Leaf};
use crate::domain::{ArticleId, Language};
use crate::query::{ArticleTerm, Expression, FactSign, NameTerm, State, Term, TextTerm, When, Words};

/// Conditions on words, ready for all segments, by where they stand in the tree.
pub(super) type Leaves = HashMap<*const TextTerm, Leaf>;

/// What a query is evaluated with, the same for all segments.
pub(super) struct Setting<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) sources: &'a Sources,
    pub(super) leaves: &'a Leaves,
    pub(super) today: Date,
    pub(super) zone: &'a TimeZone,
}

/// A query on one segment.
pub(super) struct Evaluation<'a> {
    setting: &'a Setting<'a>,
    view: &'a View,
    /// Scores, where they are wanted.
    scores: RefCell<Option<Vec<f32>>>,
    known: RefCell<HashMap<*const Term, Rc<Bits>>>,
    begun: RefCell<HashMap<*const TextTerm, Begun>>,
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, view: &'a View, scored: bool) -> Evaluation<'a> {
        let scores = scored.then(|| vec![0.0; view.bound() as usize]);
        Evaluation {
            setting,
            view,
            scores: RefCell::new(scores),
            known: RefCell::default(),
            begun: RefCell::default(),
        }
    }

    /// The documents, deleted ones left out, that are what the expression asks for.
    pub(super) fn docs(&self, expression: &Expression) -> tantivy::Result<Bits> {
        let mut docs = self.holds(expression)?;
        docs.and(&self.view.alive);
        Ok(docs)
    }

    /// The scores of these documents, after the evaluation; only words that documents must hold count. Those of other
    /// documents mean nothing.
    pub(super) fn into_scores(
        self,
        expression: &Expression,
        docs: &Bits,
    ) -> tantivy::Result<Option<Vec<f32>>> {
        let Some(mut scores) = self.scores.into_inner() else { return Ok(None) };
        let begun = self.begun.into_inner();
        for term in expression.words() {
            let place = std::ptr::from_ref(term);
            let none = Begun::new();
            let begun = begun.get(&place).unwrap_or(&none);
            self.setting.leaves[&place].score(self.setting.snapshot, self.view, docs, begun, &mut scores)?;
        }
        Ok(Some(scores))
    }

    /// The measures that the expression asks for, or nothing when it asks for none in particular.
    pub(super) fn rows(&self, expression: &Expression) -> tantivy::Result<Option<Bits>> {
        match expression {
            Expression::Term(Term::Fact(term)) => Ok(Some(self.view.facts.meeting(term, self.setting.today))),
            Expression::View { meaning, .. } => self.rows(meaning),
            Expression::Any(branches) => self.rows_of_each(branches.iter()),
            Expression::All(parts) => {
                let mut rows = self.rows_of_each(parts.iter().filter(|part| is_group(part)))?;
                let beside: Vec<&Expression> = parts.iter().filter(|part| !is_group(part)).collect();
                if beside.iter().any(|part| asks_for_a_measure(part, true)) {
                    let bound = self.all_for(&beside)?;
                    rows = Some(match rows {
                        Some(rows) => joined(rows, &bound),
                        None => bound,
                    });
                }
                Ok(rows)
            }
            Expression::Everything | Expression::Not(_) | Expression::Term(_) => Ok(None),
        }
    }

    fn rows_of_each<'e>(&self, parts: impl Iterator<Item = &'e Expression>) -> tantivy::Result<Option<Bits>> {
        let mut all: Option<Bits> = None;
        for part in parts {
            if let Some(rows) = self.rows(part)? {
                all = Some(match all {
                    Some(all) => joined(all, &rows),
                    None => rows,
                });
            }
        }
        Ok(all)
    }

    /// The documents for which the expression holds when no measure is bound.
    fn holds(&self, expression: &Expression) -> tantivy::Result<Bits> {
        match expression {
            Expression::Everything => Ok(Bits::all(self.view.bound())),
            Expression::Term(Term::Fact(term)) => {
                let rows = self.view.facts.meeting(term, self.setting.today);
                Ok(self.view.facts.docs_of(&rows, self.view.bound()))
            }
            Expression::Term(term) => Ok(self.of_article(term)?.as_ref().clone()),
            Expression::Not(inner) => Ok(inverted(self.holds(inner)?)),
            Expression::Any(branches) => {
                let mut found = Bits::none(self.view.bound());
                for branch in branches {
                    found.or(&self.holds(branch)?);
                }
                Ok(found)
            }
            Expression::All(parts) => self.all_hold(parts),
            Expression::View { meaning, .. } => self.holds(meaning),
        }
    }

    fn all_hold(&self, parts: &[Expression]) -> tantivy::Result<Bits> {
        let mut found = Bits::all(self.view.bound());
        let (groups, beside): (Vec<&Expression>, Vec<&Expression>) =
            parts.iter().partition(|part| is_group(part));
        for group in groups {
            found.and(&self.holds(group)?);
        }
        if !beside.iter().any(|part| asks_for_a_measure(part, true)) {
            for part in beside {
                found.and(&self.holds(part)?);
            }
            return Ok(found);
        }
        let rows = self.all_for(&beside)?;
        let mut bound = self.view.facts.docs_of(&rows, self.view.bound());
        bound.or(&self.all_without(&beside)?);
        found.and(&bound);
        Ok(found)
    }

    /// The measures for which every part holds.
    fn all_for(&self, parts: &[&Expression]) -> tantivy::Result<Bits> {
        let mut rows = Bits::all(self.view.facts.len());
        for part in parts {
            rows.and(&self.holds_for(part)?);
        }
        Ok(rows)
    }

    /// The documents without a measure for which every part holds: a choice between a fact and a word can by the word.
    fn all_without(&self, parts: &[&Expression]) -> tantivy::Result<Bits> {
        if parts.iter().any(|part| matches!(part, Expression::Term(Term::Fact(_)))) {
            return Ok(Bits::none(self.view.bound()));
        }
        let mut docs = inverted(self.view.facts.docs(self.view.bound()));
        for part in parts {
            docs.and(&self.holds_without(part)?);
        }
        Ok(docs)
    }

    /// The measures for which the expression holds.
    fn holds_for(&self, expression: &Expression) -> tantivy::Result<Bits> {
        let facts = &self.view.facts;
        match expression {
            Expression::Everything => Ok(Bits::all(facts.len())),
            Expression::Term(Term::Fact(term)) => Ok(facts.meeting(term, self.setting.today)),
            Expression::Term(term) => Ok(facts.rows_of(self.of_article(term)?.as_ref())),
            Expression::Not(inner) => Ok(inverted(self.holds_for(inner)?)),
            Expression::Any(branches) => {
                let mut rows = Bits::none(facts.len());
                for branch in branches {
                    rows.or(&self.holds_for(branch)?);
                }
                Ok(rows)
            }
            Expression::All(parts) => self.all_for(&parts.iter().collect::<Vec<_>>()),
            Expression::View { meaning, .. } => self.holds_for(meaning),
        }
    }

    /// The documents for which the expression holds where there is no measure to be bound.
    fn holds_without(&self, expression: &Expression) -> tantivy::Result<Bits> {
        match expression {
            Expression::Everything => Ok(Bits::all(self.view.bound())),
            Expression::Term(Term::Fact(_)) => Ok(Bits::none(self.view.bound())),
            Expression::Term(term) => Ok(self.of_article(term)?.as_ref().clone()),
            Expression::Not(inner) => Ok(inverted(self.holds_without(inner)?)),
            Expression::Any(branches) => {
                let mut found = Bits::none(self.view.bound());
                for branch in branches {
                    found.or(&self.holds_without(branch)?);
                }
                Ok(found)
            }
            Expression::All(parts) => {
                let mut found = Bits::all(self.view.bound());
                for part in parts {
                    found.and(&self.holds_without(part)?);
                }
                Ok(found)
            }
            Expression::View { meaning, .. } => self.holds_without(meaning),
        }
    }

    /// The documents that meet a condition on words or on the article; found once however often it is asked.
    fn of_article(&self, term: &Term) -> tantivy::Result<Rc<Bits>> {
        let place: *const Term = term;
        if let Some(known) = self.known.borrow().get(&place) {
            return Ok(Rc::clone(known));
        }
        let found = Rc::new(match term {
            Term::Text(term) => self.words(term)?,
            Term::Article(term) => self.article(term)?,
            Term::Fact(_) => Bits::none(self.view.bound()),
        });
        self.known.borrow_mut().insert(place, Rc::clone(&found));
        Ok(found)
    }

    fn words(&self, term: &TextTerm) -> tantivy::Result<Bits> {
        let leaf = &self.setting.leaves[&std::ptr::from_ref(term)];
        let mut begun = Begun::new();
        let mut scores = self.scores.borrow_mut();
        let found = leaf.docs(self.setting.snapshot, self.view, scores.as_mut(), &mut begun)?;
        if !begun.is_empty() {
            self.begun.borrow_mut().insert(std::ptr::from_ref(term), begun);
        }
        Ok(found)
    }

    fn article(&self, term: &ArticleTerm) -> tantivy::Result<Bits> {
        let view = self.view;
        Ok(match term {
            ArticleTerm::Source(name) => {
                self.of_sources(|id, sources| sources.is_called(id, &SoughtName::of(name)))
            }
            ArticleTerm::Trust(trust) => self.of_sources(|id, sources| sources.trust(id) == Some(*trust)),
            ArticleTerm::Published(when) => {
                let (first, last) = instants(*when, self.setting.today, self.setting.zone);
                Bits::of(view.bound(), |doc| (first..last).contains(&view.published[doc as usize]))
            }
            ArticleTerm::Fetched(when) => self.within(&view.fetched, *when),
            ArticleTerm::Author(name) => self.by_author(name)?,
            ArticleTerm::Tag(name) => self.tagged(&SoughtName::of(name)),
            ArticleTerm::Language(language) => self.in_language(*language),
            ArticleTerm::State(state) => self.in_state(*state),
            ArticleTerm::Bears(sign) => self.bearing(*sign),
            ArticleTerm::Id(name) => self.called(&name.written.to_ascii_lowercase()),
        })
    }

    fn of_sources(&self, holds: impl Fn(&str, &Sources) -> bool) -> Bits {
        let met: Vec<bool> = self.view.sources.iter().map(|id| holds(id, self.setting.sources)).collect();
        self.view.docs_where(&self.view.source, |number| met.get(number as usize).copied().unwrap_or(false))
    }

    fn within(&self, column: &std::sync::Arc<dyn tantivy::columnar::ColumnValues<i64>>, when: When) -> Bits {
        let (first, last) = instants(when, self.setting.today, self.setting.zone);
        self.view.docs_where(column, |instant| first <= instant && instant < last)
    }

    fn by_author(&self, name: &NameTerm) -> tantivy::Result<Bits> {
        let Some(column) = &self.view.author else { return Ok(Bits::none(self.view.bound())) };
        let sought = SoughtName::of(name);
        let met: Vec<bool> =
            strings(column)?.iter().map(|author| sought.is_met_by(&Words::of(author))).collect();
        let is_met = |number: u64| met.get(number as usize).copied().unwrap_or(false);
        Ok(Bits::of(self.view.bound(), |doc| column.ords().first(doc).is_some_and(is_met)))
    }

    fn tagged(&self, sought: &SoughtName) -> Bits {
        let mut found = self
            .of_sources(|id, sources| sources.tags(id).iter().any(|tag| sought.is_met_by(&Words::of(tag))));
        for (doc, tags) in &self.view.laid().tags {
            if tags.iter().any(|tag| sought.is_met_by(&Words::of(tag))) {
                found.insert(*doc);
            }
        }
        found
    }

    fn in_language(&self, language: Language) -> Bits {
        let wanted = language_number(language);
        self.view.docs_where(&self.view.language, |number| number == wanted)
    }

    fn in_state(&self, state: State) -> Bits {
        let laid = self.view.laid();
        match state {
            State::Unread => inverted(laid.read.clone()),
            State::Read => laid.read.clone(),
            State::Starred => laid.starred.clone(),
            State::Corrected => laid.corrected.clone(),
            State::Changed => self.view.docs_where(&self.view.signs, |signs| signs & sign::CHANGED != 0),
            State::Main | State::Background | State::Doubtful | State::Anonymous => {
                Bits::none(self.view.bound())
            }
        }
    }

    fn bearing(&self, bears: FactSign) -> Bits {
        match bears {
            FactSign::Link => self.view.docs_where(&self.view.signs, |signs| signs & sign::LINK != 0),
            FactSign::Author => match &self.view.author {
                Some(column) => Bits::of(self.view.bound(), |doc| column.ords().first(doc).is_some()),
                None => Bits::none(self.view.bound()),
            },
            FactSign::Tag => {
                let mut found = self.of_sources(|id, sources| !sources.tags(id).is_empty());
                self.view.laid().tags.keys().for_each(|doc| found.insert(*doc));
                found
            }
            FactSign::Note => self.view.laid().noted.clone(),
            _ => Bits::none(self.view.bound()),
        }
    }

    /// The documents whose identifier begins with these hexadecimal digits.
    fn called(&self, digits: &str) -> Bits {
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() > 32 || !digits.bytes().all(hexadecimal) {
            return Bits::none(self.view.bound());
        }
        let unused = 128 - 4 * digits.len() as u32;
        let sought = u128::from_str_radix(digits, 16).unwrap_or(0);
        let begins = |id: ArticleId| u128::from_be_bytes(id.0).checked_shr(unused).unwrap_or(0) == sought;
        Bits::of(self.view.bound(), |doc| begins(self.view.id(doc)))
    }
}

/// The instants, in milliseconds, from the beginning of the first day to the end of the last, the end excluded.
fn instants(when: When, today: Date, zone: &TimeZone) -> (i64, i64) {
    let (first, last) = when.days(today);
    let begins = |day: Date| zone.to_timestamp(day.at(0, 0, 0, 0)).map(|start| start.as_millisecond());
    let start = first.map_or(i64::MIN, |day| begins(day).unwrap_or(i64::MIN));
    let end =
        last.and_then(|day| day.tomorrow().ok()).map_or(i64::MAX, |day| begins(day).unwrap_or(i64::MAX));
    (start, end)
}

fn joined(mut one: Bits, other: &Bits) -> Bits {
    one.or(other);
    one
}

fn inverted(mut bits: Bits) -> Bits {
    bits.invert();
    bits
}

/// Whether a part of a conjunction binds a measure of its own. A saved view does not: what is written beside it narrows
/// it.
fn is_group(part: &Expression) -> bool {
    matches!(part, Expression::All(_))
}

/// Whether something positive is asked of a measure.
fn asks_for_a_measure(expression: &Expression, positively: bool) -> bool {
    match expression {
        Expression::Term(term) => positively && matches!(term, Term::Fact(_)),
        Expression::Not(inner) => asks_for_a_measure(inner, !positively),
        Expression::All(parts) | Expression::Any(parts) => {
            parts.iter().any(|part| asks_for_a_measure(part, positively))
        }
        Expression::View { meaning, .. } => asks_for_a_measure(meaning, positively),
        Expression::Everything => false,
    }
}
