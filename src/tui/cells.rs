//! Columns of a terminal: what of a text may be drawn, how wide it is, where it is cut, how it is compared.
//!
//! Knows graphemes and their widths. Leaves colours and places to `view`.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Most combining marks kept on one letter; more are drawn over the neighbouring lines.
const MOST_MARKS: usize = 4;

/// Whether a character may change the terminal's state, the direction of a line, or its width in ways that terminals
/// disagree on.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The text with only what may be drawn: tabs and line breaks become spaces, other control and format characters go,
/// and so do marks without a letter.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut marks = MOST_MARKS;
    for c in text.chars() {
        if matches!(c, '\t' | '\n' | '\r') {
            cleaned.push(' ');
            marks = 0;
        } else if is_combining_mark(c) {
            if marks < MOST_MARKS && !cleaned.is_empty() {
                cleaned.push(c);
                marks += 1;
            }
        } else if !is_unsafe(c) {
            cleaned.push(c);
            marks = 0;
        }
    }
    Cow::Owned(cleaned)
}

/// Columns that a text takes once cleaned.
pub(super) fn width(text: &str) -> usize {
    graphemes(&clean(text)).map(|(_, columns)| columns).sum()
}

/// The graphemes of a cleaned text with the columns of each.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|grapheme| (grapheme, UnicodeWidthStr::width(grapheme)))
}

/// The text in at most so many columns, ended by an ellipsis when something is left out.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let cleaned = clean(text);
    let mut taken = 0;
    let mut end_before_ellipsis = 0;
    for (grapheme, wide) in graphemes(&cleaned) {
        if taken + wide > columns {
            let kept = cleaned[..end_before_ellipsis].trim_end();
            return if columns == 0 { String::new() } else { format!("{kept}…") };
        }
        taken += wide;
        if taken < columns {
            let offset = grapheme.as_ptr() as usize - cleaned.as_ptr() as usize;
            end_before_ellipsis = offset + grapheme.len();
        }
    }
    cleaned.into_owned()
}

/// The text in exactly so many columns: cut, or filled with spaces on the right.
pub(super) fn fit(text: &str, columns: usize) -> String {
    let mut fitted = cut(text, columns);
    let missing = columns.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// The text in exactly so many columns, against the right edge.
pub(super) fn fit_right(text: &str, columns: usize) -> String {
    let fitted = cut(text, columns);
    let missing = columns.saturating_sub(width(&fitted));
    format!("{}{fitted}", " ".repeat(missing))
}

/// The text in lines of at most so many columns, broken at spaces.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if taken > 0 && taken + 1 + wide > columns {
            lines.push(String::new());
            taken = 0;
        }
        if taken > 0 {
            push_to_last(&mut lines, " ");
            taken += 1;
        }
        for (grapheme, wide) in graphemes(word) {
            if taken + wide > columns {
                lines.push(String::new());
                taken = 0;
            }
            push_to_last(&mut lines, grapheme);
            taken += wide;
        }
    }
    lines
}

fn push_to_last(lines: &mut [String], text: &str) {
    lines.last_mut().expect("there is always a last line").push_str(text);
}

/// The text as it is compared, on one line: lower case, without accents, ligatures undone, every blank a space.
pub(super) fn fold(text: &str) -> String {
    crate::text::fold(text).replace(char::is_whitespace, " ")
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::{clean, cut, fit, fold, width, wrap};

    #[test]
    fn control_and_direction_characters_are_never_drawn() {
        assert_eq!(clean("\u{1b}[31mrouge\u{7}\u{9b}\u{202e}x\tb"), "[31mrougex b");
        assert_eq!(clean("\u{301}\u{301}e\u{301}"), "e\u{301}");
        assert_eq!(clean(&format!("a{}", "\u{300}".repeat(40))).chars().count(), 5);
    }

    #[test]
    fn a_cut_counts_columns_not_characters() {
        assert_eq!(cut("société", 7), "société");
        assert_eq!(cut("société", 5), "soci…");
        assert_eq!(cut("個人情報", 8), "個人情報");
        assert_eq!(cut("個人情報", 6), "個人…");
        assert_eq!(cut("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(fit("個", 4), "個  ");
    }

    #[test]
    fn folding_forgets_case_accents_and_ligatures() {
        assert_eq!(fold("Œuvre de la SOCIÉTÉ\u{a0}: l’été"), "oeuvre de la societe : l'ete");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("mise en demeure", 8), ["mise en", "demeure"]);
        assert_eq!(wrap("anticonstitutionnel", 8), ["anticons", "titution", "nel"]);
        assert_eq!(wrap("", 8), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "\\PC{0,40}", columns in 0_usize..30) {
            assert!(width(&cut(&text, columns)) <= columns);
            assert_eq!(width(&fit(&text, columns)), columns);
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            assert_eq!(fold(&once), once);
        }
    }
}
