//! Cutting a text by bytes without cutting a character.

/// As much of the beginning of a text as fits into so many bytes.
pub fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_character_is_whole_or_left_out() {
        let cases = [("été", 0, ""), ("été", 1, ""), ("été", 2, "é"), ("été", 4, "ét"), ("été", 99, "été")];
        for (text, most, expected) in cases {
            assert_eq!(cut(text, most), expected, "{most}");
        }
    }
}
