//! The tree that a query is read into.

use super::{AmountRange, FactSign, KindChoice, NameTerm, Order, ProvisionTerm, State, When};
use crate::domain::{Language, Theme, Trust};

/// What an article must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// Anything: an empty line.
    Everything,
    /// One condition.
    Term(Term),
    /// The contrary; never of a contrary, never of everything.
    Not(Box<Expression>),
    /// Each of at least two; one among them is a group in parentheses, which is about a measure of its own.
    All(Vec<Expression>),
    /// One of at least two, none of which is itself such a choice.
    Any(Vec<Expression>),
    /// A saved view, and what it stood for when the query was read.
    View {
        /// Its name, without the sign.
        name: String,
        /// Its meaning.
        meaning: Box<Expression>,
    },
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// On words.
    Text(TextTerm),
    /// On a measure.
    Fact(FactTerm),
    /// On the article.
    Article(ArticleTerm),
}

/// A condition on words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTerm {
    /// Where they stand.
    pub scope: Scope,
    /// How they stand.
    pub form: TextForm,
    /// The words as written, without the signs of the language.
    pub written: String,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In the title or in the body.
    Anywhere,
    /// In the title.
    Title,
    /// In the body.
    Body,
}

/// How words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextForm {
    /// A word; an index may take its inflections for the same.
    Word,
    /// The beginning of a word: `astrein*`.
    Beginning,
    /// Side by side, exactly as written but for case and accents: `"mise en demeure"`.
    Phrase,
    /// In any order, with at most so many other words among them: `"amende cookies"~5`.
    Near(u8),
}

/// A condition on one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactTerm {
    /// The organisation aimed at, or one of its other names.
    Company(NameTerm),
    /// Who acts.
    Authority(NameTerm),
    /// The nature of the act.
    Kind(KindChoice),
    /// The sum.
    Amount(AmountRange),
    /// The date of the act; a date known to the year meets every month of it.
    Date(When),
    /// A provision.
    Provision(ProvisionTerm),
    /// A theme.
    Theme(Theme),
    /// The reference, or a part of it.
    Reference(NameTerm),
    /// Who complained.
    Complainant(NameTerm),
    /// A state of a measure.
    State(State),
    /// Something that a measure bears.
    Bears(FactSign),
}

/// A condition on the article itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleTerm {
    /// The source's name or title.
    Source(NameTerm),
    /// Publication; change or fetch where the source tells none.
    Published(When),
    /// First fetch.
    Fetched(When),
    /// Author.
    Author(NameTerm),
    /// A tag.
    Tag(NameTerm),
    /// Language.
    Language(Language),
    /// How far the source is believed.
    Trust(Trust),
    /// A state of an article.
    State(State),
    /// Something that an article bears.
    Bears(FactSign),
    /// Its identifier, or the beginning of it.
    Id(NameTerm),
}

/// One key of the answer's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// What is compared.
    pub order: Order,
    /// Whether the usual direction (newest, greatest, A first) is turned round.
    pub reversed: bool,
}

impl Expression {
    /// The words that an article must hold: those to be highlighted in it.
    pub fn words(&self) -> Vec<&TextTerm> {
        let mut words = Vec::new();
        self.collect_words(&mut words);
        words
    }

    fn collect_words<'a>(&'a self, words: &mut Vec<&'a TextTerm>) {
        match self {
            Expression::Term(Term::Text(term)) => words.push(term),
            Expression::All(parts) | Expression::Any(parts) => {
                parts.iter().for_each(|part| part.collect_words(words))
            }
            Expression::View { meaning, .. } => meaning.collect_words(words),
            Expression::Everything | Expression::Not(_) | Expression::Term(_) => {}
        }
    }
}
