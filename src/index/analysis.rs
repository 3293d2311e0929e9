//! From a text to the words that are indexed: folded as a query folds them, and their stems.
//!
//! A word is a run of letters and digits after folding, so that elided articles (`l'`, `d'`, `qu'`) are words of their own
//! and `l'astreinte` is found by `astreinte`. Stems are made from folded words, so that a query without accents has the
//! same stem as a text with them. Words without a stem are found by their exact form alone.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use crate::domain::{Language, Span};
use crate::text::{cut, fold_character};

/// Longest indexed word, in bytes; what lies beyond does not tell words apart.
pub(super) const LONGEST_WORD: usize = 200;
/// Words with fewer letters have no stem.
const SHORTEST_STEMMED: usize = 3;
/// Words whose stems one thread remembers.
const REMEMBERED: usize = 1 << 16;

/// The words of a text. Kept between texts so that nothing is allocated anew.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    text: String,
    words: Vec<Place>,
}

/// Where a word stands: in the folded text, and in the original.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    from: u32,
    to: u32,
}

impl Folded {
    /// The words of a text of less than four gibibytes.
    pub(super) fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        folded.read(text);
        folded
    }

    /// Puts the words of a text in the place of those that were there.
    pub(super) fn read(&mut self, text: &str) {
        self.text.clear();
        self.words.clear();
        let mut open: Option<Place> = None;
        for (at, c) in text.char_indices() {
            let (from, to) = (at as u32, (at + c.len_utf8()) as u32);
            if c.is_ascii() {
                let kept = c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
                self.add(kept, from, to, &mut open);
            } else {
                fold_character(c, |plain| {
                    for c in plain.chars() {
                        self.add(c.is_alphanumeric().then_some(c), from, to, &mut open);
                    }
                });
            }
        }
        self.close(&mut open);
    }

    #[inline]
    fn add(&mut self, letter: Option<char>, from: u32, to: u32, open: &mut Option<Place>) {
        let Some(letter) = letter else { return self.close(open) };
        let start = self.text.len() as u32;
        let place = open.get_or_insert(Place { start, end: start, from, to });
        place.to = to;
        self.text.push(letter);
    }

    #[inline]
    fn close(&mut self, open: &mut Option<Place>) {
        if let Some(place) = open.take() {
            let length = cut(&self.text[place.start as usize..], LONGEST_WORD).len() as u32;
            self.words.push(Place { end: place.start + length, ..place });
        }
    }

    /// How many words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of that rank, folded.
    #[inline]
    pub(super) fn word(&self, rank: usize) -> &str {
        let place = self.words[rank];
        &self.text[place.start as usize..place.end as usize]
    }

    /// Where the word of that rank stands in the original text.
    pub(super) fn span(&self, rank: usize) -> Span {
        let place = self.words[rank];
        Span::new(place.from as usize, place.to as usize)
    }

    /// Every word, folded, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|rank| self.word(rank))
    }
}

/// Makes the stems of one language, and remembers them.
#[derive(Clone)]
pub(super) struct Stems {
    language: Language,
    stemmer: Stemmer,
    /// Words to the places of their stems.
    known: FxHashMap<Box<str>, u32>,
    stems: Vec<Option<Box<str>>>,
}

impl Stems {
    /// The stems of French or English; other languages have none.
    pub(super) fn of(language: Language) -> Stems {
        let algorithm = if language == Language::French { Algorithm::French } else { Algorithm::English };
        Stems { language, stemmer: Stemmer::new(algorithm), known: FxHashMap::default(), stems: Vec::new() }
    }

    /// The stem of a folded word; nothing when it is found by its exact form alone.
    pub(super) fn stem(&mut self, word: &str) -> Option<&str> {
        let place = match self.known.get(word) {
            Some(place) => *place,
            None => self.learn(word),
        };
        self.stems[place as usize].as_deref()
    }

    fn learn(&mut self, word: &str) -> u32 {
        if self.known.len() >= REMEMBERED {
            self.known.clear();
            self.stems.clear();
        }
        let place = self.stems.len() as u32;
        let stem = self.make(word).map(String::into_boxed_str);
        self.stems.push(stem);
        self.known.insert(word.into(), place);
        place
    }

