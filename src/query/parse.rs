//! From a line to the tree, whatever the line.

use jiff::civil::Date;

use super::expression::{ArticleTerm, Expression, FactTerm, Scope, SortKey, Term, TextForm, TextTerm};
use super::field::{FieldName, Nature};
use super::fold;
use super::nearest::nearest;
use super::remark::{Remark, RemarkKind};
use super::scan::{
    Operator, bare_word, closes, ends_word, is_plain, is_quote, opened_field, operator, value_length,
};
use super::words::{Found, KINDS, LANGUAGES, ORDERS, SIGNS, STATES, THEMES, TRUSTS, Word, find};
use super::{AmountRange, NameTerm, ProvisionTerm, When};
use crate::domain::Span;

/// Groups within groups, and views within views, beyond which a line has no meaning for a person.
const DEEPEST: usize = 32;

/// Bytes beyond which a line is not read on.
const LONGEST: usize = 64 * 1024;

/// A value that a field may have, and how many articles bear it when that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The value.
    pub value: String,
    /// How many articles bear it.
    pub count: Option<u64>,
}

/// What a query needs to know of the reader's articles and names. Each answer may be empty.
pub trait Names {
    /// The other names of an organisation, and those of its group.
    fn organisation(&self, _written: &str) -> Vec<String> {
        Vec::new()
    }

    /// The other names of an authority.
    fn authority(&self, _written: &str) -> Vec<String> {
        Vec::new()
    }

    /// The line that a saved view stands for.
    fn view(&self, _name: &str) -> Option<String> {
        None
    }

    /// The names of the saved views.
    fn views(&self) -> Vec<ValueCount> {
        Vec::new()
    }

    /// Values that occur in a field, for completion.
    fn values(&self, _field: FieldName) -> Vec<ValueCount> {
        Vec::new()
    }
}

/// Knows no name.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNames;

impl Names for NoNames {}

/// What a line is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day from which relative dates are counted.
    pub today: Date,
    /// Names and views.
    pub names: &'a dyn Names,
    /// Whether the line is being typed: its last word then counts as the beginning of one.
    pub typing: bool,
}

impl Context<'static> {
    /// A finished line on a day, with no names known.
    pub fn on(today: Date) -> Context<'static> {
        Context { today, names: &NoNames, typing: false }
    }
}

/// A line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What an article must be.
    pub expression: Expression,
    /// The order of the answer; nothing when the line tells none.
    pub sort: Vec<SortKey>,
    /// What is to be said of the line, from left to right.
    pub remarks: Vec<Remark>,
    /// Where in the line each condition stands that can be taken away by itself; bytes, half-open.
    pub parts: Vec<Span>,
    /// The day from which relative dates are counted.
    pub today: Date,
}

impl Query {
    /// Reads a line. There is no line that it refuses.
    pub fn parse(line: &str, context: &Context<'_>) -> Query {
        let mut parser = Parser::new(line, context, Vec::new());
        let expression = parser.line();
        parser.remarks.sort_by_key(|remark| remark.span.start);
        Query {
            expression: expression.unwrap_or(Expression::Everything),
            sort: parser.sort,
            remarks: parser.remarks,
            parts: parser.parts,
            today: context.today,
        }
    }

    /// Whether it asks for nothing but words that stand anywhere: a line that uses none of the language.
    pub fn is_words(&self) -> bool {
        let is_word = |part: &Expression| match part {
            Expression::Term(Term::Text(term)) => {
                term.scope == Scope::Anywhere && matches!(term.form, TextForm::Word | TextForm::Beginning)
            }
            _ => false,
        };
        self.sort.is_empty()
            && match &self.expression {
                Expression::All(parts) => parts.iter().all(is_word),
                expression => is_word(expression),
            }
    }

    /// Whether it asks for nothing in particular.
    pub fn is_empty(&self) -> bool {
        self.expression == Expression::Everything && self.sort.is_empty()
    }
}

