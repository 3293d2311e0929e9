//! What a tree means for an article.
//!
//! Conditions on facts that stand side by side bind one measure; inside a choice or a contrary they bind the same one.
//! A group in parentheses directly beside others binds a measure of its own. Where nothing positive is asked of a
//! measure, a contrary excludes every article that tells such a measure.

use jiff::civil::Date;

use super::expression::{ArticleTerm, Expression, FactTerm, Scope, Term, TextForm, TextTerm};
use super::{FactSign, Query, State, Words};
use crate::domain::{ArticleId, Language, Measure, Role, SourceId, Trust};

/// What answers conditions about one article. An index may answer those on words in its own way (inflections) and leave
/// the rest to a [`Candidate`].
pub trait Answers {
    /// Whether the words stand as asked.
    fn text(&self, term: &TextTerm) -> bool;
    /// Whether the article is as asked; `today` is the day from which relative dates are counted.
    fn article(&self, term: &ArticleTerm, today: Date) -> bool;
    /// How many measures it tells.
    fn measures(&self) -> usize;
    /// Whether the measure of that rank is as asked.
    fn measure(&self, rank: usize, term: &FactTerm, today: Date) -> bool;
}

/// An article as plain values.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its identifier.
    pub id: ArticleId,
    /// The words of its title.
    pub title: &'a Words,
    /// The words of its body.
    pub text: &'a Words,
    /// Its source.
    pub source: &'a SourceId,
    /// The source's title.
    pub source_title: &'a str,
    /// How far the source is believed, when it is known.
    pub trust: Option<Trust>,
    /// Its language.
    pub language: Language,
    /// Its author, when told.
    pub author: Option<&'a str>,
    /// Tags of the article and of its source.
    pub tags: &'a [String],
    /// The day that it is shown under: publication, else change, else fetch.
    pub published: Date,
    /// The day of its first fetch.
    pub fetched: Date,
    /// What it bears, and its states.
    pub signs: Signs,
    /// Its measures.
    pub measures: &'a [Measure],
}

/// The states of an article that are either so or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Changed by its source after it was fetched.
    pub changed: bool,
    /// Corrected by a reader.
    pub corrected: bool,
    /// A reader's note stands on it.
    pub noted: bool,
    /// It has a permanent link.
    pub linked: bool,
}

impl Query {
    /// Whether an article is what the query asks for.
    pub fn matches(&self, article: &impl Answers) -> bool {
        self.expression.holds(article, self.today)
    }

    /// Ranks of the measures of an article that matches which are as asked; all of them when nothing is asked of a
    /// measure.
    pub fn asked_measures(&self, article: &impl Answers) -> Vec<usize> {
        let on = On { article, today: self.today };
        let all = 0..article.measures();
        match on.asked(&self.expression) {
            Some(asked) => all.filter(|rank| asked[*rank]).collect(),
            None => all.collect(),
        }
    }
}

impl Expression {
    /// Whether an article is what the expression asks for, on a day.
    pub fn holds(&self, article: &impl Answers, today: Date) -> bool {
        let on = On { article, today };
        on.holds(self)
    }

    /// Whether something positive is asked of a measure, groups of their own left out.
    fn asks_for_a_measure(&self, positively: bool) -> bool {
        match self {
            Expression::Term(term) => positively && matches!(term, Term::Fact(_)),
            Expression::Not(inner) => inner.asks_for_a_measure(!positively),
            Expression::All(parts) | Expression::Any(parts) => {
                parts.iter().any(|part| part.asks_for_a_measure(positively))
            }
            Expression::View { meaning, .. } => meaning.asks_for_a_measure(positively),
            Expression::Everything => false,
        }
    }
}

/// What it takes to know whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cost {
    /// The article's row.
    Row,
    /// Its measures.
    Measures,
    /// Its words.
    Words,
}

impl Expression {
    fn cost(&self) -> Cost {
        match self {
            Expression::Everything | Expression::Term(Term::Article(_)) => Cost::Row,
            Expression::Term(Term::Fact(_)) => Cost::Measures,
            Expression::Term(Term::Text(_)) => Cost::Words,
            Expression::Not(inner) | Expression::View { meaning: inner, .. } => inner.cost(),
            Expression::All(parts) | Expression::Any(parts) => {
                parts.iter().map(Expression::cost).max().unwrap_or(Cost::Row)
            }
        }
    }

    fn names_a_fact(&self) -> bool {
        match self {
            Expression::Term(term) => matches!(term, Term::Fact(_)),
            Expression::Everything => false,
            Expression::Not(inner) | Expression::View { meaning: inner, .. } => inner.names_a_fact(),
            Expression::All(parts) | Expression::Any(parts) => parts.iter().any(Expression::names_a_fact),
        }
    }
}

