//! From the tree back to a line, which reads as the same tree.

use super::expression::{ArticleTerm, Expression, FactTerm, Scope, SortKey, Term, TextForm, TextTerm};
use super::field::{FieldName, Nature};
use super::parse::stands_bare;
use super::scan::value_length;
use super::words::{KINDS, LANGUAGES, ORDERS, SIGNS, STATES, THEMES, TRUSTS, name_of};
use super::{NameTerm, Query};
use crate::domain::Language;

impl Query {
    /// The query as a line, its fields and values in French, or in English for any other language.
    pub fn print(&self, language: Language) -> String {
        let sort = print_sort(&self.sort, language);
        match (&self.expression, sort) {
            (Expression::Everything, sort) => sort.unwrap_or_default(),
            (expression, None) => expression.print(language),
            (expression, Some(sort)) => format!("{} {sort}", expression.line(language, &sort)),
        }
    }
}

impl Expression {
    /// The expression as a line.
    pub fn print(&self, language: Language) -> String {
        self.line(language, "")
    }

    /// The line at its outermost; `after` follows it.
    fn line(&self, language: Language, after: &str) -> String {
        match self {
            Expression::Any(branches) => {
                let or = if language == Language::French { " ou " } else { " or " };
                let last = branches.len() - 1;
                let printed = |(rank, branch): (usize, &Expression)| {
                    branch.line(language, if rank == last { after } else { or.trim_start() })
                };
                branches.iter().enumerate().map(printed).collect::<Vec<_>>().join(or)
            }
            Expression::All(parts) => {
                let mut line = String::new();
                for part in parts.iter().rev() {
                    let followed_by = if line.is_empty() { after } else { &line };
                    let part = part.operand(language, followed_by);
                    line = if line.is_empty() { part } else { format!("{part} {line}") };
                }
                line
            }
            single => single.operand(language, after),
        }
    }

    /// The expression where something may stand beside it.
    fn operand(&self, language: Language, after: &str) -> String {
        match self {
            Expression::Everything => String::new(),
            Expression::Term(term) => term.print(language, after),
            Expression::Not(inner) => format!("-{}", inner.operand(language, after)),
            Expression::All(_) | Expression::Any(_) => format!("({})", self.line(language, "")),
            Expression::View { name, .. } if stands_bare(&name.replace(',', "")) => format!("@{name}"),
            Expression::View { name, .. } => format!("@\"{name}\""),
        }
    }
}

impl Term {
    fn print(&self, language: Language, after: &str) -> String {
        match self {
            Term::Text(term) => print_text(term, language),
            Term::Fact(term) => print_fact(term, language, after),
            Term::Article(term) => print_article(term, language, after),
        }
    }
}

fn print_text(term: &TextTerm, language: Language) -> String {
    let words = match term.form {
        TextForm::Word => term.written.clone(),
        TextForm::Beginning => format!("{}*", term.written),
        TextForm::Phrase => format!("\"{}\"", term.written),
        TextForm::Near(distance) => format!("\"{}\"~{distance}", term.written),
    };
    match term.scope {
        Scope::Anywhere => words,
        Scope::Title => format!("{}:{words}", FieldName::Title.name(language)),
        Scope::Body => format!("{}:{words}", FieldName::Text.name(language)),
    }
}

fn print_fact(term: &FactTerm, language: Language, after: &str) -> String {
    let (field, value) = match term {
        FactTerm::Company(name) => (FieldName::Company, print_name(name)),
        FactTerm::Authority(name) => (FieldName::Authority, print_name(name)),
        FactTerm::Reference(name) => (FieldName::Ref, print_name(name)),
        FactTerm::Complainant(name) => (FieldName::Complainant, print_name(name)),
        FactTerm::Provision(provision) => (FieldName::Article, provision.written.clone()),
        FactTerm::Kind(kind) => (FieldName::Type, name_of(KINDS, kind, language).to_owned()),
        FactTerm::Theme(theme) => (FieldName::Theme, name_of(THEMES, theme, language).to_owned()),
        FactTerm::State(state) => (FieldName::Is, name_of(STATES, state, language).to_owned()),
        FactTerm::Bears(sign) => (FieldName::Has, name_of(SIGNS, sign, language).to_owned()),
        FactTerm::Amount(range) => (FieldName::Amount, range.print(language)),
        FactTerm::Date(when) => (FieldName::Date, when.print(language)),
    };
    print_value(field, &value, language, after)
}

fn print_article(term: &ArticleTerm, language: Language, after: &str) -> String {
    let (field, value) = match term {
        ArticleTerm::Source(name) => (FieldName::Source, print_name(name)),
        ArticleTerm::Author(name) => (FieldName::Author, print_name(name)),
        ArticleTerm::Tag(name) => (FieldName::Tag, print_name(name)),
        ArticleTerm::Id(name) => (FieldName::Id, print_name(name)),
        ArticleTerm::Language(of) => (FieldName::Lang, name_of(LANGUAGES, of, language).to_owned()),
        ArticleTerm::Trust(trust) => (FieldName::Trust, name_of(TRUSTS, trust, language).to_owned()),
        ArticleTerm::State(state) => (FieldName::Is, name_of(STATES, state, language).to_owned()),
        ArticleTerm::Bears(sign) => (FieldName::Has, name_of(SIGNS, sign, language).to_owned()),
        ArticleTerm::Published(when) => (FieldName::Published, when.print(language)),
        ArticleTerm::Fetched(when) => (FieldName::Fetched, when.print(language)),
    };
    print_value(field, &value, language, after)
}

fn print_name(name: &NameTerm) -> String {
    format!("{}{}", name.written, if name.beginning { "*" } else { "" })
}

/// A field and its value, in quotation marks where what follows would be taken for a part of it.
fn print_value(field: FieldName, value: &str, language: Language, after: &str) -> String {
    let followed = if after.is_empty() { value.to_owned() } else { format!("{value} {after}") };
    let bare = match field.nature() {
        Nature::Amount => value_length(field, &followed) == value.len(),
        _ => stands_bare(value) && value_length(field, &followed) == value.len(),
    };
    let name = field.name(language);
    if bare { format!("{name}:{value}") } else { format!("{name}:\"{value}\"") }
}

fn print_sort(keys: &[SortKey], language: Language) -> Option<String> {
    let key = |key: &SortKey| {
        let sign = if key.reversed { "-" } else { "" };
        format!("{sign}{}", name_of(ORDERS, &key.order, language))
    };
    let printed: Vec<String> = keys.iter().map(key).collect();
    (!printed.is_empty()).then(|| format!("{}:{}", FieldName::Sort.name(language), printed.join(",")))
}
