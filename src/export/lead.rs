//! Leading sentences: the article's own, chosen by the facts that they carry.
//!
//! How they are chosen. The first sentence of the text stands first, because a press release or a dispatch says there
//! what it is about; headings, tables, code and scraps of less than five words do not count as sentences. Then those
//! are added that carry facts: each passage that proves a field of a measure gives weight to the sentence that holds
//! it, more for the act, the sum and the organisation than for the rest, and twice as much for what is news as for
//! context. The heaviest sentence is taken, what it proves is struck off, and so on until [`LEAD_SENTENCES`] stand or
//! no sentence proves anything new. So a fact told three times brings one sentence, and of two equals the first wins.
//! They are given in reading order, as written, cut only beyond [`LONGEST`] characters.

use std::collections::BTreeSet;

use super::escape;
use crate::domain::{Field, Measure, Place, Role, Span};
use crate::text::{BlockKind, Document};

/// How many leading sentences an article has at most.
pub const LEAD_SENTENCES: usize = 4;

/// Characters after which a sentence is cut with an ellipsis.
const LONGEST: usize = 600;

/// Words under which a stretch is no sentence.
const FEWEST_WORDS: usize = 5;

/// Short forms after which a full stop ends no sentence, in small letters.
const SHORT_FORMS: &[&str] = &[
    "adm", "al", "art", "av", "bull", "cass", "cf", "chap", "ch", "co", "coll", "comm", "corp", "crim",
    "déc", "dec", "dr", "délib", "ed", "env", "ex", "févr", "fig", "inc", "janv", "jr", "juil", "juill",
    "ltd", "me", "mm", "mme", "mr", "mrs", "ms", "no", "nos", "nov", "obs", "oct", "pp", "préc", "req",
    "sanct", "sect", "sept", "st", "vol", "vs",
];

/// The leading sentences of an article, each on one line.
pub fn lead(document: &Document, measures: &[Measure]) -> Vec<String> {
    let sentences = sentences(document, measures.is_empty());
    let proofs = proofs(&sentences, measures);
    let mut chosen: BTreeSet<usize> = opening(document, &sentences).into_iter().collect();
    let mut proven: BTreeSet<Proof> = chosen.iter().flat_map(|at| proofs[*at].iter().copied()).collect();
    while chosen.len() < LEAD_SENTENCES {
        let Some(heaviest) = heaviest(&proofs, &proven) else { break };
        chosen.insert(heaviest);
        proven.extend(proofs[heaviest].iter().copied());
    }
    chosen.into_iter().filter_map(|at| sentences[at].of(&document.text)).map(as_written).collect()
}

/// Sentences that prove measures, the fewest that prove the most, in reading order; without the opening one unless it
/// proves something too.
pub(super) fn proving(document: &Document, measures: &[Measure], most: usize) -> Vec<String> {
    let sentences = sentences(document, false);
    let proofs = proofs(&sentences, measures);
    let (mut chosen, mut proven) = (BTreeSet::new(), BTreeSet::new());
    while chosen.len() < most {
        let Some(heaviest) = heaviest(&proofs, &proven) else { break };
        chosen.insert(heaviest);
        proven.extend(proofs[heaviest].iter().copied());
    }
    chosen.into_iter().filter_map(|at: usize| sentences[at].of(&document.text)).map(as_written).collect()
}

/// What a sentence proves: a field of the measure of that rank, and how much that weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Proof {
    measure: usize,
    field: Field,
    weight: u32,
}

fn proofs(sentences: &[Span], measures: &[Measure]) -> Vec<BTreeSet<Proof>> {
    let mut proofs = vec![BTreeSet::new(); sentences.len()];
    for (rank, measure) in measures.iter().enumerate() {
        for evidence in measure.evidence.iter().filter(|evidence| evidence.place == Place::Body) {
            let after = sentences.partition_point(|sentence| sentence.start <= evidence.span.start);
            let Some(at) = after.checked_sub(1).filter(|at| sentences[*at].contains(evidence.span.start))
            else {
                continue;
            };
            proofs[at].insert(Proof {
                measure: rank,
                field: evidence.field,
                weight: weight(measure.role, evidence.field),
            });
        }
    }
    proofs
}

fn weight(role: Role, field: Field) -> u32 {
    let of_role = if role == Role::Main { 2 } else { 1 };
    let of_field = match field {
        Field::Kind | Field::Amount => 3,
        Field::Company => 2,
        _ => 1,
    };
    of_role * of_field
}

fn heaviest(proofs: &[BTreeSet<Proof>], proven: &BTreeSet<Proof>) -> Option<usize> {
    let mut best = (0, None);
    for (at, of_sentence) in proofs.iter().enumerate() {
        let gained: u32 = of_sentence.difference(proven).map(|proof| proof.weight).sum();
        if gained > best.0 {
            best = (gained, Some(at));
        }
    }
    best.1
}