struct On<'a, A> {
    article: &'a A,
    today: Date,
}

impl<A: Answers> On<'_, A> {
    /// The meaning of an expression that no measure is bound for.
    fn holds(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Everything => true,
            Expression::Term(Term::Fact(term)) => {
                self.some_measure(|rank| self.article.measure(rank, term, self.today))
            }
            Expression::Term(term) => self.holds_of_article(term),
            Expression::Not(inner) => !self.holds(inner),
            Expression::Any(branches) => branches.iter().any(|branch| self.holds(branch)),
            Expression::All(parts) => self.all_hold(parts),
            Expression::View { meaning, .. } => self.holds(meaning),
        }
    }

    fn all_hold(&self, parts: &[Expression]) -> bool {
        let (groups, beside): (Vec<&Expression>, Vec<&Expression>) =
            parts.iter().partition(|part| is_group(part));
        let asks = beside.iter().any(|part| part.asks_for_a_measure(true));
        let (bound, mut free): (Vec<&Expression>, Vec<&Expression>) =
            beside.into_iter().partition(|part| asks && part.names_a_fact());
        free.extend(groups);
        // What costs least to know is asked first: an index may have to read the article for its words.
        free.sort_by_key(|part| part.cost());
        if !free.into_iter().all(|part| self.holds(part)) {
            return false;
        }
        if bound.is_empty() {
            return true;
        }
        let all_hold_for = |rank: Option<usize>| bound.iter().all(|part| self.holds_for(part, rank));
        // Without a measure, a choice between a fact and a word can still hold by the word.
        if self.article.measures() == 0 {
            all_hold_for(None)
        } else {
            self.some_measure(|rank| all_hold_for(Some(rank)))
        }
    }

    /// The meaning of an expression for one measure.
    fn holds_for(&self, expression: &Expression, rank: Option<usize>) -> bool {
        match expression {
            Expression::Everything => true,
            Expression::Term(Term::Fact(term)) => {
                rank.is_some_and(|rank| self.article.measure(rank, term, self.today))
            }
            Expression::Term(term) => self.holds_of_article(term),
            Expression::Not(inner) => !self.holds_for(inner, rank),
            Expression::Any(branches) => branches.iter().any(|branch| self.holds_for(branch, rank)),
            Expression::All(parts) => parts.iter().all(|part| self.holds_for(part, rank)),
            Expression::View { meaning, .. } => self.holds_for(meaning, rank),
        }
    }

    /// For each measure whether the expression asks for it; nothing when it asks for none in particular.
    fn asked(&self, expression: &Expression) -> Option<Vec<bool>> {
        match expression {
            Expression::Term(Term::Fact(_)) => Some(self.each_measure(&[expression])),
            Expression::View { meaning, .. } => self.asked(meaning),
            Expression::Any(branches) => either(branches.iter().map(|branch| self.asked(branch))),
            Expression::All(parts) => {
                let (groups, beside): (Vec<&Expression>, Vec<&Expression>) =
                    parts.iter().partition(|part| is_group(part));
                let bound = beside.iter().any(|part| part.asks_for_a_measure(true));
                let bound = bound.then(|| self.each_measure(&beside));
                either(groups.into_iter().map(|group| self.asked(group)).chain([bound]))
            }
            Expression::Everything | Expression::Not(_) | Expression::Term(_) => None,
        }
    }

    fn each_measure(&self, parts: &[&Expression]) -> Vec<bool> {
        let all_hold = |rank| parts.iter().all(|part| self.holds_for(part, Some(rank)));
        (0..self.article.measures()).map(all_hold).collect()
    }

    fn holds_of_article(&self, term: &Term) -> bool {
        match term {
            Term::Text(term) => self.article.text(term),
            Term::Article(term) => self.article.article(term, self.today),
            Term::Fact(_) => false,
        }
    }

    fn some_measure(&self, holds: impl Fn(usize) -> bool) -> bool {
        (0..self.article.measures()).any(holds)
    }
}

/// Whether a part of a conjunction binds a measure of its own. A saved view does not: what is written beside it narrows
/// it.
fn is_group(part: &Expression) -> bool {
    matches!(part, Expression::All(_))
}

/// What one or another asks for.
fn either(all: impl Iterator<Item = Option<Vec<bool>>>) -> Option<Vec<bool>> {
    all.flatten().reduce(|one, other| one.into_iter().zip(other).map(|(one, other)| one || other).collect())
}

