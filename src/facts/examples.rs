//! The examples of the data files, held to their words both ways.
//!
//! Knows that every word must be found where it stands alone, and every example by the words of its entry. Leaves judging to the tests.

use crate::domain::Language;

use super::Engine;
use super::cue::Cue;
use super::matcher::Found;
use super::reference::references;
use super::stream::Stream;

impl Engine {
    /// What the data files promise and do not keep, one line each; nothing when every word and every example is found.
    pub fn broken_promises(&self) -> Vec<String> {
        let missing = Cue::ALL.iter().filter(|cue| self.lexicon.cues.iter().all(|words| words.cue != **cue));
        let mut broken: Vec<String> = missing.map(|cue| format!("no words for {}", cue.key())).collect();
        broken.extend(self.broken_cues());
        broken.extend(self.broken_themes());
        broken.extend(self.broken_references());
        broken
    }

    fn broken_cues(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for words in &self.lexicon.cues {
            let wanted = Found::Cue(words.cue);
            let alone = |(phrase, language): (&String, Language)| {
                (!self.finds(&format!("x {} y", phrase.trim()), language, wanted))
                    .then(|| format!("{}: {phrase:?} is not found", words.cue.key()))
            };
            let french = words.french.iter().map(|phrase| (phrase, Language::French));
            broken.extend(
                french
                    .chain(words.english.iter().map(|phrase| (phrase, Language::English)))
                    .filter_map(alone),
            );
            let silent = |example: &&String| !self.finds_in_any(example, wanted);
            broken.extend(
                words
                    .examples
                    .iter()
                    .filter(silent)
                    .map(|example| format!("{}: nothing in {example:?}", words.cue.key())),
            );
        }
        broken
    }

    fn broken_themes(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (index, entry) in self.lexicon.themes.iter().enumerate() {
            let wanted = Found::Theme(index as u16);
            let silent = |text: &&String| !self.finds_in_any(text, wanted);
            broken.extend(
                entry
                    .words
                    .iter()
                    .chain(&entry.examples)
                    .filter(silent)
                    .map(|text| format!("{}: {text:?} is not found", entry.theme.code())),
            );
        }
        broken
    }

    /// Each example of a family of references is read as that family and written as the example says.
    fn broken_references(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (index, entry) in self.lexicon.references.iter().enumerate() {
            for (text, written) in &entry.examples {
                let stream = Stream::of("", text, Some(Language::French));
                let found = references(&stream, &self.lexicon);
                if !found.iter().any(|reference| reference.family == index && reference.text == *written) {
                    broken.push(format!("{}: {text:?} is not read as {written:?}", entry.name));
                }
            }
        }
        broken
    }

    fn finds_in_any(&self, text: &str, wanted: Found) -> bool {
        self.finds(text, Language::French, wanted) || self.finds(text, Language::English, wanted)
    }

    fn finds(&self, text: &str, language: Language, wanted: Found) -> bool {
        let matcher = if language == Language::English { &self.english } else { &self.french };
        let stream = Stream::of("", text, Some(language));
        matcher.hits(&stream).iter().any(|hit| hit.found == wanted)
    }
}
