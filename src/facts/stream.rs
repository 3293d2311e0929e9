//! Second and third stages: one stream of tokens over title and body, cut into sentences, with spans into both.
//!
//! Knows where sentences end. Leaves to others what they say.

use std::ops::Range;

use crate::domain::{Language, Place, Span};
use crate::text::{Folded, Token, TokenKind, tokens};

use super::clean::clean;

/// Title and body as one text; between them stand two line ends.
const GAP: &str = "\n\n";

/// The tokens of an article and its sentences.
#[derive(Debug)]
pub(super) struct Stream {
    source: String,
    folded: Folded,
    title_length: usize,
    /// Tokens in reading order.
    pub(super) tokens: Vec<Token>,
    /// Sentences in reading order, as ranges of tokens without line ends.
    pub(super) sentences: Vec<Sentence>,
    sentence_of: Vec<u32>,
    /// The language that it is read in.
    pub(super) language: Language,
}

/// A stretch of tokens that ends with a full stop, a line, or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Whether it belongs to the title.
    pub(super) title: bool,
    /// Whether it ends with a question mark.
    pub(super) question: bool,
    /// Whether its letters are nearly all capitals, which then tell nothing.
    pub(super) shouted: bool,
    /// The line it stands in, counted from 0.
    pub(super) line: usize,
    /// Whether it opens its line.
    pub(super) opens_line: bool,
}

impl Stream {
    /// Cleans, folds and cuts; the language is guessed when it is not told.
    pub(super) fn of(title: &str, body: &str, told: Option<Language>) -> Stream {
        let source = [clean(title).as_str(), GAP, clean(body).as_str()].concat();
        let folded = Folded::of(&source);
        let tokens = tokens(&source, &folded);
        let mut stream = Stream {
            title_length: title.len(),
            sentence_of: vec![0; tokens.len()],
            source,
            folded,
            tokens,
            sentences: Vec::new(),
            language: Language::French,
        };
        stream.language = stream.guess_language(told);
        stream.cut_sentences();
        stream
    }