impl Answers for Candidate<'_> {
    fn text(&self, term: &TextTerm) -> bool {
        let sought = Words::of(&term.written);
        let holds = |words: &Words| match term.form {
            TextForm::Word | TextForm::Phrase => words.hold(&sought, false),
            TextForm::Beginning => words.hold(&sought, true),
            TextForm::Near(between) => words.hold_near(&sought, usize::from(between)),
        };
        match term.scope {
            Scope::Anywhere => holds(self.title) || holds(self.text),
            Scope::Title => holds(self.title),
            Scope::Body => holds(self.text),
        }
    }

    fn article(&self, term: &ArticleTerm, today: Date) -> bool {
        match term {
            ArticleTerm::Source(name) => name.meets(self.source.as_str()) || name.meets(self.source_title),
            ArticleTerm::Published(when) => when.holds(self.published, today),
            ArticleTerm::Fetched(when) => when.holds(self.fetched, today),
            ArticleTerm::Author(name) => self.author.is_some_and(|author| name.meets(author)),
            ArticleTerm::Tag(name) => self.tags.iter().any(|tag| name.meets(tag)),
            ArticleTerm::Language(language) => *language == self.language,
            ArticleTerm::Trust(trust) => self.trust == Some(*trust),
            ArticleTerm::State(state) => self.is(*state),
            ArticleTerm::Bears(sign) => self.bears(*sign),
            ArticleTerm::Id(name) => self.id.to_string().starts_with(&name.written.to_ascii_lowercase()),
        }
    }

    fn measures(&self) -> usize {
        self.measures.len()
    }

    fn measure(&self, rank: usize, term: &FactTerm, today: Date) -> bool {
        self.measures.get(rank).is_some_and(|measure| term.meets(measure, today))
    }
}

impl Candidate<'_> {
    fn is(&self, state: State) -> bool {
        match state {
            State::Unread => !self.signs.read,
            State::Read => self.signs.read,
            State::Starred => self.signs.starred,
            State::Changed => self.signs.changed,
            State::Corrected => self.signs.corrected,
            State::Main | State::Background | State::Doubtful | State::Anonymous => false,
        }
    }

    fn bears(&self, sign: FactSign) -> bool {
        match sign {
            FactSign::Link => self.signs.linked,
            FactSign::Author => self.author.is_some(),
            FactSign::Tag => !self.tags.is_empty(),
            FactSign::Note => self.signs.noted,
            _ => false,
        }
    }
}

impl FactTerm {
    /// Whether a measure is as asked, on a day.
    pub fn meets(&self, measure: &Measure, today: Date) -> bool {
        let of = |name: Option<&String>, meets: &dyn Fn(&str) -> bool| name.is_some_and(|name| meets(name));
        match self {
            FactTerm::Company(name) => {
                of(measure.company.as_ref(), &|company| name.meets(company))
                    || measure.aliases.iter().any(|alias| name.meets(alias))
            }
            FactTerm::Authority(name) => of(measure.authority.as_ref(), &|authority| name.meets(authority)),
            FactTerm::Kind(choice) => choice.covers(measure.kind),
            FactTerm::Amount(range) => measure.amount.is_some_and(|money| range.holds(money)),
            FactTerm::Date(when) => measure.date.is_some_and(|date| when.may_hold(date, today)),
            FactTerm::Provision(term) => measure.articles.iter().any(|provision| term.meets(&provision.0)),
            FactTerm::Theme(theme) => measure.breaches.contains(theme),
            FactTerm::Reference(name) => {
                of(measure.reference.as_ref(), &|reference| name.meets_reference(reference))
            }
            FactTerm::Complainant(name) => {
                of(measure.complainant.as_ref(), &|complainant| name.meets(complainant))
            }
            FactTerm::State(state) => is(measure, *state),
            FactTerm::Bears(sign) => bears(measure, *sign),
        }
    }
}

fn is(measure: &Measure, state: State) -> bool {
    match state {
        State::Main => measure.role == Role::Main,
        State::Background => measure.role == Role::Background,
        State::Doubtful => measure.confidence.is_doubtful(),
        State::Anonymous => measure.company.is_none(),
        State::Unread | State::Read | State::Starred | State::Changed | State::Corrected => false,
    }
}

fn bears(measure: &Measure, sign: FactSign) -> bool {
    match sign {
        FactSign::Measure => true,
        FactSign::Authority => measure.authority.is_some(),
        FactSign::Company => measure.company.is_some(),
        FactSign::Amount => measure.amount.is_some(),
        FactSign::Date => measure.date.is_some(),
        FactSign::Reference => measure.reference.is_some(),
        FactSign::Provision => !measure.articles.is_empty(),
        FactSign::Theme => !measure.breaches.is_empty(),
        FactSign::Complainant => measure.complainant.is_some(),
        FactSign::Deadline => measure.deadline.is_some(),
        FactSign::Link | FactSign::Author | FactSign::Tag | FactSign::Note => false,
    }
}
