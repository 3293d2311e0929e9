//! The pane of views, filters and sources.

use ratatui::layout::Rect;

use crate::tui::model::sources::{Entry, SourcesLine};
use crate::tui::model::{Model, Pane};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::pen::Pen;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let lines = model.sources_lines();
    let shown = lines.iter().skip(model.sources.offset).take(usize::from(area.height));
    for (number, line) in shown.enumerate() {
        let row = Rect { y: area.y + number as u16, height: 1, ..area };
        match line {
            SourcesLine::Blank => {}
            SourcesLine::Heading(key) => {
                pen.write_cut(row.x + 2, row.y, row.width - 2, &model.labels.text(key), Part::Day);
            }
            SourcesLine::Entry(place, entry) => draw_entry(pen, model, row, *place, *entry),
        }
    }
}

fn draw_entry(pen: &mut Pen<'_>, model: &Model, row: Rect, place: usize, entry: Entry) {
    let glyphs = pen.glyphs();
    let (words, beside, failed) = words_of(model, entry);
    let right = pen.write_right(row.right().saturating_sub(1), row.y, &beside, Part::Dim);
    let part = if holds(model, entry) { Part::Accent } else { Part::Text };
    if failed {
        pen.write(row.x + 1, row.y, 1, &glyphs.failure, Part::Failure);
    }
    let room = right.saturating_sub(row.x + 3);
    pen.write_cut(row.x + 2, row.y, room, &words, part);
    if place == model.sources.cursor {
        let in_focus = model.focus == Pane::Sources;
        if in_focus {
            pen.write(row.x, row.y, 1, &glyphs.cursor, Part::Accent);
        }
        pen.fill(row, if in_focus { Part::Cursor } else { Part::Text });
    }
}

/// The entry's words, what stands at its right, and whether it fails.
fn words_of(model: &Model, entry: Entry) -> (String, String, bool) {
    let labels = &model.labels;
    let number = |count: usize| phrase::number(labels, count);
    let total = model.shelf.total();
    let filter = &model.filter;
    let none = || "—".to_owned();
    match entry {
        Entry::All => (labels.text("tui-view-all"), number(total.articles), false),
        Entry::Unread => (labels.text("tui-view-unread"), number(total.unread), false),
        Entry::Starred => (labels.text("tui-view-starred"), number(model.shelf.starred()), false),
        Entry::View(place) => {
            let view = &model.sources.views[place];
            let beside = if view.unread == 0 { String::new() } else { number(view.unread) };
            (format!("@{}", view.view.name), beside, false)
        }
        Entry::Company => {
            let held = filter.company.map(|company| model.shelf.companies().shown(company).to_owned());
            (labels.text("tui-filter-company"), held.unwrap_or_else(none), false)
        }
        Entry::Kinds => {
            let held = filter.kinds.map(|family| phrase::family(labels, family));
            (labels.text("tui-filter-kind"), held.unwrap_or_else(none), false)
        }
        Entry::Authority => {
            let held =
                filter.authority.map(|authority| model.shelf.authorities().shown(authority).to_owned());
            (labels.text("tui-filter-authority"), held.unwrap_or_else(none), false)
        }
        Entry::Source(place) => {
            let status = &model.sources.statuses[place];
            let unread = model.shelf.tally(&status.source.id).unread;
            let beside = if unread == 0 { String::new() } else { number(unread) };
            (model.source_title(&status.source.id).to_owned(), beside, status.failure.is_some())
        }
    }
}

/// Whether the list shows what the entry stands for.
fn holds(model: &Model, entry: Entry) -> bool {
    let filter = &model.filter;
    match entry {
        Entry::All => filter.is_empty(),
        Entry::Unread => filter.unread,
        Entry::Starred => filter.starred,
        Entry::View(place) => filter.words == model.sources.views[place].line(),
        Entry::Company => filter.company.is_some(),
        Entry::Kinds => filter.kinds.is_some(),
        Entry::Authority => filter.authority.is_some(),
        Entry::Source(place) => filter.source.as_ref() == Some(&model.sources.statuses[place].source.id),
    }
}