struct Parser<'a> {
    line: &'a str,
    at: usize,
    context: &'a Context<'a>,
    /// Views being read, outermost first.
    views: Vec<String>,
    depth: usize,
    remarks: Vec<Remark>,
    sort: Vec<SortKey>,
    parts: Vec<Span>,
}

impl<'a> Parser<'a> {
    fn new(line: &'a str, context: &'a Context<'a>, views: Vec<String>) -> Parser<'a> {
        let end =
            (0..=LONGEST.min(line.len())).rev().find(|end| line.is_char_boundary(*end)).unwrap_or_default();
        let line = &line[..end];
        Parser {
            line,
            at: 0,
            context,
            views,
            depth: 0,
            remarks: Vec::new(),
            sort: Vec::new(),
            parts: Vec::new(),
        }
    }

    fn line(&mut self) -> Option<Expression> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.any(None));
            self.skip_blanks();
            if self.at == self.line.len() {
                break;
            }
            // Only a parenthesis that closes nothing stops before the end.
            self.remark(self.at, self.at + 1, RemarkKind::StrayClose);
            self.at += 1;
        }
        join(branches, Expression::All)
    }

    /// Branches joined by `or`, up to a closing parenthesis or the end.
    fn any(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let start = self.at;
        let mut is_choice = false;
        let mut branches = Vec::new();
        loop {
            let found = self.all(scope);
            let empty = found.is_none();
            match found {
                Some(Expression::Any(inner)) => branches.extend(inner),
                found => branches.extend(found),
            }
            let Some(span) = self.take_operator(Operator::Or) else { break };
            is_choice = true;
            let ends = self.stands_at_end();
            if empty || ends {
                self.missing_operand(span);
            }
        }
        if is_choice && self.depth == 0 {
            // A branch cannot be taken away by itself.
            self.parts = vec![Span::new(start, self.at)];
        }
        join(branches, Expression::Any)
    }

    /// Conditions side by side, up to an `or`, a closing parenthesis or the end.
    fn all(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            if self.stands_at_end() || self.peek_operator() == Some(Operator::Or) {
                break;
            }
            if let Some(span) = self.take_operator(Operator::And) {
                if parts.is_empty() || self.stands_at_end() {
                    self.missing_operand(span);
                }
                continue;
            }
            let start = self.at;
            parts.extend(self.signed(scope));
            self.note_part(start);
        }
        join(parts, Expression::All)
    }

    fn note_part(&mut self, start: usize) {
        if self.depth == 0 {
            self.parts.push(Span::new(start, self.at));
        }
    }

    /// A condition, or its contrary.
    fn signed(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let mut contrary = false;
        loop {
            self.skip_blanks();
            if let Some(span) = self.take_operator(Operator::Not) {
                if self.stands_at_end() {
                    self.missing_operand(span);
                    return None;
                }
                contrary = !contrary;
            } else if self.rest().starts_with('-') {
                self.at += 1;
                // A dash that stands alone is only a dash.
                let alone = self.rest().chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
                if alone {
                    return None;
                }
                contrary = !contrary;
            } else {
                break;
            }
        }
        if self.stands_at_end() || self.peek_operator().is_some() {
            return None;
        }
        let condition = self.condition(scope)?;
        Some(if contrary { negated(condition) } else { condition })
    }

    fn condition(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let first = self.rest().chars().next()?;
        match first {
            '(' => self.group(scope),
            '@' => self.view(),
            _ if scope.is_some_and(|field| field.nature() != Nature::Text) => self.value(scope?, true),
            c if is_quote(c) => self.phrase(scope),
            _ => self.word(scope),
        }
    }

    fn group(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let open = self.at;
        self.at += 1;
        if self.depth == DEEPEST {
            self.remark(open, open + 1, RemarkKind::TooDeep);
            return self.skip_group();
        }
        self.depth += 1;
        let inner = self.any(scope);
        self.depth -= 1;
        self.skip_blanks();
        if self.rest().starts_with(')') {
            self.at += 1;
        } else {
            self.remark(open, open + 1, RemarkKind::UnclosedGroup);
        }
        inner
    }

    /// Steps over a group that is too deep, the groups within it included.
    fn skip_group(&mut self) -> Option<Expression> {
        let mut open = 1;
        for (at, c) in self.rest().char_indices() {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.at += at + 1;
                return None;
            }
        }
        self.at = self.line.len();
        None
    }

    fn view(&mut self) -> Option<Expression> {
        let start = self.at;
        self.at += 1;
        let name =
            if self.rest().starts_with(is_quote) { self.quoted() } else { self.take_bare_word().to_owned() };
        let name = one_blank(&name);
        if name.is_empty() {
            return None;
        }
        if self.views.contains(&name) || self.views.len() == DEEPEST {
            self.remark(start, self.at, RemarkKind::ViewLoop { name });
            return None;
        }
        let Some(line) = self.context.names.view(&name) else {
            let nearest = self.nearest_view(&name);
            self.remark(start, self.at, RemarkKind::UnknownView { name, nearest });
            return None;
        };
        let meaning = Box::new(self.meaning(&name, &line));
        Some(Expression::View { name, meaning })
    }

    /// What a view stands for; its own remarks belong to its own line, but a loop is told here.
    fn meaning(&mut self, name: &str, line: &str) -> Expression {
        let views = self.views.iter().cloned().chain([name.to_owned()]).collect();
        let context = Context { typing: false, ..*self.context };
        let mut inner = Parser::new(line, &context, views);
        let meaning = inner.line().unwrap_or(Expression::Everything);
        let looping =
            inner.remarks.into_iter().find(|remark| matches!(remark.kind, RemarkKind::ViewLoop { .. }));
        if let Some(Remark { kind, .. }) = looping {
            self.remark(self.at.saturating_sub(name.len() + 1), self.at, kind);
        }
        meaning
    }

    fn nearest_view(&self, name: &str) -> Option<String> {
        let views = self.context.names.views();
        let keys: Vec<String> = views.iter().map(|view| fold::key(&view.value)).collect();
        let found = nearest(&fold::key(name), keys.iter().map(String::as_str))?;
        let rank = keys.iter().position(|key| key == found)?;
        views.into_iter().nth(rank).map(|view| view.value)
    }

    fn phrase(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let written = one_blank(&self.quoted());
        let near = self.take_distance();
        let form = near.map_or(TextForm::Phrase, TextForm::Near);
        text(scope, form, written)
    }

    /// `~5` right after a closing quotation mark.
    fn take_distance(&mut self) -> Option<u8> {
        let digits = self.rest().strip_prefix('~')?;
        let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let distance = digits[..length].parse::<u64>().ok()?;
        self.at += 1 + length;
        Some(u8::try_from(distance).unwrap_or(u8::MAX))
    }

    /// The text between quotation marks, the cursor set behind them.
    fn quoted(&mut self) -> String {
        let open_at = self.at;
        let Some(open) = self.rest().chars().next() else { return String::new() };
        self.at += open.len_utf8();
        let inside = self.rest();
        match inside.char_indices().find(|(_, c)| closes(open, *c)) {
            Some((end, close)) => {
                self.at += end + close.len_utf8();
                inside[..end].to_owned()
            }
            None => {
                self.remark(open_at, open_at + open.len_utf8(), RemarkKind::UnclosedQuote);
                self.at = self.line.len();
                inside.to_owned()
            }
        }
    }

    fn word(&mut self, scope: Option<FieldName>) -> Option<Expression> {
        let start = self.at;
        let word = bare_word(self.rest());
        if scope.is_none()
            && let Some((field, length)) = self.field_here(word)
        {
            self.at += length;
            return self.field(field, start);
        }
        self.at += word.len();
        let unknown = word.split_once(':').filter(|(name, rest)| !rest.starts_with("//") && is_a_name(name));
        if let Some((name, _)) = unknown {
            let kind = RemarkKind::UnknownField { name: name.to_owned(), nearest: FieldName::nearest(name) };
            self.remark(start, start + name.len(), kind);
        }
        let typed = self.context.typing && self.at == self.line.len();
        bare_text(scope, word, typed)
    }

    /// The field that stands here, and the bytes up to its colon; French puts a blank before it.
    fn field_here(&self, word: &str) -> Option<(FieldName, usize)> {
        opened_field(word).or_else(|| {
            let after = &self.rest()[word.len()..];
            let blanks = after.len() - after.trim_start().len();
            let colon = blanks > 0 && after[blanks..].starts_with(':');
            let field = FieldName::from_name(word).filter(|_| colon)?;
            Some((field, word.len() + blanks + 1))
        })
    }

    /// What follows the colon of a field.
    fn field(&mut self, field: FieldName, start: usize) -> Option<Expression> {
        let name_end = self.at;
        self.skip_blanks();
        let apart = self.at > name_end;
        let word = bare_word(self.rest());
        let none = self.stands_at_end() || apart && !word.is_empty() && !is_plain(word);
        if none {
            let name = self.line[start..name_end].trim_end_matches(':').trim_end().to_owned();
            self.remark(start, name_end, RemarkKind::MissingValue { field: name });
            self.at = name_end;
            return None;
        }
        if self.rest().starts_with('(') { self.group(Some(field)) } else { self.value(field, false) }
    }

    /// A value: quoted, or as many words as belong to it.
    fn value(&mut self, field: FieldName, grouped: bool) -> Option<Expression> {
        let start = self.at;
        if self.rest().starts_with(is_quote) {
            let written = one_blank(&self.quoted());
            if field.nature() == Nature::Text {
                let near = self.take_distance();
                return text(Some(field), near.map_or(TextForm::Phrase, TextForm::Near), written);
            }
            return self.read_value(field, &written, Span::new(start, self.at));
        }
        let length = match field.nature() {
            Nature::Name if grouped => self.words_of_a_name(),
            _ => value_length(field, self.rest()),
        };
        if length == 0 {
            // No value can begin here; step over what stands in the way.
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            return None;
        }
        self.at += length;
        let span = Span::new(start, self.at);
        let written = &self.line[start..self.at];
        self.alternatives(field, written, span)
    }

    /// In a group, the words up to an operator or a sign are one name.
    fn words_of_a_name(&self) -> usize {
        let (mut end, mut at) = (0, 0);
        let rest = self.rest();
        loop {
            let word = bare_word(&rest[at..]);
            if word.is_empty() || operator(word).is_some() {
                return end;
            }
            end = at + word.len();
            at = rest.len() - rest[end..].trim_start().len();
        }
    }

    /// `google,meta` is one or the other, where a comma is not part of the value.
    fn alternatives(&mut self, field: FieldName, written: &str, span: Span) -> Option<Expression> {
        let splits = match field.nature() {
            Nature::Name | Nature::Provision | Nature::Choice => written.contains(','),
            Nature::Date => When::read(written).is_none() && written.contains(','),
            Nature::Amount | Nature::Text | Nature::Sort => false,
        };
        if !splits {
            return self.read_value(field, written, span);
        }
        let mut found = Vec::new();
        let mut at = span.start;
        for part in written.split(',') {
            if !part.is_empty() {
                found.extend(self.read_value(field, part, Span::new(at, at + part.len())));
            }
            at += part.len() + 1;
        }
        join(found, Expression::Any)
    }

    fn read_value(&mut self, field: FieldName, written: &str, span: Span) -> Option<Expression> {
        match field.nature() {
            Nature::Name => self.name(field, written, span),
            Nature::Choice => self.choice(field, written, span),
            Nature::Amount => self.amount(written, span),
            Nature::Date => self.date(field, written, span),
            Nature::Provision => self.provision(written, span),
            Nature::Text => {
                bare_text(Some(field), written, self.context.typing && span.end == self.line.len())
            }
            Nature::Sort => self.order(written, span),
        }
    }

    fn name(&mut self, field: FieldName, written: &str, span: Span) -> Option<Expression> {
        let cleaned = one_blank(written);
        let name = cleaned.trim_end_matches(['*', ' ']).to_owned();
        if !name.contains(char::is_alphanumeric) {
            self.remark(span.start, span.end, RemarkKind::MissingValue { field: field.code().to_owned() });
            return None;
        }
        let names = self.context.names;
        let others = match field {
            FieldName::Company => names.organisation(&name),
            FieldName::Authority => names.authority(&name),
            _ => Vec::new(),
        };
        let typed = self.context.typing && span.end == self.line.len();
        let term = NameTerm { beginning: cleaned.ends_with('*') || typed, written: name, others };
        Some(Expression::Term(match field {
            FieldName::Company => Term::Fact(FactTerm::Company(term)),
            FieldName::Authority => Term::Fact(FactTerm::Authority(term)),
            FieldName::Ref => Term::Fact(FactTerm::Reference(term)),
            FieldName::Complainant => Term::Fact(FactTerm::Complainant(term)),
            FieldName::Author => Term::Article(ArticleTerm::Author(term)),
            FieldName::Tag => Term::Article(ArticleTerm::Tag(term)),
            FieldName::Id => Term::Article(ArticleTerm::Id(term)),
            _ => Term::Article(ArticleTerm::Source(term)),
        }))
    }

    fn choice(&mut self, field: FieldName, written: &str, span: Span) -> Option<Expression> {
        let term = match field {
            FieldName::Type => Term::Fact(FactTerm::Kind(self.looked_up(KINDS, field, written, span)?)),
            FieldName::Theme => Term::Fact(FactTerm::Theme(self.looked_up(THEMES, field, written, span)?)),
            FieldName::Lang => {
                Term::Article(ArticleTerm::Language(self.looked_up(LANGUAGES, field, written, span)?))
            }
            FieldName::Trust => {
                Term::Article(ArticleTerm::Trust(self.looked_up(TRUSTS, field, written, span)?))
            }
            FieldName::Is => {
                let state = self.looked_up(STATES, field, written, span)?;
                let of_a_measure = state.is_of_a_measure();
                if of_a_measure {
                    Term::Fact(FactTerm::State(state))
                } else {
                    Term::Article(ArticleTerm::State(state))
                }
            }
            _ => {
                let sign = self.looked_up(SIGNS, field, written, span)?;
                let of_a_measure = sign.is_of_a_measure();
                if of_a_measure {
                    Term::Fact(FactTerm::Bears(sign))
                } else {
                    Term::Article(ArticleTerm::Bears(sign))
                }
            }
        };
        Some(Expression::Term(term))
    }

    fn looked_up<T: Copy>(
        &mut self,
        table: &[Word<T>],
        field: FieldName,
        written: &str,
        span: Span,
    ) -> Option<T> {
        let value = one_blank(written);
        match find(table, &value) {
            Found::Exactly(found) => Some(found),
            Found::Nearly(found, taken) => {
                self.remark(span.start, span.end, RemarkKind::NearestValue { value, taken });
                Some(found)
            }
            Found::Nothing => {
                self.remark(span.start, span.end, RemarkKind::UnknownValue { field: field.code(), value });
                None
            }
        }
    }

    fn amount(&mut self, written: &str, span: Span) -> Option<Expression> {
        match AmountRange::read(written) {
            Some((range, length)) if written[length..].trim().is_empty() => {
                Some(Expression::Term(Term::Fact(FactTerm::Amount(range))))
            }
            _ => {
                self.remark(span.start, span.end, RemarkKind::BadAmount { value: one_blank(written) });
                None
            }
        }
    }

    fn date(&mut self, field: FieldName, written: &str, span: Span) -> Option<Expression> {
        let Some(when) = When::read(written) else {
            self.remark(span.start, span.end, RemarkKind::BadDate { value: one_blank(written) });
            return None;
        };
        Some(Expression::Term(match field {
            FieldName::Date => Term::Fact(FactTerm::Date(when)),
            FieldName::Fetched => Term::Article(ArticleTerm::Fetched(when)),
            _ => Term::Article(ArticleTerm::Published(when)),
        }))
    }

    fn provision(&mut self, written: &str, span: Span) -> Option<Expression> {
        let written = one_blank(written);
        if !written.contains(char::is_alphanumeric) {
            self.remark(
                span.start,
                span.end,
                RemarkKind::MissingValue { field: FieldName::Article.code().to_owned() },
            );
            return None;
        }
        Some(Expression::Term(Term::Fact(FactTerm::Provision(ProvisionTerm { written }))))
    }

    /// The order of the answer is no condition: it is kept beside the tree.
    fn order(&mut self, written: &str, span: Span) -> Option<Expression> {
        let mut at = span.start;
        // Between quotation marks the value is not what stands in the line letter by letter.
        let to_the_letter = span.of(self.line) == Some(written);
        for part in written.split(',') {
            let part_span = if to_the_letter { Span::new(at, at + part.len()) } else { span };
            let reversed = part.trim_start().starts_with('-');
            let name = part.trim().trim_start_matches('-');
            if !name.is_empty()
                && let Some(order) = self.looked_up(ORDERS, FieldName::Sort, name, part_span)
                && self.sort.iter().all(|key| key.order != order)
            {
                self.sort.push(SortKey { order, reversed });
            }
            at += part.len() + 1;
        }
        None
    }

    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    fn take_bare_word(&mut self) -> &'a str {
        let word = bare_word(self.rest());
        self.at += word.len();
        word
    }

    /// Whether no condition can follow, blanks aside.
    fn stands_at_end(&self) -> bool {
        let rest = self.rest().trim_start();
        rest.is_empty() || rest.starts_with(')')
    }

    fn peek_operator(&self) -> Option<Operator> {
        operator(bare_word(self.rest()))
    }

    fn take_operator(&mut self, wanted: Operator) -> Option<Span> {
        self.skip_blanks();
        let word = bare_word(self.rest());
        let span = Span::new(self.at, self.at + word.len());
        (operator(word) == Some(wanted)).then(|| {
            self.at = span.end;
            span
        })
    }

    fn missing_operand(&mut self, span: Span) {
        let operator = self.line[span.start..span.end].to_owned();
        self.remark(span.start, span.end, RemarkKind::MissingOperand { operator });
    }

    fn remark(&mut self, start: usize, end: usize, kind: RemarkKind) {
        self.remarks.push(Remark { span: Span::new(start, end.min(self.line.len())), kind });
    }
}