    /// The folded text of a token.
    #[inline]
    pub(super) fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| &self.folded.text()[token.span.start..token.span.end])
    }

    /// The whole folded text.
    pub(super) fn folded_text(&self) -> &str {
        self.folded.text()
    }

    /// The original text of a range of tokens, markup blanked.
    pub(super) fn original(&self, range: &Range<usize>) -> &str {
        self.original_span(range).of(&self.source).unwrap_or_default()
    }

    /// Where a range of tokens stands, in the title or in the body.
    pub(super) fn place(&self, range: &Range<usize>) -> (Place, Span) {
        let span = self.original_span(range);
        if span.start < self.title_length {
            (Place::Title, Span::new(span.start, span.end.min(self.title_length)))
        } else {
            let shift = self.title_length + GAP.len();
            (Place::Body, Span::new(span.start.saturating_sub(shift), span.end.saturating_sub(shift)))
        }
    }

    /// The number of the sentence that holds a token.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of[token] as usize
    }

    /// The folded span of a range of tokens.
    pub(super) fn folded_span(&self, range: &Range<usize>) -> Span {
        if range.is_empty() {
            return Span::default();
        }
        Span::new(self.tokens[range.start].span.start, self.tokens[range.end - 1].span.end)
    }

    /// The token that ends at a folded offset.
    pub(super) fn token_ending(&self, offset: usize) -> Option<usize> {
        self.tokens.binary_search_by_key(&offset, |token| token.span.end).ok()
    }

    /// Tokens from which a range of folded bytes takes something.
    pub(super) fn tokens_touching(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end
    }

    fn original_span(&self, range: &Range<usize>) -> Span {
        self.folded.original(self.folded_span(range))
    }

    fn guess_language(&self, told: Option<Language>) -> Language {
        const SAMPLE: usize = 1500;
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
        let mut balance = 0_i32;
        for index in 0..self.tokens.len().min(SAMPLE) {
            if !LENGTHS.contains(&self.tokens[index].span.len()) {
                continue;
            }
            balance += match self.word(index) {
                "le" | "la" | "les" | "des" | "une" | "du" | "est" | "pour" | "et" | "par" | "dans"
                | "que" | "sur" | "aux" => 1,
                "the" | "of" | "and" | "to" | "for" | "was" | "is" | "by" | "with" | "that" | "has"
                | "on" | "its" | "at" => -1,
                _ => 0,
            };
        }
        match (balance.signum(), told) {
            (1, _) => Language::French,
            (-1, _) => Language::English,
            (_, Some(Language::English)) => Language::English,
            _ => Language::French,
        }
    }

    fn cut_sentences(&mut self) {
        let mut start = 0;
        let (mut line, mut opens_line) = (0, true);
        for index in 0..self.tokens.len() {
            let is_break = self.tokens[index].kind == TokenKind::Break;
            if is_break || self.ends_sentence(index) {
                let end = if is_break { index } else { index + 1 };
                self.close_sentence(start..end, line, opens_line);
                opens_line = is_break || (opens_line && end == start);
                line += usize::from(is_break);
                start = index + 1;
            }
        }
        self.close_sentence(start..self.tokens.len(), line, opens_line);
    }

    fn close_sentence(&mut self, range: Range<usize>, line: usize, opens_line: bool) {
        let number = self.sentences.len() as u32;
        let end = (range.end + 1).min(self.tokens.len());
        self.sentence_of[range.start..end]
            .fill(number.saturating_sub(u32::from(range.is_empty() && number > 0)));
        if range.is_empty() {
            return;
        }
        let title = self.folded.original_offset(self.tokens[range.start].span.start) < self.title_length;
        let question = self.word(range.end - 1) == "?";
        let shouted = self.is_shouted(&range) || (title && self.is_title_case(&range));
        self.sentences.push(Sentence { tokens: range, title, question, shouted, line, opens_line });
    }

    fn is_shouted(&self, range: &Range<usize>) -> bool {
        use crate::text::Case;
        let words = || {
            self.tokens[range.clone()]
                .iter()
                .filter(|token| token.kind == TokenKind::Word && token.span.len() > 3)
        };
        let (all, upper) = (words().count(), words().filter(|token| token.case == Case::Upper).count());
        all >= 4 && upper * 10 > all * 7
    }

    /// English titles give most words a capital, which then tells nothing either.
    fn is_title_case(&self, range: &Range<usize>) -> bool {
        let words = || {
            self.tokens[range.clone()]
                .iter()
                .filter(|token| token.kind == TokenKind::Word && token.span.len() > 3)
        };
        let (all, capital) = (words().count(), words().filter(|token| token.case.has_capital()).count());
        self.language == Language::English && all >= 4 && capital * 10 > all * 7
    }

    fn ends_sentence(&self, index: usize) -> bool {
        if self.tokens[index].kind != TokenKind::Sign {
            return false;
        }
        match self.word(index) {
            "!" | "?" => self.next_may_open(index),
            "." if self.closes_quotation(index + 1) => false,
            "." => self.next_may_open(index) && !self.is_abbreviation(index),
            "\"" => index > 0 && matches!(self.word(index - 1), "." | "!" | "?") && self.next_may_open(index),
            "|" | "•" => true,
            _ => false,
        }
    }

    /// Whether the token after a full stop may begin a sentence.
    fn next_may_open(&self, index: usize) -> bool {
        let Some(next) = self.tokens.get(index + 1) else { return true };
        match next.kind {
            TokenKind::Break => true,
            TokenKind::Word => next.case.has_capital(),
            TokenKind::Number => next.spaced,
            TokenKind::Sign => {
                let quoted = matches!(self.word(index + 1), "\"" | "(" | "-" | "[");
                quoted
                    && next.spaced
                    && self
                        .tokens
                        .get(index + 2)
                        .is_none_or(|after| after.kind != TokenKind::Word || after.case.has_capital())
            }
        }
    }

    /// Whether a quotation mark stands there that closes one: « Non. » closes after its full stop.
    fn closes_quotation(&self, index: usize) -> bool {
        index < self.tokens.len() && self.original(&(index..index + 1)) == "»"
    }

    fn is_abbreviation(&self, index: usize) -> bool {
        const ALWAYS: &[&str] = &[
            "art", "al", "n", "no", "nos", "m", "mm", "mr", "mrs", "ms", "dr", "cf", "vs", "st", "req",
            "aff", "env", "approx", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "fig", "etc", "c", "v",
            "p",
        ];
        const FORMS: &[&str] =
            &["inc", "ltd", "corp", "co", "s.a", "s.l", "s.p.a", "s.r.l", "u.s", "b.v", "n.v", "s.a.u"];
        let Some(previous) = index.checked_sub(1).map(|previous| self.word(previous)) else { return false };
        if self.tokens[index].spaced || ALWAYS.contains(&previous) && self.word(index + 1) != "the" {
            return true;
        }
        let is_form = FORMS.contains(&previous)
            || previous.len() == 1
            || previous.as_bytes().get(previous.len().wrapping_sub(2)) == Some(&b'.');
        is_form
            && self.tokens.get(index + 1).is_some_and(|next| next.kind != TokenKind::Break)
            && !self.opens_with_function_word(index + 1)
    }

    fn opens_with_function_word(&self, token: usize) -> bool {
        const OPENERS: &[&str] = &[
            "the",
            "it",
            "in",
            "on",
            "its",
            "this",
            "that",
            "a",
            "an",
            "after",
            "as",
            "at",
            "by",
            "for",
            "he",
            "she",
            "they",
            "we",
            "violation",
            "le",
            "la",
            "les",
            "l",
            "un",
            "une",
            "il",
            "elle",
            "ils",
            "elles",
            "en",
            "dans",
            "pour",
            "par",
            "cette",
            "ce",
            "ces",
            "au",
            "selon",
            "mais",
            "fine",
        ];
        OPENERS.contains(&self.word(token))
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let stream = Stream::of("", body, None);
        let found: Vec<&str> =
            stream.sentences.iter().map(|sentence| stream.original(&sentence.tokens)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        check("Une amende. La suite.", &["Une amende.", "La suite."]);
        check("L'art. 5 du n° 12. Fin", &["L'art. 5 du n° 12.", "Fin"]);
        check(
            "The DPA fined Luka Inc. €5,000 on Monday. It paid.",
            &["The DPA fined Luka Inc. €5,000 on Monday.", "It paid."],
        );
        check("Vodafone España, S.A.U. paid. The DPA", &["Vodafone España, S.A.U. paid.", "The DPA"]);
        check("Quel montant ?FREE a payé.Sur quoi ?", &["Quel montant ?", "FREE a payé.", "Sur quoi ?"]);
        check("« Non. » Il part", &["« Non. »", "Il part"]);
    }
}
