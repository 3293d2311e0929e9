//! Fourth stage, its lists: every listed word or phrase of a text, found in one pass.
//!
//! Knows word boundaries and what capitals a name asks for. Leaves to others what the found words do together.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

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

/// One automaton over all the lists of a language.
#[derive(Debug)]
pub(super) struct Matcher {
    automaton: AhoCorasick,
    /// For each pattern, where its entries begin.
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

impl Matcher {
    /// Builds the automaton of a language.
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
        let mut patterns: Vec<String> = Vec::new();
        let (mut starts, mut entries) = (Vec::new(), Vec::new());
        for (phrase, entry) in listed {
            if patterns.last() != Some(&phrase) {
                starts.push(entries.len() as u32);
                patterns.push(phrase);
            }
            entries.push(entry);
        }
        starts.push(entries.len() as u32);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .expect("the lists are far smaller than an automaton may be");
        Matcher { automaton, starts, entries }
    }

    /// Every listed phrase that stands between word boundaries, in reading order, longer ones first; inside a longer cue no shorter one of the same notion.
    pub(super) fn hits(&self, stream: &Stream) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(stream.folded_text()) {
            let Some(start) = stream.token_starting(found.start()) else { continue };
            let Some(end) = stream.token_ending(found.end()) else { continue };
            let tokens = start..end + 1;
            let pattern = found.pattern().as_usize();
            for entry in &self.entries[self.starts[pattern] as usize..self.starts[pattern + 1] as usize] {
                if entry.capitals.fit(stream, &tokens) {
                    hits.push(Hit { tokens: tokens.clone(), found: entry.found });
                }
            }
        }
        hits.sort_by_key(|hit| (hit.tokens.start, usize::MAX - hit.tokens.end));
        drop_shorter(hits)
    }
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
