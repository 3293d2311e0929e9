//! What makes foreign text harmless: no control, no turned reading order, no markup, no formula.

use url::Url;

/// The text on one line: runs of line breaks, tabs and blanks are one blank; other control characters, overrides of
/// the reading order and characters that nobody sees are dropped. No-break spaces stay as written.
pub(super) fn line(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !kept.is_empty() && !kept.ends_with(' ') {
                    kept.push(' ');
                }
            }
            c if is_hidden(c) => {}
            c => kept.push(c),
        }
    }
    kept.truncate(kept.trim_end_matches(' ').len());
    kept
}

/// Controls, marks and overrides of the reading order, the byte order mark, and the invisible "tag" letters.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A link that may be followed: absolute, http or https, in its percent-encoded form; nothing for any other address.
pub(super) fn link(address: Option<&str>) -> Option<String> {
    let address = Url::parse(address?).ok()?;
    let followed = matches!(address.scheme(), "http" | "https") && address.has_host();
    followed.then(|| String::from(address).replace('|', "%7C").replace('\'', "%27"))
}

/// Text of one line in which Markdown sees no markup.
pub(super) fn markdown(text: &str) -> String {
    let text = line(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    let marker_at = list_number(&text);
    for (at, c) in text.char_indices() {
        let inline = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$');
        let opens_block = at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let ends_number = marker_at == Some(at);
        if inline || opens_block || ends_number {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Where the sign stands that would make the number before it that of a list.
fn list_number(text: &str) -> Option<usize> {
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after_sign = after_number.strip_prefix(['.', ')'])?;
    let marks = after_number.len() < text.len() && (after_sign.is_empty() || after_sign.starts_with(' '));
    marks.then_some(text.len() - after_number.len())
}

/// Text of one line in which HTML and XML see no markup, in an element and in a quoted attribute.
pub(super) fn markup(text: &str) -> String {
    let text = line(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Noncharacters, which XML forbids.
            '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Markup that is itself text in the element that holds it.
pub(super) fn escaped_markup(markup: &str) -> String {
    markup.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A cell that a spreadsheet takes for text: an apostrophe stands before what would open a formula.
pub(super) fn cell(text: &str) -> String {
    let guarded = text
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if guarded { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{cell, line, link, markdown};

    #[test]
    fn a_line_holds_nothing_hidden() {
        assert_eq!(line(" a\u{1b}[31m\tb\r\n\u{202e}c\u{feff} "), "a[31m b c");
        assert_eq!(line("5,2\u{a0}M€"), "5,2\u{a0}M€");
    }

    #[test]
    fn only_web_links_are_followed() {
        let check =
            |address: &str, expected: Option<&str>| assert_eq!(link(Some(address)).as_deref(), expected);
        check("https://www.cnil.fr/fr/a?b=1", Some("https://www.cnil.fr/fr/a?b=1"));
        check("https://x.fr/a\"><b>", Some("https://x.fr/a%22%3E%3Cb%3E"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("//x.fr", None);
        check("", None);
    }

    #[test]
    fn markdown_sees_no_markup() {
        let check = |text: &str, expected: &str| assert_eq!(markdown(text), expected);
        check("# un <b>*titre*</b> | [x](y)", "\\# un \\<b\\>\\*titre\\*\\</b\\> \\| \\[x\\](y)");
        check("1. point", "1\\. point");
        check("1.2 billion", "1.2 billion");
        check("2022-10-17", "2022-10-17");
        check("- tiret &amp; a_b", "\\- tiret \\&amp; a\\_b");
    }

    #[test]
    fn no_cell_opens_a_formula() {
        let check = |text: &str, expected: &str| assert_eq!(cell(text), expected);
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("  -2", "'  -2");
        check("CLEARVIEW AI", "CLEARVIEW AI");
        check("", "");
    }
}
