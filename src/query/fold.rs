//! Words as a search compares them: folded, in order. How letters are folded is left to `text`.

use crate::text::fold;

/// A name or value as the tables of this module compare it: folded, with hyphens, underscores and apostrophes as blanks.
pub(super) fn key(text: &str) -> String {
    let folded = fold(text);
    let blank = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\'');
    folded.split(blank).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The folded words of a text, in order: its runs of letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    text: String,
    ends: Vec<(u32, u32)>,
}

impl Words {
    /// Folds a text of less than four gibibytes and finds its words.
    pub fn of(text: &str) -> Words {
        let text = fold(text);
        let mut ends = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begun)) => {
                    ends.push((begun as u32, at as u32));
                    start = None;
                }
                _ => {}
            }
        }
        ends.extend(start.map(|begun| (begun as u32, text.len() as u32)));
        Words { text, ends }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word of that rank.
    pub fn get(&self, rank: usize) -> Option<&str> {
        let (start, end) = *self.ends.get(rank)?;
        self.text.get(start as usize..end as usize)
    }

    /// Every word, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|rank| self.get(rank))
    }

    /// Whether `sought` stand here side by side and in order; the last may be the beginning of a word.
    pub fn hold(&self, sought: &Words, last_is_beginning: bool) -> bool {
        !sought.is_empty()
            && sought.len() <= self.len()
            && (0..=self.len() - sought.len()).any(|start| self.hold_at(start, sought, last_is_beginning))
    }

    fn hold_at(&self, start: usize, sought: &Words, last_is_beginning: bool) -> bool {
        sought.iter().enumerate().all(|(rank, word)| {
            let here = self.get(start + rank).unwrap_or_default();
            let beginning = last_is_beginning && rank + 1 == sought.len();
            if beginning { here.starts_with(word) } else { here == word }
        })
    }

    /// Whether all of `sought` stand here, in any order, with at most `between` other words among them.
    pub fn hold_near(&self, sought: &Words, between: usize) -> bool {
        let width = sought.len() + between;
        !sought.is_empty()
            && (0..self.len()).any(|start| {
                let end = (start + width).min(self.len());
                // A window begins with one of the words, or it could begin later.
                sought.iter().any(|word| self.get(start) == Some(word))
                    && sought.iter().all(|word| (start..end).any(|rank| self.get(rank) == Some(word)))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, key};

    #[test]
    fn names_are_compared_without_their_signs() {
        assert_eq!(key("Mise_en-Demeure  d’été"), "mise en demeure d ete");
    }

    #[test]
    fn words_stand_side_by_side_or_near() {
        let words = Words::of("La société a liquidé l’astreinte de CLEARVIEW AI.");
        assert!(words.hold(&Words::of("Clearview AI"), false));
        assert!(words.hold(&Words::of("l'astrein"), true));
        assert!(!words.hold(&Words::of("astrein"), false));
        assert!(!words.hold(&Words::of(""), true));
        assert!(words.hold_near(&Words::of("astreinte société"), 3));
        assert!(!words.hold_near(&Words::of("astreinte société"), 2));
    }
}
