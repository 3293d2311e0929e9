//! Words, numbers and signs of a folded text.
//!
//! Knows where a word ends in French and English: elisions, possessives, hyphens, digits glued to letters, spaces inside numbers.
//! Leaves to others where sentences end and what words mean.

use crate::domain::Span;

use super::fold::Folded;

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the folded text, half-open.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How the original writes its letters.
    pub case: Case,
    /// Whether white space, or the start of the text, stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with the digits, hyphens and inner full stops that belong to them.
    Word,
    /// Digits, with the separators of thousands and decimals that belong to them.
    Number,
    /// One character of another sort.
    Sign,
    /// The end of a line.
    Break,
}

/// How letters are written in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `amende`, or no letter at all.
    Small,
    /// `Amende`
    Capital,
    /// `CNIL`: at least two letters, all capital.
    Upper,
    /// `iPhone`, `TikTok`: capitals inside.
    Mixed,
}

impl Case {
    /// Whether the first letter, or another one, is a capital.
    pub fn has_capital(self) -> bool {
        self != Case::Small
    }
}

/// Cuts a folded text into tokens; white space belongs to none.
pub fn tokens(original: &str, folded: &Folded) -> Vec<Token> {
    let text = folded.text();
    let mut cutter =
        Cutter { original, folded, bytes: text.as_bytes(), text, tokens: Vec::with_capacity(text.len() / 5) };
    cutter.run();
    cutter.tokens
}

