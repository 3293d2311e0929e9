//! The signs of a line: blanks, quotation marks, parentheses, operators, and how far a value reaches.

use super::field::{FieldName, Nature};
use super::words::{KINDS, LANGUAGES, SIGNS, STATES, THEMES, TRUSTS, is_word};
use super::{AmountRange, When};

/// Words that one value may be made of at most, as "liquidation d'astreinte" or "depuis le 17 octobre 2022".
const WORDS_OF_A_VALUE: usize = 6;

/// An operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether `close` ends what `open` began.
pub(super) fn closes(open: char, close: char) -> bool {
    match open {
        '«' => close == '»',
        '“' | '„' => matches!(close, '”' | '“' | '"'),
        _ => close == '"',
    }
}

/// Whether a character ends a bare word.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// Whether a value ends where `rest` begins.
pub(super) fn ends_value(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| ends_word(c) || c == ',')
}

/// The bare word at the beginning of `rest`; empty when a sign stands there.
pub(super) fn bare_word(rest: &str) -> &str {
    &rest[..rest.find(ends_word).unwrap_or(rest.len())]
}

/// The operator that a word is.
pub(super) fn operator(word: &str) -> Option<Operator> {
    match word.to_lowercase().as_str() {
        "and" | "et" | "&&" | "&" => Some(Operator::And),
        "or" | "ou" | "||" | "|" => Some(Operator::Or),
        "not" | "sauf" => Some(Operator::Not),
        _ => None,
    }
}

/// The field that a word opens (`company:…`), and the bytes up to its colon, included.
pub(super) fn opened_field(word: &str) -> Option<(FieldName, usize)> {
    let colon = word.find(':')?;
    FieldName::from_name(&word[..colon]).map(|field| (field, colon + 1))
}

/// Whether a word stands for itself: it is no operator and opens no field.
pub(super) fn is_plain(word: &str) -> bool {
    operator(word).is_none() && opened_field(word).is_none()
}

/// The bytes of `rest` that an unquoted value of this field takes: the longest run of words that means something, else
/// one word.
pub(super) fn value_length(field: FieldName, rest: &str) -> usize {
    let one_word = bare_word(rest).len();
    match field.nature() {
        Nature::Amount => AmountRange::read(rest).map_or(one_word, |(_, length)| length),
        Nature::Date => longest(rest, |value| When::read(value).is_some()).unwrap_or(one_word),
        Nature::Choice => longest(rest, |value| is_choice(field, value)).unwrap_or(one_word),
        Nature::Provision => provision_length(rest),
        Nature::Name | Nature::Text | Nature::Sort => one_word,
    }
}

fn is_choice(field: FieldName, value: &str) -> bool {
    match field {
        FieldName::Type => is_word(KINDS, value),
        FieldName::Theme => is_word(THEMES, value),
        FieldName::Lang => is_word(LANGUAGES, value),
        FieldName::Trust => is_word(TRUSTS, value),
        FieldName::Is => is_word(STATES, value),
        FieldName::Has => is_word(SIGNS, value),
        _ => false,
    }
}

fn longest(rest: &str, means: impl Fn(&str) -> bool) -> Option<usize> {
    let ends = word_ends(rest);
    ends.into_iter().rev().find(|end| means(&rest[..*end]))
}

/// Where each of the first words ends; operators, fields, contraries and views end the run.
fn word_ends(rest: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while ends.len() < WORDS_OF_A_VALUE {
        let word = bare_word(&rest[at..]);
        let goes_on = is_plain(word) && !word.starts_with(['-', '@']) && word.contains(char::is_alphanumeric);
        if word.is_empty() || !ends.is_empty() && !goes_on {
            break;
        }
        at += word.len();
        ends.push(at);
        let blanks = rest[at..].len() - rest[at..].trim_start().len();
        if blanks == 0 {
            break;
        }
        at += blanks;
    }
    ends
}

/// A law may be followed by its number, and a number by paragraphs: `RGPD 32`, `CPCE L. 34-5`, `GDPR 5(1)(e)`.
fn provision_length(rest: &str) -> usize {
    let numbered = provision_words(rest);
    let mut end = numbered;
    while rest[..end].ends_with(|c: char| c.is_ascii_digit() || c == ')')
        && let Some(paragraph) = rest[end..].strip_prefix('(')
        && let Some(close) = paragraph.find(')').filter(|close| (1..=4).contains(close))
        && paragraph[..close].chars().all(char::is_alphanumeric)
    {
        end += close + 2;
    }
    end
}

fn provision_words(rest: &str) -> usize {
    let ends = word_ends(rest);
    let Some(&first) = ends.first() else { return 0 };
    if !rest[..first].chars().all(char::is_alphabetic) {
        return first;
    }
    let numbered =
        |from: usize, to: usize| rest[from..to].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_book = |from: usize, to: usize| {
        let word =
            rest[from..to].trim().trim_end_matches('.').trim_start_matches(['l', 'r', 'd', 'L', 'R', 'D']);
        word.is_empty() || word.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit())
    };
    match ends.as_slice() {
        [first, second, ..] if numbered(*first, *second) => *second,
        [first, second, third, ..] if is_book(*first, *second) && numbered(*second, *third) => *third,
        [first, second, ..]
            if is_book(*first, *second) && rest[*first..*second].contains(|c: char| c.is_ascii_digit()) =>
        {
            *second
        }
        _ => first,
    }
}
