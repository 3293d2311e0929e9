//! The words of a condition, made ready for the index: folded, with their stems, without elided articles.

use super::analysis::{Folded, Stems};
use crate::domain::Language;
use crate::query::{Scope, TextForm, TextTerm};

/// Words that French elides before a vowel: no one who writes `d'amende` wants a text to hold `d`.
const ELIDED: &[&str] =
    &["l", "d", "qu", "j", "m", "n", "s", "t", "c", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// How words are sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sought {
    /// Nothing can be found.
    Nothing,
    /// A word or, in French and English texts, a word of the same stem.
    Word {
        /// Its exact form.
        exact: String,
        /// Its stem in French texts.
        french: Option<String>,
        /// Its stem in English texts.
        english: Option<String>,
    },
    /// Exact forms side by side; the last may be the beginning of a word. A single beginning is one of these too.
    Sequence {
        /// The words.
        words: Vec<String>,
        /// Whether the last is a beginning.
        last_begins: bool,
    },
    /// Exact forms near each other, in any order.
    Near {
        /// The words, as often as written.
        words: Vec<String>,
        /// How many others may stand among them.
        between: usize,
    },
}

/// Makes conditions ready; holds the stemmers.
pub(super) struct Seeker {
    french: Stems,
    english: Stems,
}

impl Default for Seeker {
    fn default() -> Seeker {
        Seeker::new()
    }
}

impl Seeker {
    pub(super) fn new() -> Seeker {
        Seeker { french: Stems::of(Language::French), english: Stems::of(Language::English) }
    }

    /// What a condition seeks.
    pub(super) fn seek(&mut self, term: &TextTerm) -> Sought {
        let folded = Folded::of(&term.written);
        let mut words: Vec<String> = folded.words().map(str::to_owned).collect();
        if matches!(term.form, TextForm::Word | TextForm::Beginning) {
            drop_elided(&mut words, &folded, &term.written);
        }
        let last_begins = term.form == TextForm::Beginning;
        match (term.form, words.as_slice()) {
            (_, []) => Sought::Nothing,
            (TextForm::Word, [word]) => Sought::Word {
                exact: word.clone(),
                french: self.french.stem(word).map(str::to_owned),
                english: self.english.stem(word).map(str::to_owned),
            },
            (TextForm::Near(between), _) => Sought::Near { words, between: usize::from(between) },
            (TextForm::Word | TextForm::Beginning | TextForm::Phrase, _) => {
                Sought::Sequence { words, last_begins }
            }
        }
    }

    /// The stem of a folded word in a language, if it has one there.
    pub(super) fn stem(&mut self, language: Language, word: &str) -> Option<&str> {
        match language {
            Language::French => self.french.stem(word),
            Language::English => self.english.stem(word),
            Language::Other => None,
        }
    }
}

/// Drops the elided words that an apostrophe ties to the next one.
fn drop_elided(words: &mut Vec<String>, folded: &Folded, written: &str) {
    let tied = |rank: usize| {
        let between = written.get(folded.span(rank).end..folded.span(rank + 1).start).unwrap_or_default();
        matches!(between, "'" | "’" | "ʼ" | "‘" | "´")
    };
    let elided = |rank: usize| ELIDED.contains(&folded.word(rank)) && tied(rank);
    let dropped = (0..folded.len().saturating_sub(1)).take_while(|rank| elided(*rank)).count();
    words.drain(..dropped);
}

/// The meaning of conditions on words for texts that are read, without an index: what the index is held to. Remembers
/// stems.
#[derive(Default)]
pub struct WordMatcher {
    seeker: Seeker,
}

/// A text, folded for a [`WordMatcher`].
#[derive(Debug, Clone, Default)]
pub struct FoldedText(Folded);

impl FoldedText {
    /// Folds a text.
    pub fn of(text: &str) -> FoldedText {
        FoldedText(Folded::of(text))
    }
}

