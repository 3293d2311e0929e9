//! The measures of one segment, in memory: small, whole, and in step with the segment, since they are a column of it.
//!
//! A condition on facts is answered for every measure at once, so that several conditions can bind the same one. Names are
//! held once each, already cut into words: a name is met or not whatever the number of measures that bear it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::bits::Bits;
use crate::domain::{Measure, Provision, Role};
use crate::query::{FactTerm, NameTerm, Words};

/// Other names of at most this many letters count only as a whole, as in a query's own meaning.
const SHORT: usize = 2;

/// A measure: its names by their numbers, the rest as it is.
#[derive(Debug)]
pub(super) struct Row {
    /// The document that tells it.
    pub(super) doc: u32,
    pub(super) authority: Option<u32>,
    pub(super) company: Option<u32>,
    aliases: Box<[u32]>,
    complainant: Option<u32>,
    reference: Option<u32>,
    provisions: Box<[u32]>,
    /// The measure with its names emptied.
    pub(super) measure: Measure,
}

/// Distinct names, numbered in the order of their coming.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    words: Vec<Words>,
}

/// The measures of a segment, ordered by document.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) rows: Vec<Row>,
    pub(super) companies: Names,
    pub(super) authorities: Names,
    complainants: Names,
    references: Names,
    provisions: Names,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(name.into(), number);
        self.texts.push(name.into());
        self.words.push(Words::of(name));
        number
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The name of that number.
    pub(super) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    fn where_words(&self, holds: impl Fn(&Words) -> bool) -> Bits {
        Bits::of(self.words.len() as u32, |number| holds(&self.words[number as usize]))
    }

    fn where_text(&self, holds: impl Fn(&str) -> bool) -> Bits {
        Bits::of(self.texts.len() as u32, |number| holds(&self.texts[number as usize]))
    }

    /// The names that a written one means.
    pub(super) fn meeting(&self, term: &NameTerm) -> Bits {
        let sought = Sought::of(term);
        self.where_words(|words| sought.is_met_by(words))
    }

    /// The references that hold a written one, whatever the signs between letters and digits.
    fn holding(&self, term: &NameTerm) -> Bits {
        let joined = |words: &Words| words.iter().collect::<String>();
        let sought = joined(&Words::of(&term.written));
        self.where_words(|words| !sought.is_empty() && joined(words).contains(&sought))
    }
}

/// A written name with its words, cut once for all the names that it is compared with.
pub(super) struct Sought {
    written: Words,
    beginning: bool,
    others: Vec<(Words, bool)>,
}

impl Sought {
    /// Cuts a written name into words.
    pub(super) fn of(term: &NameTerm) -> Sought {
        let other = |name: &String| {
            let words = Words::of(name);
            let letters: usize = words.iter().map(|word| word.chars().count()).sum();
            (words, letters <= SHORT)
        };
        Sought {
            written: Words::of(&term.written),
            beginning: term.beginning,
            others: term.others.iter().map(other).collect(),
        }
    }

    /// Whether a name is meant.
    pub(super) fn is_met_by(&self, name: &Words) -> bool {
        name.hold(&self.written, self.beginning)
            || self
                .others
                .iter()
                .any(|(other, whole)| if *whole { name == other } else { name.hold(other, false) })
    }
}

impl Facts {
    /// Adds the measures of a document; documents come in order.
    pub(super) fn add(&mut self, doc: u32, measures: &[Measure]) {
        for measure in measures {
            let row = self.row(doc, measure);
            self.rows.push(row);
        }
    }

    fn row(&mut self, doc: u32, measure: &Measure) -> Row {
        let number =
            |names: &mut Names, name: &Option<String>| name.as_deref().map(|name| names.number(name));
        Row {
            doc,
            authority: number(&mut self.authorities, &measure.authority),
            company: number(&mut self.companies, &measure.company),
            aliases: measure.aliases.iter().map(|alias| self.companies.number(alias)).collect(),
            complainant: number(&mut self.complainants, &measure.complainant),
            reference: number(&mut self.references, &measure.reference),
            provisions: measure
                .articles
                .iter()
                .map(|provision| self.provisions.number(&provision.0))
                .collect(),
            measure: emptied(measure),
        }
    }

    /// How many measures.
    pub(super) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The measures for which `holds` is true.
    fn rows_where(&self, mut holds: impl FnMut(&Row) -> bool) -> Bits {
        Bits::of(self.len(), |rank| holds(&self.rows[rank as usize]))
    }

