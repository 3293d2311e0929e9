//! Fourth stage, its lists: every listed word or phrase of a text, found in one pass.
//!
//! Knows word boundaries and what capitals a name asks for. Leaves to others what the found words do together.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::domain::Language;
use crate::text::{Case, fold};

use super::cue::Cue;
use super::lexicon::Lexicon;
use super::stream::Stream;

/// What a listed phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A notion.
    Cue(Cue),
    /// An authority, by its place in the list.
    Authority(u16),
    /// An organisation, by its place in the list.
    Organisation(u16),
    /// A noun that announces or stands for an organisation.
    OrganisationNoun,
    /// A head that a nation's adjective turns into an authority.
    AuthorityHead,
    /// A law, by its place in the list.
    Instrument(u16),
    /// A theme, by its place in the list.
    Theme(u16),
}

/// A listed phrase, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) found: Found,
}

/// Which capitals an entry asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capitals {
    Any,
    First,
    All,
}

#[derive(Debug)]
struct Entry {
    found: Found,
    capitals: Capitals,
}

/// All the lists of a language, by how their phrases begin.
///
/// Phrases begin and end with tokens, so that only the heads of tokens need looking up: most of them lead nowhere, and no automaton is walked byte by byte.
#[derive(Debug)]
pub(super) struct Matcher {
    /// In the order of their bytes.
    phrases: Vec<Phrase>,
    /// Where the phrases of a head stand among all.
    by_head: FxHashMap<u64, Range<u32>>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Phrase {
    text: String,
    entries: Range<usize>,
}

/// As many bytes tell one long phrase from another; shorter phrases are told by all of theirs.
const HEAD: usize = 6;

/// A number for the first bytes of a phrase, with how many they are.
fn head_key(head: &[u8]) -> u64 {
    head.iter().fold(head.len() as u64, |number, byte| number << 8 | u64::from(*byte))
}

impl Matcher {
    /// Sorts the lists of a language.
    pub(super) fn of(lexicon: &Lexicon, language: Language) -> Matcher {
        let mut listed: Vec<(String, Entry)> = Vec::new();
        list_cues(lexicon, language, &mut listed);
        list_names(lexicon, &mut listed);
        list_law(lexicon, &mut listed);
        listed.retain(|(phrase, _)| !phrase.is_empty());
        listed.sort_by(|one, other| one.0.cmp(&other.0));
        Matcher::build(listed)
    }

    fn build(listed: Vec<(String, Entry)>) -> Matcher {
        let (mut phrases, mut entries): (Vec<Phrase>, Vec<Entry>) = (Vec::new(), Vec::new());
        for (text, entry) in listed {
            let at = entries.len();
            entries.push(entry);
            match phrases.last_mut() {
                Some(last) if last.text == text => last.entries.end = at + 1,
                _ => phrases.push(Phrase { text, entries: at..at + 1 }),
            }
        }
        let by_head = by_head(&phrases);
        Matcher { phrases, by_head, entries }
    }

    /// Every listed phrase that stands between word boundaries, in reading order, longer ones first; inside a longer cue no shorter one of the same notion.
    pub(super) fn hits(&self, stream: &Stream) -> Vec<Hit> {
        let mut hits = Vec::new();
        for start in 0..stream.tokens.len() {
            self.hits_at(stream, start, &mut hits);
        }
        hits.sort_by_key(|hit| (hit.tokens.start, usize::MAX - hit.tokens.end));
        drop_shorter(hits)
    }

    /// The phrases that begin with a token.
    fn hits_at(&self, stream: &Stream, start: usize, hits: &mut Vec<Hit>) {
        let from = stream.tokens[start].span.start;
        let text = &stream.folded_text().as_bytes()[from..];
        let ends = stream.tokens[start..].iter().map(|token| token.span.end - from);
        for length in ends.take_while(|end| *end < HEAD) {
            self.hits_among(&text[..length], stream, start, hits);
        }
        if text.len() >= HEAD {
            self.hits_among(&text[..HEAD], stream, start, hits);
        }
    }

    /// The phrases of a head that the text goes on to tell.
    fn hits_among(&self, head: &[u8], stream: &Stream, start: usize, hits: &mut Vec<Hit>) {
        let Some(phrases) = self.by_head.get(&head_key(head)) else { return };
        let from = stream.tokens[start].span.start;
        let text = &stream.folded_text().as_bytes()[from..];
        for phrase in &self.phrases[phrases.start as usize..phrases.end as usize] {
            if !text.starts_with(phrase.text.as_bytes()) {
                continue;
            }
            let Some(end) = stream.token_ending(from + phrase.text.len()) else { continue };
            let tokens = start..end + 1;
            for entry in &self.entries[phrase.entries.clone()] {
                if entry.capitals.fit(stream, &tokens) {
                    hits.push(Hit { tokens: tokens.clone(), found: entry.found });
                }
            }
        }
    }
}

/// Phrases stand in order, so that those of one head stand together.
fn by_head(phrases: &[Phrase]) -> FxHashMap<u64, Range<u32>> {
    let mut by_head: FxHashMap<u64, Range<u32>> = FxHashMap::default();
    for (at, phrase) in (0_u32..).zip(phrases) {
        let bytes = phrase.text.as_bytes();
        by_head.entry(head_key(&bytes[..bytes.len().min(HEAD)])).or_insert(at..at).end = at + 1;
    }
    by_head
}

/// Keeps, of hits for the same sort of thing, those that lie in no longer one.
fn drop_shorter(hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        let inside = kept.iter().rev().take(12).any(|longer| {
            longer.tokens.end >= hit.tokens.end
                && longer.tokens != hit.tokens
                && hides(longer.found, hit.found)
        });
        if !inside {
            kept.push(hit);
        }
    }
    kept
}