impl WordMatcher {
    /// Whether a condition holds for an article's title and body.
    pub fn meets(
        &mut self,
        term: &TextTerm,
        language: Language,
        title: &FoldedText,
        body: &FoldedText,
    ) -> bool {
        let sought = self.seeker.seek(term);
        let mut holds = |text: &FoldedText| holds(&sought, language, &text.0, &mut self.seeker);
        match term.scope {
            Scope::Anywhere => holds(title) || holds(body),
            Scope::Title => holds(title),
            Scope::Body => holds(body),
        }
    }
}

/// Whether a condition on words holds for one article.
pub fn text_meets(term: &TextTerm, language: Language, title: &str, body: &str) -> bool {
    WordMatcher::default().meets(term, language, &FoldedText::of(title), &FoldedText::of(body))
}

fn holds(sought: &Sought, language: Language, text: &Folded, seeker: &mut Seeker) -> bool {
    match sought {
        Sought::Nothing => false,
        Sought::Word { .. } => text.words().any(|word| is_word(sought, language, word, seeker)),
        Sought::Sequence { words, last_begins } => {
            (0..text.len()).any(|start| sequence_at(words, *last_begins, text, start))
        }
        Sought::Near { words, between } => (0..text.len()).any(|start| near_at(words, *between, text, start)),
    }
}

/// Whether a word of a text is the one sought, or has its stem.
pub(super) fn is_word(sought: &Sought, language: Language, word: &str, seeker: &mut Seeker) -> bool {
    let Sought::Word { exact, french, english } = sought else { return false };
    let stem = match language {
        Language::French => french.as_deref(),
        Language::English => english.as_deref(),
        Language::Other => None,
    };
    word == exact || stem.is_some() && seeker.stem(language, word) == stem
}

/// Whether the words stand side by side in a text from a rank on.
pub(super) fn sequence_at(words: &[String], last_begins: bool, text: &Folded, start: usize) -> bool {
    start + words.len() <= text.len()
        && words.iter().enumerate().all(|(rank, word)| {
            let here = text.word(start + rank);
            if last_begins && rank + 1 == words.len() {
                here.starts_with(word.as_str())
            } else {
                here == word
            }
        })
}

/// Whether all words stand in the window of a text that begins with one of them at a rank.
pub(super) fn near_at(words: &[String], between: usize, text: &Folded, start: usize) -> bool {
    let end = (start + words.len() + between).min(text.len());
    words.iter().any(|word| text.word(start) == word)
        && words.iter().all(|word| (start..end).any(|rank| text.word(rank) == word))
}

#[cfg(test)]
mod tests {
    use super::text_meets;
    use crate::domain::Language;
    use crate::query::{Context, Query};

    fn meets(line: &str, language: Language, text: &str) -> bool {
        let query = Query::parse(line, &Context::on(jiff::civil::date(2026, 1, 1)));
        let words = query.expression.words();
        assert!(!words.is_empty(), "{line}");
        words.iter().all(|term| text_meets(term, language, "", text))
    }

    #[test]
    fn inflections_count_in_the_language_of_the_text() {
        let french = "La formation restreinte a prononcé deux amendes et liquidé l’astreinte.";
        assert!(meets("amende", Language::French, french));
        assert!(!meets("amende", Language::Other, french));
        assert!(!meets("\"amende\"", Language::French, french));
        assert!(meets("liquidation", Language::French, french));
        assert!(meets("l'astreinte", Language::French, french));
        assert!(meets("d'astreintes", Language::French, french));
        assert!(meets("astrein*", Language::French, french));
        assert!(meets("\"formation restreinte\"", Language::French, french));
        assert!(!meets("\"restreinte formation\"", Language::French, french));
        assert!(meets("\"astreinte amendes\"~4", Language::French, french));
        assert!(!meets("\"astreinte amendes\"~1", Language::French, french));
        assert!(meets("penalty", Language::English, "Two penalties were imposed."));
    }
}