/// None, the one there is, or all of them joined.
fn join(mut parts: Vec<Expression>, joined: fn(Vec<Expression>) -> Expression) -> Option<Expression> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(joined(parts)),
    }
}

fn negated(condition: Expression) -> Expression {
    match condition {
        Expression::Not(inner) => *inner,
        condition => Expression::Not(Box::new(condition)),
    }
}

/// Whether a word looks like the name of a field: letters, and the marks within words.
fn is_a_name(word: &str) -> bool {
    word.contains(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'))
}

/// A word of the text without the signs around it; what would read as something else is a phrase.
fn bare_text(scope: Option<FieldName>, word: &str, typed: bool) -> Option<Expression> {
    let beginning = typed || word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '*').ends_with('*');
    let written = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let form = match beginning {
        _ if opened_field(&written).is_some() => TextForm::Phrase,
        true => TextForm::Beginning,
        false if operator(&written).is_some() => TextForm::Phrase,
        false => TextForm::Word,
    };
    text(scope, form, written)
}

fn text(scope: Option<FieldName>, form: TextForm, written: String) -> Option<Expression> {
    let scope = match scope {
        Some(FieldName::Title) => Scope::Title,
        Some(FieldName::Text) => Scope::Body,
        _ => Scope::Anywhere,
    };
    let says_something = written.contains(char::is_alphanumeric);
    says_something.then_some(Expression::Term(Term::Text(TextTerm { scope, form, written })))
}

/// The text without quotation marks, its blanks made single.
fn one_blank(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_quote(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a value can stand without quotation marks.
pub(super) fn stands_bare(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| ends_word(c) || c == ',')
}
