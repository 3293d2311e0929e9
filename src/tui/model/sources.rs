//! The pane of views, filters and sources.

use crate::app::{SourceStatus, ViewCount};

use super::Model;

/// The pane.
#[derive(Debug, Default)]
pub(in crate::tui) struct SourcesPane {
    pub(in crate::tui) statuses: Vec<SourceStatus>,
    /// Saved views, in the reader's order.
    pub(in crate::tui) views: Vec<ViewCount>,
    /// Place among the entries.
    pub(in crate::tui) cursor: usize,
    /// First line shown.
    pub(in crate::tui) offset: usize,
}

/// Something in the pane on which the cursor can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Entry {
    All,
    Unread,
    Starred,
    /// A saved view, by its place among the views.
    View(usize),
    Company,
    Kinds,
    Authority,
    /// A source, by its place among the statuses.
    Source(usize),
}

/// What a line of the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum SourcesLine {
    Blank,
    /// The key of a heading.
    Heading(&'static str),
    /// An entry and its place among the entries.
    Entry(usize, Entry),
}

impl Model {
    /// Every entry, from top to bottom.
    pub(in crate::tui) fn entries(&self) -> Vec<Entry> {
        let sources = (0..self.sources.statuses.len()).map(Entry::Source);
        let views = (0..self.sources.views.len()).map(Entry::View);
        [Entry::All, Entry::Unread, Entry::Starred]
            .into_iter()
            .chain(views)
            .chain([Entry::Company, Entry::Kinds, Entry::Authority])
            .chain(sources)
            .collect()
    }

    /// Every line, from top to bottom.
    pub(in crate::tui) fn sources_lines(&self) -> Vec<SourcesLine> {
        let mut lines = vec![SourcesLine::Heading("tui-heading-views")];
        for (place, entry) in self.entries().into_iter().enumerate() {
            match entry {
                Entry::Company => {
                    lines.extend([SourcesLine::Blank, SourcesLine::Heading("tui-heading-filters")]);
                }
                Entry::Source(0) => {
                    lines.extend([SourcesLine::Blank, SourcesLine::Heading("tui-heading-sources")]);
                }
                _ => {}
            }
            lines.push(SourcesLine::Entry(place, entry));
        }
        lines
    }

    /// The offset nearest to the present one at which the cursor's line is in a pane of that height.
    pub(in crate::tui) fn sources_offset(&self, height: u16) -> usize {
        let lines = self.sources_lines();
        let at = lines
            .iter()
            .position(|line| matches!(line, SourcesLine::Entry(place, _) if *place == self.sources.cursor))
            .unwrap_or(0);
        // The heading above the first entry is shown with it.
        let at_top = if at <= 1 { 0 } else { at };
        let height = usize::from(height.max(1));
        self.sources.offset.min(at_top).max((at + 1).saturating_sub(height))
    }
}
