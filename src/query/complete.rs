//! What may stand where the cursor is: fields, values, saved views.

use super::field::{FieldName, Nature};
use super::fold;
use super::help::{samples, values};
use super::parse::{Names, ValueCount, stands_bare};
use super::scan::{ends_word, is_quote, opened_field};
use crate::domain::{Language, Span};

/// Completions are offered at most in this number, the likeliest first.
const MOST: usize = 50;

/// What may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// What a completion replaces: bytes of the line, half-open.
    pub span: Span,
    /// The completions, the likeliest first.
    pub items: Vec<Completion>,
}

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is put in the place of the span.
    pub insert: String,
    /// What is shown.
    pub label: String,
    /// How many articles bear it, when that is known.
    pub count: Option<u64>,
}

/// What may stand at `cursor`, an offset in bytes into `line` (the end when it is none).
pub fn complete(line: &str, cursor: usize, language: Language, names: &dyn Names) -> Completions {
    let cursor = if line.is_char_boundary(cursor) { cursor } else { line.len() };
    let start = word_start(&line[..cursor]);
    let word = &line[start..cursor];
    let signs = word.len() - word.trim_start_matches('-').len();
    let (start, word) = (start + signs, &word[signs..]);
    if let Some(name) = word.strip_prefix('@') {
        let items = views(name, names);
        return Completions { span: Span::new(start, cursor), items };
    }
    match opened_field(word) {
        Some((field, length)) => {
            of_field(field, &word[length..], Span::new(start + length, cursor), language, names)
        }
        None => Completions { span: Span::new(start, cursor), items: fields(word, language) },
    }
}

/// Where the word at the end of `text` begins; an open quotation mark makes one word of what follows it, and keeps the
/// field before it.
fn word_start(text: &str) -> usize {
    let quotes = text.chars().filter(|c| is_quote(*c)).count();
    let open = if quotes % 2 == 1 { text.rfind(is_quote) } else { None };
    let end = open.unwrap_or(text.len());
    text[..end].rfind(ends_word).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}

fn fields(begun: &str, language: Language) -> Vec<Completion> {
    let key = fold::key(begun);
    let begins =
        |field: &&FieldName| key.is_empty() || field.names().any(|name| fold::key(name).starts_with(&key));
    let item = |field: &FieldName| {
        let insert = format!("{}:", field.name(language));
        Completion { label: insert.clone(), insert, count: None }
    };
    FieldName::ALL.iter().filter(begins).map(item).collect()
}

fn views(begun: &str, names: &dyn Names) -> Vec<Completion> {
    let key = fold::key(begun);
    let begins = |view: &ValueCount| fold::key(&view.value).starts_with(&key);
    let item = |view: ValueCount| {
        let bare = stands_bare(&view.value.replace(',', ""));
        let insert = if bare { format!("@{}", view.value) } else { format!("@\"{}\"", view.value) };
        Completion { insert, label: view.value, count: view.count }
    };
    names.views().into_iter().filter(begins).map(item).take(MOST).collect()
}

fn of_field(field: FieldName, begun: &str, span: Span, language: Language, names: &dyn Names) -> Completions {
    // After a comma only the last of the alternatives is completed.
    let quoted = begun.starts_with(is_quote);
    let splits = !quoted && matches!(field.nature(), Nature::Name | Nature::Choice | Nature::Sort);
    let from = if splits { begun.rfind(',').map_or(0, |comma| comma + 1) } else { 0 };
    let span = Span::new(span.start + from, span.end);
    let key = fold::key(begun[from..].trim_start_matches(|c: char| is_quote(c) || c == '-'));
    let mut items = known_values(field, &key, language, names);
    items.truncate(MOST);
    Completions { span, items }
}

/// Values whose name, or another word of it, begins so; the commonest first.
fn known_values(field: FieldName, key: &str, language: Language, names: &dyn Names) -> Vec<Completion> {
    let mut known = names.values(field);
    let table = values(field, language);
    let begins = |name: &str| {
        let name = fold::key(&name.replace(is_quote, ""));
        name.starts_with(key) || name.contains(&format!(" {key}"))
    };
    if table.is_empty() {
        known.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
        let named = known
            .into_iter()
            .filter(|value| begins(&value.value))
            .map(|value| completion(&value.value, value.count));
        let sampled = samples(field, language)
            .iter()
            .filter(|sample| begins(sample))
            .map(|sample| completion(sample, None));
        return named.chain(sampled).collect();
    }
    let count = |name: &str, others: &[&str]| {
        let same = |value: &&ValueCount| value.value == name || others.contains(&value.value.as_str());
        known.iter().find(same).and_then(|value| value.count)
    };
    let called =
        table.iter().filter(|value| begins(value.name) || value.others.iter().any(|other| begins(other)));
    let mut items: Vec<Completion> =
        called.map(|value| completion(value.name, count(value.name, &value.others))).collect();
    items.sort_by_key(|item| (std::cmp::Reverse(item.count), !fold::key(&item.label).starts_with(key)));
    items
}

fn completion(value: &str, count: Option<u64>) -> Completion {
    let value: String = value.chars().filter(|c| !is_quote(*c)).collect();
    let insert = if stands_bare(&value) { value.clone() } else { format!("\"{value}\"") };
    Completion { insert, label: value, count }
}
