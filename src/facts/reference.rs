//! Brick: references of decisions, of every listed family.
//!
//! Knows how a reference is written in full. Leaves to `detail` which act it belongs to.

use std::ops::Range;

use crate::domain::Span;

use super::lexicon::Lexicon;
use super::stream::Stream;

/// A reference, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) text: String,
    pub(super) tokens: Range<usize>,
    /// Which family, by its place in the list.
    pub(super) family: usize,
}

/// Every reference of the text, in reading order; where two families claim a passage, the longer passage wins.
pub(super) fn references(stream: &Stream, lexicon: &Lexicon) -> Vec<Reference> {
    let text = stream.folded_text();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for family in &lexicon.loose_references.matches(text) {
        let entry = &lexicon.references[family];
        for captures in entry.pattern.captures_iter(text) {
            let whole = captures.get(0).expect("group 0 is the match");
            let tokens = stream.tokens_touching(Span::new(whole.start(), whole.end()));
            let text = written(stream, entry.form.as_str(), &captures, &tokens);
            found.push(Reference { text, tokens, family });
        }
    }
    found.sort_by_key(|reference| (reference.tokens.start, usize::MAX - reference.tokens.end));
    found.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    found
}

fn written(stream: &Stream, form: &str, captures: &regex::Captures<'_>, tokens: &Range<usize>) -> String {
    if form.is_empty() {
        return stream.original(tokens).to_owned();
    }
    let mut text = String::new();
    captures.expand(form, &mut text);
    text.to_uppercase()
}
