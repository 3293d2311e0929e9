//! Writes text into cells: cleaned, measured in columns, in the look of a part.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::cells;
use crate::tui::theme::{Glyphs, Part, Theme};

/// A buffer and the theme to write in it with.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Pen<'a> {
        Pen { buffer, theme }
    }

    pub(super) fn glyphs(&self) -> &'a Glyphs {
        self.theme.glyphs()
    }

    pub(super) fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Gives an area the look of a part, its text kept.
    pub(super) fn fill(&mut self, area: Rect, part: Part) {
        self.buffer.set_style(area, self.theme.style(part));
    }

    /// Empties an area and gives it the look of a part.
    pub(super) fn clear(&mut self, area: Rect, part: Part) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
        self.fill(area, Part::Text);
        self.fill(area, part);
    }

    /// Writes at most so many columns; gives back the column after the text.
    pub(super) fn write(&mut self, x: u16, y: u16, columns: u16, text: &str, part: Part) -> u16 {
        self.write_styled(x, y, columns, text, self.theme.style(part))
    }

    /// Writes at most so many columns, ended by an ellipsis when cut; gives back the column after the text.
    pub(super) fn write_cut(&mut self, x: u16, y: u16, columns: u16, text: &str, part: Part) -> u16 {
        self.write(x, y, columns, &cells::cut(text, usize::from(columns)), part)
    }

    /// Writes in a style; gives back the column after the text.
    pub(super) fn write_styled(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        if !self.buffer.area.contains((x, y).into()) {
            return x;
        }
        let cleaned = cells::clean(text);
        let (after, _) = self.buffer.set_stringn(x, y, &cleaned, usize::from(columns), style);
        after
    }

    /// Writes against the right edge of an area's line; gives back the column of its beginning.
    pub(super) fn write_right(&mut self, right: u16, y: u16, text: &str, part: Part) -> u16 {
        let columns = u16::try_from(cells::width(text)).unwrap_or(u16::MAX);
        let x = right.saturating_sub(columns);
        self.write(x, y, columns, text, part);
        x
    }

    /// A line across an area of one row.
    pub(super) fn horizontal(&mut self, area: Rect) {
        let line = self.glyphs().rule.repeat(usize::from(area.width));
        self.write(area.x, area.y, area.width, &line, Part::Rule);
    }

    /// A line down an area of one column.
    pub(super) fn vertical(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            self.write(area.x, y, 1, &self.theme.glyphs().divider, Part::Rule);
        }
    }
}
