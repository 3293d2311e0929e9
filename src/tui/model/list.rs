//! The list of articles: rows shown, cursor, selection, and which line of the pane shows what.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::tui::phrase;
use crate::tui::shelf::RowNumber;

use super::Model;

/// Narrowest pane in which a title stands on one line with its date and its source.
pub(in crate::tui) const WIDE: u16 = 76;

/// Rows from which it is told how many share a day.
const SAMPLE: usize = 200;

/// The list.
#[derive(Debug, Default)]
pub(in crate::tui) struct ListPane {
    /// Rows that the filters let through, in order; made anew only when these change.
    pub(in crate::tui) rows: Vec<RowNumber>,
    /// Place of the cursor among them.
    pub(in crate::tui) cursor: usize,
    /// Place of the first row shown.
    pub(in crate::tui) offset: usize,
    pub(in crate::tui) chosen: HashSet<RowNumber>,
    /// Whether so few articles came a day that rows stand by months.
    pub(in crate::tui) by_month: bool,
    /// Rows that the last refresh brought, newest first, until the reader has gone to them.
    pub(in crate::tui) fresh: Vec<RowNumber>,
}

/// What a line of the pane shows; places are those among the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum ListLine {
    /// The heading of a day, or of the month that begins with it.
    Heading(Date),
    /// A row's title.
    First(usize),
    /// What stands under it.
    Second(usize),
}

impl Model {
    /// The day of a row, or the first of its month; nothing when rows stand in another order.
    fn group_at(&self, place: usize) -> Option<Date> {
        let number = self.list.rows.get(place).filter(|_| self.order.is_by_date())?;
        let day = self.day_of_row(*number);
        Some(if self.list.by_month { day.first_of_month() } else { day })
    }

    fn day_of_row(&self, number: RowNumber) -> Date {
        phrase::day_of(self.shelf.row(number).headline.article.dates.shown(), &self.zone)
    }

    /// Whether so few of the first rows share a day that a heading for each would fill half of the screen.
    pub(in crate::tui) fn is_sparse(&self) -> bool {
        let mut days: Vec<Date> =
            self.list.rows.iter().take(SAMPLE).map(|row| self.day_of_row(*row)).collect();
        let rows = days.len();
        days.dedup();
        rows > 1 && days.len() * 2 > rows
    }

    fn lines_at(&self, place: usize, width: u16) -> usize {
        let has_second = width < WIDE
            || self
                .list
                .rows
                .get(place)
                .is_some_and(|number| !self.shelf.row(*number).headline.facts.is_empty());
        1 + usize::from(has_second)
    }

    /// What each line of a pane of that size shows, from the first row on; its cost is that of the lines.
    pub(in crate::tui) fn list_lines(&self, width: u16, height: u16) -> Vec<ListLine> {
        let mut lines = Vec::with_capacity(usize::from(height) + 2);
        let mut shown = None;
        let mut place = self.list.offset;
        while lines.len() < usize::from(height) && place < self.list.rows.len() {
            let group = self.group_at(place);
            if group != shown {
                lines.extend(group.map(ListLine::Heading));
                shown = group;
            }
            lines.push(ListLine::First(place));
            if self.lines_at(place, width) > 1 {
                lines.push(ListLine::Second(place));
            }
            place += 1;
        }
        lines.truncate(usize::from(height));
        lines
    }

    /// The offset nearest to the present one at which the cursor's row is wholly in a pane of that size.
    pub(in crate::tui) fn list_offset(&self, width: u16, height: u16) -> usize {
        let cursor = self.list.cursor.min(self.list.rows.len().saturating_sub(1));
        self.offset_ending_at(cursor, self.list.offset.min(cursor), width, height)
    }

    /// The offset at which the last row is the last in a pane of that size.
    pub(in crate::tui) fn last_list_offset(&self, width: u16, height: u16) -> usize {
        self.offset_ending_at(self.list.rows.len().saturating_sub(1), 0, width, height)
    }

    /// The smallest offset, but not below `from`, at which a row is wholly in the pane. Walks up from the row while rows
    /// fit; headings count, and the one at the top always stands.
    fn offset_ending_at(&self, place: usize, from: usize, width: u16, height: u16) -> usize {
        let mut offset = place;
        let mut taken = self.lines_at(place, width) + usize::from(self.order.is_by_date());
        while offset > from {
            let above = offset - 1;
            let heading = usize::from(self.group_at(above) != self.group_at(offset));
            taken += self.lines_at(above, width) + heading;
            if taken > usize::from(height) {
                break;
            }
            offset = above;
        }
        offset
    }
}