struct Cutter<'a> {
    original: &'a str,
    folded: &'a Folded,
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut spaced = true;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte == b' ' {
                spaced = true;
                at += 1;
                continue;
            }
            let (end, kind) = match byte {
                b'\n' => (at + 1, TokenKind::Break),
                b'0'..=b'9' => (self.number_end(at), TokenKind::Number),
                _ if self.is_letter(at) => (self.word_end(at), TokenKind::Word),
                _ => (at + self.width(at), TokenKind::Sign),
            };
            self.push(at, end, kind, spaced);
            spaced = kind == TokenKind::Break;
            at = end;
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, spaced: bool) {
        let span = Span::new(start, end);
        let case = if kind == TokenKind::Word { self.case(span) } else { Case::Small };
        let cut = (case == Case::Mixed).then(|| self.glued_sentence(span)).flatten();
        if let Some(cut) = cut {
            self.push(start, cut, kind, spaced);
            self.push(cut, end, kind, false);
            return;
        }
        self.tokens.push(Token { span, kind, case, spaced });
    }

    fn width(&self, at: usize) -> usize {
        self.text[at..].chars().next().map_or(1, char::len_utf8)
    }

    #[inline]
    fn is_letter(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
            Some(_) if self.text.is_char_boundary(at) => {
                self.text[at..].chars().next().is_some_and(char::is_alphabetic)
            }
            _ => false,
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    /// A word runs over letters and digits, over a hyphen, an ampersand or a full stop that has a letter on both sides, and stops after an elision.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            if self.is_letter(at) {
                at += self.width(at);
            } else if self.is_digit(at) || self.joins(start, at) {
                at += 1;
            } else {
                return at;
            }
        }
    }

    fn joins(&self, start: usize, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(b'-') => self.is_letter(at + 1) || self.is_digit(at + 1),
            Some(b'&') => self.is_letter(at + 1) || self.is_digit(at + 1),
            Some(b'.') => self.is_letter(at + 1) && (self.is_initials(start, at) || self.is_domain(at + 1)),
            _ => false,
        }
    }

    /// `s.a` of `S.A.U.`: single letters between full stops.
    fn is_initials(&self, start: usize, at: usize) -> bool {
        let last_letter_alone = at - start == 1 || (at >= 2 && self.bytes[at - 2] == b'.');
        last_letter_alone && !self.is_letter(at + 2)
            || (last_letter_alone && at - start > 1 && self.bytes.get(at + 2) == Some(&b'.'))
    }

    /// `com` of `Booking.com`: a short ending that runs up to the end of the word.
    fn is_domain(&self, at: usize) -> bool {
        const ENDINGS: &[&str] = &[
            "com", "fr", "org", "net", "eu", "io", "ai", "de", "it", "es", "be", "ch", "co", "uk", "tv",
            "info", "store", "app", "aero", "shop", "gouv", "nl",
        ];
        let rest = &self.text[at..];
        ENDINGS.iter().any(|ending| {
            rest.strip_prefix(ending)
                .is_some_and(|after| !after.starts_with(|next: char| next.is_alphanumeric() || next == '\''))
        }) && self.original.as_bytes()[self.folded.original_offset(at)].is_ascii_lowercase()
    }

    /// A number runs over digits, over a separator between digits, and over a space before a group of exactly three.
    fn number_end(&self, start: usize) -> usize {
        let mut at = start;
        let mut group = 0;
        loop {
            if self.is_digit(at) {
                at += 1;
                group += 1;
            } else if self.is_inner_separator(at) || (group <= 3 && self.is_group_of_three(start, at)) {
                at += 1;
                group = 0;
            } else {
                return at;
            }
        }
    }

    fn is_inner_separator(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b'.' | b',' | b'\'')) && self.is_digit(at + 1)
    }

    fn is_group_of_three(&self, start: usize, at: usize) -> bool {
        self.bytes.get(at) == Some(&b' ')
            && (at + 1..at + 4).all(|digit| self.is_digit(digit))
            && !self.is_digit(at + 4)
            && !self.text[start..at].contains([',', '.'])
            && self.text[start..at].len() - self.text[start..at].rfind(' ').map_or(0, |space| space + 1) <= 3
            && self.bytes[start] != b'0'
    }

    fn case(&self, span: Span) -> Case {
        let origin = self.folded.original(span);
        let bytes = &self.original.as_bytes()[origin.start..origin.end];
        if bytes.iter().all(u8::is_ascii_lowercase) {
            return Case::Small;
        }
        let mut first = false;
        let (mut upper, mut lower, mut inner) = (0, 0, false);
        for (index, character) in self.original[origin.start..origin.end].chars().enumerate() {
            if character.is_uppercase() {
                upper += 1;
                first |= index == 0;
                inner |= index > 0;
            } else if character.is_lowercase() {
                lower += 1;
            }
        }
        match (upper, lower) {
            (0, _) => Case::Small,
            (1, 0) if !inner => Case::Capital,
            (_, 0) => Case::Upper,
            _ if first && !inner => Case::Capital,
            _ => Case::Mixed,
        }
    }

    /// Where a new sentence begins inside a word, its full stop and space lost: `anonymesLa`, `sanctionPour`.
    fn glued_sentence(&self, span: Span) -> Option<usize> {
        const OPENERS: &[&str] = &[
            "la",
            "le",
            "les",
            "une",
            "un",
            "en",
            "dans",
            "pour",
            "par",
            "cette",
            "ce",
            "ces",
            "comment",
            "quelle",
            "quelles",
            "quel",
            "quels",
            "pourquoi",
            "qu",
            "l",
            "d",
            "il",
            "elle",
            "au",
            "aux",
            "selon",
            "depuis",
            "apres",
            "avant",
            "mais",
            "lire",
            "que",
            "qui",
            "the",
            "in",
            "this",
            "on",
            "what",
            "how",
            "why",
            "it",
            "its",
            "an",
            "according",
        ];
        (span.start + 3..span.end).find(|&at| {
            self.text.is_char_boundary(at)
                && OPENERS.contains(&&self.text[at..span.end])
                && !self.is_capital(at - 1)
                && self.is_capital(at)
                && self.bytes[at - 1].is_ascii_alphabetic()
                && matches!(self.bytes.get(span.end), Some(b' ' | b'\''))
        })
    }

    fn is_capital(&self, at: usize) -> bool {
        self.text.is_char_boundary(at)
            && self.original[self.folded.original_offset(at)..].starts_with(char::is_uppercase)
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, TokenKind, tokens};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let folded = Folded::of(text);
        let words: Vec<&str> = tokens(text, &folded)
            .iter()
            .filter(|token| token.kind != TokenKind::Break)
            .map(|token| token.span.of(folded.text()).expect("a span of the text"))
            .collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn words_end_where_readers_end_them() {
        check("L’amende d’Orange SA", "l|'|amende|d|'|orange|sa");
        check("1 750 000 € et 1.750.000€", "1 750 000|€|et|1.750.000|€");
        check("en 2022 100 000 euros", "en|2022|100 000|euros");
        check("42 M€, 20M EUR, €20m", "42|m|€|,|20|m|eur|,|€|20|m");
        check("Vodafone España, S.A.U. paie", "vodafone|espana|,|s.a.u|.|paie");
        check("Booking.com et AP-HP, 1&1", "booking.com|et|ap-hp|,|1|&|1");
        check("des anonymesLa société TikTok", "des|anonymes|la|societe|tiktok");
        check("retard.La CNIL", "retard|.|la|cnil");
    }
}
