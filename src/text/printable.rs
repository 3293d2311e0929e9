//! Text that a terminal can be given: nothing in it moves the cursor, changes colours or turns the reading order.

use std::borrow::Cow;

/// Whether a terminal may be given this character: no control but the line break, no override of the reading order.
pub fn is_printable(c: char) -> bool {
    match c {
        '\n' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        _ => !c.is_control(),
    }
}

/// The text without the characters that are not printable; tabs become blanks.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\t' => Some(' '),
        c => is_printable(c).then_some(c),
    });
    Cow::Owned(kept.collect())
}

/// The text on one line: printable, with each run of white space made one blank.
pub fn one_line(text: &str) -> String {
    let printed = printable(text);
    let mut line = String::with_capacity(printed.len());
    for word in printed.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{one_line, printable};

    #[test]
    fn escapes_are_taken_out_and_words_stay() {
        assert_eq!(printable("a\x1b[2Jb\tc\u{9b}31m\nd\u{202e}e"), "a[2Jb c31m\nde");
        assert_eq!(printable("société à 20 %"), "société à 20 %");
        assert_eq!(one_line(" deux\n lignes\r\n"), "deux lignes");
    }
}
