//! A line of text being typed: what it holds and where the cursor is.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::tui::action::Action;
use crate::tui::cells;

/// Longest line, in bytes: nobody types more, and a paste may bring anything.
const LONGEST: usize = 2000;

/// A line and its cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::tui) struct Line {
    text: String,
    /// Byte offset, on a boundary of a grapheme.
    cursor: usize,
}

impl Line {
    /// A line that already holds a text, the cursor behind it.
    pub(in crate::tui) fn of(text: &str) -> Line {
        let text = cells::clean(text).into_owned();
        Line { cursor: text.len(), text }
    }

    pub(in crate::tui) fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub(in crate::tui) fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Writes at the cursor; what may not be drawn is left out.
    pub(in crate::tui) fn write(&mut self, text: &str) {
        let cleaned = cells::clean(text);
        if self.text.len() + cleaned.len() <= LONGEST {
            self.text.insert_str(self.cursor, &cleaned);
            self.cursor += cleaned.len();
        }
    }

    /// Writes a text in the place of what stands between an offset and the cursor.
    pub(in crate::tui) fn put(&mut self, from: usize, text: &str) {
        let from = from.min(self.cursor);
        if self.text.is_char_boundary(from) {
            self.text.replace_range(from..self.cursor, "");
            self.cursor = from;
            self.write(text);
        }
    }

    /// Does what an action of editing asks; says whether the text has changed.
    pub(in crate::tui) fn edit(&mut self, action: Action) -> bool {
        let (start, end) = match action {
            Action::CursorLeft => return self.go_to(self.previous()),
            Action::CursorRight => return self.go_to(self.following()),
            Action::CursorStart => return self.go_to(0),
            Action::CursorEnd => return self.go_to(self.text.len()),
            Action::EraseBackward => (self.previous(), self.cursor),
            Action::EraseForward => (self.cursor, self.following()),
            Action::EraseWord => (self.start_of_word(), self.cursor),
            Action::EraseLine => (0, self.cursor),
            _ => return false,
        };
        self.text.replace_range(start..end, "");
        self.cursor = start;
        start != end
    }

    fn go_to(&mut self, offset: usize) -> bool {
        self.cursor = offset;
        false
    }

    fn previous(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn following(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn start_of_word(&self) -> usize {
        self.before_cursor().unicode_word_indices().next_back().map_or(0, |(offset, _)| offset)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use crate::tui::action::Action;

    #[test]
    fn editing_goes_by_graphemes_and_words() {
        let mut line = Line::of("société e\u{301}te\u{301}");
        assert!(line.edit(Action::EraseBackward));
        assert_eq!(line.text(), "société e\u{301}t");
        assert!(line.edit(Action::EraseWord));
        assert_eq!(line.text(), "société ");
        line.edit(Action::CursorStart);
        line.write("la \u{1b}[31m");
        assert_eq!(line.text(), "la [31msociété ");
        assert!(line.edit(Action::EraseLine));
        assert_eq!((line.text(), line.before_cursor()), ("société ", ""));
        assert!(!line.edit(Action::EraseBackward));
    }
}
