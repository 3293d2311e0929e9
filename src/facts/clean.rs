//! First stage: markup that slipped into a text becomes blanks, byte for byte.
//!
//! Knows tags, entities, emphasis and links of HTML and Markdown, and lines broken for width. What it gives has the length of what
//! it was given, so that offsets need no way back.

use memchr::memchr_iter;

/// Replaces markup with spaces of the same length; a line broken inside a sentence is joined.
pub(super) fn clean(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    blank_markup(&mut bytes);
    join_lines(&mut bytes);
    String::from_utf8(bytes).expect("only whole characters are replaced, with ASCII")
}

fn blank_markup(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(plain) = bytes[at..].iter().position(|byte| may_open_markup(*byte)) {
        at += plain;
        let length = match bytes[at] {
            b'*' | b'_' => 1,
            b'#' if at == 0 || bytes[at - 1] == b'\n' || bytes[at - 1] == b' ' || bytes[at - 1] == b'#' => 1,
            b'<' => tag_length(&bytes[at..]),
            b'&' => entity_length(&bytes[at..]),
            b']' => link_length(&bytes[at..]),
            _ => 0,
        };
        bytes[at..at + length].fill(b' ');
        at += length.max(1);
    }
}

/// Whether markup may begin at a byte; nearly all text is passed over by this test alone.
fn may_open_markup(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'#' | b'<' | b'&' | b']')
}

/// Length of a tag at the start, or 0; a tag is at most this long.
fn tag_length(bytes: &[u8]) -> usize {
    const LONGEST: usize = 300;
    if !bytes.get(1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/') {
        return 0;
    }
    let window = &bytes[..bytes.len().min(LONGEST)];
    memchr_iter(b'>', window).next().map_or(0, |end| if window[..end].contains(&b'\n') { 0 } else { end + 1 })
}

/// Length of a named or numbered space at the start, or 0; of `&amp;` all but the sign.
fn entity_length(bytes: &[u8]) -> usize {
    const SPACES: [&[u8]; 5] = [b"&nbsp;", b"&#160;", b"&thinsp;", b"&#8239;", b"&ensp;"];
    SPACES.iter().find(|entity| bytes.starts_with(entity)).map_or(0, |entity| entity.len())
}

/// Length of the address part of a link, `](https://…)`, or 0.
fn link_length(bytes: &[u8]) -> usize {
    const LONGEST: usize = 600;
    if !bytes.starts_with(b"](") {
        return 0;
    }
    let window = &bytes[..bytes.len().min(LONGEST)];
    memchr_iter(b')', window).next().map_or(0, |end| end + 1)
}

/// A line that ends in the middle of a sentence, the next one going on in small letters or digits, is joined to it.
fn join_lines(bytes: &mut [u8]) {
    const SHORTEST: usize = 50;
    let mut start = 0;
    let ends: Vec<usize> = memchr_iter(b'\n', bytes).collect();
    for end in ends {
        let line_end =
            bytes[..end].iter().rposition(|byte| !matches!(byte, b' ' | b'\r')).map_or(0, |last| last + 1);
        let goes_on = bytes
            .get(end + 1)
            .is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit() || *next >= 0x80);
        let stopped = line_end == 0 || matches!(bytes[line_end - 1], b'.' | b'!' | b'?' | b':' | b';' | b'|');
        if line_end > start + SHORTEST && goes_on && !stopped {
            bytes[end] = b' ';
        }
        start = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn markup_becomes_blanks_of_the_same_length() {
        let cases = [
            ("une **amende** de", "une   amende   de"),
            ("EUR&nbsp;200,000<br>", "EUR      200,000    "),
            ("la [CNIL](https://cnil.fr) a", "la [CNIL                   a"),
            ("a < b et c > d", "a < b et c > d"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected);
            assert_eq!(text.len(), expected.len());
        }
    }

    #[test]
    fn lines_broken_for_width_are_joined() {
        let text = "La Commission nationale de l'informatique a infligé une amende de\n100 000 euros\nSuite";
        assert_eq!(clean(text), text.replacen('\n', " ", 1));
    }
}