    fn make(&self, word: &str) -> Option<String> {
        let stemmable = word.len() >= SHORTEST_STEMMED && word.bytes().all(|byte| byte.is_ascii_lowercase());
        match self.language {
            Language::French if stemmable && !FRENCH_TOOLS.contains(&word) => {
                Some(plain_ending(&self.stemmer.stem(word)))
            }
            Language::English if stemmable && !ENGLISH_TOOLS.contains(&word) => {
                Some(self.stemmer.stem(word).into_owned())
            }
            _ => None,
        }
    }
}

/// Takes from a French stem what the rules leave there because the accents are gone: `liquidee` becomes `liquide`, then
/// `liquid`, as `liquidé` and `liquidation` do; a doubled last letter becomes one.
fn plain_ending(stem: &str) -> String {
    let mut short = stem;
    while short.len() > SHORTEST_STEMMED && short.ends_with('e') {
        short = &short[..short.len() - 1];
    }
    if let [.., before, last] = short.as_bytes()
        && before == last
        && short.len() > SHORTEST_STEMMED + 1
    {
        short = &short[..short.len() - 1];
    }
    short.to_owned()
}

/// French words so common that forms of theirs are not worth room.
const FRENCH_TOOLS: &[&str] = &[
    "les", "des", "une", "est", "que", "qui", "dans", "pour", "par", "sur", "pas", "plus", "aux", "avec",
    "son", "ses", "sont", "ont", "ces", "cette", "elle", "ils", "elles", "mais", "nous", "vous", "leur",
    "leurs", "dont", "afin", "ainsi", "comme", "entre", "lors", "sans", "sous", "tout", "ete", "etre",
    "fait", "avoir",
];

/// English words so common that forms of theirs are not worth room.
const ENGLISH_TOOLS: &[&str] = &[
    "the", "and", "for", "that", "this", "with", "from", "are", "was", "were", "has", "have", "had", "not",
    "its", "which", "will", "been", "their", "they", "who", "than", "such", "any", "may", "can", "could",
    "would", "should", "into", "also", "other", "under", "these", "those", "there", "when",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, Stems};
    use crate::domain::Language;

    fn words(text: &str) -> Vec<String> {
        Folded::of(text).words().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_folded_and_elisions_stand_apart() {
        assert_eq!(words("L’ÉLÉGANTE Société d'Œuvres"), ["l", "elegante", "societe", "d", "oeuvres"]);
        assert_eq!(words("SAN-2022-019 : 5,2 M€"), ["san", "2022", "019", "5", "2", "m"]);
        assert_eq!(words("astrein\u{ad}te e\u{301}te\u{301}"), ["astreinte", "ete"]);
        assert_eq!(words(" … "), [""; 0]);
    }

    #[test]
    fn words_lead_back_to_the_text() {
        let text = "Été : l’œuvre";
        let folded = Folded::of(text);
        let spans: Vec<&str> = (0..folded.len()).filter_map(|rank| folded.span(rank).of(text)).collect();
        assert_eq!(spans, ["Été", "l", "œuvre"]);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let check = |language: Language, forms: &[&str]| {
            let mut stems = Stems::of(language);
            let stem = stems.stem(forms[0]).map(str::to_owned);
            assert!(stem.is_some(), "{forms:?}");
            for form in forms {
                assert_eq!(stems.stem(form).map(str::to_owned), stem, "{form}");
            }
        };
        check(Language::French, &["liquidee", "liquide", "liquidees", "liquidation", "liquidations"]);
        check(Language::French, &["amende", "amendes"]);
        check(Language::French, &["sanctionne", "sanctionnee", "sanctionner", "sanctions", "sanction"]);
        check(Language::French, &["condamne", "condamnes", "condamnee", "condamner"]);
        check(Language::French, &["astreinte", "astreintes"]);
        check(Language::French, &["autorite", "autorites"]);
        check(Language::English, &["fine", "fines", "fined"]);
        check(Language::English, &["penalties", "penalty"]);
    }

    #[test]
    fn short_words_numbers_and_tools_have_no_stem() {
        let mut stems = Stems::of(Language::French);
        for word in ["l", "de", "2022", "art5", "dans"] {
            assert_eq!(stems.stem(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_folded(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert!(!word.is_empty());
                prop_assert!(word.chars().all(char::is_alphanumeric));
            }
        }
    }
}
