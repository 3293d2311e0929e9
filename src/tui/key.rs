//! A key as pressed, and how it is written: `j`, `G`, `<c-p>`, `<enter>`, `<lt>`.

use std::fmt;

use crate::labels::{Labels, Tongue};

/// What is on the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character, as typed: capitals are their own characters.
    Char(char),
    /// A function key, from 1.
    Function(u8),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A key with what is held down beside it. Shift is told only where the character does not already tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control is held.
    pub control: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held.
    pub shift: bool,
}

/// Names of keys that are no character, as the keymap writes them.
const NAMES: [(&str, KeyCode); 17] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Escape),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
];

impl Key {
    /// A key alone.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, control: false, alt: false, shift: false }
    }

    /// A character typed.
    pub const fn typed(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// The character that this key writes in a line of text.
    pub(super) fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.control && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads a key's name without its angle brackets: `c-p`, `s-tab`, `enter`.
    fn named(name: &str) -> Option<Key> {
        let mut key = Key::typed(' ');
        let mut rest = name;
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "c" => key.control = true,
                "a" => key.alt = true,
                "s" => key.shift = true,
                _ => return None,
            }
            rest = after;
        }
        key.code = code_named(rest)?;
        Some(key)
    }

    /// How the key is told to a reader, in the reader's language.
    pub(super) fn told(self, labels: &Labels) -> String {
        let mut told = String::new();
        for (held, french, english) in
            [(self.control, "Ctrl-", "Ctrl-"), (self.alt, "Alt-", "Alt-"), (self.shift, "Maj-", "Shift-")]
        {
            if held {
                told.push_str(if labels.tongue() == Tongue::French { french } else { english });
            }
        }
        match self.code {
            KeyCode::Char(' ') => told.push_str(&labels.text("tui-key-space")),
            KeyCode::Char(c) => told.push(c),
            KeyCode::Function(number) => told.push_str(&format!("F{number}")),
            code => told.push_str(&labels.text(&format!("tui-key-{}", name_of(code)))),
        }
        told
    }
}

fn code_named(name: &str) -> Option<KeyCode> {
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*code);
    }
    if let Some(number) = name.strip_prefix('f').and_then(|number| number.parse().ok()) {
        return (1..=24).contains(&number).then_some(KeyCode::Function(number));
    }
    let mut characters = name.chars();
    characters.next().filter(|_| characters.next().is_none()).map(KeyCode::Char)
}

fn name_of(code: KeyCode) -> &'static str {
    NAMES.iter().find(|(_, known)| *known == code).map_or("", |(name, _)| name)
}

/// As the keymap writes it.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers: String = [(self.control, "c-"), (self.alt, "a-"), (self.shift, "s-")]
            .iter()
            .filter(|(held, _)| *held)
            .map(|(_, text)| *text)
            .collect();
        match self.code {
            KeyCode::Char(c) if modifiers.is_empty() && !matches!(c, ' ' | '<' | '>') => {
                write!(formatter, "{c}")
            }
            KeyCode::Char(c) if name_of(self.code).is_empty() => write!(formatter, "<{modifiers}{c}>"),
            KeyCode::Function(number) => write!(formatter, "<{modifiers}f{number}>"),
            code => write!(formatter, "<{modifiers}{}>", name_of(code)),
        }
    }
}

/// Reads a sequence of keys: names in angle brackets, other characters as they stand, spaces between keys ignored.
pub(super) fn read_sequence(text: &str) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let (key, length) = match rest.find('>').filter(|_| first == '<') {
            Some(end) => (Key::named(&rest[1..end])?, end + 1),
            None => (Key::typed(first), first.len_utf8()),
        };
        keys.push(key);
        rest = rest[length..].trim_start();
    }
    (!keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::read_sequence;

    fn check(text: &str, written: &str) {
        let keys = read_sequence(text).expect("a sequence");
        let again: Vec<String> = keys.iter().map(ToString::to_string).collect();
        assert_eq!(again.join(" "), written);
    }

    #[test]
    fn sequences_are_read_and_written_alike() {
        check("j", "j");
        check("gg", "g g");
        check("g  n", "g n");
        check("<c-p>", "<c-p>");
        check("<c-s-left>x", "<c-s-left> x");
        check("<lt>", "<lt>");
        check("<a-->", "<a-->");
        check("<f12>", "<f12>");
        check("<space>M", "<space> M");
    }

    #[test]
    fn names_that_are_no_key_are_refused() {
        for text in ["", "<nothing>", "<x-p>", "<f99>"] {
            assert!(read_sequence(text).is_none(), "{text}");
        }
    }
}
