//! Brick: provisions of laws, in the project's short form, ranges written out one by one.
//!
//! Knows how articles are counted: "5-1-e", "5(1)(e)", "12 alinéa 2", "15 à 22", "L. 34-5". Leaves to `detail` which act they support.

use std::ops::Range;

use crate::domain::Provision;
use crate::text::TokenKind;

use super::lexicon::Lexicon;
use super::matcher::{Found, Hit};
use super::stream::Stream;

/// Provisions named together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Provisions {
    pub(super) list: Vec<Provision>,
    pub(super) tokens: Range<usize>,
}

/// How many provisions a range may stand for.
const LONGEST_RANGE: u32 = 20;

/// How far behind the numbers the law may be named, in tokens.
const REACH: usize = 6;

/// Every list of provisions of the text.
pub(super) fn provisions(stream: &Stream, hits: &[Hit], lexicon: &Lexicon) -> Vec<Provisions> {
    let laws: Vec<(Range<usize>, u16)> = hits
        .iter()
        .filter_map(|hit| match hit.found {
            Found::Instrument(law) => Some((hit.tokens.clone(), law)),
            _ => None,
        })
        .collect();
    let reader = Reader { stream, laws, lexicon };
    let mut found = Vec::new();
    let mut at = 0;
    while at < stream.tokens.len() {
        match reader.list_at(at) {
            Some(provisions) => {
                at = provisions.tokens.end.max(at + 1);
                found.push(provisions);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    stream: &'a Stream,
    laws: Vec<(Range<usize>, u16)>,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.stream.word(at)
    }

    /// A list that begins with the word "article" or "art."
    fn list_at(&self, at: usize) -> Option<Provisions> {
        if !matches!(self.word(at), "article" | "articles" | "art" | "arts") {
            return None;
        }
        let mut next = at + 1 + usize::from(self.word(at + 1) == ".");
        let mut items: Vec<String> = Vec::new();
        let mut end = next;
        while let Some((mut item, after)) = self.item(next) {
            let ranged = matches!(self.word(next.wrapping_sub(1)), "a" | "to") && !items.is_empty();
            if ranged {
                fill_range(&mut items, &item)
            } else {
                items.append(&mut item)
            }
            end = after;
            match self.joiner(after) {
                Some(following) => next = following,
                None => break,
            }
        }
        let code = self.law(at, end)?;
        let list: Vec<Provision> =
            items.into_iter().map(|item| Provision(format!("{code} {item}"))).collect();
        (!list.is_empty()).then_some(Provisions { list, tokens: at..end })
    }

    /// One article with its subdivisions, and the token after it; several when letters are listed, "5(1)(c) and (e)".
    fn item(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let (letter, start) = match self.word(at) {
            letter @ ("l" | "r" | "d") => {
                (letter.to_uppercase(), at + 1 + usize::from(self.word(at + 1) == "."))
            }
            _ => (String::new(), at),
        };
        if let Some(glued) = self.glued_code(at) {
            return Some((vec![glued], at + 1));
        }
        let token = self.stream.tokens.get(start)?;
        if token.kind != TokenKind::Number || self.word(start).len() > 8 {
            return None;
        }
        let mut parts: Vec<String> = self.word(start).split(['.', ',']).map(str::to_owned).collect();
        if parts.len() > 1 && self.word(start).contains(',') {
            return None;
        }
        let mut next = start + 1;
        while let Some((part, after)) = self.subdivision(next) {
            parts.push(part);
            next = after;
        }
        Some((vec![format!("{letter}{}", parts.join("-"))], next))
    }

    /// "l34-5", "l.34-5", written as one word.
    fn glued_code(&self, at: usize) -> Option<String> {
        let word = self.word(at);
        let digits = word.strip_prefix(['l', 'r', 'd'])?.trim_start_matches('.');
        (digits.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| format!("{}{digits}", word[..1].to_uppercase()))
    }

    /// "-1", "(1)", " paragraphe 1", " alinéa 2", ".e", " e)", "§ 1".
    fn subdivision(&self, at: usize) -> Option<(String, usize)> {
        let (first, second, third) = (self.word(at), self.word(at + 1), self.word(at + 2));
        let spaced = self.stream.tokens.get(at).is_some_and(|token| token.spaced);
        match (first, second, third) {
            ("-" | ".", part, _) if !spaced && !self.stream.tokens[at + 1].spaced && is_part(part) => {
                Some((part.to_owned(), at + 2))
            }
            ("-" | ".", part, _) if !spaced && part.split('-').all(is_part) && part.len() < 6 => {
                Some((part.to_owned(), at + 2))
            }
            ("(", part, ")") if is_part(part) => Some((part.to_owned(), at + 3)),
            ("paragraphe" | "alinea" | "al" | "§" | "paragraph" | "point" | "lettre", part, _)
                if is_part(part) =>
            {
                Some((part.to_owned(), at + 2))
            }
            (",", "paragraphe" | "paragraph" | "point" | "§", part) if is_part(part) => {
                Some((part.to_owned(), at + 3))
            }
            (part, ")", _) if is_part(part) && part.len() == 1 => Some((part.to_owned(), at + 2)),
            (part, _, _) if !spaced && part.len() == 1 && part.as_bytes()[0].is_ascii_lowercase() => {
                Some((part.to_owned(), at + 1))
            }
            _ => None,
        }
    }

    /// The token after what joins two articles, when another one follows.
    fn joiner(&self, at: usize) -> Option<usize> {
        let next = match (self.word(at), self.word(at + 1)) {
            ("," | ";", "et" | "and" | "ou") => at + 2,
            ("," | "et" | "and" | "a" | "to" | "ou" | "ainsi" | "&" | ";", _) => at + 1,
            _ => return None,
        };
        let next = if matches!(self.word(next), "art" | "article" | "articles") {
            next + 1 + usize::from(self.word(next + 1) == ".")
        } else {
            next
        };
        let next = if matches!((self.word(next), self.word(next + 1)), ("l", "'") | ("de", _))
            && self.word(next + 2).starts_with("article")
        {
            next + 3
        } else {
            next
        };
        self.item(next).map(|_| next)
    }

    /// The law named just behind, or the one named last before, or else the one that articles belong to without a word.
    fn law(&self, start: usize, end: usize) -> Option<&str> {
        let next = self.laws.partition_point(|(tokens, _)| tokens.start < end);
        let behind = self.laws.get(next).filter(|(tokens, _)| tokens.start <= end + REACH);
        let behind = behind
            .filter(|(tokens, _)| self.stream.sentence_of(tokens.start) == self.stream.sentence_of(start));
        let ahead = || next.checked_sub(1).and_then(|before| self.laws.get(before));
        let anywhere = || self.laws.first();
        let (_, law) = behind.or_else(ahead).or_else(anywhere)?;
        Some(&self.lexicon.instruments[usize::from(*law)].code)
    }
}

fn is_part(part: &str) -> bool {
    let number = part.parse::<u32>().is_ok_and(|number| number < 100);
    number
        || (part.len() == 1 && part.as_bytes()[0].is_ascii_lowercase())
        || matches!(part, "bis" | "ter" | "ii" | "iii")
}

/// Writes out the articles between the last one listed and the one given.
fn fill_range(items: &mut Vec<String>, last: &[String]) {
    let bounds = items
        .last()
        .and_then(|from| from.parse::<u32>().ok())
        .zip(last.first().and_then(|to| to.parse::<u32>().ok()));
    match bounds {
        Some((from, to)) if to > from && to - from <= LONGEST_RANGE => {
            items.extend((from + 1..=to).map(|number| number.to_string()))
        }
        _ => items.extend(last.iter().cloned()),
    }
}
