//! What changed between two versions of a text, by words; alone in knowing similar.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Most comparisons of one pass: numbers of parts multiplied. Beyond it, everything counts as replaced.
const MOST_COMPARISONS: usize = 40_000_000;

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It stands in both versions.
    Same,
    /// It stands in the earlier version alone.
    Removed,
    /// It stands in the later version alone.
    Added,
}

/// A piece of one of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// What became of it.
    pub change: Change,
    /// The text, blanks and line ends included.
    pub text: &'t str,
}

/// The pieces of both versions in reading order, removed before added. Those that are not added make up `before`, those that
/// are not removed make up `after`. Lines are compared first, then the words of those that differ.
pub fn word_changes<'t>(before: &'t str, after: &'t str) -> Vec<Piece<'t>> {
    let mut pieces = Pieces::default();
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    for operation in operations(&old, &new) {
        let (_, of_old, of_new) = operation.as_tag_tuple();
        let (old, new) = (span_of(before, &old, of_old), span_of(after, &new, of_new));
        if matches!(operation, DiffOp::Equal { .. }) {
            pieces.push(Change::Same, new);
        } else {
            pieces.words(old, new);
        }
    }
    pieces.list
}

#[derive(Default)]
struct Pieces<'t> {
    list: Vec<Piece<'t>>,
}

impl<'t> Pieces<'t> {
    fn words(&mut self, before: &'t str, after: &'t str) {
        let (old, new) = (words(before), words(after));
        for operation in operations(&old, &new) {
            let (_, of_old, of_new) = operation.as_tag_tuple();
            if matches!(operation, DiffOp::Equal { .. }) {
                self.push(Change::Same, span_of(after, &new, of_new));
            } else {
                self.push(Change::Removed, span_of(before, &old, of_old));
                self.push(Change::Added, span_of(after, &new, of_new));
            }
        }
    }

    fn push(&mut self, change: Change, text: &'t str) {
        if !text.is_empty() {
            self.list.push(Piece { change, text });
        }
    }
}

fn operations<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARISONS {
        return vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }];
    }
    capture_diff_slices(Algorithm::Myers, old, new)
}

/// Words, each with the blanks that follow it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut after_blank = false;
    for (at, character) in text.char_indices() {
        let blank = character.is_whitespace();
        if after_blank && !blank {
            words.push(&text[start..at]);
            start = at;
        }
        after_blank = blank;
    }
    words.extend(Some(&text[start..]).filter(|rest| !rest.is_empty()));
    words
}

/// The text of successive parts, which lie side by side in `whole`.
fn span_of<'t>(whole: &'t str, parts: &[&'t str], range: std::ops::Range<usize>) -> &'t str {
    let length = |parts: &[&str]| parts.iter().map(|part| part.len()).sum::<usize>();
    let start = length(&parts[..range.start]);
    &whole[start..start + length(&parts[range])]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Change, word_changes};

    /// `[-removed-]` and `{+added+}`.
    fn told(before: &str, after: &str) -> String {
        let pieces = word_changes(before, after);
        let told = pieces.iter().map(|piece| match piece.change {
            Change::Same => piece.text.to_owned(),
            Change::Removed => format!("[-{}-]", piece.text),
            Change::Added => format!("{{+{}+}}", piece.text),
        });
        told.collect()
    }

    #[test]
    fn words_are_told_apart_and_lines_that_stay_stay() {
        assert_eq!(told("a b c\nd", "a b c\nd"), "a b c\nd");
        assert_eq!(
            told("La CNIL inflige 50 000 euros.\nFin", "La CNIL inflige 60 000 euros.\nFin"),
            "La CNIL inflige [-50 -]{+60 +}000 euros.\nFin"
        );
        assert_eq!(told("", "neuf"), "{+neuf+}");
        assert_eq!(told("a\nb\n", "a\n"), "a\n[-b\n-]");
    }

    #[test]
    fn texts_that_share_nothing_take_little_time() {
        let (old, new) = ("a ".repeat(300_000), "b\n".repeat(300_000));
        assert_eq!(word_changes(&old, &new).len(), 2);
    }

    proptest! {
        #[test]
        fn both_versions_can_be_made_from_the_pieces(before in "[ab \n]{0,60}", after in "[ab \n]{0,60}") {
            let pieces = word_changes(&before, &after);
            let without = |left_out: Change| -> String {
                pieces.iter().filter(|piece| piece.change != left_out).map(|piece| piece.text).collect()
            };
            prop_assert_eq!(without(Change::Added), before.clone());
            prop_assert_eq!(without(Change::Removed), after.clone());
        }
    }
}