fn hides(longer: Found, shorter: Found) -> bool {
    match (longer, shorter) {
        (Found::Authority(_), _) => true,
        (Found::Organisation(_), Found::Theme(_) | Found::Instrument(_)) => false,
        (Found::Organisation(_), Found::Authority(_)) => false,
        (Found::Organisation(_), _) => true,
        (Found::Cue(_), Found::Cue(_)) => true,
        (Found::OrganisationNoun, Found::OrganisationNoun | Found::AuthorityHead) => true,
        (Found::AuthorityHead, Found::AuthorityHead) => true,
        (Found::Instrument(_), Found::Instrument(_)) => true,
        (Found::Theme(one), Found::Theme(other)) => one == other,
        _ => false,
    }
}

impl Capitals {
    /// What the alias, as the list writes it, asks for.
    fn asked_by(alias: &str) -> Capitals {
        let letters = || alias.chars().filter(|character| character.is_alphabetic());
        let upper = letters().all(char::is_uppercase);
        if upper && letters().count() <= 4 && !alias.contains(' ') {
            Capitals::All
        } else if alias.starts_with(char::is_uppercase) {
            Capitals::First
        } else {
            Capitals::Any
        }
    }

    fn fit(self, stream: &Stream, tokens: &Range<usize>) -> bool {
        let first = stream.tokens[tokens.start].case;
        match self {
            Capitals::Any => true,
            Capitals::First => {
                first.has_capital()
                    || stream.tokens[tokens.clone()].iter().any(|token| token.case.has_capital())
            }
            Capitals::All => {
                first == Case::Upper
                    || (first == Case::Capital && stream.word(tokens.start).len() == 1)
                    || is_usual_small_form(stream, tokens.start, first)
            }
        }
    }
}

/// "Cnil", "Arcep", "Noyb": abbreviations that the press writes with one capital, of four letters at least.
fn is_usual_small_form(stream: &Stream, token: usize, case: Case) -> bool {
    matches!(case, Case::Capital | Case::Mixed) && stream.word(token).len() >= 4
}

fn list_cues(lexicon: &Lexicon, language: Language, listed: &mut Vec<(String, Entry)>) {
    for words in &lexicon.cues {
        let phrases = if language == Language::English { &words.english } else { &words.french };
        for phrase in phrases {
            let entry = Entry { found: Found::Cue(words.cue), capitals: Capitals::Any };
            listed.push((fold(phrase).trim().to_owned(), entry));
        }
    }
    for phrase in &lexicon.names.organisation_nouns {
        listed.push((phrase.clone(), Entry { found: Found::OrganisationNoun, capitals: Capitals::Any }));
    }
    for phrase in &lexicon.nations.heads {
        listed.push((phrase.clone(), Entry { found: Found::AuthorityHead, capitals: Capitals::Any }));
    }
}

fn list_names(lexicon: &Lexicon, listed: &mut Vec<(String, Entry)>) {
    for (index, authority) in lexicon.authorities.iter().enumerate() {
        for alias in authority.aliases.iter().chain([&authority.name]) {
            let entry = Entry { found: Found::Authority(index as u16), capitals: Capitals::asked_by(alias) };
            listed.push((fold(alias), entry));
        }
    }
    for (index, organisation) in lexicon.organisations.iter().enumerate() {
        for alias in organisation.aliases.iter().chain([&organisation.name]) {
            let entry =
                Entry { found: Found::Organisation(index as u16), capitals: Capitals::asked_by(alias) };
            listed.push((fold(alias), entry));
        }
    }
}

fn list_law(lexicon: &Lexicon, listed: &mut Vec<(String, Entry)>) {
    for (index, instrument) in lexicon.instruments.iter().enumerate() {
        for name in &instrument.names {
            listed.push((
                fold(name),
                Entry { found: Found::Instrument(index as u16), capitals: Capitals::Any },
            ));
        }
    }
    for (index, theme) in lexicon.themes.iter().enumerate() {
        for word in &theme.words {
            listed.push((fold(word), Entry { found: Found::Theme(index as u16), capitals: Capitals::Any }));
        }
    }
}
