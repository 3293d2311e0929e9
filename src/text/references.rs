//! Resolves character references: `&eacute;`, `&#233;`, `&#xE9;`, and the forms that are almost that.

use std::borrow::Cow;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of a reference, in bytes, semicolon excluded.
const LONGEST_NAME: usize = 32;

/// Resolves every reference of a text; what is none stays as it stands.
///
/// Numbers from 128 to 159 are read as Windows-1252, as browsers do; numbers that name no character become U+FFFD, zero nothing.
pub fn resolve(text: &str) -> Cow<'_, str> {
    resolve_with(text, |_| None)
}

/// Resolves every reference of a text, asking `declared` first for names that a document type declares.
pub fn resolve_with<'a, 'd>(text: &'a str, declared: impl Fn(&str) -> Option<&'d str>) -> Cow<'a, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut resolved = String::with_capacity(text.len());
    resolved.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(inside) = rest.strip_prefix('&') {
        let taken = resolve_one(inside, &declared, &mut resolved);
        if taken == 0 {
            resolved.push('&');
        }
        let after = &inside[taken..];
        let next = memchr::memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        resolved.push_str(&after[..next]);
        rest = &after[next..];
    }
    Cow::Owned(resolved)
}

/// Resolves the reference that follows an `&`; gives how many bytes it takes, 0 when it is none.
fn resolve_one<'d>(
    inside: &str,
    declared: &impl Fn(&str) -> Option<&'d str>,
    resolved: &mut String,
) -> usize {
    if let Some(number) = inside.strip_prefix('#') {
        return resolve_number(number, resolved).map_or(0, |taken| taken + 1);
    }
    let length = inside.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = &inside[..length];
    if inside.as_bytes().get(length) == Some(&b';')
        && let Some(text) = declared(name)
    {
        resolved.push_str(text);
        return length + 1;
    }
    resolve_name(inside, length, resolved)
}

/// Resolves a name that HTML knows, with its semicolon, or without it for the old names that HTML allows.
fn resolve_name(inside: &str, length: usize, resolved: &mut String) -> usize {
    let mut push = |name: &str| {
        let (first, second) = *NAMED_ENTITIES.get(name)?;
        let mut characters = [first, second].into_iter().filter(|&code| code != 0).peekable();
        characters.peek()?;
        resolved.extend(characters.filter_map(char::from_u32));
        Some(())
    };
    if inside.as_bytes().get(length) == Some(&b';') {
        return push(&inside[..=length]).map_or(0, |()| length + 1);
    }
    // `&copy 2020` is a reference; `&copyright=1` in an address is none.
    if inside.as_bytes().get(length) == Some(&b'=') {
        return 0;
    }
    push(&inside[..length]).map_or(0, |()| length)
}

fn resolve_number(number: &str, resolved: &mut String) -> Option<usize> {
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (number, 10, 0),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    if let Some(c) = character(code) {
        resolved.push(c);
    }
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some(prefix + length + semicolon)
}

/// The character of a number; none for 0.
fn character(code: u32) -> Option<char> {
    match code {
        0 => None,
        0x80..=0x9F => windows_1252(code as u8).or(char::from_u32(code)),
        _ => Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
}

/// The character that a byte of 128 to 159 is in Windows-1252, if it is one there.
pub fn windows_1252(byte: u8) -> Option<char> {
    let index = byte.checked_sub(0x80)?;
    C1_REPLACEMENTS.get(usize::from(index)).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_and_what_is_none() {
        for (text, expected) in [
            ("a &amp; b &lt;c&gt;", "a & b <c>"),
            ("&eacute;t&#233; &#xE9; &#XE9;", "été é é"),
            ("&#146;&#x80;", "’€"),
            ("AT&T &unknown; & &; &#; &#x;", "AT&T &unknown; & &; &#; &#x;"),
            ("&#0;a&#99999999;", "a\u{fffd}"),
            ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
            ("&nbsp &copy 2020", "\u{a0} © 2020"),
            ("&#233t&#233", "été"),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }
}