fn opening(document: &Document, sentences: &[Span]) -> Option<usize> {
    let is_sentence = |span: &Span| {
        span.of(&document.text).is_some_and(|text| text.split_whitespace().count() >= FEWEST_WORDS)
    };
    sentences.iter().position(is_sentence)
}

fn as_written(sentence: &str) -> String {
    let sentence = escape::line(sentence);
    match sentence.char_indices().nth(LONGEST) {
        None => sentence,
        Some((limit, _)) => {
            let kept = sentence[..limit].rfind(' ').map_or(&sentence[..limit], |blank| &sentence[..blank]);
            format!("{kept} …")
        }
    }
}

/// The sentences in reading order; only up to the block that holds the opening one where `opening_alone` is wanted.
fn sentences(document: &Document, opening_alone: bool) -> Vec<Span> {
    let mut sentences = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. })
            && let Some(text) = block.span.of(&document.text)
        {
            cut(text, block.span.start, &mut sentences);
        }
        if opening_alone && opening(document, &sentences).is_some() {
            break;
        }
    }
    sentences
}

/// Cuts a block after each sign that ends a sentence; `offset` is where the block stands in the text.
fn cut(block: &str, offset: usize, sentences: &mut Vec<Span>) {
    let mut start = 0;
    for (at, sign) in signs(block) {
        let after_sign = at + sign.len_utf8();
        let end = after_sign + closing_length(&block[after_sign..]);
        if at >= start && ends_sentence(block, at, sign, end) {
            push(block, start, end, offset, sentences);
            start = end;
        }
    }
    push(block, start, block.len(), offset, sentences);
}

/// Signs that may end a sentence, and where they stand; looked for by the bytes that begin them.
fn signs(block: &str) -> impl Iterator<Item = (usize, char)> {
    let candidates = block.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xe2));
    candidates.filter_map(|(at, _)| {
        let sign = block[at..].chars().next()?;
        matches!(sign, '.' | '!' | '?' | '…').then_some((at, sign))
    })
}

fn push(block: &str, start: usize, end: usize, offset: usize, sentences: &mut Vec<Span>) {
    let text = &block[start..end];
    let kept = text.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    let lead = kept.len() - kept.trim_start().len();
    if lead < kept.len() {
        sentences.push(Span::new(offset + start + lead, offset + start + kept.len()));
    }
}

/// Bytes of further ends and of quotation marks and brackets that close with the sentence; a blank stands before no
/// other than the French one.
fn closing_length(rest: &str) -> usize {
    let (mut length, mut spaced) = (0, false);
    for (at, c) in rest.char_indices() {
        match c {
            '»' => length = at + c.len_utf8(),
            '.' | '!' | '?' | '…' | '"' | '”' | '’' | ')' | ']' if !spaced => {
                length = at + c.len_utf8()
            }
            ' ' | '\u{a0}' | '\u{202f}' if !spaced => spaced = true,
            _ => break,
        }
    }
    length
}

/// Whether what stands around a sign makes it an end: a blank and a capital, or a capital glued to it as in pages that
/// lost their line breaks; never after an initial or a short form.
fn ends_sentence(block: &str, at: usize, sign: char, end: usize) -> bool {
    let before = block[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if sign == '.' && end == at + 1 && is_short_form(before) {
        return false;
    }
    let rest = &block[end..];
    let Some(next) = rest.trim_start().chars().next() else { return true };
    let opens = next.is_uppercase()
        || next.is_ascii_digit()
        || matches!(next, '«' | '“' | '"' | '(' | '[' | '-' | '–' | '—');
    let spaced = rest.starts_with(char::is_whitespace);
    let after_word = before.chars().count() > 2 && before.ends_with(char::is_lowercase);
    let glued = next.is_uppercase() && (after_word || sign != '.');
    opens && (spaced || glued)
}

fn is_short_form(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    initial || SHORT_FORMS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{cut, sentences};
    use crate::text::Document;

    fn check(text: &str, expected: &[&str]) {
        let document = Document::from_plain(text);
        let found: Vec<&str> = sentences(&document, false).iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        check("Un. Deux ! Trois ? Fin", &["Un.", "Deux !", "Trois ?", "Fin"]);
        check(
            "Selon l’art. 82 et l’art. L. 34-5, M. Roche paie. Oui.",
            &["Selon l’art. 82 et l’art. L. 34-5, M. Roche paie.", "Oui."],
        );
        check("Il dit « non. » Puis rien.", &["Il dit « non. »", "Puis rien."]);
        check("en France.Comment faire ?La CNIL", &["en France.", "Comment faire ?", "La CNIL"]);
        check("Un montant de 1.5 million. |", &["Un montant de 1.5 million."]);
        check(
            "Meta Platforms Inc. was fined. It appeals.",
            &["Meta Platforms Inc. was fined.", "It appeals."],
        );
    }

    #[test]
    fn no_text_makes_it_fail() {
        for text in ["", "...", "…»", ". .", "é.É", "«\u{a0}.\u{a0}»"] {
            cut(text, 0, &mut Vec::new());
        }
    }
}