    /// The measures that are as asked, on a day.
    pub(super) fn meeting(&self, term: &FactTerm, today: Date) -> Bits {
        let is = |met: &Bits, number: Option<u32>| number.is_some_and(|number| met.contains(number));
        match term {
            FactTerm::Company(name) => {
                let met = self.companies.meeting(name);
                self.rows_where(|row| {
                    is(&met, row.company) || row.aliases.iter().any(|alias| met.contains(*alias))
                })
            }
            FactTerm::Authority(name) => {
                let met = self.authorities.meeting(name);
                self.rows_where(|row| is(&met, row.authority))
            }
            FactTerm::Complainant(name) => {
                let met = self.complainants.meeting(name);
                self.rows_where(|row| is(&met, row.complainant))
            }
            FactTerm::Reference(name) => {
                let met = self.references.holding(name);
                self.rows_where(|row| is(&met, row.reference))
            }
            FactTerm::Provision(provision) => {
                let met = self.provisions.where_text(|text| provision.meets(text));
                self.rows_where(|row| row.provisions.iter().any(|number| met.contains(*number)))
            }
            FactTerm::Kind(_)
            | FactTerm::Amount(_)
            | FactTerm::Date(_)
            | FactTerm::Theme(_)
            | FactTerm::State(_)
            | FactTerm::Bears(_) => self.rows_where(|row| term.meets(&row.measure, today)),
        }
    }

    /// The measures of the documents in a set.
    pub(super) fn rows_of(&self, docs: &Bits) -> Bits {
        self.rows_where(|row| docs.contains(row.doc))
    }

    /// The documents, below a bound, that tell the measures in a set.
    pub(super) fn docs_of(&self, rows: &Bits, bound: u32) -> Bits {
        let mut docs = Bits::none(bound);
        rows.iter().for_each(|rank| docs.insert(self.rows[rank as usize].doc));
        docs
    }

    /// The documents, below a bound, that tell a measure.
    pub(super) fn docs(&self, bound: u32) -> Bits {
        let mut docs = Bits::none(bound);
        self.rows.iter().for_each(|row| docs.insert(row.doc));
        docs
    }

    /// The documents whose news is about an organisation or of an authority with this word in its name.
    pub(super) fn docs_about(&self, word: &str) -> Vec<u32> {
        let has = |words: &Words| words.iter().any(|own| own == word);
        let (companies, authorities) = (self.companies.where_words(has), self.authorities.where_words(has));
        let is = |met: &Bits, number: Option<u32>| number.is_some_and(|number| met.contains(number));
        let about = |row: &&Row| {
            row.measure.role == Role::Main && (is(&companies, row.company) || is(&authorities, row.authority))
        };
        let mut docs: Vec<u32> = self.rows.iter().filter(about).map(|row| row.doc).collect();
        docs.dedup();
        docs
    }
}

/// The measure with its names emptied: that it bears them is still told.
fn emptied(measure: &Measure) -> Measure {
    let empty = |name: &Option<String>| name.as_ref().map(|_| String::new());
    Measure {
        authority: empty(&measure.authority),
        company: empty(&measure.company),
        aliases: Vec::new(),
        reference: empty(&measure.reference),
        articles: measure.articles.first().map(|_| Provision(String::new())).into_iter().collect(),
        complainant: empty(&measure.complainant),
        breaches: measure.breaches.clone(),
        evidence: Vec::new(),
        rules: Vec::new(),
        ..*measure
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::domain::{Currency, Kind, Measure, Money};
    use crate::query::{Context, Expression, Query, Term};

    #[test]
    fn each_condition_is_answered_for_every_measure() {
        let company = |name: &str, millions: i64| Measure {
            company: Some(name.to_owned()),
            reference: Some("SAN-2022-019".to_owned()),
            amount: Money::from_units(millions * 1_000_000, Currency::EUR),
            ..Measure::of_kind(Kind::AdministrativeFine)
        };
        let mut facts = Facts::default();
        facts.add(3, &[company("Google LLC", 90), company("Meta", 2)]);
        facts.add(8, &[company("GOOGLE IRELAND", 60)]);
        let today = jiff::civil::date(2026, 1, 1);
        let check = |line: &str, expected: &[u32]| {
            let Expression::Term(Term::Fact(term)) = Query::parse(line, &Context::on(today)).expression
            else {
                panic!("{line} is a condition on facts")
            };
            assert_eq!(facts.meeting(&term, today).iter().collect::<Vec<_>>(), expected, "{line}");
        };
        check("company:google", &[0, 2]);
        check("company:goo*", &[0, 2]);
        check("amount:>50M", &[0, 2]);
        check("ref:san2022", &[0, 1, 2]);
        check("has:company", &[0, 1, 2]);
        check("is:anonymous", &[]);
        assert_eq!(facts.docs(10).iter().collect::<Vec<_>>(), [3, 8]);
        assert_eq!(facts.docs_about("google"), [3, 8]);
    }
}
